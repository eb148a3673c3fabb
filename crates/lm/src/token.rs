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
}

/// Adds the tokens of one line, `text`, which begins at `base`; breaks are not repeated.
pub fn tokenise(text: &str, base: u32, out: &mut Vec<Token>) {
    let alphabet = Alphabet::get();
    let bytes = text.as_bytes();
    let mut i = 0;
    while i < bytes.len() {
        match bytes[i] {
            b' ' => i += 1,
            b'\t' | b'\n' => {
                class(out, Word::BREAK, base, i, i + 1);
                i += 1;
            }
            _ => {
                let (end, signs) = look(&bytes[i..]);
                if signs && is_code(&text[i..i + end]) {
                    code(&text[i..i + end], base, i, out);
                } else {
                    words(alphabet, &text[i..i + end], base, i, out);
                }
                i += end;
            }
        }
    }
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

/// Adds a class; a break after a break says nothing new.
fn class(out: &mut Vec<Token>, word: Word, base: u32, start: usize, end: usize) {
    if word == Word::BREAK && out.last().is_some_and(|t| t.word == Word::BREAK) {
        return;
    }
    out.push(Token {
        start: base + start as u32,
        end: base + end as u32,
        word,
        case: Case::Lower,
    });
}

/// A number or code as a whole, without the punctuation around it. The stretch begins at `at`.
fn code(run: &str, base: u32, at: usize, out: &mut Vec<Token>) {
    let head = run.len() - run.trim_start_matches(is_edge).len();
    let body = run.trim_end_matches(is_edge).len().max(head);
    if head > 0 {
        class(out, Word::BREAK, base, at, at + head);
    }
    class(out, Word::NUMBER, base, at + head, at + body);
    match &run[body..] {
        "" => {}
        "," => class(out, Word::COMMA, base, at + body, at + run.len()),
        _ => class(out, Word::BREAK, base, at + body, at + run.len()),
    }
}

/// The words and punctuation of a stretch that begins at `at`.
fn words(alphabet: &Alphabet, run: &str, base: u32, at: usize, out: &mut Vec<Token>) {
    let mut i = 0;
    while let Some(c) = run[i..].chars().next() {
        if alphabet.letter(c).is_none() && !c.is_alphabetic() {
            let word = if c == ',' { Word::COMMA } else { Word::BREAK };
            class(out, word, base, at + i, at + i + c.len_utf8());
            i += c.len_utf8();
            continue;
        }
        let start = i;
        let mut builder = WordBuilder::default();
        let (mut upper, mut lower) = (0, 0);
        let mut first_upper = false;
        for c in run[start..].chars() {
            match alphabet.letter(c) {
                Some(l) => {
                    builder.push(l);
                    first_upper |= i == start && l.upper;
                    upper += u32::from(l.upper);
                    lower += u32::from(!l.upper);
                }
                // Also a mark that could not be composed: it belongs to the letter before it.
                None if c.is_alphabetic() || is_mark(c) => {
                    builder.spoil();
                    lower += 1;
                }
                None => break,
            }
            i += c.len_utf8();
        }
        let case = match (upper, lower) {
            (0, _) => Case::Lower,
            (1, 0) => Case::Title,
            (_, 0) => Case::Upper,
            (1, _) if first_upper => Case::Title,
            _ => Case::Mixed,
        };
        let word = if case == Case::Upper && is_roman(&run[start..i]) {
            Word::NUMBER
        } else {
            builder.word().unwrap_or(Word::UNKNOWN)
        };
        out.push(Token {
            start: base + (at + start) as u32,
            end: base + (at + i) as u32,
            word,
            case,
        });
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
