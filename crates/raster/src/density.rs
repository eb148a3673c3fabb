//! Pixels to an inch, as a file tells them or as the page's shape suggests.

use crate::{Glance, Origin};

/// Densities that a picture of a page may honestly claim.
const HONEST: std::ops::RangeInclusive<f32> = 60.0..=1300.0;
/// The long side of A4 in inches.
const A4: f32 = 11.69;
/// Sides that a sheet of paper may have, in inches: from half a postcard to beyond A0.
const SIDES: std::ops::RangeInclusive<f32> = 2.5..=60.0;

/// Pixels to an inch along both axes; zero where the file does not tell.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Density {
    pub x: f32,
    pub y: f32,
}

impl Density {
    pub fn new(x: f32, y: f32) -> Density {
        Density { x, y }
    }

    /// What a picture of this size is.
    pub fn glance(self, size: (u32, u32)) -> Glance {
        Glance {
            dpi: self.of(size).x,
            origin: Origin::Embedded,
        }
    }

    pub fn turned(self, turned: bool) -> Density {
        if turned {
            Density::new(self.y, self.x)
        } else {
            self
        }
    }

    /// The density to work with: cameras and web tools claim 72 whatever the picture is, so that a claim counts
    /// only if it makes a sheet of paper; else the long side is taken for that of A4.
    pub fn of(self, (width, height): (u32, u32)) -> Density {
        let long = width.max(height) as f32;
        let honest = HONEST.contains(&self.x) && HONEST.contains(&self.y);
        let sheet = SIDES.contains(&(long / self.x.max(self.y)));
        // 72 and 96 are what programs write that know nothing.
        let known = self.x > 97.0 || (long / self.x) < 1.3 * A4;
        if honest && sheet && known {
            return self;
        }
        let guess = (long / A4).clamp(*HONEST.start(), *HONEST.end());
        Density::new(guess, guess)
    }
}

/// The density in a PNG's `pHYs`.
pub(crate) fn png(bytes: &[u8]) -> Option<Density> {
    let mut rest = bytes.get(8..)?;
    loop {
        let length = u32::from_be_bytes(rest.get(..4)?.try_into().ok()?) as usize;
        let (kind, data) = (rest.get(4..8)?, rest.get(8..8usize.checked_add(length)?)?);
        match kind {
            b"pHYs" if data.get(8) == Some(&1) => {
                let metre = |at: usize| {
                    let v = u32::from_be_bytes(data[at..at + 4].try_into().ok()?);
                    Some(v as f32 * 0.0254)
                };
                return Some(Density::new(metre(0)?, metre(4)?));
            }
            b"IDAT" | b"IEND" => return None,
            _ => rest = rest.get(length.checked_add(12)?..)?,
        }
    }
}

/// The density in a JPEG's JFIF header.
pub(crate) fn jpeg(bytes: &[u8]) -> Option<Density> {
    let mut rest = bytes.get(2..)?;
    while let [0xFF, marker, high, low, ..] = *rest {
        let length = usize::from(u16::from_be_bytes([high, low]));
        if marker == 0xE0 && rest.get(4..9) == Some(b"JFIF\0") {
            let field = |at: usize| {
                Some(f32::from(u16::from_be_bytes(
                    *rest.get(at..)?.first_chunk()?,
                )))
            };
            let unit = match rest.get(11)? {
                1 => 1.0,
                2 => 2.54,
                _ => return None,
            };
            return Some(Density::new(field(12)? * unit, field(14)? * unit));
        }
        if marker == 0xDA {
            return None;
        }
        rest = rest.get(length.checked_add(2)?..)?;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claims_that_make_no_sheet_are_not_believed() {
        let a4 = (2480, 3508);
        assert_eq!(
            Density::new(300.0, 300.0).of(a4),
            Density::new(300.0, 300.0)
        );
        assert_eq!(Density::new(72.0, 72.0).of(a4).x.round(), 300.0);
        assert_eq!(Density::default().of(a4).x.round(), 300.0);
        // A page that really was made for a screen.
        assert_eq!(Density::new(72.0, 72.0).of((595, 842)).x, 72.0);
        // A fax has other densities along its axes.
        assert_eq!(
            Density::new(204.0, 98.0).of((1728, 1145)),
            Density::new(204.0, 98.0)
        );
        assert_eq!(Density::default().of((1, 1)).x, 60.0);
    }

    #[test]
    fn headers_cut_short_tell_nothing() {
        let head = b"\x89PNG\r\n\x1a\n\0\0\0\x09pHYs\0\0\x2e\x23\0\0\x2e\x23\x01";
        assert_eq!(png(head).map(|d| d.x.round()), Some(300.0));
        for n in 0..head.len() {
            assert_eq!(png(&head[..n]), None);
        }
        let head = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\x01\x00\xc8\x00\xc8\0\0";
        assert_eq!(jpeg(head), Some(Density::new(200.0, 200.0)));
        for n in 0..18 {
            assert_eq!(jpeg(&head[..n]), None);
        }
    }
}
