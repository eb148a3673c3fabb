//! The two places of a tone mark: `hòa` and `hoà` are one word, and papers write both.

/// Endings in which the mark has two places: on the first vowel, on the second.
const PLACES: [(&str, &str); 15] = [
    ("òa", "oà"),
    ("óa", "oá"),
    ("ỏa", "oả"),
    ("õa", "oã"),
    ("ọa", "oạ"),
    ("òe", "oè"),
    ("óe", "oé"),
    ("ỏe", "oẻ"),
    ("õe", "oẽ"),
    ("ọe", "oẹ"),
    ("ùy", "uỳ"),
    ("úy", "uý"),
    ("ủy", "uỷ"),
    ("ũy", "uỹ"),
    ("ụy", "uỵ"),
];

/// The spellings of a text in lower case: as it is, all marks on the first vowel, all on the second.
pub(crate) fn spellings(text: &str) -> Vec<String> {
    let mut all = vec![text.to_owned()];
    let first = PLACES
        .iter()
        .fold(text.to_owned(), |t, (a, b)| moved(&t, b, a));
    let second = PLACES
        .iter()
        .fold(text.to_owned(), |t, (a, b)| moved(&t, a, b));
    for spelling in [first, second] {
        if !all.contains(&spelling) {
            all.push(spelling);
        }
    }
    all
}

/// The text with one ending for another; inside a word (`hoàn`) the mark has one place only.
fn moved(text: &str, ending: &str, other: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(ending) {
        let end = at + ending.len();
        let ends = !rest[end..].starts_with(char::is_alphanumeric);
        out.push_str(&rest[..at]);
        // `qu` is a consonant: `quý` has no other spelling.
        let consonant = ending.starts_with('u') && rest[..at].ends_with('q');
        out.push_str(if ends && !consonant { other } else { ending });
        rest = &rest[end..];
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_places_are_one_word() {
        assert_eq!(spellings("hòa bình"), ["hòa bình", "hoà bình"]);
        assert_eq!(spellings("uỷ ban"), ["uỷ ban", "ủy ban"]);
        assert_eq!(spellings("hòa uỷ"), ["hòa uỷ", "hòa ủy", "hoà uỷ"]);
        assert_eq!(spellings("hoàn thành quý"), ["hoàn thành quý"]);
    }
}
