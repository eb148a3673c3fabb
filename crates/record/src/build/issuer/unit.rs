//! Kinds of administrative units, and where one stands in a folded name.

use crate::model::Level;

/// A kind of unit: folded, as running text writes it, and its level.
pub(super) type UnitKind = (&'static str, &'static str, Level);

/// Kinds of administrative units with their level; longer names first.
const UNITS: &[UnitKind] = &[
    ("thanh pho", "thành phố", Level::District),
    ("thi tran", "thị trấn", Level::Commune),
    ("dac khu", "đặc khu", Level::Commune),
    ("thi xa", "thị xã", Level::District),
    ("huyen", "huyện", Level::District),
    ("phuong", "phường", Level::Commune),
    ("quan", "quận", Level::District),
    ("tinh", "tỉnh", Level::Province),
    ("tp.", "thành phố", Level::District),
    ("tp", "thành phố", Level::District),
    ("xa", "xã", Level::Commune),
];

pub(super) fn unit_at(fold: &str) -> Option<&'static UnitKind> {
    UNITS.iter().find(|(w, ..)| {
        fold.strip_prefix(w)
            .is_some_and(|rest| rest.is_empty() || w.ends_with('.') || rest.starts_with([' ', '.']))
    })
}

/// Where a unit's kind stands in a folded name, as a word.
pub(super) fn find_unit(fold: &str) -> Option<(usize, &'static UnitKind)> {
    let mut starts = vec![0];
    starts.extend(fold.match_indices(' ').map(|(i, _)| i + 1));
    starts
        .into_iter()
        .find_map(|i| unit_at(&fold[i..]).map(|u| (i, u)))
        .filter(|(i, u)| {
            // Behind a committee or a council stands its unit, whatever its name: "Hội An", "Đoan Hùng".
            const COUNCILS: &[&str] = &["nhan dan ", "ubnd ", "hdnd "];
            if COUNCILS.iter().any(|c| fold[..*i].ends_with(c)) {
                return true;
            }
            // "Huyện ủy", "Thành ủy" name a Party body, "Xã hội" a field.
            let rest = fold[i + u.0.len()..].trim_start();
            !rest.starts_with("uy ")
                && rest != "uy"
                && !rest.starts_with("hoi")
                && !rest.starts_with("doan")
        })
}
