//! Who issued a document: from the letterhead, or from the text where there is none.
//!
//! Names are printed in capitals; the record gives them as running text does: the body's name from the
//! table of issuers, the unit's kind in small letters, names with capitals. Source: Nghị định 30/2020/NĐ-CP
//! annex I (tên cơ quan), DOMAIN 7 (levels). Known misses: offices whose names no table has keep sentence case.

use std::ops::Range;
use std::sync::LazyLock;

use sohoa_text::fold::{Folded, fold_string};

use crate::model::{Issuer, Level};

/// Kinds of administrative units with their level; longer names first.
const UNITS: &[(&str, &str, Level)] = &[
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

/// The bodies a letterhead names, superior first, from its lines.
#[must_use]
pub fn bodies(lines: &[String]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for line in lines {
        let line = line.trim_matches(|c: char| !c.is_alphanumeric() && c != ')' && c != '(');
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
    out
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

fn unit_at(fold: &str) -> Option<&'static (&'static str, &'static str, Level)> {
    UNITS.iter().find(|(w, ..)| {
        fold.strip_prefix(w)
            .is_some_and(|rest| rest.is_empty() || w.ends_with('.') || rest.starts_with([' ', '.']))
    })
}

/// Where a unit's kind stands in a folded name, as a word.
fn find_unit(fold: &str) -> Option<(usize, &'static (&'static str, &'static str, Level))> {
    let mut starts = vec![0];
    starts.extend(fold.match_indices(' ').map(|(i, _)| i + 1));
    starts
        .into_iter()
        .find_map(|i| unit_at(&fold[i..]).map(|u| (i, u)))
        .filter(|(i, u)| {
            // "Huyện ủy", "Thành ủy" name a Party body, "Xã hội" a field.
            let rest = fold[i + u.0.len()..].trim_start();
            !rest.starts_with("uy ")
                && rest != "uy"
                && !rest.starts_with("hoi")
                && !rest.starts_with("doan")
        })
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
        unit_code: None,
        successor: None,
    }
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

fn level_of(fold: &str, name: &str) -> (Level, Option<String>) {
    let unit = find_unit(fold);
    let unit_name = unit.map(|(i, u)| {
        let after = name
            .chars()
            .skip(fold[..i].chars().count() + u.0.chars().count());
        after
            .collect::<String>()
            .trim_matches([' ', '.'])
            .to_owned()
    });
    let unit_name = unit_name.filter(|n| !n.is_empty());
    if is_party(fold) {
        return (Level::Party, unit_name);
    }
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
    if CENTRAL.iter().any(|c| fold.starts_with(c))
        && !fold.starts_with("bo chi huy")
        && !fold.starts_with("bo phan")
    {
        return (Level::Central, unit_name);
    }
    let council = [
        "uy ban nhan dan",
        "hoi dong nhan dan",
        "ubnd",
        "hdnd",
        "thuong truc hoi dong",
    ];
    if council.iter().any(|c| fold.starts_with(c)) {
        let level = match unit {
            Some((_, (_, "thành phố", _)))
                if unit_name.as_deref().is_some_and(is_province_city) =>
            {
                Level::Province
            }
            Some((_, u)) => u.2,
            None => Level::Other,
        };
        return (level, unit_name);
    }
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
    let level = if OFFICES.iter().any(|o| fold.starts_with(o)) {
        Level::Department
    } else {
        Level::Other
    };
    (level, unit_name)
}

fn is_province_city(name: &str) -> bool {
    let fold = fold_string(name);
    sohoa_vocab::PROVINCES.iter().any(|p| {
        fold_string(p.name) == fold && p.kind == "thành phố"
            || fold_string(p.successor) == fold && p.successor_kind == "thành phố"
    })
}

/// A printed name as running text writes it.
#[must_use]
pub fn display(printed: &str) -> String {
    let printed = printed.trim();
    let (prefix, rest) = expand_body(printed);
    let caps = is_caps(rest) || rest.is_empty() && is_caps(printed);
    let tail = if caps {
        name_case(rest, prefix.is_empty())
    } else {
        rest.to_owned()
    };
    match (prefix.is_empty(), tail.is_empty()) {
        (true, _) => tail,
        (false, true) => prefix,
        (false, false) => format!("{prefix} {tail}"),
    }
}

fn is_caps(s: &str) -> bool {
    let upper = s.chars().filter(|c| c.is_uppercase()).count();
    let lower = s.chars().filter(|c| c.is_lowercase()).count();
    upper > lower * 4
}

/// The body's name in full and what follows it.
fn expand_body(printed: &str) -> (String, &str) {
    let fold = Folded::new(printed);
    for (short, long) in [
        ("uy ban nhan dan", "Ủy ban nhân dân"),
        ("hoi dong nhan dan", "Hội đồng nhân dân"),
        ("ubnd", "Ủy ban nhân dân"),
        ("hdnd", "Hội đồng nhân dân"),
    ] {
        if fold.bytes().starts_with(short.as_bytes())
            && fold.bytes().get(short.len()).is_none_or(|b| *b == b' ')
        {
            let name = if printed.starts_with("Uỷ ban") {
                "Uỷ ban nhân dân"
            } else {
                long
            };
            return (
                name.to_owned(),
                printed[fold.at(short.len())..].trim_start(),
            );
        }
    }
    let known = is_caps(printed).then(|| {
        NAMES.iter().find(|(n, _)| {
            fold.bytes().starts_with(n.as_bytes())
                && fold.bytes().get(n.len()).is_none_or(|b| *b == b' ')
        })
    });
    match known.flatten() {
        Some((n, name)) => ((*name).to_owned(), printed[fold.at(n.len())..].trim_start()),
        None => (String::new(), printed),
    }
}

/// Full names of bodies, longest first.
static NAMES: LazyLock<Vec<(String, &'static str)>> = LazyLock::new(|| {
    let mut names: Vec<(String, &'static str)> = sohoa_vocab::ISSUER_CODES
        .iter()
        .filter(|c| c.level != "unit" && c.name.contains(' '))
        .map(|c| (fold_string(c.name), c.name))
        .collect();
    names.sort_by_key(|(n, _)| std::cmp::Reverse(n.len()));
    names
});

/// Capitals to running text: sentence case, names behind a unit's kind with capitals.
fn name_case(caps: &str, opens: bool) -> String {
    let mut out: Vec<String> = Vec::new();
    // What follows a body is its name.
    let mut naming = !opens;
    let words: Vec<&str> = caps.split(' ').filter(|w| !w.is_empty()).collect();
    let mut i = 0;
    while i < words.len() {
        let rest = fold_string(&words[i..].join(" "));
        let unit = unit_at(&rest).filter(|(w, ..)| {
            let after = rest[w.len()..].trim_start();
            !after.starts_with("uy") && !after.starts_with("hoi") && !after.starts_with("doan")
        });
        if let Some((w, name, _)) = unit {
            let n = w.split(' ').count();
            out.push(if i == 0 && opens {
                capital(name)
            } else {
                (*name).to_owned()
            });
            i += n;
            naming = true;
            continue;
        }
        let word = words[i].to_lowercase();
        out.push(if naming || i == 0 || words[i - 1] == "-" {
            capital(&word)
        } else {
            word
        });
        // "Huyện ủy X", "Tỉnh ủy X": the name follows.
        if fold_string(words[i]) == "uy" && i <= 2 {
            naming = true;
        }
        i += 1;
    }
    out.join(" ")
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars
        .next()
        .map_or(String::new(), |c| c.to_uppercase().chain(chars).collect())
}

/// A body named in running text: "UBND huyện X", "Ủy ban nhân dân xã Y"; its range and whether it has a name.
#[must_use]
pub fn named_in(f: &Folded) -> Vec<(Range<usize>, bool)> {
    let bytes = f.bytes();
    let mut out = Vec::new();
    for short in ["ubnd ", "uy ban nhan dan "] {
        let mut from = 0;
        while let Some(i) = f.find_word(short.trim_end().as_bytes(), from) {
            from = i + short.len();
            let rest =
                std::str::from_utf8(&bytes[from.min(bytes.len())..(from + 24).min(bytes.len())])
                    .unwrap_or("");
            let Some((word, ..)) = unit_at(rest) else {
                continue;
            };
            let end = from + word.len();
            let name_end = proper_name_end(f, end);
            out.push((f.at(i)..f.at(name_end), name_end > end));
        }
    }
    out.sort_by_key(|(r, _)| r.start);
    out
}

/// End of the words with capitals that follow folded position `from`.
fn proper_name_end(f: &Folded, from: usize) -> usize {
    let bytes = f.bytes();
    let mut end = from;
    let mut at = from;
    while bytes.get(at) == Some(&b' ') {
        let start = at + 1;
        let len = bytes[start..]
            .iter()
            .take_while(|b| b.is_ascii_alphanumeric() || **b == b'-')
            .count();
        let word = f.slice(start, start + len);
        if len == 0
            || !word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() && end == from)
        {
            break;
        }
        end = start + len;
        at = end;
    }
    end
}

/// Rank of a body by its level and kind: bodies of one rank issue together.
#[must_use]
pub fn rank(printed: &str) -> (u8, bool) {
    let i = issuer(printed, None);
    let level = match i.level {
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

/// "UBND huyện" completed by the name that follows "huyện" elsewhere in the text.
#[must_use]
pub fn with_unit_name(f: &Folded, name: &str) -> Option<String> {
    let fold = fold_string(name);
    let (_, unit) = find_unit(&fold)?;
    let mut from = 0;
    while let Some(i) = f.find_word(unit.0.as_bytes(), from) {
        from = i + unit.0.len();
        let end = proper_name_end(f, from);
        if end > from {
            return Some(format!("{name}{}", f.slice(from, end)));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_as_running_text() {
        for (printed, name) in [
            (
                "ỦY BAN NHÂN DÂN HUYỆN SUỐI LAM",
                "Ủy ban nhân dân huyện Suối Lam",
            ),
            ("UBND THỊ XÃ ĐÁ BẠC", "Ủy ban nhân dân thị xã Đá Bạc"),
            ("SỞ NỘI VỤ", "Sở Nội vụ"),
            ("HUYỆN ỦY SUỐI LAM", "Huyện ủy Suối Lam"),
            ("UBND huyện Suối Lam", "Ủy ban nhân dân huyện Suối Lam"),
            ("HỘI NÔNG DÂN HUYỆN SUỐI LAM", "Hội Nông dân huyện Suối Lam"),
        ] {
            assert_eq!(display(printed), name);
        }
    }

    #[test]
    fn levels() {
        for (name, level) in [
            ("UBND huyện Suối Lam", Level::District),
            ("ỦY BAN NHÂN DÂN XÃ BẢN SEN", Level::Commune),
            ("UBND TỈNH THANH VÂN", Level::Province),
            ("UBND THÀNH PHỐ HẢI PHÒNG", Level::Province),
            ("UBND THÀNH PHỐ SUỐI LAM", Level::District),
            ("SỞ TƯ PHÁP", Level::Department),
            ("HUYỆN ỦY SUỐI LAM", Level::Party),
            ("BỘ NỘI VỤ", Level::Central),
        ] {
            assert_eq!(issuer(name, None).level, level, "{name}");
        }
    }

    #[test]
    fn lines_of_a_letterhead() {
        let lines = |l: &[&str]| bodies(&l.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>());
        assert_eq!(
            lines(&["ỦY BAN NHÂN DÂN", "HUYỆN SUỐI LAM"]),
            ["ỦY BAN NHÂN DÂN HUYỆN SUỐI LAM"]
        );
        assert_eq!(
            lines(&["UBND TỈNH THANH VÂN", "SỞ NỘI VỤ"]),
            ["UBND TỈNH THANH VÂN", "SỞ NỘI VỤ"]
        );
        assert_eq!(lines(&["TỈNH ỦY THANH VÂN", "HUYỆN ỦY SUỐI LAM"]).len(), 2);
    }
}
