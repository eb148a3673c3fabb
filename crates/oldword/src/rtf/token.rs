//! The tokens of RTF.

/// A token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'b> {
    Open,
    Close,
    /// A control word with its number.
    Word(&'b [u8], Option<i32>),
    /// A control that is one sign.
    Sign(u8),
    /// A byte of the text.
    Byte(u8),
}

/// The tokens of a file; bytes that belong to pictures and objects are passed over.
pub(super) struct Tokens<'b> {
    rest: &'b [u8],
}

impl<'b> Tokens<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Tokens<'b> {
        Tokens { rest: bytes }
    }

    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    fn skip(&mut self, count: usize) {
        self.rest = self.rest.get(count..).unwrap_or_default();
    }

    /// The bytes from here for which `is` holds, at most `limit`.
    fn take(&mut self, limit: usize, is: impl Fn(&u8) -> bool) -> &'b [u8] {
        let near = &self.rest[..limit.min(self.rest.len())];
        let length = near.iter().position(|b| !is(b)).unwrap_or(near.len());
        self.skip(length);
        &near[..length]
    }

    fn control(&mut self) -> Option<Token<'b>> {
        const LONGEST: usize = 32;
        let word = self.take(LONGEST, u8::is_ascii_alphabetic);
        if word.is_empty() {
            return Some(match self.byte()? {
                b'\'' => self.hex(),
                sign => Token::Sign(sign),
            });
        }
        let minus = self.rest.first() == Some(&b'-');
        self.skip(usize::from(minus));
        let digits = self.take(10, u8::is_ascii_digit);
        let number = std::str::from_utf8(digits).ok();
        let number = number.and_then(|d| d.parse::<i64>().ok());
        let number = number.map(|n| if minus { -n } else { n });
        let number = number.and_then(|n| i32::try_from(n).ok());
        if self.rest.first() == Some(&b' ') {
            self.skip(1);
        }
        if word == b"bin" {
            self.skip(usize::try_from(number.unwrap_or(0)).unwrap_or(0));
        }
        Some(Token::Word(word, number))
    }

    /// A byte in two digits; what is no such thing stays a sign without a meaning.
    fn hex(&mut self) -> Token<'b> {
        let digits = self.take(2, u8::is_ascii_hexdigit);
        let digits = std::str::from_utf8(digits).unwrap_or_default();
        let byte = u8::from_str_radix(digits, 16);
        byte.map_or(Token::Sign(b'\''), Token::Byte)
    }
}

impl<'b> Iterator for Tokens<'b> {
    type Item = Token<'b>;

    fn next(&mut self) -> Option<Token<'b>> {
        loop {
            return Some(match self.byte()? {
                b'{' => Token::Open,
                b'}' => Token::Close,
                b'\\' => self.control()?,
                b'\r' | b'\n' | 0 => continue,
                byte => Token::Byte(byte),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_numbers_bytes_and_pictures() {
        let all: Vec<Token<'_>> = Tokens::new(b"{\\u-3913 \\'e9x\\~\\bin3 }{}\\par\n}").collect();
        let expected = [
            Token::Open,
            Token::Word(b"u", Some(-3913)),
            Token::Byte(0xe9),
            Token::Byte(b'x'),
            Token::Sign(b'~'),
            Token::Word(b"bin", Some(3)),
            Token::Word(b"par", None),
            Token::Close,
        ];
        assert_eq!(all, expected);
    }

    #[test]
    fn a_cut_token_ends_the_file() {
        for cut in [&b"\\"[..], b"\\'", b"\\'e", b"\\u-", b"\\bin99 a"] {
            assert!(Tokens::new(cut).count() <= 1);
        }
    }
}
