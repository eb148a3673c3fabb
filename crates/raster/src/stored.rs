//! A page's picture for keeping: the packed bytes as they lie in the input where a PDF may hold them so, else pixels.

use image::metadata::Orientation;
use sohoa_image::Affine;

use crate::PageImage;
use crate::density::Density;

/// The picture of a page as it is stored.
#[derive(Debug, Clone)]
pub enum Stored {
    /// Packed, as it lies in the input.
    Packed(Packed),
    /// Unpacked, with every pixel that the input has; its pixels need not be square.
    Pixels(PageImage),
}

/// A picture packed in a way that PDF knows.
#[derive(Debug, Clone)]
pub struct Packed {
    /// How it is packed.
    pub packing: Packing,
    /// The packed bytes.
    pub bytes: Vec<u8>,
    /// Width and height in pixels.
    pub pixels: (u32, u32),
    /// Dark and light are exchanged when it is shown.
    pub inverted: bool,
    /// Width and height of the page as it is shown, in points.
    pub size: (f32, f32),
    /// From a place on the picture, in pixels, to points from the page's top left corner; may turn and mirror.
    pub to_points: Affine,
}

/// How the bytes of a picture are packed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Packing {
    /// A JPEG file, of RGB colours or grey.
    Jpeg {
        /// Whether it has colours.
        colour: bool,
    },
    /// CCITT group 3 or 4.
    Fax(Fax),
    /// JBIG2, with the segments that its pages share.
    Jbig2 {
        /// The shared segments.
        shared: Option<Vec<u8>>,
    },
}

/// What a decoder of CCITT needs to know, as in PDF.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fax {
    /// Below zero for group 4, zero for group 3 by single lines, above for group 3 by several.
    pub k: i32,
    /// Pixels to a line.
    pub columns: u32,
    /// Lines end with a mark.
    pub end_of_line: bool,
    /// Lines begin with a whole byte.
    pub byte_aligned: bool,
    /// The picture ends with a mark.
    pub end_of_block: bool,
    /// Black is the bit one.
    pub black_is_one: bool,
}

/// A JPEG file as it is, if PDF can hold it.
pub(crate) fn jpeg(bytes: &[u8], orientation: Orientation, density: Density) -> Option<Packed> {
    let frame = frame(bytes)?;
    let (width, height) = frame.pixels;
    let (turn, shown) = turn(orientation, frame.pixels);
    let density = density.turned(shown != frame.pixels).of(shown);
    let points = |n: u32, dpi: f32| n as f32 * 72.0 / dpi;
    let scale = Affine::scale(72.0 / f64::from(density.x), 72.0 / f64::from(density.y));
    Some(Packed {
        packing: Packing::Jpeg {
            colour: frame.colour,
        },
        bytes: bytes.to_vec(),
        pixels: (width, height),
        inverted: false,
        size: (points(shown.0, density.x), points(shown.1, density.y)),
        to_points: turn.then(scale),
    })
}

/// From the pixels of a picture to those that are shown, and how many these are.
fn turn(orientation: Orientation, (width, height): (u32, u32)) -> (Affine, (u32, u32)) {
    let (w, h) = (f64::from(width), f64::from(height));
    let map = match orientation {
        Orientation::NoTransforms => [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
        Orientation::FlipHorizontal => [-1.0, 0.0, 0.0, 1.0, w, 0.0],
        Orientation::Rotate180 => [-1.0, 0.0, 0.0, -1.0, w, h],
        Orientation::FlipVertical => [1.0, 0.0, 0.0, -1.0, 0.0, h],
        Orientation::Rotate90FlipH => [0.0, 1.0, 1.0, 0.0, 0.0, 0.0],
        Orientation::Rotate90 => [0.0, 1.0, -1.0, 0.0, h, 0.0],
        Orientation::Rotate270FlipH => [0.0, -1.0, -1.0, 0.0, h, w],
        Orientation::Rotate270 => [0.0, -1.0, 1.0, 0.0, 0.0, w],
    };
    let across = map[0] == 0.0;
    (
        Affine(map),
        if across {
            (height, width)
        } else {
            (width, height)
        },
    )
}

/// What the head of a JPEG says.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Frame {
    pub pixels: (u32, u32),
    pub colour: bool,
}

/// Reads the head of a JPEG file; `None` where it is none, or of a kind that not every reader of PDF knows: other than
/// eight bits, four inks, lossless or arithmetic coding.
pub(crate) fn frame(bytes: &[u8]) -> Option<Frame> {
    let mut rest = bytes.strip_prefix(b"\xff\xd8")?;
    loop {
        let [0xFF, marker, tail @ ..] = rest else {
            return None;
        };
        // A marker may have any number of these bytes before it.
        rest = if *marker == 0xFF { &rest[1..] } else { tail };
        match marker {
            0x01 | 0xD0..=0xD7 | 0xFF => {}
            0xC0..=0xC2 => {
                let [_, _, 8, h1, h0, w1, w0, parts, ..] = *rest else {
                    return None;
                };
                let (height, width) = (u16::from_be_bytes([h1, h0]), u16::from_be_bytes([w1, w0]));
                let usual = width > 0 && height > 0 && matches!(parts, 1 | 3);
                return usual.then_some(Frame {
                    pixels: (width.into(), height.into()),
                    colour: parts == 3,
                });
            }
            0xC3 | 0xC5..=0xC7 | 0xC9..=0xCF | 0xD8..=0xDA => return None,
            _ => {
                let length = u16::from_be_bytes(*rest.first_chunk()?);
                rest = rest.get(usize::from(length)..)?;
            }
        }
    }
}
