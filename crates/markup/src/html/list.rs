//! The marks of lists, which stand in no text of a page.
//!
//! ```text
//! item = [ mark , " " ] , words      mark left out where the words have one of their own
//! mark = "-" | "+"                    of a list without numbers, by its depth
//!      | number , "."                 type "1" | "A" | "I" ; "a" and "i" with a bracket, as papers have them
//! ```

use super::dom::Dom;
use sohoa_layout::roman;

/// A list that is open.
pub(super) struct List {
    kind: Kind,
    next: i64,
    step: i64,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    None,
    Dash,
    Plus,
    Decimal,
    Lower,
    Upper,
    LowerRoman,
    UpperRoman,
}

impl List {
    /// The list that the element `i` opens, within `depth` other lists without numbers.
    pub fn of(dom: &Dom<'_>, i: u32, depth: usize) -> List {
        let element = dom.element(i);
        let attr = |name: &str| element.and_then(|e| e.attr(name));
        let style = dom.items[i as usize]
            .style
            .as_ref()
            .and_then(|s| s.list.as_deref());
        let ordered = dom.name(i) == "ol";
        let kind = match style
            .or(attr("type"))
            .unwrap_or(if ordered { "1" } else { "disc" })
        {
            "none" => Kind::None,
            "1" | "decimal" | "decimal-leading-zero" => Kind::Decimal,
            "a" | "lower-alpha" | "lower-latin" => Kind::Lower,
            "A" | "upper-alpha" | "upper-latin" => Kind::Upper,
            "i" | "lower-roman" => Kind::LowerRoman,
            "I" | "upper-roman" => Kind::UpperRoman,
            _ if ordered => Kind::Decimal,
            _ if depth % 2 == 1 => Kind::Plus,
            _ => Kind::Dash,
        };
        let reversed = attr("reversed").is_some();
        let items = || dom.children(i).filter(|c| dom.name(*c) == "li").count() as i64;
        let start = attr("start").and_then(|s| s.trim().parse().ok());
        List {
            kind,
            next: start.unwrap_or_else(|| if reversed { items() } else { 1 }),
            step: if reversed { -1 } else { 1 },
        }
    }

    /// Whether its items have no numbers.
    pub fn is_plain(&self) -> bool {
        matches!(self.kind, Kind::Dash | Kind::Plus)
    }

    /// The mark of the next item; `value` is the number it gives itself.
    pub fn mark(&mut self, value: Option<&str>) -> String {
        let n = value
            .and_then(|v| v.trim().parse().ok())
            .unwrap_or(self.next);
        self.next = n.saturating_add(self.step);
        match self.kind {
            Kind::None => String::new(),
            Kind::Dash => "-".to_owned(),
            Kind::Plus => "+".to_owned(),
            Kind::Decimal => format!("{n}."),
            Kind::Lower => {
                letters(n).map_or_else(|| format!("{n}."), |l| format!("{})", l.to_lowercase()))
            }
            Kind::Upper => letters(n).map_or_else(|| format!("{n}."), |l| format!("{l}.")),
            Kind::LowerRoman => {
                roman(n).map_or_else(|| format!("{n}."), |r| format!("{})", r.to_lowercase()))
            }
            Kind::UpperRoman => roman(n).map_or_else(|| format!("{n}."), |r| format!("{r}.")),
        }
    }
}

/// The text that an item shows: with its mark, unless its words have one.
pub(super) fn marked(mark: &str, words: &str) -> bool {
    let own = words.starts_with(['-', '+', '–', '•', '*', '·']) || has_numeral(words);
    !mark.is_empty() && !own
}

/// `1.`, `a)`, `IV.`, `1.2.` at the start of words.
fn has_numeral(words: &str) -> bool {
    let end = words
        .bytes()
        .take_while(|b| b.is_ascii_alphanumeric() || *b == b'.')
        .count();
    let (numeral, rest) = words.split_at(end);
    let short = (1..=8).contains(&numeral.len());
    short
        && (rest.starts_with(')') && !numeral.contains('.')
            || numeral.ends_with('.') && rest.starts_with(' '))
}

/// A, B … Z, AA, AB …
fn letters(n: i64) -> Option<String> {
    let mut n = u32::try_from(n).ok().filter(|n| (1..=10_000).contains(n))?;
    let mut out = Vec::new();
    while n > 0 {
        out.push(b'A' + ((n - 1) % 26) as u8);
        n = (n - 1) / 26;
    }
    Some(out.iter().rev().map(|b| *b as char).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        assert_eq!(
            [1, 26, 27, 703].map(|n| letters(n).unwrap()),
            ["A", "Z", "AA", "AAA"]
        );
        assert_eq!(
            [1, 4, 19, 2024].map(|n| roman(n).unwrap()),
            ["I", "IV", "XIX", "MMXXIV"]
        );
        assert_eq!((letters(0), roman(-1), roman(i64::MAX)), (None, None, None));
    }

    #[test]
    fn words_with_a_mark_of_their_own() {
        for words in [
            "- Rà soát",
            "1. Rà soát",
            "a) Rà soát",
            "1.2. Rà soát",
            "• Rà soát",
        ] {
            assert!(!marked("-", words), "{words}");
        }
        for words in ["Rà soát", "UBND xã", "Sở Y tế.", "2024", ""] {
            assert!(marked("-", words), "{words}");
        }
    }
}
