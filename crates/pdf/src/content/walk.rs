//! The interpreter of content streams: text operators to glyphs with places, paths to rules, forms by recursion.

use std::rc::Rc;

use lopdf::{Dictionary, ObjectId};
use sohoa_layout::Limits;
use sohoa_span::Box4;

use super::lexer::{Lexer, Operand, Token};
use super::matrix::Matrix;
use super::paint::{Painted, Says};
use super::path::{Path, point};
use crate::font::{Font, Fonts};
use crate::object::Pdf;

/// Operands that an operator can have; more are damage.
const OPERANDS: usize = 64;

/// What one file may still use up; forms within forms could go on for ever.
pub(crate) struct Budget {
    /// Operators that may still be read.
    pub operators: u64,
    /// Glyphs that may still be painted on this page.
    pub glyphs: usize,
    /// How deep forms may nest.
    pub depth: u32,
}

impl Budget {
    pub fn new(limits: &Limits) -> Budget {
        Budget {
            operators: limits.unpacked / 16,
            glyphs: 0,
            depth: limits.depth.min(32),
        }
    }

    /// Whether something was left out.
    pub fn is_spent(&self) -> bool {
        self.operators == 0 || self.glyphs == 0
    }
}

/// The text state and what else `q` saves.
#[derive(Clone)]
pub(super) struct State {
    pub(super) ctm: Matrix,
    pub(super) clip: Option<Box4>,
    pub(super) font: Option<(u16, Rc<Font>)>,
    pub(super) size: f64,
    pub(super) letter_gap: f64,
    pub(super) word_gap: f64,
    pub(super) stretch: f64,
    pub(super) leading: f64,
    pub(super) rise: f64,
    pub(super) mode: i64,
}

pub(super) struct Walker<'w, 'd> {
    pub(super) pdf: Pdf<'d>,
    pub(super) fonts: &'w mut Fonts,
    pub(super) out: &'w mut Painted,
    pub(super) budget: &'w mut Budget,
    pub(super) state: State,
    pub(super) saved: Vec<State>,
    pub(super) text: Matrix,
    pub(super) line: Matrix,
    pub(super) path: Path,
    pub(super) clipping: bool,
    /// Open marked content: the glyph it begins at, and the text it stands for.
    pub(super) marked: Vec<(usize, Option<String>)>,
    pub(super) open: Vec<ObjectId>,
}

/// Reads a page's content; `base` leads from user space to the page as it is shown.
pub(crate) fn walk<'d>(
    pdf: Pdf<'d>,
    content: &[u8],
    resources: &[&'d Dictionary],
    base: Matrix,
    fonts: &mut Fonts,
    budget: &mut Budget,
) -> Painted {
    let mut out = Painted::default();
    let mut walker = Walker {
        pdf,
        fonts,
        out: &mut out,
        budget,
        state: State {
            ctm: base,
            clip: None,
            font: None,
            size: 1.0,
            letter_gap: 0.0,
            word_gap: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
        },
        saved: Vec::new(),
        text: Matrix::IDENTITY,
        line: Matrix::IDENTITY,
        path: Path::default(),
        clipping: false,
        marked: Vec::new(),
        open: Vec::new(),
    };
    walker.stream(content, resources);
    out
}

impl<'d> Walker<'_, 'd> {
    fn stream(&mut self, content: &[u8], resources: &[&'d Dictionary]) {
        let mut lexer = Lexer::new(content);
        let mut operands = Vec::new();
        while let Some(token) = lexer.token() {
            match token {
                Token::Operand(operand) if operands.len() < OPERANDS => operands.push(operand),
                Token::Operand(_) => {}
                Token::Operator(b"BI") => lexer.skip_image(),
                Token::Operator(operator) => {
                    let Some(left) = self.budget.operators.checked_sub(1) else {
                        return;
                    };
                    self.budget.operators = left;
                    self.operator(operator, &operands, resources);
                    operands.clear();
                }
            }
        }
    }

    fn operator(
        &mut self,
        operator: &[u8],
        operands: &[Operand<'_>],
        resources: &[&'d Dictionary],
    ) {
        match operator {
            b"q" if self.saved.len() < 512 => self.saved.push(self.state.clone()),
            b"Q" => self.state = self.saved.pop().unwrap_or_else(|| self.state.clone()),
            b"cm" => {
                if let Some(m) = numbers(operands) {
                    self.state.ctm = Matrix::new(m).then(self.state.ctm);
                }
            }
            b"Do" => self.external(operands, resources),
            b"BMC" => self.marked.push((self.out.glyphs.len(), None)),
            b"BDC" => self.begin_marked(operands, resources),
            b"EMC" => self.end_marked(),
            b"m" | b"l" | b"c" | b"v" | b"y" | b"h" | b"re" => self.draw(operator, operands),
            b"W" | b"W*" => self.clipping = true,
            b"S" | b"s" | b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" | b"n" => {
                self.paint(operator);
            }
            _ => self.text_operator(operator, operands, resources),
        }
    }

    fn draw(&mut self, operator: &[u8], operands: &[Operand<'_>]) {
        let ctm = self.state.ctm;
        let last = match operands {
            [.., x, y] => x.number().zip(y.number()),
            _ => None,
        };
        match (operator, last.map(|(x, y)| point(ctm, x, y))) {
            (b"m", Some(at)) => self.path.move_to(at),
            (b"l", Some(at)) => self.path.line_to(at),
            (b"c" | b"v" | b"y", Some(at)) => self.path.curve_to(at),
            (b"h", _) => self.path.close(),
            (b"re", _) => {
                if let Some(sides) = numbers(operands) {
                    self.path.rectangle(ctm, sides);
                }
            }
            _ => {}
        }
    }

    fn paint(&mut self, operator: &[u8]) {
        let mut path = std::mem::take(&mut self.path);
        if matches!(operator, b"s" | b"b" | b"b*") {
            path.close();
        }
        if matches!(operator, b"S" | b"s" | b"B" | b"B*" | b"b" | b"b*") {
            path.stroked(&mut self.out.rules);
        } else if operator != b"n" {
            path.filled(&mut self.out.rules);
        }
        if std::mem::take(&mut self.clipping)
            && let Some(b) = path.bounds()
        {
            let old = self.state.clip.unwrap_or(b);
            let (x0, y0) = (b[0].max(old[0]), b[1].max(old[1]));
            self.state.clip = Some([x0, y0, b[2].min(old[2]), b[3].min(old[3])]);
        }
    }

    /// A form is read in place; of a picture only the place counts.
    fn external(&mut self, operands: &[Operand<'_>], resources: &[&'d Dictionary]) {
        let Some(name) = operands.first().and_then(Operand::name) else {
            return;
        };
        let Some((id, object)) = self.pdf.resource(resources, b"XObject", name) else {
            return;
        };
        let Ok(stream) = object.as_stream() else {
            return;
        };
        match self
            .pdf
            .get(&stream.dict, b"Subtype")
            .and_then(|o| o.as_name().ok())
        {
            Some(b"Image") => self.picture(),
            Some(b"Form") => {
                let nested = self.open.len() >= self.budget.depth as usize;
                if nested || id.is_some_and(|id| self.open.contains(&id)) {
                    return;
                }
                let Some(content) = self.pdf.data(stream) else {
                    return;
                };
                let own = self.pdf.dict(&stream.dict, b"Resources");
                let own: Vec<&'d Dictionary> =
                    own.into_iter().chain(resources.iter().copied()).collect();
                let matrix = self
                    .pdf
                    .numbers(&stream.dict, b"Matrix")
                    .map_or(Matrix::IDENTITY, Matrix::new);
                let state = self.state.clone();
                let depth = self.saved.len();
                self.state.ctm = matrix.then(self.state.ctm);
                self.open.push(id.unwrap_or_default());
                self.stream(&content, &own);
                self.open.pop();
                self.saved.truncate(depth);
                self.state = state;
            }
            _ => {}
        }
    }

    fn picture(&mut self) {
        let corners = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)];
        let mut path = Path::default();
        for (x, y) in corners {
            path.line_to(point(self.state.ctm, x, y));
        }
        self.out.pictures.extend(path.bounds());
    }

    fn begin_marked(&mut self, operands: &[Operand<'_>], resources: &[&'d Dictionary]) {
        let text = match operands.get(1) {
            Some(Operand::Dict(items)) => {
                let actual = items.iter().find(|(key, _)| &**key == b"ActualText");
                actual.and_then(|(_, v)| v.text()).map(text_string)
            }
            Some(Operand::Name(name)) => {
                let list = self.pdf.resource(resources, b"Properties", name);
                let list = list.and_then(|(_, o)| o.as_dict().ok());
                let actual = list.and_then(|d| self.pdf.get(d, b"ActualText"));
                actual.and_then(|o| o.as_str().ok()).map(text_string)
            }
            _ => None,
        };
        self.marked.push((self.out.glyphs.len(), text));
    }

    /// Puts the text that the file gives in the place of the glyphs.
    fn end_marked(&mut self) {
        let Some((start, Some(text))) = self.marked.pop() else {
            return;
        };
        let glyphs = &mut self.out.glyphs;
        let Some(shown) = glyphs.get_mut(start..).filter(|g| !g.is_empty()) else {
            return;
        };
        let say = |out: &mut String, text: &str| {
            let from = out.len() as u32;
            out.push_str(text);
            Says::Actual(from, out.len() as u32)
        };
        if text.chars().count() == shown.len() {
            let mut letter = [0; 4];
            for (glyph, c) in shown.iter_mut().zip(text.chars()) {
                glyph.says = say(&mut self.out.actual, c.encode_utf8(&mut letter));
            }
            return;
        }
        let last = shown[shown.len() - 1];
        let first = &mut shown[0];
        first.says = say(&mut self.out.actual, &text);
        (first.dx, first.dy) = (last.x + last.dx - first.x, last.y + last.dy - first.y);
        glyphs.truncate(start + 1);
    }
}

pub(super) fn numbers<const N: usize>(operands: &[Operand<'_>]) -> Option<[f64; N]> {
    let mut out = [0.0; N];
    for (value, operand) in out.iter_mut().zip(operands.get(..N)?) {
        *value = operand.number()?;
    }
    Some(out)
}

/// A string for people: UTF-16 or UTF-8 with its mark, else the letters of Latin-1.
pub(crate) fn text_string(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => {
            let units = rest
                .chunks_exact(2)
                .map(|b| u16::from_be_bytes([b[0], b[1]]));
            char::decode_utf16(units).filter_map(Result::ok).collect()
        }
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|b| char::from(*b)).collect(),
    }
}
