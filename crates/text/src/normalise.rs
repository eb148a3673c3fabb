//! One pass from the decoded source to the text: NFC, white space, markup and look-alike letters.
//!
//! Lines stay lines (line n of the text is line n of the source); tabs stay, because they part cells;
//! everything else that is white space becomes one blank. Plain stretches are copied as they are, so a
//! clean file costs little more than a copy.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::edit::{Edit, EditKind, EditMap};
use crate::line::Line;
use crate::markup;
use crate::{Repair, gaps, lookalike};

/// What the pass produces.
#[derive(Debug, Default)]
pub(crate) struct Normalised {
    pub text: String,
    pub map: EditMap,
    pub lines: Vec<Line>,
    pub repairs: Vec<Repair>,
}

/// Normalises the whole source.
pub(crate) fn normalise(source: &str) -> Normalised {
    let mut pass = Pass {
        source,
        at: 0,
        line_start: 0,
        page: 1,
        columns: gaps::columns(source),
        out: Normalised {
            text: String::with_capacity(source.len() + 16),
            ..Normalised::default()
        },
    };
    pass.run();
    pass.out
}

struct Pass<'s> {
    source: &'s str,
    at: usize,
    /// Start of the current line in the text.
    line_start: usize,
    page: u32,
    /// Where runs of blanks begin that stand for a tab, in order.
    columns: Vec<usize>,
    out: Normalised,
}

impl Pass<'_> {
    fn run(&mut self) {
        let bytes = self.source.as_bytes();
        self.speck();
        while self.at < bytes.len() {
            let run = plain_run(&bytes[self.at..]);
            if run > 0 {
                self.out.text.push_str(&self.source[self.at..self.at + run]);
                self.at += run;
            } else {
                self.special(bytes[self.at]);
            }
        }
        self.end_line(0);
    }

    /// Handles the character at the cursor, which is not plain.
    fn special(&mut self, byte: u8) {
        match byte {
            b'\n' => self.end_line(1),
            0x0c => {
                self.end_line(1);
                self.page += 1;
            }
            b' ' | b'\t' | b'\r' | 0x0b => self.blanks(),
            b'*' | b'<' | b'&' | b'~' | b'#' | b'\\' => self.markup(),
            0..=0x1f | 0x7f => self.replace(1, "", EditKind::Decoding),
            _ => self.unicode(),
        }
    }

    fn here(&self) -> usize {
        self.out.text.len()
    }

    /// Replaces the next `len` source bytes by `by` and records it.
    fn replace(&mut self, len: usize, by: &str, kind: EditKind) {
        let start = self.here();
        self.out.text.push_str(by);
        self.out.map.push(Edit {
            kind,
            start: offset(start),
            len: offset(by.len()),
            source_start: offset(self.at),
            source_end: offset(self.at + len),
        });
        self.at += len;
    }

    fn copy(&mut self, len: usize) {
        self.out.text.push_str(&self.source[self.at..self.at + len]);
        self.at += len;
    }

    /// A run of white space inside a line: one blank, or the tabs in it; nothing at a line's edge.
    fn blanks(&mut self) {
        let rest = &self.source[self.at..];
        let mut len = 0;
        let mut tabs = 0;
        for c in rest.chars() {
            match c {
                '\n' | '\u{c}' => break,
                '\t' => tabs += 1,
                c if c.is_whitespace() || lookalike::is_invisible(c) => {}
                _ => break,
            }
            len += c.len_utf8();
        }
        let at_end = matches!(rest[len..].chars().next(), None | Some('\n' | '\u{c}'));
        let at_start = self.here() == self.line_start;
        if tabs > 0 && !(at_end && at_start) {
            if len == tabs {
                self.copy(len);
            } else {
                self.replace(len, &"\t".repeat(tabs), EditKind::Whitespace);
            }
        } else if !self.columns.is_empty() && self.columns.binary_search(&self.at).is_ok() {
            self.replace(len, "\t", EditKind::Whitespace);
        } else if at_start || at_end || self.out.text.ends_with([' ', '\t']) {
            self.replace(len, "", EditKind::Whitespace);
        } else if &rest[..len] == " " {
            self.copy(1);
        } else {
            self.replace(len, " ", EditKind::Whitespace);
        }
    }

    fn markup(&mut self) {
        let before = self.out.text[self.line_start..].chars().next_back();
        match markup::at(&self.source[self.at..], before) {
            Some(markup::Hit { len, by }) => {
                let by = if by == " " && self.at_blank() { "" } else { by };
                self.replace(len, by, EditKind::Markup);
            }
            None => self.copy(1),
        }
    }

    fn at_blank(&self) -> bool {
        self.here() == self.line_start || self.out.text.ends_with([' ', '\t'])
    }

    fn unicode(&mut self) {
        let c = self.source[self.at..].chars().next().unwrap_or('\u{fffd}');
        let len = c.len_utf8();
        if c.is_whitespace() {
            self.blanks();
        } else if lookalike::is_invisible(c) {
            self.replace(len, "", EditKind::Whitespace);
        } else if unicode_normalization::char::is_combining_mark(c) {
            self.combine(c);
        } else if markup::is_pen_mark(c) {
            self.replace(len, "", EditKind::Markup);
        } else if let Some(right) =
            lookalike::latin(c, &self.out.text, &self.source[self.at + len..])
        {
            self.look_alike(c, right);
        } else if is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes {
            self.copy(len);
        } else {
            let composed: String = std::iter::once(c).nfc().collect();
            self.replace(len, &composed, EditKind::Nfc);
        }
    }

    fn look_alike(&mut self, c: char, right: char) {
        let start = self.here();
        self.replace(
            c.len_utf8(),
            right.encode_utf8(&mut [0; 4]),
            EditKind::Repair,
        );
        self.out.repairs.push(Repair {
            range: start..self.here(),
            raw: c.to_string(),
            value: right.to_string(),
            rule: "text/lookalike",
            confidence: 0.99,
            applied: true,
        });
    }

    /// A combining mark: the letter and all its marks brought to NFC; what was removed between them is absorbed.
    fn combine(&mut self, mark: char) {
        let line = &self.out.text[self.line_start..];
        let base = line
            .char_indices()
            .rev()
            .find(|(_, c)| !unicode_normalization::char::is_combining_mark(*c));
        let Some((at, _)) = base else {
            return self.replace(mark.len_utf8(), "", EditKind::Decoding);
        };
        let start = self.line_start + at;
        let cluster = &self.out.text[start..];
        let composed: String = cluster.chars().chain([mark]).nfc().collect();
        let literal = composed
            .strip_prefix(cluster)
            .is_some_and(|rest| rest.chars().eq([mark]));
        if literal {
            return self.copy(mark.len_utf8());
        }
        let source_start = self.out.map.source_start(start);
        let mut letters = false;
        while let Some(e) = self
            .out
            .map
            .pop_if(|e| e.source_start as usize >= source_start)
        {
            letters |= e.kind == EditKind::Repair;
        }
        self.out.repairs.retain(|r| r.range.start < start);
        self.out.text.truncate(start);
        let end = self.at + mark.len_utf8();
        self.at = source_start;
        let kind = if letters {
            EditKind::Repair
        } else {
            EditKind::Nfc
        };
        self.replace(end - source_start, &composed, kind);
        if letters {
            // A look-alike letter with its mark: still a change of letters.
            self.out.repairs.push(Repair {
                range: start..self.here(),
                raw: self.source[source_start..end].to_owned(),
                value: composed,
                rule: "text/lookalike",
                confidence: 0.99,
                applied: true,
            });
        }
    }

    fn end_line(&mut self, len: usize) {
        let end = self.here();
        self.out.lines.push(Line {
            start: offset(self.line_start),
            end: offset(end),
            page: self.page,
        });
        if len == 0 {
            return;
        }
        if self.source.as_bytes()[self.at] == b'\n' {
            self.copy(1);
        } else {
            self.replace(1, "\n", EditKind::Whitespace);
        }
        self.line_start = self.here();
        self.speck();
    }

    /// A speck before the first word of a line.
    fn speck(&mut self) {
        let len = markup::speck(&self.source[self.at..]);
        if len > 0 {
            self.replace(len, "", EditKind::Markup);
        }
    }
}

/// Length of the leading stretch that needs no change: letters, digits, usual punctuation, single blanks.
fn plain_run(bytes: &[u8]) -> usize {
    let mut i = 0;
    while let Some(&b) = bytes.get(i) {
        let sure = STEP[usize::from(b)];
        if sure > 0 {
            i += usize::from(sure);
            continue;
        }
        let next = bytes.get(i + 1).copied().unwrap_or(0);
        i += match b {
            // What stands before it inside the run is a character, and none but this arm takes a blank.
            b' ' if i > 0 && FOLLOWS[usize::from(next)] => 1,
            0xe1 if next == 0xba || next == 0xbb => 3,
            // Latin-1 letters, without the strokes that stand for đ, and Ĩ Ũ Ơ Ư.
            0xc3 if next != 0x90 && next != 0xb0 => 2,
            0xc5 if matches!(next, 0xa8 | 0xa9) => 2,
            0xc6 if (0xa0..=0xb0).contains(&next) => 2,
            // Dashes and quotes.
            0xe2 if next == 0x80 && matches!(bytes.get(i + 2), Some(0x93..=0x9e | 0xa6)) => 3,
            _ => return i,
        };
    }
    i.min(bytes.len())
}

/// How many bytes a byte and those behind it are that need no change wherever they stand; 0 where it depends.
static STEP: [u8; 256] = {
    let mut step = [0; 256];
    let mut b = b'!';
    while b <= b'~' {
        step[b as usize] = !matches!(b, b'*' | b'<' | b'&' | b'~' | b'#' | b'\\') as u8;
        b += 1;
    }
    // Ă and Đ.
    step[0xc4] = 2;
    step
};

/// Bytes before which a single blank may be copied as it is.
static FOLLOWS: [bool; 256] = {
    let mut follows = [false; 256];
    let mut b = 0;
    while b < 256 {
        follows[b] =
            matches!(b, 0x21..=0x7e | 0xc3..=0xcb | 0xe1) && !matches!(b as u8, b'<' | b'*' | b'~');
        b += 1;
    }
    follows
};

fn offset(i: usize) -> u32 {
    u32::try_from(i).unwrap_or(u32::MAX)
}
