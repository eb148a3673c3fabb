//! Bodies named in running text, for documents without a letterhead and names that are cut short.

use std::ops::Range;

use sohoa_syntax::grammar::letterhead;
use sohoa_text::fold::{Folded, fold_string};
use sohoa_units::{Era, of_name};

use super::unit::{find_unit, unit_at};

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
            // "Văn phòng HĐND và UBND xã" names an office, not the committee.
            const JOINED: &[&[u8]] = &[
                b"hdnd va ",
                b"hdnd & ",
                b"hdnd&",
                b"hdnd-",
                b"hdnd - ",
                b"nhan dan va ",
            ];
            if JOINED.iter().any(|j| bytes[..i].ends_with(j)) {
                continue;
            }
            let end = from + word.len();
            let name_end = proper_name_end(f, end);
            out.push((f.at(i)..f.at(name_end), name_end > end));
        }
    }
    out.sort_by_key(|(r, _)| r.start);
    out
}

/// Who acts for a Party committee between its meetings.
const STANDING: [&[u8]; 2] = [b"ban thuong vu ", b"thuong truc "];

/// Where the name of the office begins in the name of who acts for it: "Giám đốc Sở …", "Ban Thường vụ Huyện ủy …".
#[must_use]
pub fn office_in(name: &str) -> usize {
    let f = Folded::new(name);
    let standing = STANDING.iter().find(|s| f.bytes().starts_with(s));
    let office = standing.map_or_else(|| letterhead::position(f.bytes()), |s| s.len());
    if letterhead::is_office(&f.bytes()[office..]) {
        f.at(office)
    } else {
        0
    }
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
        // Only quarters of towns are numbered.
        if end == from && is_deed(&bytes[start..]) {
            break;
        }
        let numbered = end == from
            && [&b"quan"[..], b"phuong"]
                .iter()
                .any(|u| bytes[..from].ends_with(u));
        if len == 0
            || !word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() && numbered)
        {
            break;
        }
        end = start + len;
        at = end;
    }
    end
}

/// What a body does, printed with a capital behind it: "Chủ tịch UBND tỉnh Chỉ thị:".
fn is_deed(fold: &[u8]) -> bool {
    const DEEDS: [&[u8]; 8] = [
        b"chi thi",
        b"quyet dinh",
        b"ban hanh",
        b"yeu cau",
        b"thong bao",
        b"ke hoach",
        b"bao cao",
        b"de nghi",
    ];
    DEEDS.iter().any(|d| fold.starts_with(d))
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

/// "UBND tỉnh" completed by the place of issue, where a unit of that kind bears its name.
#[must_use]
pub fn with_place(name: &str, place: &str) -> Option<String> {
    let fold = fold_string(name);
    let (_, unit) = find_unit(&fold)?;
    let bears = |era| of_name(place, era).iter().any(|u| u.kind == unit.1);
    (bears(Era::Before) || bears(Era::Since)).then(|| format!("{name} {place}"))
}

#[cfg(test)]
mod tests {
    use super::{office_in, with_place};

    #[test]
    fn the_place_of_issue_completes_a_committee() {
        let whole = with_place("Ủy ban nhân dân tỉnh", "Lào Cai");
        assert_eq!(whole.as_deref(), Some("Ủy ban nhân dân tỉnh Lào Cai"));
        assert_eq!(with_place("Ủy ban nhân dân tỉnh", "Sông Trúc"), None);
    }

    #[test]
    fn the_office_of_who_acts_for_it() {
        for (name, office) in [
            ("Giám đốc Sở Tư pháp", "Sở Tư pháp"),
            ("Bộ trưởng Bộ Nội vụ", "Bộ Nội vụ"),
            ("Ban Thường vụ Huyện ủy Sông Trúc", "Huyện ủy Sông Trúc"),
            ("Sở Tư pháp", "Sở Tư pháp"),
            ("Thủ tướng Chính phủ", "Thủ tướng Chính phủ"),
        ] {
            assert_eq!(&name[office_in(name)..], office);
        }
    }
}
