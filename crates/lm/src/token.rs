//! Running text to words and classes, the same way for counting and for reading.

use std::ops::Range;

use crate::letter::Alphabet;
use crate::memo::{Key, Memo, Read};
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

/// Reads the lines of one text as tokens, in order; breaks are not repeated.
#[derive(Debug)]
pub struct Tokeniser<'t> {
    text: &'t str,
    /// The last token is a break.
    broken: bool,
    alphabet: &'static Alphabet,
    memo: Memo,
}

impl<'t> Tokeniser<'t> {
    /// For the lines of `text`.
    #[must_use]
    pub fn new(text: &'t str) -> Tokeniser<'t> {
        Tokeniser {
            text,
            broken: false,
            alphabet: Alphabet::get(),
            memo: Memo::new(text.len()),
        }
    }

    /// Hands the tokens of one line to `take`.
    pub fn line(&mut self, line: Range<usize>, mut take: impl FnMut(Token)) {
        let bytes = &self.text.as_bytes()[..line.end];
        let mut i = line.start;
        while i < bytes.len() {
            match bytes[i] {
                b' ' => i += 1,
                b'\t' | b'\n' => {
                    self.class(Word::BREAK, i..i + 1, &mut take);
                    i += 1;
                }
                _ => {
                    let (len, signs) = look(&bytes[i..]);
                    let run = i..i + len;
                    if signs && is_code(&self.text[run.clone()]) {
                        self.code(run, &mut take);
                    } else {
                        self.words(run, &mut take);
                    }
                    i += len;
                }
            }
        }
    }

    /// Hands a break at `at` to `take`, where none stands already.
    pub fn end(&mut self, at: usize, mut take: impl FnMut(Token)) {
        self.class(Word::BREAK, at..at, &mut take);
    }

    /// Takes a class; a break after a break says nothing new.
    fn class(&mut self, word: Word, range: Range<usize>, take: &mut impl FnMut(Token)) {
        if word == Word::BREAK && self.broken {
            return;
        }
        self.broken = word == Word::BREAK;
        take(Token {
            start: range.start as u32,
            end: range.end as u32,
            word,
            case: Case::Lower,
            ascii: true,
        });
    }

    /// A number or code as a whole, without the punctuation around it.
    fn code(&mut self, Range { start, end }: Range<usize>, take: &mut impl FnMut(Token)) {
        let run = &self.text[start..end];
        let head = start + run.len() - run.trim_start_matches(is_edge).len();
        let body = head.max(start + run.trim_end_matches(is_edge).len());
        if head > start {
            self.class(Word::BREAK, start..head, take);
        }
        self.class(Word::NUMBER, head..body, take);
        match &self.text[body..end] {
            "" => {}
            "," => self.class(Word::COMMA, body..end, take),
            _ => self.class(Word::BREAK, body..end, take),
        }
    }

    /// The words and punctuation of a stretch.
    fn words(&mut self, Range { start, end }: Range<usize>, take: &mut impl FnMut(Token)) {
        let mut at = start;
        while at < end {
            let key = Key::of(&self.text.as_bytes()[at..]);
            let known = key.and_then(|(key, len)| Some((self.memo.get(key)?, len)));
            let (read, len) = match known {
                Some(known) => known,
                None => {
                    let run = &self.text[at..end];
                    let c = run.chars().next().unwrap_or_default();
                    if self.alphabet.letter(c).is_none() && !c.is_alphabetic() {
                        let word = if c == ',' { Word::COMMA } else { Word::BREAK };
                        self.class(word, at..at + c.len_utf8(), take);
                        at += c.len_utf8();
                        continue;
                    }
                    let (read, len) = read(self.alphabet, run);
                    // Else there is a sign among what looked like letters.
                    if let Some((key, _)) = key.filter(|k| k.1 == len) {
                        self.memo.put(key, read);
                    }
                    (read, len)
                }
            };
            self.broken = false;
            take(Token {
                start: at as u32,
                end: (at + len) as u32,
                word: read.word,
                case: read.case,
                ascii: read.ascii,
            });
            at += len;
        }
    }
}

/// Reads the word that `run` begins with; gives its length.
fn read(alphabet: &Alphabet, run: &str) -> (Read, usize) {
    let mut builder = WordBuilder::default();
    let (mut upper, mut lower) = (0, 0);
    let mut first_upper = false;
    let mut len = run.len();
    for (at, c) in run.char_indices() {
        match alphabet.letter(c) {
            Some(l) => {
                builder.push(l);
                first_upper |= at == 0 && l.upper;
                upper += u32::from(l.upper);
                lower += u32::from(!l.upper);
            }
            // Also a mark that could not be composed: it belongs to the letter before it.
            None if c.is_alphabetic() || is_mark(c) => {
                builder.spoil();
                lower += 1;
            }
            None => {
                len = at;
                break;
            }
        }
    }
    let run = &run[..len];
    let case = match (upper, lower) {
        (0, _) => Case::Lower,
        (1, 0) => Case::Title,
        (_, 0) => Case::Upper,
        (1, _) if first_upper => Case::Title,
        _ => Case::Mixed,
    };
    let word = if case == Case::Upper && is_roman(run) {
        Word::NUMBER
    } else {
        builder.word().unwrap_or(Word::UNKNOWN)
    };
    let ascii = run.is_ascii();
    (Read { word, case, ascii }, len)
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
        Tokeniser::new(text).line(0..text.len(), |t| out.push(t));
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
    fn a_word_read_again_is_the_same() {
        let text = "Căn cứ Luật “căn cứ” các–cứ Œuvre căn, xã/phường Luật. ".repeat(3);
        let again = words(&text);
        let once = words(&text[..text.len() / 3]);
        assert_eq!(again, [once.as_str(); 3].join(" "));
        assert!(once.ends_with("luật <s>") && once.contains("<s> căn cứ <s> các <s> cứ <unk>"));
    }

    #[test]
    fn case_of_words() {
        let mut out = Vec::new();
        let text = "Ủy BAN nhân Đ eKYC";
        Tokeniser::new(text).line(0..text.len(), |t| out.push(t));
        let cases: Vec<Case> = out.iter().map(|t| t.case).collect();
        use Case::{Lower, Mixed, Title, Upper};
        assert_eq!(cases, [Title, Upper, Lower, Title, Mixed]);
    }
}
