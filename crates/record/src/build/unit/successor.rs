//! What became of a unit in July 2025, and how a unit is called in full.

use sohoa_units::{Nearness, Unit, compare};

/// What holds the ground of a unit since July 2025, in words and as codes; nothing where nothing changed.
///
/// A province became one province. The ground of a commune, and of a district, which has no heir, is held by one or
/// several communes: they are all named, then their province.
pub(super) fn successor(unit: Unit) -> (Option<String>, Vec<String>) {
    let heirs = unit.successors();
    if let [one] = heirs[..]
        && is_unchanged(unit, one)
    {
        return (None, Vec::new());
    }
    let Some(first) = heirs.first() else {
        return (None, Vec::new());
    };
    let mut names: Vec<String> = heirs.iter().map(|u| called(*u)).collect();
    names.extend(first.parent().map(called));
    let codes = heirs.iter().map(|u| u.code.to_owned()).collect();
    (Some(names.join(", ")), codes)
}

fn is_unchanged(unit: Unit, heir: Unit) -> bool {
    let same = |a: Unit, b: Unit| {
        a.code == b.code && a.kind == b.kind && compare(a.name, b.name) == Nearness::Same
    };
    same(unit, heir) && same(unit.province(), heir.province())
}

fn called(unit: Unit) -> String {
    format!("{} {}", unit.kind, unit.name)
}

/// A unit and those above it: `Huyện Trà Bồng, tỉnh Quảng Ngãi`.
pub(super) fn address(unit: Unit) -> String {
    let above = std::iter::successors(Some(unit), |u| u.parent());
    let names: Vec<String> = above.map(called).collect();
    let all = names.join(", ");
    let mut chars = all.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars).collect()
}

#[cfg(test)]
mod tests {
    use sohoa_units::{Era, named};

    use super::*;

    fn one(name: &str, kind: &str) -> Unit {
        let all = named(name, kind, Era::Before);
        assert_eq!(all.len(), 1, "{name}");
        all[0]
    }

    #[test]
    fn provinces() {
        for (name, kind, now, codes) in [
            ("Tiền Giang", "tỉnh", Some("tỉnh Đồng Tháp"), &["82"][..]),
            // The name stayed, the code did not.
            ("Lào Cai", "tỉnh", Some("tỉnh Lào Cai"), &["15"]),
            ("Bình Dương", "tỉnh", Some("thành phố Hồ Chí Minh"), &["79"]),
            ("Nghệ An", "tỉnh", None, &[]),
            ("Thừa Thiên Huế", "tỉnh", Some("thành phố Huế"), &["46"]),
        ] {
            let (text, found) = successor(one(name, kind));
            assert_eq!(
                (text.as_deref(), found.as_slice()),
                (
                    now,
                    &*codes.iter().map(|c| (*c).to_owned()).collect::<Vec<_>>()
                )
            );
        }
    }

    #[test]
    fn districts_and_communes() {
        let (now, codes) = successor(one("Gò Công", "thành phố"));
        let now = now.unwrap();
        assert!(
            now.ends_with(", tỉnh Đồng Tháp") && now.contains("phường "),
            "{now}"
        );
        assert_eq!(codes.len() + 1, now.split(", ").count());
        let (now, _) = successor(one("Trúc Bạch", "phường"));
        assert_eq!(now.as_deref(), Some("phường Ba Đình, thành phố Hà Nội"));
        let tra_bong = one("Trà Bồng", "huyện");
        assert_eq!(address(tra_bong), "Huyện Trà Bồng, tỉnh Quảng Ngãi");
    }
}
