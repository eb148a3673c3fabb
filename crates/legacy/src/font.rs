//! Fonts of the time before Unicode: the name tells the encoding.

use crate::Encoding;

/// What the name of a font says about the text set in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Font {
    /// The encoding of its text.
    pub encoding: Encoding,
    /// Whether it shows small letters as capitals (`.VnTimeH`).
    pub capital: bool,
}

/// Families of the `.Vn` fonts: programs that make PDF leave out the point before the name.
const VN_FAMILIES: [&str; 32] = [
    "arabia",
    "arial",
    "aristote",
    "avant",
    "bahamas",
    "black",
    "bodoni",
    "book",
    "centu",
    "clarendon",
    "commercial",
    "cooper",
    "courier",
    "exotic",
    "free",
    "gothic",
    "helv",
    "koala",
    "lincoln",
    "linus",
    "memorandum",
    "monotype",
    "mystical",
    "park",
    "present",
    "revue",
    "roger",
    "shelley",
    "southern",
    "teknical",
    "tifani",
    "time",
];

/// The encoding that goes with a font; `None` for fonts of Unicode and fonts that are not known. The case
/// of the name does not matter, nor does the prefix of an embedded part (`ABCDEF+`) or the style after it.
///
/// ```
/// use sohoa_legacy::{Encoding, by_font};
/// assert_eq!(by_font("VNI-Times").unwrap().encoding, Encoding::Vni);
/// assert!(by_font("GHIJKL+VnTimeHBold").unwrap().capital);
/// assert_eq!(by_font("Times New Roman"), None);
/// ```
#[must_use]
pub fn by_font(name: &str) -> Option<Font> {
    let name = without_subset(name.trim().trim_start_matches('@'));
    let lower = name.to_ascii_lowercase();
    let encoding = encoding(&lower)?;
    let capital = one_byte(encoding) && is_capital(&lower);
    Some(Font { encoding, capital })
}

fn encoding(lower: &str) -> Option<Encoding> {
    let starts = |prefixes: &[&str]| prefixes.iter().any(|p| lower.starts_with(p));
    let vn = lower.strip_prefix("vn");
    Some(match lower {
        _ if starts(&[".vn", "tcvn3", "abc "]) => Encoding::Tcvn3,
        _ if starts(&["vni-", "vni ", "vni_"]) || lower == "vni" => Encoding::Vni,
        _ if starts(&["vps ", "vps-"]) => Encoding::Vps,
        _ if starts(&["vi times", "vi arial", "vi hel", "vi cou", "viscii"]) => Encoding::Viscii,
        _ if starts(&["svntimes", "svnarial", "svnhelv"]) => Encoding::VietwareF,
        _ if starts(&["vntimes"]) => Encoding::VietwareX,
        _ if vn.is_some_and(|rest| VN_FAMILIES.iter().any(|f| rest.starts_with(f))) => {
            Encoding::Tcvn3
        }
        _ => return None,
    })
}

fn one_byte(encoding: Encoding) -> bool {
    use Encoding::{Tcvn3, VietwareF, Viscii, Vps};
    matches!(encoding, Tcvn3 | VietwareF | Viscii | Vps)
}

/// Fonts of capitals end in H or Hoa, before the style.
fn is_capital(lower: &str) -> bool {
    let mut name = lower;
    loop {
        let shorter = STYLES
            .iter()
            .fold(name, |n, style| n.strip_suffix(style).unwrap_or(n));
        let shorter = shorter.trim_end_matches([' ', '-', ',', '_']);
        if shorter == name {
            break;
        }
        name = shorter;
    }
    name.ends_with('h') || name.ends_with(" hoa")
}

const STYLES: [&str; 8] = [
    "bold", "italic", "oblique", "regular", "normal", "mt", "bd", "it",
];

/// Six capitals and a plus sign stand before the name of an embedded part of a font.
fn without_subset(name: &str) -> &str {
    match name.split_once('+') {
        Some((tag, rest)) if tag.len() == 6 && tag.bytes().all(|b| b.is_ascii_alphabetic()) => rest,
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_encoding_and_case() {
        use Encoding::{Tcvn3, VietwareF, VietwareX, Viscii, Vni, Vps};
        for (name, encoding, capital) in [
            (".VnTime", Tcvn3, false),
            (".VnTimeH", Tcvn3, true),
            (".VNARIALH", Tcvn3, true),
            ("ABCDEF+.VnTimeH,BoldItalic", Tcvn3, true),
            (".VnArial NarrowH", Tcvn3, true),
            ("GDNPOI+VnTimeItalic", Tcvn3, false),
            ("VNI-Helve-Condense", Vni, false),
            ("vni-times", Vni, false),
            ("VPS Times Hoa", Vps, true),
            ("VI Times H", Viscii, true),
            ("VNtimes new roman", VietwareX, false),
            ("SVNtimes new roman", VietwareF, false),
        ] {
            assert_eq!(by_font(name), Some(Font { encoding, capital }), "{name}");
        }
    }

    #[test]
    fn fonts_of_unicode_are_not_known() {
        for name in [
            "Times New Roman",
            "Arial",
            "SVN-Gotham",
            "UVN Bach",
            "VNF-Comic",
            "",
            "Calibri",
        ] {
            assert_eq!(by_font(name), None, "{name}");
        }
    }
}
