//! The sRGB colour space as an ICC profile, computed.
//!
//! ```text
//! profile = header (128 bytes) , count of tags , { signature , offset , size } , data of the tags
//! ```
//! Version 2.1; the primaries are those of IEC 61966-2-1, adapted to the white of the profile's space (D50).

/// White of the profile's space.
const D50: [f64; 3] = [0.9642, 1.0, 0.8249];
/// Red, green and blue in that space.
const PRIMARIES: [[f64; 3]; 3] = [
    [0.43607, 0.22249, 0.01392],
    [0.38515, 0.71687, 0.09708],
    [0.14307, 0.06061, 0.71410],
];
/// Points of the curve from samples to light.
const POINTS: u16 = 1024;
/// Bytes of the header.
const HEADER: usize = 128;
/// How many tags there are.
const TAGS: usize = 9;

/// The profile.
pub(crate) fn srgb() -> Vec<u8> {
    let curve = curve();
    let tags: [(&[u8; 4], Vec<u8>); TAGS] = [
        (b"desc", description("sRGB")),
        (
            b"cprt",
            [&b"text\0\0\0\0No copyright, use freely\0"[..]].concat(),
        ),
        (b"wtpt", xyz(D50)),
        (b"rXYZ", xyz(PRIMARIES[0])),
        (b"gXYZ", xyz(PRIMARIES[1])),
        (b"bXYZ", xyz(PRIMARIES[2])),
        (b"rTRC", curve.clone()),
        (b"gTRC", Vec::new()),
        (b"bTRC", Vec::new()),
    ];
    let mut table = (TAGS as u32).to_be_bytes().to_vec();
    let mut data: Vec<u8> = Vec::new();
    let start = HEADER + 4 + 12 * TAGS;
    let mut last = (0, 0);
    for (name, content) in &tags {
        // The three curves are one.
        if !content.is_empty() {
            last = ((start + data.len()) as u32, content.len() as u32);
            data.extend_from_slice(content);
            data.resize(data.len().next_multiple_of(4), 0);
        }
        table.extend_from_slice(*name);
        table.extend(last.0.to_be_bytes());
        table.extend(last.1.to_be_bytes());
    }
    let size = (start + data.len()) as u32;
    [header(size), table, data].concat()
}

fn header(size: u32) -> Vec<u8> {
    let mut out = size.to_be_bytes().to_vec();
    out.extend([0; 4]);
    out.extend([2, 0x10, 0, 0]);
    out.extend(b"mntrRGB XYZ ");
    // A day for the format's sake: that of the standard.
    for part in [1999u16, 10, 1, 0, 0, 0] {
        out.extend(part.to_be_bytes());
    }
    out.extend(b"acsp");
    out.resize(68, 0);
    out.extend(D50.iter().flat_map(|v| fixed(*v)));
    out.resize(HEADER, 0);
    out
}

/// A number in sixteen bits before the point and sixteen behind it.
fn fixed(value: f64) -> [u8; 4] {
    ((value * 65536.0).round() as i32).to_be_bytes()
}

fn xyz(value: [f64; 3]) -> Vec<u8> {
    let mut out = b"XYZ \0\0\0\0".to_vec();
    out.extend(value.iter().flat_map(|v| fixed(*v)));
    out
}

/// A name in plain letters; the two other forms that it could have are empty.
fn description(name: &str) -> Vec<u8> {
    let mut out = b"desc\0\0\0\0".to_vec();
    out.extend((name.len() as u32 + 1).to_be_bytes());
    out.extend(name.bytes());
    out.extend([0; 1 + 4 + 4 + 2 + 1 + 67]);
    out
}

fn curve() -> Vec<u8> {
    let mut out = b"curv\0\0\0\0".to_vec();
    out.extend(u32::from(POINTS).to_be_bytes());
    for n in 0..POINTS {
        let v = f64::from(n) / f64::from(POINTS - 1);
        let light = if v <= 0.04045 {
            v / 12.92
        } else {
            ((v + 0.055) / 1.055).powf(2.4)
        };
        out.extend(((light * 65535.0).round() as u16).to_be_bytes());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(bytes: &[u8], at: usize) -> usize {
        u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap()) as usize
    }

    #[test]
    fn every_tag_lies_in_the_profile() {
        let profile = srgb();
        assert_eq!(number(&profile, 0), profile.len());
        assert_eq!(&profile[36..40], b"acsp");
        assert_eq!(number(&profile, HEADER), TAGS);
        for tag in 0..TAGS {
            let at = HEADER + 4 + 12 * tag;
            let (from, size) = (number(&profile, at + 4), number(&profile, at + 8));
            assert!(from % 4 == 0 && from + size <= profile.len() && size >= 20);
        }
        // The primaries add up to white, as near as their figures go.
        for n in 0..3 {
            let sum: f64 = PRIMARIES.iter().map(|p| p[n]).sum();
            assert!((sum - D50[n]).abs() < 3e-4, "{sum}");
        }
    }
}
