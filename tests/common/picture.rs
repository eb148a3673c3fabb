//! Pictures of pages as small as can be.

/// A white picture of 8-bit grey, as a TIFF without compression; `shade` tells one from another.
pub fn picture(width: u32, height: u32, shade: u8) -> Vec<u8> {
    const TAGS: u16 = 8;
    let data = 10 + 12 * u32::from(TAGS) + 4;
    let mut out = b"II*\0\x08\0\0\0".to_vec();
    out.extend(TAGS.to_le_bytes());
    for (tag, value) in [
        (256, width),
        (257, height),
        (258, 8),
        (259, 1),
        (262, 1),
        (273, data),
        (278, height),
        (279, width * height),
    ] {
        let (tag, kind, count): (u16, u16, u32) = (tag, 4, 1);
        out.extend(tag.to_le_bytes());
        out.extend(kind.to_le_bytes());
        out.extend(count.to_le_bytes());
        out.extend(value.to_le_bytes());
    }
    out.extend(0u32.to_le_bytes());
    out.resize(out.len() + (width * height) as usize, shade);
    out
}
