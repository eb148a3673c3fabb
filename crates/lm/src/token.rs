//! Running text to words and classes, the same way for counting and for reading.

use crate::letter::Alphabet;
use crate::word::{Word, WordBuilder};

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// All small.
    Lower,
    /// A capital, then small letters.
    Title,
    /// All capitals, two letters or more.
    Upper,
    /// Capitals inside.
    Mixed,
}

/// A word, a number, a comma or a break, and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Start in the text.
    pub start: u32,
    /// End in the text.
    pub end: u32,
    /// The word or class; [`Word::UNKNOWN`] for letters that make no word.
    pub word: Word,
    /// Its case.
    pub case: Case,
    /// Written in ASCII.
    pub ascii: bool,
}

/// Adds the tokens of one line, `text`, which begins at `base`; breaks are not repeated.
pub fn tokenise(text: &str, base: u32, out: &mut Vec<Token>) {
    let broken = out.last().is_some_and(|t| t.word == Word::BREAK);
    tokens(text, base, broken, |t| out.push(t));
}

/// Hands the tokens of one line, `text`, which begins at `base`, to `take`; breaks are not repeated. `broken`
/// says that a break stands before the line; gives whether one stands at its end.
pub fn tokens(text: &str, base: u32, broken: bool, take: impl FnMut(Token)) -> bool {
    let mut line = Tokens {
        text,
        base,
        broken,
        take,
        alphabet: Alphabet::get(),
    };
    let bytes = text.as_bytes();
    let mut i = 0;
    while i < bytes.len() {
        match bytes[i] {
            b' ' => i += 1,
            b'\t' | b'\n' => {
                line.class(Word::BREAK, i, i + 1);
                i += 1;
            }
            _ => {
                let (len, signs) = look(&bytes[i..]);
                if signs && is_code(&text[i..i + len]) {
                    line.code(i, i + len);
                } else {
                    line.words(i, i + len);
                }
                i += len;
            }
        }
    }
    line.broken
}

/// Length of a stretch without white space, and whether it holds anything that may make it a code.
fn look(bytes: &[u8]) -> (usize, bool) {
    const BLANK: u8 = 1;
    const SIGN: u8 = 2;
    const KINDS: [u8; 256] = {
        let mut kinds = [0; 256];
        let mut i = 0;
        let signs = b"0123456789/@\\_<>=.-";
        while i < signs.len() {
            kinds[signs[i] as usize] = SIGN;
            i += 1;
        }
        kinds[b' ' as usize] = BLANK;
        kinds[b'\t' as usize] = BLANK;
        kinds[b'\n' as usize] = BLANK;
        kinds
    };
    let mut seen = 0;
    for (n, &b) in bytes.iter().enumerate() {
        let kind = KINDS[usize::from(b)];
        if kind == BLANK {
            return (n, seen & SIGN != 0);
        }
        seen |= kind;
    }
    (bytes.len(), seen & SIGN != 0)
}

/// A line and who takes its tokens.
struct Tokens<'t, F> {
    text: &'t str,
    base: u32,
    /// The last token is a break.
    broken: bool,
    take: F,
    alphabet: &'static Alphabet,
}

impl<F: FnMut(Token)> Tokens<'_, F> {
    /// Takes a class; a break after a break says nothing new.
    fn class(&mut self, word: Word, start: usize, end: usize) {
        if word == Word::BREAK && self.broken {
            return;
        }
        self.broken = word == Word::BREAK;
        (self.take)(Token {
            start: self.base + start as u32,
            end: self.base + end as u32,
            word,
            case: Case::Lower,
            ascii: true,
        });
    }

    /// A number or code as a whole, without the punctuation around it.
    fn code(&mut self, start: usize, end: usize) {
        let run = &self.text[start..end];
        let head = run.len() - run.trim_start_matches(is_edge).len();
        let body = run.trim_end_matches(is_edge).len().max(head);
        if head > 0 {
            self.class(Word::BREAK, start, start + head);
        }
        self.class(Word::NUMBER, start + head, start + body);
        match &run[body..] {
            "" => {}
            "," => self.class(Word::COMMA, start + body, end),
            _ => self.class(Word::BREAK, start + body, end),
        }
    }

    /// The words and punctuation of a stretch.
    fn words(&mut self, start: usize, end: usize) {
        let run = &self.text[start..end];
        let mut chars = run.chars();
        loop {
            let at = run.len() - chars.as_str().len();
            let Some(c) = chars.next() else {
                return;
            };
            if self.alphabet.letter(c).is_some() || c.is_alphabetic() {
                let len = self.word(&run[at..], start + at);
                chars = run[at + len..].chars();
            } else {
                let word = if c == ',' { Word::COMMA } else { Word::BREAK };
                self.class(word, start + at, start + at + c.len_utf8());
            }
        }
    }

    /// Takes the word that `run` begins with, which stands at `at`; gives its length.
    #[inline]
    fn word(&mut self, run: &str, at: usize) -> usize {
        let mut builder = WordBuilder::default();
        let (mut upper, mut lower, mut seen) = (0u32, 0u32, 0u32);
        let mut chars = run.chars();
        let mut len = run.len();
        while let Some(c) = chars.next() {
            if let Some(l) = self.alphabet.letter(c) {
                builder.push(l);
                upper += u32::from(l.upper);
                lower += u32::from(!l.upper);
            } else if c.is_alphabetic() || is_mark(c) {
                // Also a mark that could not be composed: it belongs to the letter before it.
                builder.spoil();
                lower += 1;
            } else {
                len -= chars.as_str().len() + c.len_utf8();
                break;
            }
            seen |= c as u32;
        }
        let run = &run[..len];
        let case = match (upper, lower) {
            (0, _) => Case::Lower,
            (1, 0) => Case::Title,
            (_, 0) => Case::Upper,
            (1, _) if self.begins_large(run) => Case::Title,
            _ => Case::Mixed,
        };
        let word = if case == Case::Upper && is_roman(run) {
            Word::NUMBER
        } else {
            builder.word().unwrap_or(Word::UNKNOWN)
        };
        self.broken = false;
        (self.take)(Token {
            start: self.base + at as u32,
            end: self.base + (at + len) as u32,
            word,
            case,
            ascii: seen < 0x80,
        });
        len
    }

    fn begins_large(&self, run: &str) -> bool {
        let first = run.chars().next();
        first
            .and_then(|c| self.alphabet.letter(c))
            .is_some_and(|l| l.upper)
    }
}

/// Holds a digit, a slash or a sign of codes and addresses: never words.
fn is_code(run: &str) -> bool {
    let bytes = run.as_bytes();
    if is_choice(run) {
        return false;
    }
    if bytes
        .iter()
        .any(|b| b.is_ascii_digit() || matches!(b, b'/' | b'@' | b'\\' | b'_' | b'<' | b'>' | b'='))
    {
        return true;
    }
    // Names of hosts, files and pages: dots or several hyphens between small ASCII letters.
    let between = |sign: u8| {
        bytes
            .windows(3)
            .filter(|w| w[1] == sign && w[0].is_ascii_lowercase() && w[2].is_ascii_lowercase())
            .count()
    };
    run.is_ascii() && (between(b'.') > 0 || between(b'-') > 1)
}

/// Words that a slash sets side by side: `xã/phường`, `và/hoặc`.
fn is_choice(run: &str) -> bool {
    run.contains('/')
        && run.trim_matches(is_edge).split('/').all(|word| {
            let mut letters = word.chars();
            letters.next().is_some_and(char::is_alphabetic)
                && word.len() > 1
                && letters.all(char::is_lowercase)
        })
}

fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

fn is_edge(c: char) -> bool {
    !c.is_alphanumeric()
}

fn is_roman(run: &str) -> bool {
    run.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> String {
        let mut out = Vec::new();
        tokenise(text, 0, &mut out);
        let words: Vec<String> = out.iter().map(|t| t.word.to_string()).collect();
        words.join(" ")
    }

    #[test]
    fn words_classes_and_breaks() {
        assert_eq!(
            words("Căn cứ Luật, số 12/KH-UBND (năm 2020);"),
            "căn cứ luật , số <num> <s> năm <num> <s>"
        );
        assert_eq!(
            words("HĐND-UBND\tnhà nước.góp"),
            "hđnd <s> ubnd <s> nhà nước <s> góp"
        );
        assert_eq!(
            words("abc@x.vn dvc.gov.vn ten-mot-trang"),
            "<num> <num> <num>"
        );
        assert_eq!(words("và/hoặc 12/KH km/h"), "và <s> hoặc <num> <num>");
        assert_eq!(words("mục II và Œuvre"), "mục <num> và <unk>");
        assert_eq!(words(""), "");
    }

    #[test]
    fn case_of_words() {
        let mut out = Vec::new();
        tokenise("Ủy BAN nhân Đ eKYC", 0, &mut out);
        let cases: Vec<Case> = out.iter().map(|t| t.case).collect();
        use Case::{Lower, Mixed, Title, Upper};
        assert_eq!(cases, [Title, Upper, Lower, Title, Mixed]);
    }
}
