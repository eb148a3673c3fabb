//! Whether confidence means something: each value judged right or wrong.
//!
//! A value is judged where the gold grades its family. A table's row is right when all its fields are; a
//! unit of the outline when its marker and its path are; a target with comparator, figure and unit.

pub use crate::reliability::Reliability;
use sohoa_record::certainty::{Family, Key};

use crate::board::Board;
use crate::case::Case;
use crate::fold::{fold, fold_marker, fold_number, near_text, same_number, same_text, token_f1};
use crate::found::{Document, Found};
use crate::gold::{self, Gold};
use crate::near::nearest;
use crate::{DOCUMENT_SLACK, facts, tables};

/// A value that was judged.
#[derive(Debug, Clone, Copy)]
pub struct Judged {
    /// Which value.
    pub key: Key,
    /// Whether it is what the gold says.
    pub right: bool,
}

/// Judges the graded values of a record. Those of a document that the gold does not have are wrong.
#[must_use]
pub fn judge(gold: &Gold, record: &Found) -> Vec<Judged> {
    let mut out = Vec::new();
    let none = gold::Document::default();
    for (document, found) in record.documents.iter().enumerate() {
        let near = nearest(
            found.line,
            gold.documents.iter(),
            |d| d.first_line,
            DOCUMENT_SLACK,
        );
        let doc = near.unwrap_or(&none);
        let mut board = Board::default();
        let case = Case {
            board: &mut board,
            accept: &gold.accept,
            at: String::new(),
            gold: doc,
            found: Some(found),
            record,
            source: None,
        };
        let mut judge = Judge {
            case,
            document,
            out: &mut out,
        };
        judge.header(found);
        judge.lists(found);
        judge.outline(found);
        judge.facts(found);
        judge.tasks(found);
    }
    out
}

struct Judge<'j, 'c> {
    case: Case<'c>,
    document: usize,
    out: &'j mut Vec<Judged>,
}

type Same = fn(&str, &str) -> bool;

impl Judge<'_, '_> {
    fn say(&mut self, family: Family, index: usize, right: bool) {
        let key = Key {
            document: self.document,
            family,
            index,
        };
        self.out.push(Judged { key, right });
    }

    /// One field of the head or the tail, where the record has it.
    fn field(
        &mut self,
        family: Family,
        name: &str,
        gold: Option<&str>,
        got: Option<&String>,
        same: Same,
    ) {
        let Some(got) = got.filter(|g| !g.is_empty()) else {
            return;
        };
        let others = self
            .case
            .accepted(&format!("{}:{name}", self.case.gold.kind));
        let mut readings = gold
            .into_iter()
            .chain(others.iter().flatten().map(String::as_str));
        let right = readings.any(|r| same(r, got));
        self.say(family, 0, right);
    }

    fn header(&mut self, f: &Document) {
        let g = self.case.gold;
        let issuer = g.issuer.as_ref().map(|i| i.name.as_str());
        self.field(
            Family::Issuer,
            "issuer.name",
            issuer,
            f.issuer.as_ref(),
            same_text,
        );
        self.field(
            Family::Number,
            "number",
            g.number.as_deref(),
            f.number.as_ref(),
            same_number,
        );
        self.field(
            Family::Place,
            "place",
            g.place.as_deref(),
            f.place.as_ref(),
            same_text,
        );
        self.field(
            Family::Date,
            "date",
            g.date.as_deref(),
            f.date.as_ref(),
            |a, b| a == b,
        );
        self.field(
            Family::Title,
            "title",
            g.title.as_deref(),
            f.title.as_ref(),
            near_text,
        );
        let alike: Same = |a, b| token_f1(a, b) >= 0.6;
        self.field(
            Family::Archive,
            "archive",
            g.archive.as_deref(),
            f.archive.as_ref(),
            alike,
        );
        let s = g.signature.clone().unwrap_or_default();
        let [authority, position, name] = &f.signature;
        let all = [
            (
                Family::Authority,
                "signature.authority",
                &s.authority,
                authority,
            ),
            (
                Family::Position,
                "signature.position",
                &s.position,
                position,
            ),
            (Family::Signer, "signature.name", &s.name, name),
        ];
        for (family, key, gold, got) in all {
            self.field(family, key, gold.as_deref(), got.as_ref(), same_text);
        }
    }

    fn lists(&mut self, f: &Document) {
        let g = self.case.gold;
        for (family, gold, got) in [
            (Family::Addressee, &g.addressees, &f.addressees),
            (Family::Recipient, &g.recipients, &f.recipients),
            (Family::AnnexTitle, &titles(g), &f.annexes),
        ] {
            let gold: Vec<String> = gold.iter().map(|s| fold(s)).collect();
            let present = got.iter().enumerate().filter(|(_, t)| !t.is_empty());
            for (i, text) in present {
                self.say(family, i, gold.contains(&fold(text)));
            }
        }
        for (i, basis) in f.legal_bases.iter().enumerate() {
            let number = basis.number.as_deref().map(fold_number);
            let others = self.others(basis.line);
            let right = g.legal_bases.iter().any(|b| {
                let want = b.number.as_deref().map(fold_number);
                let same = want == number || (b.line == basis.line && others.contains(&number));
                same && b.date == basis.date
            });
            self.say(Family::Basis, i, right);
        }
    }

    /// Other numbers that are as right as the one on a line.
    fn others(&self, line: u32) -> Vec<Option<String>> {
        let others = self.case.accepted(&format!("{line}:number"));
        let fold = |o: Option<String>| o.as_deref().map(fold_number);
        others.into_iter().map(fold).collect()
    }

    fn outline(&mut self, f: &Document) {
        for (i, unit) in f.units.iter().enumerate() {
            let same = |g: &gold::Unit| {
                g.line.abs_diff(unit.line) <= 1
                    && g.path == unit.path
                    && fold_marker(&g.marker) == fold_marker(&unit.marker)
            };
            let right = self.case.gold.outline.iter().any(same);
            self.say(Family::Section, i, right);
        }
    }

    fn facts(&mut self, f: &Document) {
        if let Some(gold) = &self.case.gold.citations {
            for (i, c) in f.citations.iter().enumerate() {
                let Some(number) = c.number.as_deref().map(fold_number) else {
                    continue;
                };
                let near = gold.iter().filter(|g| g.line.abs_diff(c.line) <= 1);
                let mut wanted = near.filter_map(|g| g.number.as_deref().map(fold_number));
                let right =
                    wanted.any(|w| w == number) || self.others(c.line).contains(&Some(number));
                self.say(Family::Citation, i, right);
            }
        }
        if let Some(gold) = &self.case.gold.targets {
            let own = facts::is_own(gold);
            for (i, t) in f.targets.iter().enumerate() {
                let mut near = gold.iter().filter(|g| g.line.abs_diff(t.line) <= 1);
                let whole = |g: &gold::Target| {
                    !own || (&g.comparator, g.upper, &g.unit) == (&t.comparator, t.upper, &t.unit)
                };
                let right = near.any(|g| g.value == t.value && whole(g));
                self.say(Family::Target, i, right);
            }
        }
    }

    fn tasks(&mut self, f: &Document) {
        let doc = self.case.gold;
        let rows: Vec<&gold::Row> = doc.tables().flat_map(|t| &t.tasks).collect();
        let maybe = self.case.accepted_lines("tasks:optional");
        let (mut row, mut assignment) = (0, 0);
        for task in &f.tasks {
            if task.of_row {
                if !maybe.contains(&task.line) {
                    let right = rows.iter().any(|r| self.is_row(r, task));
                    self.say(Family::Row, row, right);
                }
                row += 1;
            } else {
                if let Some(gold) = &doc.prose_tasks {
                    let lead = fold(&task.lead.join(" "));
                    let near = gold.iter().filter(|g| g.line.abs_diff(task.line) <= 1);
                    let named = |g: &gold::ProseTask| {
                        let one = fold(&g.lead);
                        one == lead || task.lead.iter().any(|l| fold(l) == one)
                    };
                    let right = near.clone().any(named);
                    self.say(Family::Assignment, assignment, right);
                }
                assignment += 1;
            }
        }
    }

    /// Whether a task is this row in all its fields.
    fn is_row(&mut self, row: &gold::Row, task: &crate::found::Task) -> bool {
        if row.line != task.line {
            return false;
        }
        let mut board = Board::default();
        let mut case = Case {
            board: &mut board,
            accept: self.case.accept,
            at: String::new(),
            gold: self.case.gold,
            found: self.case.found,
            record: self.case.record,
            source: None,
        };
        tables::fields(&mut case, row, Some(task));
        tables::deadline(&mut case, row, Some(task));
        board.is_right()
    }
}

fn titles(d: &gold::Document) -> Vec<String> {
    let titles = d.annexes.iter().map(|a| a.title.clone());
    titles.map(Option::unwrap_or_default).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_judged_by_their_place() {
        let gold = r#"{"file": "1.txt", "documents": [{"kind": "ke_hoach", "first_line": 1,
            "number": "12/KH-UBND", "date": "2024-01-05", "recipients": ["Như trên", "Sở Y tế"],
            "outline": [{"line": 4, "marker": "I.", "path": "I"}]}]}"#;
        let gold = Gold::from_json(gold).unwrap();
        let record = serde_json::json!({"documents": [{"kind": "ke_hoach", "span": {"lines": [1, 9]},
            "number": {"value": {"canonical": "12/KH-UBND"}}, "date": "2024-01-06",
            "recipients": ["Như trên", "Sở Xây dựng"],
            "sections": [{"marker": "I.", "path": "I", "span": {"lines": [4, 5]}}]}]});
        let found = Found::of(&record).unwrap();
        let said: Vec<_> = judge(&gold, &found)
            .iter()
            .map(|j| (j.key.family, j.key.index, j.right))
            .collect();
        let want = [
            (Family::Number, 0, true),
            (Family::Date, 0, false),
            (Family::Recipient, 0, true),
            (Family::Recipient, 1, false),
            (Family::Section, 0, true),
        ];
        assert_eq!(said, want);
    }
}
