//! The tokens of a content stream, and of the CMaps that are written in the same language.
//!
//! Reads on over whatever is damaged: a byte that fits nowhere is skipped.

use std::borrow::Cow;

/// How deep arrays and dictionaries of a content stream may nest.
const DEPTH: u32 = 16;

/// What stands before an operator.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Operand<'a> {
    Number(f64),
    Name(Cow<'a, [u8]>),
    Text(Cow<'a, [u8]>),
    Array(Vec<Operand<'a>>),
    Dict(Vec<(Cow<'a, [u8]>, Operand<'a>)>),
}

impl Operand<'_> {
    pub fn number(&self) -> Option<f64> {
        match self {
            Operand::Number(n) => Some(*n),
            _ => None,
        }
    }

    pub fn name(&self) -> Option<&[u8]> {
        match self {
            Operand::Name(name) => Some(name),
            _ => None,
        }
    }

    pub fn text(&self) -> Option<&[u8]> {
        match self {
            Operand::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// An operand, or the operator that uses those before it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Token<'a> {
    Operand(Operand<'a>),
    Operator(&'a [u8]),
}

/// Cuts bytes into tokens.
pub(crate) struct Lexer<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Lexer<'a> {
    pub fn new(bytes: &'a [u8]) -> Lexer<'a> {
        Lexer { bytes, at: 0 }
    }

    /// The next token; `None` at the end.
    pub fn token(&mut self) -> Option<Token<'a>> {
        self.nested(0)
    }

    /// Leaves the picture out that stands in the stream itself; called after its `BI`.
    pub fn skip_image(&mut self) {
        let rest = &self.bytes[self.at..];
        let data = rest
            .windows(3)
            .position(|w| is_blank(w[0]) && &w[1..] == b"ID");
        let Some(data) = data.map(|i| i + 3) else {
            self.at = self.bytes.len();
            return;
        };
        let end = rest[data..]
            .windows(4)
            .position(|w| is_blank(w[0]) && &w[1..3] == b"EI" && is_blank(w[3]));
        self.at += end.map_or(rest.len(), |i| data + i + 3);
    }

    fn nested(&mut self, depth: u32) -> Option<Token<'a>> {
        loop {
            self.skip_blanks();
            let c = *self.bytes.get(self.at)?;
            return Some(match c {
                b'/' => Token::Operand(Operand::Name(self.name())),
                b'(' => Token::Operand(Operand::Text(self.literal())),
                b'<' if self.bytes.get(self.at + 1) == Some(&b'<') => {
                    self.at += 2;
                    Token::Operand(self.dict(depth))
                }
                b'<' => Token::Operand(Operand::Text(self.hex())),
                b'[' => {
                    self.at += 1;
                    Token::Operand(Operand::Array(self.array(depth)))
                }
                b'0'..=b'9' | b'+' | b'-' | b'.' => Token::Operand(Operand::Number(self.number())),
                b']' | b'>' | b')' | b'{' | b'}' => {
                    self.at += 1;
                    continue;
                }
                _ => Token::Operator(self.word()),
            });
        }
    }

    fn array(&mut self, depth: u32) -> Vec<Operand<'a>> {
        let mut items = Vec::new();
        while !self.closes(b"]") {
            match (depth < DEPTH).then(|| self.nested(depth + 1)).flatten() {
                Some(Token::Operand(item)) => items.push(item),
                Some(Token::Operator(_)) => {}
                None => break,
            }
        }
        items
    }

    fn dict(&mut self, depth: u32) -> Operand<'a> {
        let mut items = Vec::new();
        let mut key = None;
        while !self.closes(b">>") {
            let Some(token) = (depth < DEPTH).then(|| self.nested(depth + 1)).flatten() else {
                break;
            };
            match (key.take(), token) {
                (None, Token::Operand(Operand::Name(name))) => key = Some(name),
                (Some(key), Token::Operand(value)) => items.push((key, value)),
                _ => {}
            }
        }
        Operand::Dict(items)
    }

    /// Passes over the closing mark, if it is next.
    fn closes(&mut self, mark: &[u8]) -> bool {
        self.skip_blanks();
        let closes = self.bytes[self.at..].starts_with(mark);
        if closes {
            self.at += mark.len();
        }
        closes
    }

    fn name(&mut self) -> Cow<'a, [u8]> {
        self.at += 1;
        let word = self.word();
        if !word.contains(&b'#') {
            return Cow::Borrowed(word);
        }
        let mut out = Vec::with_capacity(word.len());
        let mut i = 0;
        while i < word.len() {
            let pair = word.get(i + 1).zip(word.get(i + 2));
            let code = pair.and_then(|(h, l)| Some(digit(*h)? * 16 + digit(*l)?));
            match code.filter(|_| word[i] == b'#') {
                Some(code) => {
                    out.push(code);
                    i += 3;
                }
                None => {
                    out.push(word[i]);
                    i += 1;
                }
            }
        }
        Cow::Owned(out)
    }

    fn word(&mut self) -> &'a [u8] {
        let rest = &self.bytes[self.at..];
        let end = rest.iter().position(|c| is_blank(*c) || is_mark(*c));
        let end = end.unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    /// A number as programs write them, wrong ones too: `--5`, `1.2.3`, `4-`.
    fn number(&mut self) -> f64 {
        let word = self.word();
        let mut value = 0.0;
        let mut unit = None;
        for c in word {
            match (c, unit) {
                (b'0'..=b'9', None) => value = value * 10.0 + f64::from(c - b'0'),
                (b'0'..=b'9', Some(place)) => {
                    value += f64::from(c - b'0') * place;
                    unit = Some(place / 10.0);
                }
                (b'.', None) => unit = Some(0.1),
                _ => {}
            }
        }
        if word.starts_with(b"-") {
            -value
        } else {
            value
        }
    }

    fn hex(&mut self) -> Cow<'a, [u8]> {
        self.at += 1;
        let rest = &self.bytes[self.at..];
        let end = rest.iter().position(|c| *c == b'>').unwrap_or(rest.len());
        self.at += (end + 1).min(rest.len());
        let mut digits = rest[..end].iter().filter_map(|c| digit(*c));
        let mut out = Vec::with_capacity(end / 2);
        while let Some(high) = digits.next() {
            out.push(high * 16 + digits.next().unwrap_or(0));
        }
        Cow::Owned(out)
    }

    fn literal(&mut self) -> Cow<'a, [u8]> {
        self.at += 1;
        let rest = &self.bytes[self.at..];
        let plain = rest.iter().position(|c| matches!(c, b'(' | b')' | b'\\'));
        if let Some(end) = plain.filter(|i| rest[*i] == b')') {
            self.at += end + 1;
            return Cow::Borrowed(&rest[..end]);
        }
        let mut out = Vec::new();
        let mut open = 1;
        let mut i = 0;
        while i < rest.len() {
            let c = rest[i];
            i += 1;
            match c {
                b'\\' => i += escape(&rest[i..], &mut out),
                b')' if open == 1 => break,
                b')' => open -= 1,
                b'(' => open += 1,
                _ => {}
            }
            if c != b'\\' {
                out.push(c);
            }
        }
        self.at += i;
        Cow::Owned(out)
    }

    fn skip_blanks(&mut self) {
        while let Some(c) = self.bytes.get(self.at) {
            if *c == b'%' {
                let rest = &self.bytes[self.at..];
                let end = rest.iter().position(|c| matches!(c, b'\n' | b'\r'));
                self.at += end.unwrap_or(rest.len());
            } else if is_blank(*c) {
                self.at += 1;
            } else {
                return;
            }
        }
    }
}

/// Reads what follows a backslash; how many bytes it took.
fn escape(rest: &[u8], out: &mut Vec<u8>) -> usize {
    let Some(c) = rest.first() else { return 0 };
    match c {
        b'n' => out.push(b'\n'),
        b'r' => out.push(b'\r'),
        b't' => out.push(b'\t'),
        b'b' => out.push(8),
        b'f' => out.push(12),
        b'\r' => return 1 + usize::from(rest.get(1) == Some(&b'\n')),
        b'\n' => {}
        b'0'..=b'7' => {
            let octal = rest.iter().take(3).take_while(|c| matches!(c, b'0'..=b'7'));
            let digits = octal.clone().count();
            let value = octal.fold(0u32, |v, c| v * 8 + u32::from(c - b'0'));
            out.push((value & 255) as u8);
            return digits;
        }
        c => out.push(*c),
    }
    1
}

fn digit(c: u8) -> Option<u8> {
    let value = (c as char).to_digit(16)?;
    u8::try_from(value).ok()
}

fn is_blank(c: u8) -> bool {
    matches!(c, 0 | 9 | 10 | 12 | 13 | 32)
}

fn is_mark(c: u8) -> bool {
    matches!(
        c,
        b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(bytes: &[u8]) -> Vec<Token<'_>> {
        let mut lexer = Lexer::new(bytes);
        std::iter::from_fn(|| lexer.token()).collect()
    }

    fn text(t: &[u8]) -> Operand<'_> {
        Operand::Text(Cow::Borrowed(t))
    }

    #[test]
    fn operators_and_operands() {
        let read = tokens(b"/F#31 12 Tf[(a\\)b(c))-20.5<4142 4>]TJ % note\nET");
        let want = [
            Token::Operand(Operand::Name(Cow::Borrowed(b"F1"))),
            Token::Operand(Operand::Number(12.0)),
            Token::Operator(b"Tf"),
            Token::Operand(Operand::Array(vec![
                text(b"a)b(c)"),
                Operand::Number(-20.5),
                text(b"AB@"),
            ])),
            Token::Operator(b"TJ"),
            Token::Operator(b"ET"),
        ];
        assert_eq!(read, want);
    }

    #[test]
    fn escapes() {
        assert_eq!(tokens(b"(\\101\\12\\\nx)"), [Token::Operand(text(b"A\nx"))]);
    }

    #[test]
    fn damage_is_passed_over() {
        assert_eq!(
            tokens(b"] > ) 1.2.3"),
            [Token::Operand(Operand::Number(1.23))]
        );
        assert_eq!(tokens(b"(open").len(), 1);
        assert_eq!(tokens(&[b'['; 100_000]).len(), 1);
    }

    #[test]
    fn an_image_in_the_stream_is_left_out() {
        let mut lexer = Lexer::new(b"BI /W 1 ID \x01(EIx\nEI Q");
        assert_eq!(lexer.token(), Some(Token::Operator(b"BI")));
        lexer.skip_image();
        assert_eq!(lexer.token(), Some(Token::Operator(b"Q")));
    }
}
