//! One pass over a text that collects its acronyms and counts them.

use std::ops::Range;

use foldhash::{HashMap, HashSet};

/// An acronym of the text.
#[derive(Debug)]
pub(super) struct Token {
    pub range: Range<usize>,
    /// Index among the distinct words.
    pub word: usize,
}

/// A distinct acronym and how often it stands in the text.
#[derive(Debug)]
pub(super) struct Word<'t> {
    pub word: &'t str,
    pub count: u32,
}

/// The acronyms of a text in order, and the distinct ones.
#[derive(Debug, Default)]
pub(super) struct Scan<'t> {
    pub tokens: Vec<Token>,
    pub words: Vec<Word<'t>>,
    index: HashMap<&'t str, usize>,
    /// Pairs of words that somewhere stand joined without a blank.
    pairs: HashSet<(usize, usize)>,
}

impl<'t> Scan<'t> {
    pub(super) fn new(text: &'t str) -> Scan<'t> {
        let mut scan = Scan::default();
        let bytes = text.as_bytes();
        let mut i = 0;
        while let Some(next) = bytes[i..].iter().position(|b| OPENS[usize::from(*b)]) {
            i += next;
            if !is_capital(bytes, i) {
                i += 1;
                continue;
            }
            let start = i;
            while let n @ 1.. = part(bytes, i) {
                i += n;
            }
            if is_token(text, start..i) {
                scan.push(text, start..i);
            } else {
                // The rest of a word in mixed case holds no acronym.
                i += bytes[i..]
                    .iter()
                    .take_while(|b| b.is_ascii_alphanumeric())
                    .count();
            }
        }
        scan
    }

    fn push(&mut self, text: &'t str, range: Range<usize>) {
        let word = &text[range.clone()];
        let next = self.words.len();
        let word = *self.index.entry(word).or_insert_with(|| {
            self.words.push(Word { word, count: 0 });
            next
        });
        self.words[word].count += 1;
        if let Some(last) = self.tokens.last()
            && range.start - last.range.end == 1
            && matches!(text.as_bytes()[last.range.end], b'&' | b'-' | b'/')
        {
            self.pairs.insert((last.word, word));
        }
        self.tokens.push(Token { range, word });
    }

    /// How often a word stands in the text.
    pub(super) fn count(&self, word: &str) -> u32 {
        self.index.get(word).map_or(0, |&i| self.words[i].count)
    }

    /// Whether token `i` and the one before it are known to be written as one: elsewhere in the text, or as
    /// the two bodies of one level (council and committee).
    pub(super) fn is_pair(&self, text: &str, i: usize) -> bool {
        let (a, b) = (&self.tokens[i - 1], &self.tokens[i]);
        let roman = |t: &Token| text[t.range.clone()].chars().all(|c| "IVX".contains(c));
        if roman(a) || roman(b) {
            return false;
        }
        let level = |t: &Token| {
            let code = sohoa_vocab::issuer(&text[t.range.clone()]);
            code.map(|c| c.level).filter(|l| *l == "local")
        };
        self.pairs.contains(&(a.word, b.word)) || level(a).is_some() && level(a) == level(b)
    }

    /// Words that the text introduces in brackets, and whether the words before them spell them.
    pub(super) fn introduced(&self, text: &str) -> HashMap<usize, bool> {
        let mut out = HashMap::default();
        for t in &self.tokens {
            let before = text[..t.range.start].strip_suffix('(');
            let (Some(before), true) = (before, text[t.range.end..].starts_with(')')) else {
                continue;
            };
            *out.entry(t.word).or_insert(false) |= spells(before, &text[t.range.clone()]);
        }
        out
    }
}

/// Whether the words at the end of `text` begin with the letters of `acronym`; small words may be left out.
fn spells(text: &str, acronym: &str) -> bool {
    let mut letters = acronym.chars().rev().peekable();
    let words = text
        .rsplit(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty());
    let mut missed = 0;
    for word in words.take(16) {
        let Some(&want) = letters.peek() else { break };
        let first = word.chars().next().and_then(|c| c.to_uppercase().next());
        if first.is_some_and(|c| bare(c) == want) {
            letters.next();
        } else {
            missed += 1;
            if missed > 3 {
                break;
            }
        }
    }
    letters.peek().is_none()
}

/// A capital without its marks; Đ stays Đ.
fn bare(c: char) -> char {
    match c {
        'Đ' => 'Đ',
        c => crate::fold::fold_char(c).map_or(c, |b| char::from(b.to_ascii_uppercase())),
    }
}

/// Bytes with which a capital may begin.
static OPENS: [bool; 256] = {
    let mut opens = [false; 256];
    let mut b = 0;
    while b < 256 {
        opens[b] = matches!(b as u8, b'A'..=b'Z' | 0xc4 | b'0');
        b += 1;
    }
    opens
};

/// Whether a capital begins at `i`; a zero before a capital counts as one.
fn is_capital(bytes: &[u8], i: usize) -> bool {
    match bytes[i] {
        0xc4 => bytes.get(i + 1) == Some(&0x90),
        b'0' => bytes.get(i + 1).is_some_and(u8::is_ascii_uppercase),
        b => b.is_ascii_uppercase(),
    }
}

/// Length of the capital or digit at `i`; 0 for anything else.
fn part(bytes: &[u8], i: usize) -> usize {
    match bytes.get(i) {
        Some(b'0'..=b'9' | b'A'..=b'Z') => 1,
        Some(0xc4) if bytes.get(i + 1) == Some(&0x90) => 2,
        _ => 0,
    }
}

/// Two letters or more with nothing else of a word beside them, or one beside an ampersand.
fn is_token(text: &str, range: Range<usize>) -> bool {
    let bytes = text.as_bytes();
    let (before, after) = (
        range.start.checked_sub(1).map(|i| bytes[i]),
        bytes.get(range.end).copied(),
    );
    let beside = |b: Option<u8>, c: &dyn Fn() -> Option<char>| match b {
        Some(b) if b < 0x80 => b.is_ascii_alphanumeric(),
        Some(_) => c().is_some_and(char::is_alphanumeric),
        None => false,
    };
    let letters = text[range.clone()].chars().nth(1).is_some();
    (letters || before == Some(b'&') || after == Some(b'&'))
        && !beside(before, &|| text[..range.start].chars().next_back())
        && !beside(after, &|| text[range.end..].chars().next())
}
