//! Who issued a document: from the letterhead, or from the text where there is none.
//!
//! Names are printed in capitals; the record gives them as running text does: the body's name from the
//! table of issuers, the unit's kind in small letters, names with capitals. Source: Nghị định 30/2020/NĐ-CP
//! annex I (tên cơ quan), DOMAIN 7 (levels). Known misses: offices whose names no table has keep sentence case.

mod find;
mod level;
mod name;
mod unit;

use std::sync::LazyLock;

use sohoa_text::fold::{Folded, fold_string};

use self::level::level_of;
use self::name::display;
use self::unit::{find_unit, unit_at};
use crate::model::{Issuer, Level};

pub use self::find::{named_in, office_in, with_place, with_unit_name};

/// The bodies a letterhead names, superior first, from its lines.
#[must_use]
pub fn bodies(lines: &[String]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for line in lines.iter().flat_map(|l| partners(l)) {
        let sign = |c: char| !c.is_alphanumeric() && c != ')' && c != '(';
        let line = line
            .trim_start_matches(sign)
            .trim_end_matches(|c| sign(c) && c != ',');
        if line.is_empty() {
            continue;
        }
        let fold = fold_string(line);
        match out.last_mut() {
            Some(last) if continues_name(&fold, last) => {
                last.push(' ');
                last.push_str(line);
            }
            _ => out.push(line.to_owned()),
        }
    }
    for body in &mut out {
        // A comma stands between two lines of a name, not behind it.
        body.truncate(body.trim_end_matches([',', ' ']).len());
    }
    share_unit(&mut out);
    name_committee(&mut out);
    out
}

/// "PHƯỜNG …" below "ỦY BAN NHÂN DÂN QUẬN …" is the committee of the lower unit.
fn name_committee(bodies: &mut [String]) {
    let [.., above, last] = bodies else {
        return;
    };
    let committee = ["ubnd", "uy ban nhan dan"]
        .iter()
        .any(|w| fold_string(above).starts_with(w));
    let fold = fold_string(last);
    if committee && unit_at(&fold).is_some() && !is_party(&fold) {
        last.insert_str(0, "UBND ");
    }
}

/// "UBND" above "UBMTTQ VIỆT NAM TỈNH …": the unit that the last of two committees has is the first one's, too.
fn share_unit(bodies: &mut [String]) {
    let [first, last] = bodies else {
        return;
    };
    let committee = |name: &str| {
        ["uy ban", "ubnd", "ubmttq", "hoi dong nhan dan", "hdnd"]
            .iter()
            .any(|w| name.starts_with(w))
    };
    let (a, b) = (fold_string(first), Folded::new(last.as_str()));
    let Some((at, _)) = std::str::from_utf8(b.bytes()).ok().and_then(find_unit) else {
        return;
    };
    if committee(&a) && find_unit(&a).is_none() && at > 0 && committee(&fold_string(last)) {
        first.push(' ');
        first.push_str(&last[b.at(at)..]);
    }
}

/// "SỞ NỘI VỤ - SỞ TÀI CHÍNH" names two bodies.
fn partners(line: &str) -> Vec<&str> {
    let office = |s: &str| sohoa_syntax::grammar::letterhead::is_office(fold_string(s).as_bytes());
    match line.split_once(" - ") {
        Some((a, b)) if office(a) && office(b) && unit_at(&fold_string(b)).is_none() => vec![a, b],
        _ => vec![line],
    }
}

/// "HUYỆN …" below "ỦY BAN NHÂN DÂN", or a line that opens no body.
fn continues_name(fold: &str, last: &str) -> bool {
    let last = fold_string(last);
    if let Some((word, ..)) = unit_at(fold)
        && !is_party(fold)
        && !fold[word.len()..].trim_start().starts_with("doan")
    {
        return find_unit(&last).is_none() || last.ends_with(" va") || last.ends_with('-');
    }
    !sohoa_syntax::grammar::letterhead::is_office(fold.as_bytes())
        || last.ends_with(" thuong vu")
        || last.ends_with(" va")
        || last.ends_with('-')
        || last.ends_with(',')
}

fn is_party(fold: &str) -> bool {
    const PARTY: &[&str] = &[
        "huyen uy",
        "tinh uy",
        "thanh uy",
        "thi uy",
        "quan uy",
        "dang uy",
        "dang bo",
        "chi bo",
        "ban thuong vu",
        "ban chap hanh dang",
        "xa uy",
        "ban can su",
        "dang doan",
        "bch dang",
    ];
    PARTY.iter().any(|p| fold.starts_with(p))
}

/// The issuer from a printed name and the bodies above it.
#[must_use]
pub fn issuer(name: &str, parent: Option<&str>) -> Issuer {
    let name = display(name);
    let fold = fold_string(&name);
    let (level, unit) = level_of(&fold, &name);
    Issuer {
        body: code_of(&fold),
        level,
        unit,
        parent: parent.map(display),
        name,
        parent_code: None,
        unit_code: None,
        successor: None,
        successor_codes: Vec::new(),
    }
}

/// Whether a letterhead names a committee or a council, and not of which unit.
#[must_use]
pub fn is_cut(issuer: &Issuer) -> bool {
    let fold = fold_string(&issuer.name);
    matches!(fold.as_str(), "uy ban nhan dan" | "hoi dong nhan dan")
}

fn code_of(fold: &str) -> Option<String> {
    CODES
        .iter()
        .find(|(n, _)| fold.starts_with(n.as_str()))
        .map(|(_, c)| (*c).to_owned())
}

/// Names of bodies with their codes, longest first.
static CODES: LazyLock<Vec<(String, &'static str)>> = LazyLock::new(|| {
    let mut names: Vec<(String, &'static str)> = sohoa_vocab::ISSUER_CODES
        .iter()
        .filter(|c| c.level != "unit" && c.code.chars().count() > 1)
        .map(|c| (fold_string(c.name), c.code))
        .collect();
    names.sort_by_key(|(n, _)| std::cmp::Reverse(n.len()));
    names
});

/// The kind of the unit that a body's name has, and what stands behind it.
#[must_use]
pub fn kind_and_name(body: &str) -> Option<(&'static str, &str)> {
    let fold = Folded::new(body);
    let (at, unit) = find_unit(std::str::from_utf8(fold.bytes()).ok()?)?;
    Some((unit.1, body[fold.at(at + unit.0.len())..].trim_start()))
}

/// Rank of a body by its level and kind: bodies of one rank issue together.
#[must_use]
pub fn rank(printed: &str) -> (u8, bool) {
    let i = issuer(printed, None);
    // The Front's committee stands beside the People's.
    let name = fold_string(&i.name);
    let front = ["uy ban m", "ubmttq"].iter().any(|w| name.starts_with(w));
    let beside = find_unit(&name).filter(|_| front).map(|(_, u)| u.2);
    let level = match beside.unwrap_or(i.level) {
        Level::Central => 0,
        Level::Province => 1,
        Level::District => 2,
        Level::Commune => 3,
        Level::Party => 4,
        Level::Department | Level::Other => 5,
    };
    // A Party committee above another is its superior, not its partner.
    let fold = fold_string(&i.name);
    let superior =
        i.level == Level::Party && (fold.starts_with("tinh uy") || fold.starts_with("dang bo"));
    (level, superior)
}

/// Whether a body is an organ of the one above it: the inspectors of a department, its sub-department.
#[must_use]
pub fn is_part_of(below: &str, above: &str) -> bool {
    const ORGANS: &[&str] = &[
        "thanh tra",
        "chi cuc",
        "trung tam",
        "phong ",
        "van phong",
        "hat ",
        "tram ",
        "ban to chuc",
        "ban tuyen giao",
        "ban dan van",
        "ban noi chinh",
        "uy ban kiem tra",
    ];
    const WHOLES: &[&str] = &["so ", "cuc ", "tong cuc", "bo ", "ban chap hanh"];
    let opens = |body: &str, list: &[&str]| {
        let fold = fold_string(body);
        list.iter().any(|w| fold.starts_with(w))
    };
    opens(below, ORGANS) && opens(above, WHOLES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels() {
        for (name, level) in [
            ("UBND huyện Sông Trúc", Level::District),
            ("ỦY BAN NHÂN DÂN XÃ BẢN SEN", Level::Commune),
            ("UBND TỈNH MỘC HÀ", Level::Province),
            ("UBND THÀNH PHỐ HẢI PHÒNG", Level::Province),
            ("UBND THÀNH PHỐ SÔNG TRÚC", Level::District),
            ("SỞ TƯ PHÁP", Level::Department),
            ("HUYỆN ỦY SÔNG TRÚC", Level::Party),
            ("BỘ NỘI VỤ", Level::Central),
        ] {
            assert_eq!(issuer(name, None).level, level, "{name}");
        }
    }

    #[test]
    fn a_comma_at_a_line_end_is_of_the_name() {
        let lines = ["HỘI ĐỒNG PHỔ BIẾN,", "GIÁO DỤC PHÁP LUẬT,"].map(str::to_owned);
        assert_eq!(bodies(&lines), ["HỘI ĐỒNG PHỔ BIẾN, GIÁO DỤC PHÁP LUẬT"]);
    }

    #[test]
    fn a_unit_below_a_committee_has_its_own() {
        let lines = ["UBND QUẬN 5", "PHƯỜNG 7"].map(str::to_owned);
        assert_eq!(bodies(&lines), ["UBND QUẬN 5", "UBND PHƯỜNG 7"]);
    }

    #[test]
    fn two_committees_share_their_unit() {
        let lines = ["UBND", "ỦY BAN MTTQ VIỆT NAM", "TỈNH MỘC HÀ"].map(str::to_owned);
        assert_eq!(
            bodies(&lines),
            ["UBND TỈNH MỘC HÀ", "ỦY BAN MTTQ VIỆT NAM TỈNH MỘC HÀ"]
        );
    }

    #[test]
    fn organs() {
        assert!(is_part_of("THANH TRA", "SỞ Y TẾ"));
        assert!(is_part_of("CHI CỤC THÚ Y", "SỞ NÔNG NGHIỆP"));
        assert!(!is_part_of("SỞ TÀI CHÍNH", "SỞ NỘI VỤ"));
        assert!(!is_part_of("THANH TRA", "UBND TỈNH MỘC HÀ"));
    }

    #[test]
    fn lines_of_a_letterhead() {
        let lines = |l: &[&str]| bodies(&l.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>());
        assert_eq!(
            lines(&["ỦY BAN NHÂN DÂN", "HUYỆN SÔNG TRÚC"]),
            ["ỦY BAN NHÂN DÂN HUYỆN SÔNG TRÚC"]
        );
        assert_eq!(
            lines(&["UBND TỈNH MỘC HÀ", "SỞ NỘI VỤ"]),
            ["UBND TỈNH MỘC HÀ", "SỞ NỘI VỤ"]
        );
        assert_eq!(lines(&["TỈNH ỦY MỘC HÀ", "HUYỆN ỦY SÔNG TRÚC"]).len(), 2);
    }
}
