//! One gold document beside what was found for it.

use serde_json::Value;

use crate::board::Board;
use crate::fact::Fact;
use crate::found::{Document, Found};
use crate::gold::{self, Accept};

/// Everything that the comparison of one document needs.
pub(crate) struct Case<'c> {
    pub board: &'c mut Board,
    pub accept: &'c Accept,
    /// Names the document in notes.
    pub at: String,
    pub gold: &'c gold::Document,
    pub found: Option<&'c Document>,
    pub record: &'c Found,
    /// The decoded text, where it is at hand.
    pub source: Option<&'c str>,
}

/// A single-valued fact: where it belongs, its key among the accepted readings, its two readings.
pub(crate) struct Field<'f> {
    pub family: &'static str,
    pub key: String,
    pub name: &'f str,
    pub gold: Option<String>,
    pub got: Option<String>,
}

impl Case<'_> {
    /// Compares two bags of facts.
    pub fn sets(&mut self, family: &'static str, gold: &[Fact], got: &[Fact], what: &str) {
        let at = format!("{} {what}", self.at);
        self.board.sets(family, gold, got, at.trim_end());
    }

    /// Compares one field; an accepted reading is as right as the gold one.
    pub fn field(&mut self, field: Field<'_>, same: impl Fn(&str, &str) -> bool) {
        let got = field.got.filter(|s| !s.is_empty());
        let mut gold = field.gold.filter(|s| !s.is_empty());
        for other in self.accepted(&field.key) {
            match (&other, &got) {
                (None, None) => return,
                (Some(o), Some(g)) if same(o, g) => gold = got.clone(),
                _ => {}
            }
        }
        if gold.is_none() && got.is_none() {
            return;
        }
        let tally = self.board.tally(field.family);
        if let (Some(want), Some(have)) = (&gold, &got) {
            tally.pair(want, have);
            if same(want, have) {
                tally.hit += 1;
                return;
            }
        }
        tally.miss += usize::from(gold.is_some());
        tally.extra += usize::from(got.is_some());
        let said = |s: &Option<String>| s.as_deref().map_or("nothing".into(), |s| format!("{s:?}"));
        let said = format!("want {} got {}", said(&gold), said(&got));
        tally.note(format!("{} {}", self.at, field.name), said);
    }

    /// The other readings listed under a key; `None` for "nothing there".
    pub fn accepted(&self, key: &str) -> Vec<Option<String>> {
        let list = self.accept.get(key).map_or(&[][..], Vec::as_slice);
        list.iter().map(plain).collect()
    }

    /// The line numbers listed under a key.
    pub fn accepted_lines(&self, key: &str) -> Vec<u32> {
        let list = self.accept.get(key).map_or(&[][..], Vec::as_slice);
        let lines = list.iter().filter_map(Value::as_u64);
        lines.filter_map(|n| u32::try_from(n).ok()).collect()
    }
}

fn plain(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(s) => Some(s.clone()).filter(|s| !s.is_empty()),
        other => Some(other.to_string()),
    }
}
