//! CMaps: codes to Unicode (`ToUnicode`) and codes to glyph numbers (the encoding of a composite font).

use std::borrow::Cow;
use std::collections::HashMap;

use crate::content::lexer::{Lexer, Operand, Token};

/// More lines than this no font needs.
const ENTRIES: usize = 200_000;

/// What a CMap says.
#[derive(Debug, Default, Clone)]
pub(crate) struct CMap {
    /// How long codes are: number of bytes, first and last code.
    pub spaces: Vec<(usize, u32, u32)>,
    letters: HashMap<u32, String>,
    /// First code, last code, Unicode of the first; sorted.
    runs: Vec<(u32, u32, u32)>,
    /// First code, last code, glyph number of the first; sorted.
    glyphs: Vec<(u32, u32, u32)>,
}

impl CMap {
    /// Reads a CMap; what cannot be read is left out.
    pub fn parse(bytes: &[u8]) -> CMap {
        let mut map = CMap::default();
        let mut lexer = Lexer::new(bytes);
        let mut operands: Vec<Operand<'_>> = Vec::new();
        let mut entries = 0;
        while let Some(token) = lexer.token() {
            match token {
                Token::Operand(operand) => {
                    entries += 1;
                    if entries > ENTRIES {
                        break;
                    }
                    operands.push(operand);
                }
                Token::Operator(operator) => {
                    map.section(operator, &operands);
                    operands.clear();
                }
            }
        }
        map.runs.sort_unstable();
        map.glyphs.sort_unstable();
        map
    }

    fn section(&mut self, operator: &[u8], operands: &[Operand<'_>]) {
        match operator {
            b"endcodespacerange" => {
                for pair in operands.chunks_exact(2) {
                    if let [Operand::Text(low), Operand::Text(high)] = pair
                        && (1..=4).contains(&low.len())
                    {
                        self.spaces.push((low.len(), code(low), code(high)));
                    }
                }
            }
            b"endbfchar" => {
                for pair in operands.chunks_exact(2) {
                    if let [Operand::Text(from), to] = pair {
                        self.letter(code(from), to);
                    }
                }
            }
            b"endbfrange" => {
                for line in operands.chunks_exact(3) {
                    if let [Operand::Text(low), Operand::Text(high), to] = line {
                        self.range(code(low), code(high), to);
                    }
                }
            }
            b"endcidrange" => {
                for line in operands.chunks_exact(3) {
                    if let [Operand::Text(low), Operand::Text(high), Operand::Number(n)] = line {
                        self.glyphs.push((code(low), code(high), *n as u32));
                    }
                }
            }
            b"endcidchar" => {
                for pair in operands.chunks_exact(2) {
                    if let [Operand::Text(from), Operand::Number(n)] = pair {
                        self.glyphs.push((code(from), code(from), *n as u32));
                    }
                }
            }
            _ => {}
        }
    }

    fn range(&mut self, low: u32, high: u32, to: &Operand<'_>) {
        match to {
            Operand::Array(items) => {
                for (item, code) in items.iter().zip(low..=high) {
                    self.letter(code, item);
                }
            }
            Operand::Text(text) if text.len() <= 2 => self.runs.push((low, high, code(text))),
            // Of a longer text only the last unit counts on.
            Operand::Text(text) => {
                let mut text = text.to_vec();
                for code in (low..=high).take(256) {
                    self.letter(code, &Operand::Text(Cow::Borrowed(&text)));
                    if let Some(last) = text.last_mut() {
                        *last = last.wrapping_add(1);
                    }
                }
            }
            _ => {}
        }
    }

    fn letter(&mut self, code: u32, to: &Operand<'_>) {
        if let Operand::Text(bytes) = to {
            let units: Vec<u16> = match &**bytes {
                [one] => vec![u16::from(*one)],
                bytes => bytes
                    .chunks_exact(2)
                    .map(|b| u16::from_be_bytes([b[0], b[1]]))
                    .collect(),
            };
            self.letters.insert(code, String::from_utf16_lossy(&units));
        }
    }

    /// Appends what a code says; false where it says nothing that is text.
    pub fn push(&self, code: u32, out: &mut String) -> bool {
        if let Some(letters) = self.letters.get(&code) {
            let means = letters.chars().all(is_text) && !letters.is_empty();
            if means {
                out.push_str(letters);
            }
            return means;
        }
        let c = find(&self.runs, code)
            .and_then(char::from_u32)
            .filter(|c| is_text(*c));
        out.extend(c);
        c.is_some()
    }

    /// Whether letters are among them that no encoding from before Unicode could name.
    pub fn is_vietnamese(&self) -> bool {
        let own = |c: char| {
            matches!(
                c,
                '\u{1ea0}'..='\u{1ef9}' | 'ơ' | 'ư' | 'Ơ' | 'Ư' | 'đ' | 'ă'
            )
        };
        let run = |r: &(u32, u32, u32)| char::from_u32(r.2).is_some_and(own);
        self.letters.values().any(|l| l.chars().any(own)) || self.runs.iter().any(run)
    }

    /// The glyph number of a code.
    pub fn glyph(&self, code: u32) -> Option<u32> {
        find(&self.glyphs, code)
    }
}

/// A letter that people can read: no control and no private use.
fn is_text(c: char) -> bool {
    let private = matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..);
    !private && (c >= ' ' || c == '\t' || c == '\n') && c != '\u{fffd}' && c != '\u{7f}'
}

fn find(runs: &[(u32, u32, u32)], code: u32) -> Option<u32> {
    let i = runs.partition_point(|r| r.0 <= code);
    let (low, _, first) = *runs[..i].last().filter(|r| r.1 >= code)?;
    first.checked_add(code - low)
}

fn code(bytes: &[u8]) -> u32 {
    let last = &bytes[bytes.len().saturating_sub(4)..];
    last.iter().fold(0, |v, b| v << 8 | u32::from(*b))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(map: &CMap, code: u32) -> String {
        let mut out = String::new();
        map.push(code, &mut out);
        out
    }

    #[test]
    fn characters_ranges_and_lists() {
        let map = CMap::parse(
            b"1 begincodespacerange <0000> <FFFF> endcodespacerange
              2 beginbfchar <0001> <1EA1> <0002> <00660069> endbfchar
              2 beginbfrange <0010> <0012> <0041> <0020> <0021> [<0110> <0111>] endbfrange
              1 begincidrange <00> <0f> 100 endcidrange",
        );
        assert_eq!(map.spaces, [(2, 0, 0xffff)]);
        assert_eq!(says(&map, 1), "ạ");
        assert_eq!(says(&map, 2), "fi");
        assert_eq!(says(&map, 0x12), "C");
        assert_eq!(says(&map, 0x13), "");
        assert_eq!(says(&map, 0x21), "đ");
        assert_eq!(map.glyph(5), Some(105));
    }

    #[test]
    fn a_range_over_everything_is_cheap() {
        let map = CMap::parse(b"1 beginbfrange <00000000> <ffffffff> <0041> endbfrange");
        assert_eq!(says(&map, 1), "B");
        assert_eq!(says(&map, 0xffff_ffff), "");
    }
}
