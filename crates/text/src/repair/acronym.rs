//! Acronyms damaged by recognition: lost strokes, doubled, swapped and mistaken letters, stray blanks.
//!
//! ```text
//! chain   = acronym { joiner acronym }         joiner = "&" | "-" | "/"   (a blank on one side at most)
//! acronym = capital { capital | digit }        capital = "A".."Z" | "Đ"
//! ```
//! Real example: `H&ND&UBND` reads `HĐND&UBND`, `TTTHC` beside many `TTHC` reads `TTHC`, `HĐND- UBND` loses
//! its blank. What the tables know, what the text defines (`… (TTHC)`), syllables and Roman numerals stay;
//! an unknown acronym is compared with the tables where only a stroke is missing, and else with what the
//! same text writes more often. Two candidates, or a letter that is no usual mistake, make a proposal.
//! Known misses: a damaged acronym that happens to be another known one; small letters inside (`DDCl`).

mod near;
mod scan;

use std::ops::Range;
use std::sync::LazyLock;

use foldhash::HashMap;
use sohoa_vocab::ACRONYMS;

use super::{Change, overlaps};
use near::{Kind, Near};
use scan::Scan;

const RULE: &str = "text/repair/acronym";

/// The longest acronym that is compared with others.
const LONGEST: usize = 12;

/// The chains of acronyms in `text` that read otherwise, outside the ranges already changed.
pub(crate) fn changes(text: &str, taken: &[Change]) -> Vec<Change> {
    let scan = Scan::new(text);
    let fates = fates(text, &scan);
    let mut out = Vec::new();
    let mut i = 0;
    while i < scan.tokens.len() {
        let end = chain_end(text, &scan, i);
        let change = chain(text, &scan, i..end, &fates);
        out.extend(change.filter(|c| !overlaps(taken, &c.range) && is_prose(text, &c.range)));
        i = end;
    }
    out
}

/// What becomes of a word.
#[derive(Debug, Clone, PartialEq)]
struct Fate {
    value: String,
    confidence: f64,
    applied: bool,
}

/// The fate of each unknown word of the scan; `None` where it stays.
fn fates(text: &str, scan: &Scan<'_>) -> Vec<Option<Fate>> {
    let mut out = vec![None; scan.words.len()];
    let suspects: Vec<usize> = (0..out.len())
        .filter(|&i| is_suspect(scan.words[i].word))
        .collect();
    if suspects.is_empty() {
        return out;
    }
    let introduced = scan.introduced(text);
    for &i in &suspects {
        // What the text spells out is right; what it only puts in brackets may have lost its strokes.
        if introduced.get(&i) != Some(&true) {
            out[i] = by_table(scan, i);
        }
    }
    // Known words first: a word that is itself damaged vouches for no other.
    for known in [true, false] {
        let vouch = |i: usize| {
            let is_known = is_known(scan.words[i].word) || introduced.get(&i) == Some(&true);
            (is_known || !known && out[i].is_none()).then_some(is_known)
        };
        let near = Near::new(trusted(scan, &vouch));
        let rest = suspects
            .iter()
            .filter(|i| !introduced.contains_key(i) && out[**i].is_none());
        let found: Vec<_> = rest
            .filter_map(|&i| Some((i, by_file(scan, i, &near)?)))
            .collect();
        for (i, fate) in found {
            out[i] = Some(fate);
        }
    }
    out
}

/// An unknown acronym that might be a damaged one.
fn is_suspect(word: &str) -> bool {
    let letters = word.chars().count();
    let roman = |c: char| "IVXLCDM".contains(c);
    (3..=LONGEST).contains(&letters)
        && !is_known(word)
        && !word.chars().all(roman)
        && !is_word(word)
}

/// In a table, or made of two that are.
fn is_known(word: &str) -> bool {
    ACRONYMS.contains(word)
        || word.char_indices().skip(2).any(|(i, _)| {
            let (a, b) = word.split_at(i);
            let long = a.chars().count().max(b.chars().count()) >= 4;
            long && b.chars().nth(1).is_some() && ACRONYMS.contains(a) && ACRONYMS.contains(b)
        })
}

/// A word in capitals: a syllable, perhaps without its marks, or of a language with many vowels.
fn is_word(word: &str) -> bool {
    let vowel = |c: &char| "AEIOUY".contains(*c);
    let letters: Vec<char> = word.chars().collect();
    if letters.len() > 3 && letters.iter().filter(|c| vowel(c)).count() * 3 >= letters.len() {
        return true;
    }
    let onset = letters.iter().take_while(|c| !vowel(c)).count();
    let nucleus = letters[onset..].iter().take_while(|c| vowel(c)).count();
    let coda: String = letters[onset + nucleus..].iter().collect();
    let ends = ["", "C", "CH", "M", "N", "NG", "NH", "P", "T"];
    letters.iter().all(|c| c.is_alphabetic())
        && onset <= 3
        && (1..=3).contains(&nucleus)
        && ends.contains(&coda.as_str())
}

/// Words that others may be damaged forms of, with their counts.
fn trusted<'t>(
    scan: &Scan<'t>,
    vouch: &dyn Fn(usize) -> Option<bool>,
) -> Vec<(&'t str, u32, bool)> {
    let words = scan.words.iter().enumerate();
    let good = words.filter_map(|(i, w)| {
        let known = vouch(i)?;
        let often = if known { 2 } else { 5 };
        let fits = (3..=LONGEST).contains(&w.word.chars().count()) && w.count >= often;
        (fits && !is_word(w.word)).then_some((w.word, w.count, known))
    });
    good.collect()
}

/// A known acronym that the word would be with its strokes, or with a letter for a digit.
fn by_table(scan: &Scan<'_>, i: usize) -> Option<Fate> {
    let word = scan.words[i].word;
    let candidates = STROKES.get(strokeless(word).as_str());
    let lost = |y: &&&str| word.chars().zip(y.chars()).all(|(x, y)| x == y || x == 'D');
    let mut fitting: Vec<_> = candidates.into_iter().flatten().filter(lost).collect();
    if let [one] = fitting[..] {
        let short = one.chars().nth(3).is_none();
        return Some(fate(one, if short { 0.85 } else { 0.95 }, true));
    }
    fitting.sort_by_key(|y| std::cmp::Reverse(scan.count(y)));
    if let [best, second, ..] = fitting[..] {
        let decided = scan.count(best) > scan.count(second);
        return Some(fate(best, if decided { 0.8 } else { 0.5 }, decided));
    }
    with_letter(word).map(|y| fate(&y, 0.8, true))
}

fn fate(value: &str, confidence: f64, applied: bool) -> Fate {
    Fate {
        value: value.to_owned(),
        confidence,
        applied,
    }
}

/// The known acronym behind a word with one digit, read by its shape.
fn with_letter(word: &str) -> Option<String> {
    let mut digits = word.match_indices(|c: char| c.is_ascii_digit());
    let (at, digit) = digits.next()?;
    let (head, tail) = (&word[..at], &word[at + 1..]);
    // A number behind an acronym counts what it names.
    let letters: &[char] = match (digit, tail) {
        ("0", _) => &['O', 'D', 'Đ', 'Q'],
        (_, "") => &[],
        ("1", _) => &['I', 'L'],
        ("5", _) => &['S'],
        ("8", _) => &['B'],
        _ => &[],
    };
    if digits.next().is_some() {
        return None;
    }
    let mut read = letters.iter().map(|c| format!("{head}{c}{tail}"));
    read.find(|y| ACRONYMS.contains(y.as_str()))
}

/// A word of the same text that the word is a damaged form of.
fn by_file(scan: &Scan<'_>, i: usize, near: &Near<'_>) -> Option<Fate> {
    let (word, count) = (scan.words[i].word, scan.words[i].count);
    let mut found: Vec<_> = near
        .of(word)
        .into_iter()
        .filter_map(|(kind, n)| Some((weigh(kind, count, n, word)?, n)))
        .collect();
    found.sort_by(|(a, n), (b, m)| {
        let rank = b.1.cmp(&a.1).then(b.0.total_cmp(&a.0));
        rank.then(m.count.cmp(&n.count)).then(n.word.cmp(m.word))
    });
    let ((confidence, applied), best) = found.first()?;
    let rival = found
        .get(1)
        .is_some_and(|((c, a), n)| (c, a) == (confidence, applied) && n.count * 3 > best.count);
    if rival {
        return Some(fate(best.word, 0.5, false));
    }
    Some(fate(best.word, *confidence, *applied))
}

/// How sure it is that a word seen `count` times stands for its neighbour, and whether that is enough.
fn weigh(kind: Kind, count: u32, of: &near::Word<'_>, word: &str) -> Option<(f64, bool)> {
    // Three letters are one slip away from half of all acronyms.
    let short = |w: &str| w.chars().nth(3).is_none();
    let digit = |w: &str| w.bytes().any(|b| b.is_ascii_digit());
    let doubtful = short(word) || short(of.word) || digit(word);
    if doubtful && kind != Kind::Stroke {
        return None;
    }
    let times = |n: u32| of.count >= n * count;
    let enough = if of.known { of.count >= 3 } else { times(4) };
    let long = word.chars().count() >= 5;
    match kind {
        Kind::Stroke => (times(2) && enough).then_some((0.85, true)),
        Kind::Doubled | Kind::Swapped => {
            (of.count > count && enough && of.count >= 3).then_some((0.85, true))
        }
        Kind::LookAlike | Kind::Stray if long => {
            (times(2) && enough && of.count >= 3).then_some((0.8, true))
        }
        Kind::LookAlike | Kind::Stray => {
            (times(4) && enough && of.count >= 5).then_some((0.75, true))
        }
        Kind::Other => (of.known && times(8) && of.count >= 8).then_some((0.4, false)),
    }
}

/// Where the chain that begins with token `from` ends.
fn chain_end(text: &str, scan: &Scan<'_>, from: usize) -> usize {
    let mut end = from + 1;
    while end < scan.tokens.len() && joint(text, scan, end).is_some() {
        end += 1;
    }
    end
}

/// What joins token `i` to the one before it: the joiner, without a stray blank.
fn joint<'t>(text: &'t str, scan: &Scan<'_>, i: usize) -> Option<&'t str> {
    let (a, b) = (&scan.tokens[i - 1], &scan.tokens[i]);
    let gap = &text[a.range.end..b.range.start];
    let joiner = gap.trim_matches(' ');
    let tight = joiner.len() == gap.len();
    let is_joiner = matches!(joiner, "&" | "-" | "/");
    let stray = || gap.len() == joiner.len() + 1 && scan.is_pair(text, i);
    (is_joiner && (tight || stray())).then_some(joiner)
}

/// The change of a chain: its acronyms by their fates, its joints without blanks.
fn chain(text: &str, scan: &Scan<'_>, of: Range<usize>, fates: &[Option<Fate>]) -> Option<Change> {
    let tight = |i: usize| {
        let gap = &text[scan.tokens[i - 1].range.end..scan.tokens[i].range.start];
        gap.len() == 1 && gap != "&"
    };
    let untouched = |i: usize| fates[scan.tokens[i].word].is_none() && (i == of.start || tight(i));
    if of.clone().all(untouched) {
        return None;
    }
    let (first, last) = (&scan.tokens[of.start], &scan.tokens[of.end - 1]);
    let range = first.range.start..last.range.end;
    let mut value = String::new();
    let (mut confidence, mut applied, mut part) = (1.0_f64, true, 0);
    for i in of.clone() {
        let token = &scan.tokens[i];
        if i > of.start {
            // `H&ND`: the ampersand is a Đ.
            let joiner = joint(text, scan, i).unwrap_or_default();
            let word = text.get(token.range.clone()).unwrap_or_default();
            let whole = format!("{}Đ{word}", &value[part..]);
            let damaged = joiner == "&" && ACRONYMS.contains(whole.as_str());
            if damaged && !(ACRONYMS.contains(&value[part..]) && ACRONYMS.contains(word)) {
                value.truncate(part);
                value.push_str(&whole);
                confidence = confidence.min(0.95);
                continue;
            }
            value.push_str(joiner);
        }
        part = value.len();
        // Who writes both forms side by side means both.
        let beside = |f: &&Fate| {
            of.clone()
                .any(|j| j != i && text[scan.tokens[j].range.clone()] == f.value)
        };
        match fates[token.word].as_ref().filter(|f| !beside(f)) {
            Some(f) => {
                value.push_str(&f.value);
                confidence = confidence.min(f.confidence);
                applied &= f.applied;
            }
            None => value.push_str(&text[token.range.clone()]),
        }
    }
    (text[range.clone()] != value).then_some(Change {
        range,
        value,
        rule: RULE,
        confidence: confidence.min(0.95),
        applied,
    })
}

/// No part of an address on the net or of a path.
fn is_prose(text: &str, range: &Range<usize>) -> bool {
    /// No one writes a longer address in a plan; keeps a text without blanks from costing more.
    const AROUND: usize = 64;
    let before = &text.as_bytes()[range.start.saturating_sub(AROUND)..range.start];
    let after = &text.as_bytes()[range.end..text.len().min(range.end + AROUND)];
    let head = before.rsplit(u8::is_ascii_whitespace).next();
    let tail = after.split(u8::is_ascii_whitespace).next();
    [head, tail].into_iter().flatten().all(|part| {
        let has = |s: &[u8]| memchr::memmem::find(part, s).is_some();
        let marks = part.iter().any(|b| matches!(b, b'@' | b'_' | b'\\' | b'='));
        !marks && !has(b"://") && !has(b"www.") && !has(b".vn") && !has(b".com")
    })
}

/// Known acronyms by their form without strokes.
static STROKES: LazyLock<HashMap<String, Vec<&'static str>>> = LazyLock::new(|| {
    let mut map: HashMap<String, Vec<&'static str>> = HashMap::default();
    let long = |w: &&&'static str| w.chars().nth(2).is_some();
    for word in ACRONYMS.iter().filter(long).filter(|w| w.contains('Đ')) {
        map.entry(strokeless(word)).or_default().push(word);
    }
    // The set has no order of its own.
    map.values_mut().for_each(|v| v.sort_unstable());
    map
});

fn strokeless(word: &str) -> String {
    word.replace('Đ', "D")
}

#[cfg(test)]
mod tests;
