//! Where a value was read: one small type, shared by every stage after the source.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use thin_vec::ThinVec;

/// A half-open range of byte offsets `[start, end)` into the decoded text of the source.
pub type Bytes = [usize; 2];

/// A box on a page, `[x0, y0, x1, y1]` in PDF points from the top left corner.
pub type Box4 = [f32; 4];

/// The place in the decoded source text from which a value was read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Span {
    /// 1-based page; form feeds separate pages in plain text.
    pub page: u32,
    /// First and last line, 1-based, both included.
    pub lines: [u32; 2],
    /// Byte range `[start, end)` in the decoded text; covers all pieces.
    pub bytes: Bytes,
    /// The parts, where the value is not contiguous.
    // Lists that are nearly always empty take one word here instead of three.
    #[serde(default, skip_serializing_if = "ThinVec::is_empty")]
    #[schemars(with = "Vec<Bytes>")]
    pub pieces: ThinVec<Bytes>,
    /// Boxes on the page, for inputs that have geometry.
    #[serde(default, skip_serializing_if = "ThinVec::is_empty")]
    #[schemars(with = "Vec<Box4>")]
    pub boxes: ThinVec<Box4>,
}

impl Default for Span {
    /// The very beginning of the text.
    fn default() -> Span {
        Span {
            page: 1,
            lines: [1, 1],
            bytes: [0, 0],
            pieces: ThinVec::new(),
            boxes: ThinVec::new(),
        }
    }
}

impl Span {
    /// The parts of the value in reading order: `pieces`, or the whole range where there are none.
    pub fn parts(&self) -> impl Iterator<Item = Bytes> + '_ {
        let whole = self.pieces.is_empty().then_some(self.bytes);
        whole.into_iter().chain(self.pieces.iter().copied())
    }

    /// The smallest span that covers both (pieces are dropped: a cover is contiguous).
    #[must_use]
    pub fn cover(&self, other: &Span) -> Span {
        Span {
            page: self.page.min(other.page),
            lines: [
                self.lines[0].min(other.lines[0]),
                self.lines[1].max(other.lines[1]),
            ],
            bytes: [
                self.bytes[0].min(other.bytes[0]),
                self.bytes[1].max(other.bytes[1]),
            ],
            pieces: ThinVec::new(),
            boxes: ThinVec::new(),
        }
    }
}
