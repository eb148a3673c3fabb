//! Text with a memory: every change of form is an edit that leads back to the source.
//!
//! [`Text::new`] normalises a decoded source in one pass; [`Text::span`] takes any range of the result
//! back to pages, lines and bytes of the source. It needs nothing else of the program: text in, text and
//! edits out.
//!
//! ```
//! use sohoa_text::Text;
//!
//! let source = "**Số:** 12 / QD-UBND\nCăn cứ Nghị định 16/2005/NĐ-CP, ngày 14/2/2015";
//! let text = Text::new(source);
//! assert!(text.as_str().starts_with("Số: 12/QĐ-UBND\n"));
//!
//! // Every change of letters is listed, with what the source says, its rule and how sure it is.
//! let change = &text.repairs()[0];
//! assert_eq!((change.raw.as_str(), change.value.as_str()), ("12 / QD-UBND", "12/QĐ-UBND"));
//! assert!(change.applied && change.confidence > 0.9);
//!
//! // A doubt is a proposal: the text stays as it is.
//! let doubt = &text.repairs()[1];
//! assert_eq!((doubt.value.as_str(), doubt.applied), ("16/2015/NĐ-CP", false));
//! assert_eq!(text.slice(&doubt.range), "16/2005/NĐ-CP");
//!
//! // Any range leads back to bytes and lines of the source.
//! let read = text.span(&[change.range.clone()]).range();
//! assert_eq!(&source[read], "12 / QD-UBND");
//! ```

mod bars;
pub mod edit;
pub mod fold;
mod gaps;
mod line;
mod lookalike;
mod markup;
mod normalise;
mod options;
pub mod phrases;
pub mod repair;
mod weave;
mod whole;
mod wrapped;

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use edit::{EditKind, EditMap};
use fold::Folded;
pub use line::Line;
pub use options::{Options, Restore};
pub use repair::context::{Doubt, doubts};
use sohoa_layout::Layout;
use sohoa_span::{Bytes, Span};
pub use whole::{LineFold, TextFold};

/// A change of letters, marks or digits that the text carries, or a proposal of one.
#[derive(Debug, Clone, PartialEq)]
pub struct Repair {
    /// Where it stands, as a range of the text.
    pub range: Range<usize>,
    /// What the source says.
    pub raw: String,
    /// What is read instead.
    pub value: String,
    /// The rule: its path in the code.
    pub rule: &'static str,
    /// How sure, 0 to 1.
    pub confidence: f64,
    /// False for a proposal: the text still says what the source says.
    pub applied: bool,
}

/// Counts of the silent changes of form.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Letters composed.
    pub nfc: u32,
    /// Runs of white space changed.
    pub whitespace: u32,
    /// Pieces of markup removed.
    pub markup: u32,
    /// Control characters removed.
    pub decoding: u32,
}

/// A normalised text that remembers its source.
#[derive(Debug)]
pub struct Text<'s> {
    source: &'s str,
    layout: Option<&'s Layout>,
    options: Options,
    /// The source itself where nothing is changed: a long text is not to be held twice.
    text: Cow<'s, str>,
    map: EditMap,
    lines: Vec<Line>,
    apart: Vec<Range<usize>>,
    /// Where blanks stand for line ends of the source, in order.
    cuts: Vec<usize>,
    repairs: Vec<Repair>,
    fold: OnceCell<TextFold>,
}

impl<'s> Text<'s> {
    /// Normalises and repairs `source`.
    #[must_use]
    pub fn new(source: &'s str) -> Text<'s> {
        Text::with(source, &Options::default())
    }

    /// [`Text::new`] with other options.
    #[must_use]
    pub fn with(source: &'s str, options: &Options) -> Text<'s> {
        Text::of(source, None, options)
    }

    /// [`Text::with`] for a source whose format knows more than its letters.
    #[must_use]
    pub fn of(source: &'s str, layout: Option<&'s Layout>, options: &Options) -> Text<'s> {
        let n = normalise::normalise(source);
        let mut text = Text {
            source,
            layout,
            options: *options,
            text: if n.text == source {
                Cow::Borrowed(source)
            } else {
                Cow::Owned(n.text)
            },
            map: n.map,
            lines: n.lines,
            apart: Vec::new(),
            cuts: Vec::new(),
            repairs: n.repairs,
            fold: OnceCell::new(),
        };
        weave::draw(&mut text);
        let runs = wrapped::runs(&text.text, &text.lines);
        weave::join(&mut text, &runs);
        repair::apply(&mut text);
        // What a rule of repair may have looked up is of the text before it.
        text.fold = OnceCell::new();
        text.set_apart();
        text
    }

    /// The text as the grammar reads it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The decoded source.
    #[must_use]
    pub fn source(&self) -> &'s str {
        self.source
    }

    /// Its lines; line n of the source is element n - 1.
    #[must_use]
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The options it was read with.
    #[must_use]
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Changes of letters, and proposals of them, in order. No two overlap, but a proposal may stand on the
    /// very range of a change.
    #[must_use]
    pub fn repairs(&self) -> &[Repair] {
        &self.repairs
    }

    /// The changes of letters that a range of the text carries.
    pub fn applied_in(&self, range: &Range<usize>) -> impl Iterator<Item = &Repair> {
        let first = self.repairs.partition_point(|r| r.range.end <= range.start);
        let end = range.end;
        let inside = self.repairs[first..].iter();
        let inside = inside.take_while(move |r| r.range.start < end);
        inside.filter(|r| r.applied)
    }

    /// Identity of the language model that the repair by context asked, unless it is off.
    #[must_use]
    pub fn model(&self) -> Option<&'static str> {
        let asked = self.options.repair || self.options.restore == Restore::Always;
        asked.then(|| sohoa_lm::Model::embedded().identity())
    }

    /// The edits between source and text.
    #[must_use]
    pub fn map(&self) -> &EditMap {
        &self.map
    }

    /// The text of a range.
    #[must_use]
    pub fn slice(&self, range: &Range<usize>) -> &str {
        &self.text[range.clone()]
    }

    /// Index of the line on which text position `at` stands.
    #[must_use]
    pub fn line_of(&self, at: usize) -> usize {
        self.fold().line_at(at, &self.lines)
    }

    /// Index of the line of the source on which text position `at` stands: a line may hold more than one of them.
    fn source_line_of(&self, at: usize) -> usize {
        let line = self.line_of(at);
        if self.cuts.is_empty() {
            return line;
        }
        let start = self.lines[line].start as usize;
        let before = |at: usize| self.cuts.partition_point(|c| *c < at);
        line + before(at) - before(start)
    }

    /// The fold of the whole text, made when first asked for.
    #[must_use]
    pub fn fold(&self) -> &TextFold {
        self.fold
            .get_or_init(|| TextFold::new(&self.text, &self.lines))
    }

    /// A range of the text with its fold.
    #[must_use]
    pub fn folded(&self, range: &Range<usize>) -> Folded<'_> {
        let fold = self.fold().of(&self.text, range);
        Folded::of_parts(self.slice(range), fold.as_bytes())
    }

    /// A value that was joined from stretches of the text, with its fold. `anchors` are the offsets in the value
    /// and in the text where stretches begin; a blank of the value may stand for any white space between them.
    #[must_use]
    pub fn joined(&self, value: String, anchors: &[(usize, usize)]) -> Folded<'static> {
        let ends = anchors.iter().skip(1).map(|(v, _)| *v);
        let ends = ends.chain([value.len()]);
        let mut bytes = Vec::with_capacity(value.len());
        for (&(from, start), end) in anchors.iter().zip(ends) {
            let end = end.min(value.len());
            let stretch = value[from.min(end)..end].trim_end_matches(' ').len();
            let fold = self.fold().of(&self.text, &(start..start + stretch));
            let white = |b: u8| if matches!(b, b'\t' | b'\n') { b' ' } else { b };
            bytes.extend(fold.bytes().map(white));
            bytes.extend((from + stretch..end).map(|_| b' '));
        }
        Folded::of_parts(value, bytes)
    }

    /// Mean confidence of the recognition over pieces of the text; `None` where the format tells none.
    #[must_use]
    pub fn recognition(&self, pieces: &[Range<usize>]) -> Option<f64> {
        let layout = self.layout?;
        let known = pieces.iter().filter_map(|p| {
            let [from, to] = self.map.to_source(p);
            let of = layout.confidence(from as u32..to as u32)?;
            Some(((to - from) as f64, of))
        });
        let (bytes, sum) = known.fold((0.0, 0.0), |(n, s), (len, of)| (n + len, s + len * of));
        (bytes > 0.0).then(|| sum / bytes)
    }

    /// The lines that the format sets apart from the text; [`Text::lines`] has them as blank lines.
    #[must_use]
    pub fn apart(&self) -> &[Range<usize>] {
        &self.apart
    }

    /// Makes the lines that the format sets apart blank for every later stage.
    fn set_apart(&mut self) {
        let Some(layout) = self.layout.filter(|l| !l.furniture.is_empty()) else {
            return;
        };
        for line in self.lines.iter_mut().filter(|l| !l.is_blank()) {
            let [from, _] = self.map.to_source(&line.range());
            if layout.is_furniture(from as u32) {
                self.apart.push(line.range());
                line.end = line.start;
            }
        }
    }

    /// What the format knows beside the text.
    #[must_use]
    pub fn layout(&self) -> Option<&'s Layout> {
        self.layout
    }

    /// The place in the source of pieces of the text (in order, not overlapping).
    #[must_use]
    pub fn span(&self, pieces: &[Range<usize>]) -> Span {
        let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else {
            return Span::default();
        };
        let first_line = self.source_line_of(first.start);
        let last_line = self.source_line_of(last.end.saturating_sub(1).max(first.start));
        let page = self.lines[first_line].page;
        let source = |p| self.source_bytes(p);
        let bytes = match pieces {
            [one] => source(one),
            _ => [source(first)[0], source(last)[1]],
        };
        let span = Span::new(page, [first_line as u32 + 1, last_line as u32 + 1], bytes);
        let parts = match pieces {
            [_] => Vec::new(),
            many => many.iter().map(source).collect(),
        };
        let boxes = |l: &Layout| {
            let boxes = |[from, to]: Bytes| l.boxes(from..to, page);
            pieces.iter().map(source).flat_map(boxes).collect()
        };
        span.with(parts, self.layout.map(boxes).unwrap_or_default())
    }

    fn source_bytes(&self, range: &Range<usize>) -> Bytes {
        self.map.to_source(range).map(|b| b as u32)
    }

    /// Counts of the changes of form.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let mut n = Counts::default();
        for e in self.map.edits() {
            match e.kind {
                EditKind::Nfc => n.nfc += 1,
                EditKind::Whitespace => n.whitespace += 1,
                EditKind::Markup => n.markup += 1,
                EditKind::Decoding => n.decoding += 1,
                EditKind::Repair => {}
            }
        }
        n
    }
}
