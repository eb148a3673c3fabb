//! Header words and what they say of a column; labels of group and total rows.
//!
//! Real example: `STT ⇥ Nhiệm vụ ⇥ Sản phẩm ⇥ Thời gian hoàn thành ⇥ Phân công thực hiện`. Source: tables of
//! plans (DOMAIN 1.3). Known misses: headers of three and more levels.

use sohoa_text::phrases::{Phrases, firsts};

use crate::tree::Role;
use crate::view::View;

/// Words of headers, folded, with the role of their column; the first that fits is taken.
const WORDS: [(&str, Role); 74] = [
    ("ghi chu", Role::Note),
    ("don gia", Role::UnitPrice),
    ("dinh muc", Role::UnitPrice),
    ("muc chi", Role::UnitPrice),
    ("thanh tien", Role::Amount),
    ("so tien", Role::Amount),
    ("so luong", Role::Quantity),
    ("quy mo", Role::Quantity),
    ("khoi luong", Role::Quantity),
    ("linh vuc", Role::Field),
    ("bat dau", Role::Start),
    ("khoi cong", Role::Start),
    ("tu ngay", Role::Start),
    ("tu thang", Role::Start),
    ("ket thuc", Role::End),
    ("den ngay", Role::End),
    ("den thang", Role::End),
    ("phan cong", Role::LeadAndCoordinating),
    ("nguoi phu trach", Role::Lead),
    ("phu trach", Role::Lead),
    ("chu tri", Role::Lead),
    ("phoi hop", Role::Coordinating),
    ("san pham", Role::Product),
    ("ket qua", Role::Product),
    ("thoi gian", Role::Deadline),
    ("thoi han", Role::Deadline),
    ("thoi diem", Role::Deadline),
    ("tien do", Role::Deadline),
    ("lo trinh", Role::Deadline),
    ("ngay hoan thanh", Role::Deadline),
    ("han hoan thanh", Role::Deadline),
    ("thoi ky", Role::Deadline),
    ("chi tieu", Role::Target),
    ("chi so", Role::Target),
    ("muc tieu", Role::Target),
    ("don vi tinh", Role::Other),
    ("dvt", Role::Other),
    ("tong muc", Role::Amount),
    ("kinh phi", Role::Amount),
    ("cong", Role::Amount),
    ("tong", Role::Amount),
    ("hoan thanh", Role::End),
    ("thuc hien", Role::Lead),
    ("du toan", Role::Amount),
    ("tong cong", Role::Amount),
    ("nguon von", Role::Other),
    ("stt", Role::Ordinal),
    ("so tt", Role::Ordinal),
    ("so thu tu", Role::Ordinal),
    ("tt", Role::Ordinal),
    ("ma so", Role::Code),
    ("ma", Role::Code),
    ("ky hieu", Role::Code),
    ("co quan thuc hien", Role::Lead),
    ("don vi thuc hien", Role::Lead),
    ("don vi duoc", Role::Task),
    ("co quan duoc", Role::Task),
    ("co quan, don vi", Role::Lead),
    ("co quan", Role::Lead),
    ("don vi", Role::Lead),
    ("nguoi thuc hien", Role::Lead),
    ("trach nhiem", Role::Lead),
    ("to chuc thuc hien", Role::Lead),
    ("nhiem vu", Role::Task),
    ("noi dung", Role::Task),
    ("cong viec", Role::Task),
    ("hoat dong", Role::Task),
    ("giai phap", Role::Task),
    ("danh muc", Role::Task),
    ("hang muc", Role::Task),
    ("cong trinh", Role::Task),
    ("viec lam", Role::Task),
    ("ten ", Role::Task),
    ("dien giai", Role::Task),
];

static OPENINGS: Phrases = Phrases::new(&firsts(&WORDS));

/// Short words that name a column only when they are the whole cell.
const WHOLE: &[&str] = &[
    "tt",
    "ma",
    "stt",
    "dvt",
    "cong",
    "tong",
    "hoan thanh",
    "thuc hien",
];

/// The role a header cell names (its fold).
#[must_use]
pub fn role(fold: &str) -> Option<Role> {
    if fold.is_empty() || fold.len() > 90 {
        return None;
    }
    if fold.len() > 16 && fold.contains("chu tri") && fold.contains("phoi hop") {
        return Some(Role::LeadAndCoordinating);
    }
    let bare = fold.trim_matches(|c: char| !c.is_alphanumeric());
    let bytes = fold.as_bytes();
    // The first row of the table that stands anywhere in the cell, at the start of a word.
    let starts = (0..bytes.len()).filter(|&i| i == 0 || !bytes[i - 1].is_ascii_alphanumeric());
    starts
        .filter_map(|i| {
            let mut rows = OPENINGS.all_at(&bytes[i..]);
            rows.find(|(_, w)| bare == *w || !WHOLE.contains(w))
        })
        .min()
        .map(|(k, _)| WORDS[k].1)
}

/// Whether line `n` is a header row: short cells, most of which begin with a word that names a column.
#[must_use]
pub fn is_header(view: &View<'_>, n: usize) -> bool {
    let fold = view.fold(n);
    let wide = |cell: &[u8]| cell.len() > 80;
    if fold.len() > 400
        || view.line(n).digits > 16
        || fold.first().is_some_and(u8::is_ascii_digit)
        || fold.split(|b| matches!(b, b'\t' | b'|')).any(wide)
    {
        return false;
    }
    let cells = fold_cells(view, n);
    let longest = cells.iter().map(|c| c.len()).max().unwrap_or(0);
    let numbered = cells
        .iter()
        .find(|c| !c.is_empty())
        .is_some_and(|c| role(c) == Some(Role::Ordinal));
    let filled: Vec<&&str> = cells.iter().filter(|c| !c.is_empty()).collect();
    let roles: Vec<Role> = filled.iter().filter_map(|c| opening_role(c)).collect();
    let distinct: std::collections::BTreeSet<_> = roles.iter().collect();
    // "STT" alone tells a header; without it the other cells must.
    let lead = usize::from(numbered) * 2;
    filled.len() >= 2
        && distinct.len() >= 2
        && (roles.len() + lead) * 10 >= filled.len() * 7
        && (numbered || longest <= 60)
        || filled.len() >= 3 && longest <= 60 && heads_numbers(view, n, &cells)
}

/// "STT" over the first number: the other cells name columns, whatever their words are.
fn heads_numbers(view: &View<'_>, n: usize, cells: &[&str]) -> bool {
    const LABELS: [&str; 4] = ["stt", "tt", "so tt", "so thu tu"];
    const FIRST: [&str; 4] = ["1", "01", "1.", "01."];
    let below = view.next(n, n + 2).map(|k| fold_cells(view, k));
    let first = below.filter(|b| b.len() == cells.len()).map(|b| b[0]);
    LABELS.contains(&cells[0]) && first.is_some_and(|f| FIRST.contains(&f))
}

fn fold_cells<'v>(view: &'v View<'_>, n: usize) -> Vec<&'v str> {
    let fold = std::str::from_utf8(view.fold(n)).unwrap_or_default();
    fold.trim_matches('|')
        .split(['\t', '|'])
        .map(str::trim)
        .collect()
}

/// The role of a cell that begins with its word, or nearly so.
fn opening_role(cell: &str) -> Option<Role> {
    let found = role(cell)?;
    let words = cell.split(' ').count();
    let early = (0..=14.min(cell.len())).any(|at| {
        OPENINGS
            .all_at(&cell.as_bytes()[at..])
            .any(|(k, _)| WORDS[k].1 == found)
    });
    (words <= 9 && (early || found == Role::LeadAndCoordinating)).then_some(found)
}

/// Whether two header lines head the same table: as many cells, and most of them alike.
#[must_use]
pub fn same(view: &View<'_>, a: usize, b: usize) -> bool {
    let (a, b) = (fold_cells(view, a), fold_cells(view, b));
    let alike = a
        .iter()
        .zip(&b)
        .filter(|(x, y)| {
            x == y || !x.is_empty() && !y.is_empty() && role(x) == role(y) && role(x).is_some()
        })
        .count();
    let opens = a
        .iter()
        .zip(&b)
        .take(2)
        .all(|(x, y)| x == y || role(x).is_some() && role(x) == role(y));
    // Words may have run together, or a speck beside them: the letters tell.
    let letters = |cells: &[&str]| -> Vec<u8> {
        let all = cells.iter().flat_map(|c| c.bytes());
        all.filter(u8::is_ascii_alphanumeric).collect()
    };
    a.len() == b.len() && (alike * 10 >= a.len() * 6 || opens && a.len() > 3)
        || letters(&a) == letters(&b)
}

/// A label that opens a group or an activity: its length, its level (0 outermost) and whether it names an activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label {
    /// Folded bytes.
    pub len: usize,
    /// 0 for LĨNH VỰC, 1 for Kết quả, 2 for Hoạt động.
    pub level: u8,
}

/// Labels of results tables, from the outside in.
const LABELS: [(&str, u8); 9] = [
    ("linh vuc", 0),
    ("muc tieu", 0),
    ("nhom nhiem vu", 0),
    ("hop phan", 0),
    ("ket qua", 1),
    ("nhiem vu", 1),
    ("hoat dong", 2),
    ("hoat", 2),
    ("cong viec", 2),
];

static LABEL_WORDS: Phrases = Phrases::new(&firsts(&LABELS));

/// The label at the start of a folded cell: a label word and a numeral ("Kết quả 1.2", "LĨNH VỰC II").
#[must_use]
pub fn group_label(fold: &[u8]) -> Option<Label> {
    let (k, word) = LABEL_WORDS.all_at(fold).next()?;
    let rest = &fold[word.len()..];
    let gap = rest.iter().take_while(|b| **b == b' ').count();
    let numeral = rest[gap..]
        .iter()
        .take_while(|b| b.is_ascii_digit() || matches!(b, b'.' | b'i' | b'v' | b'x' | b'l' | b'|'))
        .count();
    let end = word.len() + gap + numeral;
    let closed = fold.get(end).is_none_or(|b| !b.is_ascii_alphanumeric());
    (gap > 0 && numeral > 0 && closed).then_some(Label {
        len: end,
        level: LABELS[k].1,
    })
}

/// Whether a folded cell opens a total row.
#[must_use]
pub fn is_total(fold: &[u8]) -> bool {
    const WORDS: &[&[u8]] = &[b"tong cong", b"tong so", b"tong kinh phi", b"tong", b"cong"];
    let fold = fold
        .iter()
        .position(|b| b.is_ascii_alphanumeric())
        .map_or(fold, |i| &fold[i..]);
    WORDS.iter().any(|w| {
        fold.strip_prefix(*w).is_some_and(|rest| {
            let end = rest.first().is_none_or(|b| !b.is_ascii_alphanumeric());
            // "Tổng hợp", "Cộng tác viên" are work, not sums.
            let sum = rest.is_empty()
                || rest.iter().all(|b| !b.is_ascii_alphabetic())
                || rest.starts_with(b" kinh phi")
                || w.len() > 4
                || rest.starts_with(b" (")
                || rest.starts_with(b" muc")
                || rest.starts_with(b" (i");
            end && sum
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_of_headers() {
        for (header, want) in [
            ("stt", Role::Ordinal),
            ("noi dung cong viec", Role::Task),
            ("co quan chu tri", Role::Lead),
            ("don vi chu tri, phoi hop", Role::LeadAndCoordinating),
            ("thoi gian hoan thanh", Role::Deadline),
            ("ket qua", Role::Product),
            ("don gia (vnd)", Role::UnitPrice),
            ("thanh tien (vnd)", Role::Amount),
            ("don vi tinh", Role::Other),
            ("phan cong thuc hien", Role::LeadAndCoordinating),
            ("kinh phi thuc hien (trieu dong)", Role::Amount),
            ("ghi chu", Role::Note),
        ] {
            assert_eq!(role(header), Some(want), "{header}");
        }
    }

    #[test]
    fn labels_and_totals() {
        assert_eq!(group_label(b"ket qua 1.2").map(|l| l.level), Some(1));
        assert_eq!(group_label(b"linh vuc ii").map(|l| l.level), Some(0));
        assert_eq!(group_label(b"hoat dong 1.2.1").map(|l| l.level), Some(2));
        assert_eq!(group_label(b"ket qua thuc hien"), None);
        assert!(is_total(b"tong cong"));
        assert!(is_total(b"tong"));
        assert!(!is_total(b"tong hop danh sach"));
        assert!(!is_total(b"cong khai ket qua"));
    }
}
