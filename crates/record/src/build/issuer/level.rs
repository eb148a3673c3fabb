//! The level an issuer stands on, from its name.

use sohoa_units::{Era, Rank, Unit, of_name};

use super::is_party;
use super::unit::{UnitKind, find_unit};
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
fn name_behind(fold: &str, name: &str, (at, unit): (usize, &UnitKind)) -> String {
    let skip = fold[..at].chars().count() + unit.0.chars().count();
    let after: String = name.chars().skip(skip).collect();
    after.trim_matches([' ', '.']).to_owned()
}

fn council_level(unit: Option<&UnitKind>, unit_name: Option<&str>) -> Level {
    match unit {
        Some((_, "thành phố", _)) if unit_name.is_some_and(is_province_city) => Level::Province,
        Some(u) => u.2,
        None => Level::Other,
    }
}

fn is_province_city(name: &str) -> bool {
    let city = |u: &Unit| u.kind == "thành phố" && u.rank() == Rank::Province;
    let of = |era| of_name(name, era);
    of(Era::Since).iter().any(city) || of(Era::Before).iter().any(city)
}
