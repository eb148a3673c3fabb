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
    /// White space stands before it (a word of a run such as `HĐND-UBND` has none).
    pub spaced: bool,
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
                let end = run_end(bytes, i);
                run(alphabet, text, i, end, base, out);
                i = end;
            }
        }
    }
}

fn run_end(bytes: &[u8], from: usize) -> usize {
    bytes[from..]
        .iter()
        .position(|b| matches!(b, b' ' | b'\t' | b'\n'))
        .map_or(bytes.len(), |n| from + n)
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
        spaced: false,
    });
}

/// A stretch without white space: a number or code as a whole, else its words and punctuation.
fn run(alphabet: &Alphabet, text: &str, start: usize, end: usize, base: u32, out: &mut Vec<Token>) {
    let piece = &text[start..end];
    let at = start;
    if is_code(piece) {
        let head = piece.len() - piece.trim_start_matches(is_edge).len();
        let body = piece.trim_end_matches(is_edge).len().max(head);
        if head > 0 {
            class(out, Word::BREAK, base, at, at + head);
        }
        class(out, Word::NUMBER, base, at + head, at + body);
        match &piece[body..] {
            "" => {}
            "," => class(out, Word::COMMA, base, at + body, end),
            _ => class(out, Word::BREAK, base, at + body, end),
        }
        return;
    }
    let mut chars = piece.char_indices().peekable();
    let mut spaced = true;
    while let Some((i, c)) = chars.next() {
        if !c.is_alphabetic() {
            let word = if c == ',' { Word::COMMA } else { Word::BREAK };
            class(out, word, base, at + i, at + i + c.len_utf8());
            spaced = false;
            continue;
        }
        let mut builder = WordBuilder::default();
        let (mut upper, mut lower, mut first_upper) = (0, 0, false);
        let mut stop = piece.len();
        let mut next = Some((i, c));
        while let Some((j, c)) = next {
            match alphabet.letter(c) {
                Some(l) => {
                    builder.push(l);
                    upper += u32::from(l.upper);
                    lower += u32::from(!l.upper);
                    first_upper |= j == i && l.upper;
                }
                None if c.is_alphabetic() => {
                    builder.spoil();
                    lower += 1;
                }
                None => {
                    stop = j;
                    break;
                }
            }
            chars.next_if(|&(k, _)| k == j);
            next = chars.peek().copied();
        }
        let case = match (upper, lower) {
            (0, _) => Case::Lower,
            (1, 0) => Case::Title,
            (_, 0) => Case::Upper,
            (1, _) if first_upper => Case::Title,
            _ => Case::Mixed,
        };
        let word = if case == Case::Upper && is_roman(&piece[i..stop]) {
            Word::NUMBER
        } else {
            builder.word().unwrap_or(Word::UNKNOWN)
        };
        out.push(Token {
            start: base + (at + i) as u32,
            end: base + (at + stop) as u32,
            word,
            case,
            spaced,
        });
        spaced = false;
    }
}

/// Holds a digit, a slash or a sign of codes and addresses: never words.
fn is_code(run: &str) -> bool {
    let bytes = run.as_bytes();
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
