//! The lines of a letterhead, each recognised alone, in any order.
//!
//! ```text
//! number line = "Số" [ "hiệu" ] [ ":" ] ( docnum | blank )          (* Số :…/QĐ-UBND, Số 12-KH/HU *)
//! place, date = place "," "ngày" d "tháng" m "năm" y                (* blanks and dots allowed *)
//! motto       = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" | "Độc lập - Tự do - Hạnh phúc"
//!             | "ĐẢNG CỘNG SẢN VIỆT NAM"
//! mark        = "HỎA TỐC" | "THƯỢNG KHẨN" | "KHẨN" | "TUYỆT MẬT" | "TỐI MẬT" | "MẬT" | "DỰ THẢO"
//! ```
//! Real example: `Số: 9986/UBND-CCHC`. Source: Nghị định 30/2020/NĐ-CP annex I; Hướng dẫn 36-HD/VPTW
//! (Party). Texts known word for word are matched by how many of their words are there, so that
//! recognition damage does not hide them. Known misses: a motto with more than half its words destroyed.

use std::ops::Range;

use sohoa_text::fold::Folded;
use sohoa_text::phrases::{Phrases, firsts};

use super::doc_number::{blank_number, number};
use super::{date, title};
use crate::lexicon;

/// Which known heading a line shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Motto {
    /// Quốc hiệu.
    State,
    /// Tiêu ngữ.
    Independence,
    /// The Party's heading.
    Party,
}

/// The motto on a folded line and the folded position where it begins.
#[must_use]
pub fn motto(fold: &[u8]) -> Option<(Motto, usize)> {
    const KNOWN: &[(Motto, &[&[u8]], usize)] = &[
        (
            Motto::Party,
            &[b"dang", b"cong", b"san", b"viet", b"nam"],
            4,
        ),
        (
            Motto::State,
            &[
                b"cong", b"hoa", b"xa", b"hoi", b"chu", b"nghia", b"viet", b"nam",
            ],
            6,
        ),
        (
            Motto::Independence,
            &[b"doc", b"lap", b"tu", b"do", b"hanh", b"phuc"],
            5,
        ),
    ];
    if fold.len() > 120 || fold.len() < 14 || !may_be_motto(fold) {
        return None;
    }
    let all: Vec<(usize, &[u8])> = tokens(fold).take(30).collect();
    KNOWN
        .iter()
        .find_map(|&(m, words, least)| words_in_row(&all, words, least).map(|at| (m, at)))
}

/// Some pair of a motto's words stands there: a cheap way to pass most lines by.
fn may_be_motto(fold: &[u8]) -> bool {
    const PAIRS: [(&str, &str); 8] = [
        ("xa", "hoa"),
        ("viet", "nghia"),
        ("nam", "viet"),
        ("nghia", "chu"),
        ("lap", "doc"),
        ("do", "tu"),
        ("phuc", "hanh"),
        ("san", "cong"),
    ];
    static SECOND: Phrases = Phrases::new(&firsts(&PAIRS));
    memchr::memchr_iter(b' ', fold).any(|i| {
        let mut after = SECOND.all_at(&fold[i + 1..]);
        after.any(|(k, _)| fold[..i].ends_with(PAIRS[k].1.as_bytes()))
    })
}

/// Where a known text begins, when at least `least` of its words stand in order, few others between.
fn words_in_row(all: &[(usize, &[u8])], words: &[&[u8]], least: usize) -> Option<usize> {
    (0..all.len())
        .filter(|&i| words[..2].contains(&all[i].1))
        .find(|&i| hits_from(&all[i..], words) >= least)
        .map(|i| all[i].0)
}

/// How many of the words stand in order from the first token on, at most two strange ones between.
fn hits_from(tokens: &[(usize, &[u8])], words: &[&[u8]]) -> usize {
    let (mut hits, mut next, mut strange) = (0, 0, 0);
    for (_, word) in tokens {
        match words[next..].iter().take(3).position(|w| w == word) {
            Some(skip) => {
                hits += 1;
                next += skip + 1;
            }
            None => strange += 1,
        }
        if next == words.len() || strange > 2 {
            break;
        }
    }
    hits
}

fn tokens(fold: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < fold.len() && !fold[at].is_ascii_alphanumeric() {
            at += 1;
        }
        let start = at;
        while at < fold.len() && fold[at].is_ascii_alphanumeric() {
            at += 1;
        }
        (at > start).then(|| (start, &fold[start..at]))
    })
}

/// A number line: where its label and its number stand (byte ranges of the line).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberLine {
    /// "Số:" with what separates it.
    pub label: Range<usize>,
    /// The number; for a blank one the dots and the symbol.
    pub number: Range<usize>,
}

/// The number line that begins at the start of `line`.
#[must_use]
pub fn number_line(line: &str) -> Option<NumberLine> {
    let typed = type_before(line);
    let label = typed + number_label(&line[typed..])?;
    let rest = &line[label..];
    let filled = rest.trim_start_matches(['.', '…', ' ', '_']);
    let lead = rest.len() - filled.len();
    let (start, len) = match number(filled) {
        Ok((after, _)) => (label + lead, filled.len() - after.len()),
        Err(_) => {
            let (after, _) = blank_number(rest).ok()?;
            let skip = rest.len() - rest.trim_start_matches(' ').len();
            (label + skip, rest.len() - after.len() - skip)
        }
    };
    // Behind the name of its type a number stands alone; elsewhere it is a mention.
    if typed > 0 && !line[start + len..].trim().is_empty() {
        return None;
    }
    Some(NumberLine {
        label: 0..label,
        number: start..start + len,
    })
}

/// Whether a folded line may be the name of a type and the label of its number: "Nghị quyết số: …".
#[must_use]
pub fn names_type(fold: &[u8]) -> bool {
    let labelled = |len: usize| matches!(&fold[len..], [b' ', b's', b'o', b':' | b' ', ..]);
    fold.len() < 48
        && memchr::memmem::find(fold, b" so").is_some()
        && title::type_name(fold).is_some_and(|(_, len)| labelled(len))
}

/// Length of the name of a type before the label of its number.
fn type_before(line: &str) -> usize {
    if line.len() > 96 || line.starts_with(['S', 's']) {
        return 0;
    }
    let f = Folded::new(line);
    match title::type_name(f.bytes()) {
        Some((_, len)) if names_type(f.bytes()) && line[f.at(len)..].contains(':') => f.at(len + 1),
        _ => 0,
    }
}

/// Whether a line begins with the label of a number and its colon.
#[must_use]
pub fn labels_number(line: &str) -> bool {
    number_label(line).is_some_and(|len| line[..len].contains(':'))
}

/// Length of "Số", "Số:", "Số hiệu :" and their damaged forms at the start of a line.
fn number_label(line: &str) -> Option<usize> {
    let word: String = line.chars().take_while(|c| c.is_alphanumeric()).collect();
    let folded = sohoa_text::fold::fold_string(&word);
    if !(matches!(folded.as_str(), "so" | "s0" | "s6" | "s5") && line.starts_with(['S', 's'])) {
        return None;
    }
    let mut len = word.len();
    let rest = &line[len..];
    let behind = rest.trim_start();
    if behind.starts_with("hiệu") || behind.starts_with("hieu") {
        let skip = rest.len() - behind.len();
        len += skip + behind.find(|c: char| !c.is_alphanumeric())?;
    }
    let rest = &line[len..];
    let open = rest.trim_start_matches([' ', ':', ';']);
    (open.len() < rest.len() || rest.starts_with(['.', '…', '/'])).then(|| line.len() - open.len())
}

/// Place and date: folded ranges of the place (if printed) and the date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceDate {
    /// The place, without its comma.
    pub place: Option<Range<usize>>,
    /// The date, from "ngày".
    pub date: Range<usize>,
    /// ISO, truncated to what is written.
    pub iso: Option<String>,
}

/// A line that says where and when: the date is the last thing on it.
#[must_use]
pub fn place_date(f: &Folded) -> Option<PlaceDate> {
    let bytes = f.bytes();
    let day = (0..bytes.len().min(60)).find(|&i| is_day_word(bytes, i))?;
    let hit = date::date_at(f, day)?;
    let tail = bytes[hit.end..]
        .iter()
        .filter(|b| b.is_ascii_alphanumeric())
        .count();
    let long = bytes[day..hit.end].windows(3).any(|w| w == b"nam");
    // A date in figures counts behind a place and its comma only.
    let figures = hit.day.is_some() && bytes[..day].ends_with(b", ");
    if tail > 2
        || !(long || figures)
        || f.text().ends_with(';')
        || lexicon::BASIS_CUES.at(bytes).is_some()
    {
        return None;
    }
    let before = f.slice(0, day).trim_end_matches([',', ' ', '.', ';']);
    let indent = before.len() - before.trim_start().len();
    let (before, whole) = (&before[indent..], before.len());
    let words = before.split_whitespace().count();
    let place = (!before.is_empty()).then(|| f.index_of(indent)..f.index_of(whole));
    let fits = before.is_empty() || words <= 7 && before.starts_with(|c: char| c.is_uppercase());
    fits.then(|| PlaceDate {
        place,
        date: day..hit.end,
        iso: hit.iso(),
    })
}

fn is_day_word(bytes: &[u8], i: usize) -> bool {
    bytes[i..].starts_with(b"ngay") && (i == 0 || !bytes[i - 1].is_ascii_alphanumeric())
}

/// Độ khẩn, độ mật or Dự thảo, alone on a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Dự thảo.
    Draft,
    /// Hỏa tốc.
    HoaToc,
    /// Thượng khẩn.
    ThuongKhan,
    /// Khẩn.
    Khan,
    /// Tuyệt mật.
    TuyetMat,
    /// Tối mật.
    ToiMat,
    /// Mật.
    Mat,
}

/// The mark that stands alone on a folded line.
#[must_use]
pub fn mark(fold: &[u8]) -> Option<Mark> {
    let initial = fold.iter().find(|b| b.is_ascii_alphanumeric());
    if fold.len() > 30 || !matches!(initial, Some(b'd' | b'h' | b't' | b'k' | b'm')) {
        return None;
    }
    let words: Vec<&[u8]> = tokens(fold).map(|(_, w)| w).collect();
    match words.as_slice() {
        [b"du", b"thao", rest @ ..] if rest.len() <= 3 && rest.iter().all(|w| is_draft_word(w)) => {
            Some(Mark::Draft)
        }
        [b"hoa", b"toc", ..] if words.len() <= 5 => Some(Mark::HoaToc),
        [b"thuong", b"khan"] => Some(Mark::ThuongKhan),
        [b"khan"] => Some(Mark::Khan),
        [b"tuyet", b"mat"] => Some(Mark::TuyetMat),
        [b"toi", b"mat"] => Some(Mark::ToiMat),
        [b"mat"] => Some(Mark::Mat),
        _ => None,
    }
}

fn is_draft_word(w: &[u8]) -> bool {
    matches!(w, b"lan" | b"ngay" | b"thu") || w.iter().all(u8::is_ascii_digit)
}

/// Folded length of a position before the name of its office; those that are bodies themselves stay.
#[must_use]
pub fn position(fold: &[u8]) -> usize {
    const BODIES: [&[u8]; 2] = [b"thu tuong", b"chu tich nuoc"];
    if BODIES.iter().any(|b| fold.starts_with(b)) {
        return 0;
    }
    lexicon::POSITIONS.words_at(fold).map_or(0, |p| {
        let blanks = fold[p.len()..].iter().take_while(|b| **b == b' ');
        p.len() + blanks.count()
    })
}

/// Whether a folded line in capitals may name an issuing body.
#[must_use]
pub fn is_office(fold: &[u8]) -> bool {
    // A scratch beside the first word is read as a mark.
    let scratch = fold
        .iter()
        .take_while(|b| matches!(b, b'-' | b'.' | b' ' | b'_'));
    let bare = &fold[scratch.count()..];
    fold.len() <= 90
        && lexicon::OFFICES.at(bare).is_some()
        && lexicon::NO_OFFICES.at(bare).is_none()
}

/// Whether a folded line begins with the kind of a unit: the second line of a body's name, or the end of a subject.
#[must_use]
pub fn is_unit(fold: &[u8]) -> bool {
    const UNITS: [&[u8]; 11] = [
        b"tinh ",
        b"thanh pho ",
        b"tp",
        b"huyen ",
        b"quan ",
        b"thi xa ",
        b"xa ",
        b"phuong ",
        b"thi tran ",
        b"dac khu ",
        b"khoa ",
    ];
    UNITS.iter().any(|u| fold.starts_with(u))
}

#[cfg(test)]
mod tests;
