//! The promise of the contract: read at its pieces, repairs applied, the source gives the value.

use serde_json::Value;
use sohoa_span::Span;

use super::laws::Made;
use super::reading::{Reading, collapse};
use super::walk::{self, TracedAt};

/// Every traced value is what its place says.
pub fn traced(made: &Made<'_>) -> Vec<String> {
    let reading = Reading::new(&made.text, &made.record.repairs);
    let all = walk::traced(&made.json).into_iter();
    all.filter_map(|t| {
        let fault = raw_fault(&reading, &t).or_else(|| value_fault(&reading, &t))?;
        Some(format!("{}: {fault}", t.at))
    })
    .collect()
}

/// `raw` is what the source says; without it the value is.
fn raw_fault(reading: &Reading<'_>, t: &TracedAt<'_>) -> Option<String> {
    let printed = reading.printed(&t.span);
    match (t.raw, plain(t.value)) {
        (Some(raw), _) => {
            let raw = collapse(raw);
            if t.value.as_str() == Some(raw.as_str()) {
                return Some(format!("raw {raw:?} repeats the value"));
            }
            let same = raw == printed || raw == reading.verbatim(&t.span);
            (!same).then(|| format!("raw {raw:?} where the source says {printed:?}"))
        }
        (None, Some(value)) => {
            (value != printed).then(|| format!("{value:?} where the source says {printed:?}"))
        }
        (None, None) => Some("neither text nor raw".into()),
    }
}

/// A text is the source with the listed repairs.
fn value_fault(reading: &Reading<'_>, t: &TracedAt<'_>) -> Option<String> {
    // A date is rewritten as ISO 8601: its raw is its tie to the source.
    let value = t.value.as_str().filter(|_| !t.at.ends_with("/date"))?;
    let repaired = reading.repaired(&t.span);
    (value != repaired).then(|| format!("{value:?} where the repaired source says {repaired:?}"))
}

/// The words of a value: a text, a body's name, a canonical number.
fn plain(value: &Value) -> Option<&str> {
    let words = value.as_str().or_else(|| value.get("name")?.as_str());
    words.or_else(|| value.get("canonical")?.as_str())
}

/// `raw` of citations and repairs, which are not traced values, is what the source says.
pub fn raws(made: &Made<'_>) -> Vec<String> {
    let reading = Reading::new(&made.text, &made.record.repairs);
    let mut faults = Vec::new();
    walk::objects(&made.json, "", &mut |at, map| {
        let is_listed = map.contains_key("rule") || map.contains_key("number");
        let (Some(raw), Some(span), true) = (map.get("raw"), map.get("span"), is_listed) else {
            return;
        };
        let span: Span = serde_json::from_value(span.clone()).unwrap();
        let raw = collapse(raw.as_str().unwrap_or_default());
        let printed = reading.printed(&span);
        if raw != printed && raw != reading.verbatim(&span) {
            faults.push(format!(
                "{at}: raw {raw:?} where the source says {printed:?}"
            ));
        }
    });
    faults
}

/// Items of lists end before the mark that closes them, in value and in place.
pub fn items(made: &Made<'_>) -> Vec<String> {
    let reading = Reading::new(&made.text, &made.record.repairs);
    let is_item = |at: &str| at.contains("/recipients/") || at.contains("/addressees/");
    let all = walk::traced(&made.json)
        .into_iter()
        .filter(|t| is_item(&t.at));
    all.filter_map(|t| {
        let words = [plain(t.value)?.to_owned(), reading.printed(&t.span)];
        let closed = words.iter().find(|w| w.ends_with([';', ',', '.']))?;
        Some(format!("{}: {closed:?} keeps its closing mark", t.at))
    })
    .collect()
}
