//! A ZIP archive whose members are stored as they are.

/// Packs members, each a name and its bytes.
pub fn pack(members: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut directory = Vec::new();
    for (name, bytes) in members {
        let offset = size(out.len());
        let common = entry(name, bytes);
        out.extend(0x0403_4b50_u32.to_le_bytes());
        out.extend(&common);
        out.extend(name.as_bytes());
        out.extend(bytes);
        directory.extend(0x0201_4b50_u32.to_le_bytes());
        directory.extend(20u16.to_le_bytes());
        directory.extend(&common);
        // No comment, first disk, no attributes.
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let (start, length) = (size(out.len()), size(directory.len()));
    let count = u16::try_from(members.len()).unwrap_or(u16::MAX);
    out.extend(directory);
    out.extend(0x0605_4b50_u32.to_le_bytes());
    out.extend([0; 4]);
    out.extend(count.to_le_bytes());
    out.extend(count.to_le_bytes());
    out.extend(length.to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend([0; 2]);
    out
}

/// What the local header and the directory say alike; names are UTF-8, times are the format's first day.
fn entry(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(26);
    for word in [20u16, 1 << 11, 0, 0, 0x21] {
        out.extend(word.to_le_bytes());
    }
    out.extend(crc(bytes).to_le_bytes());
    out.extend(size(bytes.len()).to_le_bytes());
    out.extend(size(bytes.len()).to_le_bytes());
    out.extend(u16::try_from(name.len()).unwrap_or(u16::MAX).to_le_bytes());
    out.extend(0u16.to_le_bytes());
    out
}

/// Forged files are far below the format's limit.
fn size(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

const CRC: [u32; 256] = crc_table();

const fn crc_table() -> [u32; 256] {
    let mut table = [0; 256];
    let mut i = 0;
    while i < 256 {
        let mut value = i as u32;
        let mut bit = 0;
        while bit < 8 {
            value = if value & 1 == 1 {
                0xEDB8_8320 ^ (value >> 1)
            } else {
                value >> 1
            };
            bit += 1;
        }
        table[i] = value;
        i += 1;
    }
    table
}

fn crc(bytes: &[u8]) -> u32 {
    let step = |crc: u32, byte: &u8| CRC[((crc ^ u32::from(*byte)) & 0xFF) as usize] ^ (crc >> 8);
    !bytes.iter().fold(!0, step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_the_published_one() {
        assert_eq!(crc(b"123456789"), 0xCBF4_3926);
    }
}
