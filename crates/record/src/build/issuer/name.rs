//! A printed name as running text writes it: the body in full, capitals only where names have them.

use std::sync::LazyLock;

use sohoa_text::fold::{Folded, fold_string};

use sohoa_vocab::{ACRONYMS, SYLLABLES};

use super::unit::{UnitKind, unit_at};

/// A printed name as running text writes it.
#[must_use]
pub(super) fn display(printed: &str) -> String {
    let printed = printed.trim();
    let (prefix, rest) = expand_body(printed);
    let caps = is_caps(rest) || rest.is_empty() && is_caps(printed);
    let tail = if caps {
        name_case(rest, &prefix)
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
fn name_case(caps: &str, body: &str) -> String {
    let opens = body.is_empty();
    let council = body.ends_with("nhân dân");
    let mut out: Vec<String> = Vec::new();
    // What follows a body is its name.
    let mut naming = !opens;
    // A unit's kind has been seen.
    let mut named = false;
    let words: Vec<&str> = caps.split(' ').filter(|w| !w.is_empty()).collect();
    let mut i = 0;
    while i < words.len() {
        let unit = unit_of(&words[i..], named)
            .filter(|u| council && i == 0 || !is_committee(&words[i..], u));
        if let Some((w, name, _)) = unit {
            let n = w.split(' ').count();
            out.push(if i == 0 && opens {
                capital(name)
            } else {
                (*name).to_owned()
            });
            i += n;
            naming = true;
            named = true;
            continue;
        }
        let word = words[i].to_lowercase();
        if ACRONYMS.contains(words[i]) && !SYLLABLES.contains(word.as_str()) {
            out.push(words[i].to_owned());
            i += 1;
            continue;
        }
        out.push(if naming || i == 0 || words[i - 1] == "-" {
            capital(&word)
        } else {
            word
        });
        // "Huyện ủy X", "Tỉnh ủy X": the name follows.
        if fold_string(words[i]) == "uy" && (1..=2).contains(&i) {
            naming = true;
        }
        i += 1;
    }
    out.join(" ")
}

/// The kind of unit that the words begin with. Within a unit's name its marks count: "Hà Tĩnh" names no "tỉnh".
fn unit_of(words: &[&str], within_name: bool) -> Option<&'static UnitKind> {
    let unit = unit_at(&fold_string(&words.join(" ")))?;
    let (fold, name, _) = unit;
    let printed = words[..fold.split(' ').count()].join(" ").to_lowercase();
    let exact = printed == *name || fold.starts_with("tp");
    (exact || !within_name).then_some(unit)
}

/// "Tỉnh ủy", "Xã hội", "Huyện đoàn" are no units; behind a council or a committee "thành phố Hội An" is one.
fn is_committee(words: &[&str], (fold, ..): &UnitKind) -> bool {
    let after = words.get(fold.split(' ').count());
    after.is_some_and(|w| matches!(w.to_lowercase().as_str(), "ủy" | "uỷ" | "hội" | "đoàn"))
}

/// A capital at the beginning and behind each hyphen: "Bà Rịa-Vũng Tàu".
fn capital(word: &str) -> String {
    let mut opens = true;
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        match opens {
            true => out.extend(c.to_uppercase()),
            false => out.push(c),
        }
        opens = c == '-';
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_as_running_text() {
        for (printed, name) in [
            (
                "ỦY BAN NHÂN DÂN HUYỆN SÔNG TRÚC",
                "Ủy ban nhân dân huyện Sông Trúc",
            ),
            ("UBND THỊ XÃ ĐÁ BẠC", "Ủy ban nhân dân thị xã Đá Bạc"),
            ("SỞ NỘI VỤ", "Sở Nội vụ"),
            ("HUYỆN ỦY SÔNG TRÚC", "Huyện ủy Sông Trúc"),
            ("UBND huyện Sông Trúc", "Ủy ban nhân dân huyện Sông Trúc"),
            (
                "HỘI NÔNG DÂN HUYỆN SÔNG TRÚC",
                "Hội Nông dân huyện Sông Trúc",
            ),
            ("SỞ NÔNG NGHIỆP VÀ PTNT", "Sở Nông nghiệp và PTNT"),
            // Words of a name that are kinds of units but for their marks.
            ("UBND TỈNH HÀ TĨNH", "Ủy ban nhân dân tỉnh Hà Tĩnh"),
            ("UBND XÃ TRI PHƯƠNG", "Ủy ban nhân dân xã Tri Phương"),
            ("UBND HUYỆN ĐOAN HÙNG", "Ủy ban nhân dân huyện Đoan Hùng"),
            ("UBND THÀNH PHỐ HỘI AN", "Ủy ban nhân dân thành phố Hội An"),
            (
                "UBND TỈNH SÔNG TRÚC-ĐÁ BẠC",
                "Ủy ban nhân dân tỉnh Sông Trúc-Đá Bạc",
            ),
        ] {
            assert_eq!(display(printed), name);
        }
    }
}
