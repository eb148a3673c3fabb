//! The level an issuer stands on, from its name.

use std::sync::LazyLock;

use sohoa_text::fold::fold_string;
use sohoa_vocab::Province;

use super::is_party;
use super::unit::{Unit, find_unit};
use crate::model::Level;

/// Bodies of the centre.
const CENTRAL: &[&str] = &[
    "bo ",
    "chinh phu",
    "thu tuong",
    "quoc hoi",
    "uy ban thuong vu",
    "chu tich nuoc",
    "van phong chinh phu",
    "van phong quoc hoi",
];

/// Committees and councils: their unit says the level.
const COUNCILS: &[&str] = &[
    "uy ban nhan dan",
    "hoi dong nhan dan",
    "ubnd",
    "hdnd",
    "thuong truc hoi dong",
];

/// Offices below a committee.
const OFFICES: &[&str] = &[
    "so ",
    "phong ",
    "ban ",
    "van phong",
    "chi cuc",
    "cuc ",
    "trung tam",
    "thanh tra",
    "cong an",
    "kho bac",
    "bao hiem",
    "bo chi huy",
    "truong ",
    "benh vien",
    "tram ",
    "chi nhanh",
    "hat kiem lam",
    "dai ",
];

/// The level of a body and the name of its unit.
pub(super) fn level_of(fold: &str, name: &str) -> (Level, Option<String>) {
    let unit = find_unit(fold);
    let unit_name = unit
        .map(|found| name_behind(fold, name, found))
        .filter(|n| !n.is_empty());
    let opens = |list: &[&str]| list.iter().any(|w| fold.starts_with(w));
    let level = if is_party(fold) {
        Level::Party
    } else if opens(CENTRAL) && !fold.starts_with("bo chi huy") && !fold.starts_with("bo phan") {
        Level::Central
    } else if opens(COUNCILS) {
        council_level(unit.map(|(_, u)| u), unit_name.as_deref())
    } else if opens(OFFICES) {
        Level::Department
    } else {
        Level::Other
    };
    (level, unit_name)
}

/// What follows the unit's kind.
fn name_behind(fold: &str, name: &str, (at, unit): (usize, &Unit)) -> String {
    let skip = fold[..at].chars().count() + unit.0.chars().count();
    let after: String = name.chars().skip(skip).collect();
    after.trim_matches([' ', '.']).to_owned()
}

fn council_level(unit: Option<&Unit>, unit_name: Option<&str>) -> Level {
    match unit {
        Some((_, "thành phố", _)) if unit_name.is_some_and(is_province_city) => Level::Province,
        Some(u) => u.2,
        None => Level::Other,
    }
}

/// The provinces, each after its name and its successor's, folded.
static PROVINCES: LazyLock<Vec<(String, String, &'static Province)>> = LazyLock::new(|| {
    let folded = |p: &'static Province| (fold_string(p.name), fold_string(p.successor), p);
    sohoa_vocab::PROVINCES.iter().map(folded).collect()
});

fn is_province_city(name: &str) -> bool {
    let fold = fold_string(name);
    PROVINCES.iter().any(|(name, successor, p)| {
        *name == fold && p.kind == "thành phố"
            || *successor == fold && p.successor_kind == "thành phố"
    })
}

/// The code of a province as of the day of issue, and the province that took its place on 2025-07-01
/// (Nghị quyết 202/2025/QH15); nothing for other units, whose codes no table here has.
pub(super) fn province(unit: &str, date: Option<&str>) -> (Option<String>, Option<String>) {
    let fold = fold_string(unit);
    let Some((.., p)) = PROVINCES.iter().find(|(name, ..)| *name == fold) else {
        return (None, None);
    };
    // Codes were given anew with the merger: a code without a day means nothing.
    let before = date.is_some_and(|d| d < "2025-07-01");
    let code = before.then(|| p.code.to_owned());
    let successor =
        (before && p.successor != p.name).then(|| format!("{} {}", p.successor_kind, p.successor));
    (code, successor)
}
