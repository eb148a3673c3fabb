//! What kind of thing a cell holds, judged by its words.
//!
//! The kind says in which columns a cell may stand, so that ragged rows find their columns again.

use sohoa_text::phrases::Phrases;

use crate::table::cell_words::{AGENCIES, LAST_WORDS, NO_AGENCIES, PRODUCTS, TARGETS, TIMES};
use crate::table::header;

/// What a cell holds, judged by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Nothing.
    Empty,
    /// `01`, `2.1`, `a)`, `IV`.
    Ordinal,
    /// `Hoạt động 1.2.1`.
    Code,
    /// A plain sum.
    Money,
    /// A sum for a unit, or several sums with labels.
    Price,
    /// A month, a date, "Thường xuyên".
    Time,
    /// Two months in one cell.
    Span,
    /// Names who leads and who takes part.
    Assignment,
    /// An agency alone.
    Agency,
    /// A document or another product.
    Product,
    /// A figure to be reached.
    Target,
    /// Anything else.
    Text,
}

impl Kind {
    /// All of them, in order.
    pub(super) const ALL: [Kind; 12] = [
        Kind::Empty,
        Kind::Ordinal,
        Kind::Code,
        Kind::Money,
        Kind::Price,
        Kind::Time,
        Kind::Span,
        Kind::Assignment,
        Kind::Agency,
        Kind::Product,
        Kind::Target,
        Kind::Text,
    ];
}

/// The kind of a folded cell.
#[must_use]
pub fn kind(fold: &str) -> Kind {
    let bare = fold.trim_matches(['.', ',', ';', ' ']);
    if bare.is_empty() || bare.bytes().all(|b| matches!(b, b'-' | b'_' | b'.' | b' ')) {
        return if fold.is_empty() {
            Kind::Empty
        } else {
            Kind::Ordinal
        };
    }
    if is_ordinal(bare) {
        return Kind::Ordinal;
    }
    let digits = bare.bytes().filter(u8::is_ascii_digit).count();
    if bare.len() < 40 && header::group_label(bare.as_bytes()).is_some_and(|l| l.len == bare.len())
    {
        return Kind::Code;
    }
    if digits > 0
        && let Some(k) = money(bare, digits)
    {
        return k;
    }
    if bare.len() < 140
        && let Some(k) = time(bare)
    {
        return k;
    }
    // "- Chủ trì: …" and "… chủ trì, phối hợp …".
    if fold.len() < 600 && names_agency(bare) && fold.contains("chu tri") {
        return Kind::Assignment;
    }
    let starts = |list: &Phrases| list.at(bare.as_bytes()).is_some();
    let lead = bare.trim_start_matches(['-', '+', '*', ' ']);
    if fold.len() < 200 && is_agency(lead) {
        return Kind::Agency;
    }
    if starts(&PRODUCTS) {
        return Kind::Product;
    }
    if starts(&TARGETS) || bare.contains('%') {
        return Kind::Target;
    }
    Kind::Text
}

/// A cue with a colon, or an agency before it.
fn names_agency(bare: &str) -> bool {
    let lead = bare.trim_start_matches(['-', '+', '*', ' ']);
    lead.starts_with("chu tri") || lead.starts_with("phoi hop") || is_agency(lead)
}

fn is_agency(lead: &str) -> bool {
    let lead = lead.as_bytes();
    AGENCIES.at(lead).is_some() && NO_AGENCIES.at(lead).is_none()
}

fn is_ordinal(bare: &str) -> bool {
    let token = bare.trim_end_matches([')', '.', ' ']);
    let numeric = token.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && token.split('.').all(|p| !p.is_empty() && p.len() <= 2);
    let roman = token.len() <= 5
        && token
            .bytes()
            .all(|b| matches!(b, b'i' | b'v' | b'x' | b'l' | b'|'));
    let letter = token.len() == 1 && token.bytes().all(|b| b.is_ascii_alphabetic());
    token.len() <= 8 && !token.is_empty() && (numeric && token != "0" || roman || letter)
}

fn money(bare: &str, digits: usize) -> Option<Kind> {
    let plain = bare.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == ' ');
    let amount = plain
        .bytes()
        .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b' '));
    let unit = &bare[plain.len()..];
    let unit = unit.trim();
    let known = matches!(
        unit,
        "" | "d"
            | "dong"
            | "vnd"
            | "trieu dong"
            | "trieu"
            | "ty"
            | "ty dong"
            | "nghin dong"
            | "tr.d"
            | "trd"
    );
    if amount
        && known
        && (bare == "0"
            || digits >= 4 && plain.contains('.')
            || digits >= 6
            || !unit.is_empty()
            || plain.contains(','))
    {
        return Some(Kind::Money);
    }
    let grouped = bare
        .as_bytes()
        .windows(4)
        .any(|w| w[0] == b'.' && w[1..].iter().all(u8::is_ascii_digit));
    let per = bare.contains('/') || bare.contains("dong") || bare.len() < 30;
    (grouped && per && bare.len() < 400).then_some(Kind::Price)
}

/// Months, quarters, dates and words of time; a sentence is none.
fn time(bare: &str) -> Option<Kind> {
    let head = bare.trim_start_matches(['-', '+', ' ', '(']);
    let dated = head
        .bytes()
        .take_while(|b| b.is_ascii_digit() || matches!(b, b'/' | b'-' | b'.' | b' ' | b'o' | b'l'))
        .count()
        == head.len()
        && head.contains('/');
    let glued = head
        .strip_prefix("thang")
        .is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()));
    if !dated && !glued && TIMES.at(head.as_bytes()).is_none() {
        let tail = &bare.as_bytes()[bare.len().saturating_sub(28)..];
        let last = |i: usize| LAST_WORDS.at(&tail[i..]).is_some();
        let ends =
            bare.len() < 80 && memchr::memchr_iter(b't', tail).any(last) && !bare.contains('%');
        return ends.then_some(Kind::Time);
    }
    let months = head.matches("thang").count();
    let joined = !head.starts_with("tu ")
        && !head.contains("den")
        && head.len() < 40
        && head.split("thang").skip(1).all(|p| p.trim().len() <= 8);
    Some(if months == 2 && joined && head.starts_with("thang") {
        Kind::Span
    } else {
        Kind::Time
    })
}

#[cfg(test)]
mod tests {
    use sohoa_text::fold::fold_string;

    use super::*;

    #[test]
    fn kinds() {
        for (i, kind) in Kind::ALL.into_iter().enumerate() {
            assert_eq!(kind as usize, i);
        }
        for (cell, want) in [
            ("01", Kind::Ordinal),
            ("2.1", Kind::Ordinal),
            ("IV", Kind::Ordinal),
            ("Hoạt động 1.2.1", Kind::Code),
            ("5.000.000", Kind::Money),
            ("0", Kind::Money),
            ("1,5 tỷ đồng", Kind::Money),
            ("100.000 người/ngày", Kind::Price),
            ("Tháng 3", Kind::Time),
            ("Tháng 1 Tháng 12", Kind::Span),
            ("Thường xuyên", Kind::Time),
            (
                "- Chủ trì: Phòng Tư pháp - Phối hợp: các phòng",
                Kind::Assignment,
            ),
            ("Các phòng, ban, đơn vị", Kind::Agency),
            ("Sơ kết, tổng kết", Kind::Text),
            ("Số hóa hồ sơ hộ tịch", Kind::Text),
            ("Báo cáo kết quả", Kind::Product),
            ("100% hồ sơ đúng hạn", Kind::Target),
            ("Rà soát quy trình nội bộ", Kind::Text),
            ("", Kind::Empty),
        ] {
            assert_eq!(kind(&fold_string(cell)), want, "{cell}");
        }
    }
}
