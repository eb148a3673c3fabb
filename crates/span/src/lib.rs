//! Where a value was read: one small type, shared by every stage after the source.

use std::borrow::Cow;
use std::ops::Range;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize, Serializer};

/// A half-open range of byte offsets `[start, end)` into the decoded text of the source, which is below 4 GiB.
pub type Bytes = [u32; 2];

/// A box on a page, `[x0, y0, x1, y1]` in PDF points from the top left corner.
pub type Box4 = [f32; 4];

/// The place in the decoded source text from which a value was read.
// A record has one for every value: what few of them have stands elsewhere.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(from = "Written")]
pub struct Span {
    /// 1-based page; form feeds separate pages in plain text.
    pub page: u32,
    /// First and last line, 1-based, both included.
    pub lines: [u32; 2],
    /// Byte range `[start, end)` in the decoded text; covers all pieces.
    pub bytes: Bytes,
    more: Option<Box<More>>,
}

/// What a span has that is not one stretch of plain text.
#[derive(Debug, Clone, Default, PartialEq)]
struct More {
    pieces: Vec<Bytes>,
    boxes: Vec<Box4>,
}

impl Default for Span {
    /// The very beginning of the text.
    fn default() -> Span {
        Span {
            page: 1,
            lines: [1, 1],
            bytes: [0, 0],
            more: None,
        }
    }
}

impl Span {
    /// One stretch of text.
    #[must_use]
    pub fn new(page: u32, lines: [u32; 2], bytes: Bytes) -> Span {
        Span {
            page,
            lines,
            bytes,
            more: None,
        }
    }

    /// This place with its parts, none where it is contiguous, and its boxes.
    #[must_use]
    pub fn with(mut self, pieces: Vec<Bytes>, boxes: Vec<Box4>) -> Span {
        let any = !pieces.is_empty() || !boxes.is_empty();
        self.more = any.then(|| Box::new(More { pieces, boxes }));
        self
    }

    /// The parts, where the value is not contiguous.
    #[must_use]
    pub fn pieces(&self) -> &[Bytes] {
        self.more.as_ref().map_or(&[], |m| &m.pieces)
    }

    /// Boxes on the page, for inputs that have geometry.
    #[must_use]
    pub fn boxes(&self) -> &[Box4] {
        self.more.as_ref().map_or(&[], |m| &m.boxes)
    }

    /// The parts of the value in reading order: `pieces`, or the whole range where there are none.
    pub fn parts(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        let pieces = self.pieces();
        let whole = pieces.is_empty().then_some(self.bytes);
        let parts = whole.into_iter().chain(pieces.iter().copied());
        parts.map(|[start, end]| start as usize..end as usize)
    }

    /// The byte range as one of offsets.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.bytes[0] as usize..self.bytes[1] as usize
    }

    /// The smallest span that covers both (pieces are dropped: a cover is contiguous).
    #[must_use]
    pub fn cover(&self, other: &Span) -> Span {
        let lines = [
            self.lines[0].min(other.lines[0]),
            self.lines[1].max(other.lines[1]),
        ];
        let bytes = [
            self.bytes[0].min(other.bytes[0]),
            self.bytes[1].max(other.bytes[1]),
        ];
        Span::new(self.page.min(other.page), lines, bytes)
    }
}

/// The place in the decoded source text from which a value was read.
#[derive(Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Span")]
struct Written<'s> {
    /// 1-based page; form feeds separate pages in plain text.
    page: u32,
    /// First and last line, 1-based, both included.
    lines: [u32; 2],
    /// Byte range `[start, end)` in the decoded text; covers all pieces.
    bytes: Bytes,
    /// The parts, where the value is not contiguous.
    #[serde(default, skip_serializing_if = "<[Bytes]>::is_empty")]
    #[schemars(with = "Vec<Bytes>")]
    pieces: Cow<'s, [Bytes]>,
    /// Boxes on the page, for inputs that have geometry.
    #[serde(default, skip_serializing_if = "<[Box4]>::is_empty")]
    #[schemars(with = "Vec<Box4>")]
    boxes: Cow<'s, [Box4]>,
}

impl From<Written<'_>> for Span {
    fn from(w: Written<'_>) -> Span {
        Span::new(w.page, w.lines, w.bytes).with(w.pieces.into_owned(), w.boxes.into_owned())
    }
}

impl Serialize for Span {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let written = Written {
            page: self.page,
            lines: self.lines,
            bytes: self.bytes,
            pieces: Cow::Borrowed(self.pieces()),
            boxes: Cow::Borrowed(self.boxes()),
        };
        written.serialize(s)
    }
}

impl JsonSchema for Span {
    fn schema_name() -> Cow<'static, str> {
        Written::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Written::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_small() {
        assert_eq!(size_of::<Span>(), 32);
    }
}
