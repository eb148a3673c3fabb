//! Numerals of quarters: `quý Il/2020` reads `quý II/2020`.
//!
//! ```text
//! quarter = "quý" , blank , numeral        numeral = 1 to 3 of "I" "V" "l" "1" "|", not all digits
//! ```
//! Evidence is the word before and the four numerals that there are. Left alone: figures ("quý 1"). Known
//! misses: numerals further on in a list ("quý I, Il").

use memchr::memmem::find_iter;

use super::{Change, overlaps};

const RULE: &str = "text/repair/quarter";

/// The damaged numerals behind `quý`, outside the ranges already changed (in order).
pub(crate) fn changes(text: &str, taken: &[Change]) -> Vec<Change> {
    let small = find_iter(text.as_bytes(), "uý ").map(|i| i + "uý ".len());
    let large = find_iter(text.as_bytes(), "UÝ ").map(|i| i + "UÝ ".len());
    let found = small.chain(large).filter_map(|at| numeral(text, at));
    found.filter(|c| !overlaps(taken, &c.range)).collect()
}

fn numeral(text: &str, at: usize) -> Option<Change> {
    let run = &text.as_bytes()[at..];
    let len = run
        .iter()
        .take_while(|b| matches!(b, b'I' | b'V' | b'l' | b'1' | b'|'))
        .count();
    let (run, rest) = run.split_at(len);
    let damaged = run.iter().any(|b| matches!(b, b'l' | b'1' | b'|'));
    let figure = run.iter().all(u8::is_ascii_digit);
    let ends = !rest
        .first()
        .is_some_and(|b| b.is_ascii_alphanumeric() || *b >= 0x80);
    if !damaged || figure || !ends {
        return None;
    }
    let value: String = run
        .iter()
        .map(|b| if *b == b'V' { 'V' } else { 'I' })
        .collect();
    matches!(value.as_str(), "I" | "II" | "III" | "IV").then(|| Change {
        range: at..at + len,
        value,
        rule: RULE,
        confidence: 0.95,
        applied: true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        changes(text, &[]).into_iter().map(|c| c.value).collect()
    }

    #[test]
    fn letters_and_figures_of_a_numeral_become_one() {
        assert_eq!(read("Quý Il/2020"), ["II"]);
        assert_eq!(read("trong quý 1V, quý lII"), ["IV", "III"]);
        assert_eq!(read("quý | năm 2024"), ["I"]);
    }

    #[test]
    fn figures_and_words_stay() {
        for text in [
            "quý 1/2020",
            "Quý 11",
            "quý II",
            "quý lãnh đạo",
            "quý VI",
            "quý IIl1",
        ] {
            assert!(read(text).is_empty(), "{text}");
        }
    }
}
