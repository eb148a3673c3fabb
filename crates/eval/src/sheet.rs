//! Many records graded: a board for each text, their sum, and what changed since an earlier reading.

use std::collections::BTreeMap;

use crate::board::{Board, Note, SHARED};
use crate::found::Found;
use crate::gold::Gold;

/// One text graded.
#[derive(Debug, Clone)]
pub struct Graded {
    /// Name of the text.
    pub file: String,
    /// Whether there was a record for it; without one, everything in it is missed.
    pub found: bool,
    /// The tallies of its families.
    pub board: Board,
}

/// All texts of a set of gold facts, in its order.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// The texts.
    pub texts: Vec<Graded>,
}

impl Sheet {
    /// Grades the record of one text; `source` as for [`score`](crate::score).
    pub fn grade(&mut self, gold: &Gold, record: Option<&Found>, source: Option<&str>) {
        let mut board = Board::default();
        let nothing = Found::default();
        crate::score(&mut board, gold, record.unwrap_or(&nothing), source);
        self.texts.push(Graded {
            file: gold.file.clone(),
            found: record.is_some(),
            board,
        });
    }

    /// The tallies of all texts together.
    #[must_use]
    pub fn total(&self) -> Board {
        let mut total = Board::default();
        self.texts.iter().for_each(|t| total.add(&t.board));
        total
    }

    /// In how many texts a family is all right, of how many that have facts of it.
    #[must_use]
    pub fn right(&self, family: &str) -> (usize, usize) {
        let tallies = self.texts.iter().map(|t| t.board.family(family));
        let graded: Vec<_> = tallies.filter(|t| t.hit + t.miss + t.extra > 0).collect();
        let right = graded.iter().filter(|t| t.is_right()).count();
        (right, graded.len())
    }

    /// In how many texts everything is right.
    #[must_use]
    pub fn all_right(&self) -> usize {
        self.texts.iter().filter(|t| t.board.is_right()).count()
    }

    /// The mean over the texts of their macro F1; 1 where there are none.
    #[must_use]
    pub fn mean_macro_f1(&self) -> f64 {
        if self.texts.is_empty() {
            return 1.0;
        }
        let each = self.texts.iter().map(|t| t.board.macro_f1(SHARED));
        each.sum::<f64>() / self.texts.len() as f64
    }

    /// What is right now and was wrong in an earlier sheet of the same texts, and the other way round.
    #[must_use]
    pub fn changes_since(&self, earlier: &Sheet) -> Vec<Change> {
        let mut out = Vec::new();
        let before: BTreeMap<&str, &Board> = earlier
            .texts
            .iter()
            .map(|t| (t.file.as_str(), &t.board))
            .collect();
        for now in &self.texts {
            let Some(was) = before.get(now.file.as_str()) else {
                continue;
            };
            for (family, tally) in now.board.families() {
                let old = was.family(family);
                let change = Change {
                    file: now.file.clone(),
                    family,
                    f1: [old.f1(), tally.f1()],
                    gained: only_in(&old.notes, &tally.notes),
                    lost: only_in(&tally.notes, &old.notes),
                };
                if !change.gained.is_empty() || !change.lost.is_empty() {
                    out.push(change);
                }
            }
        }
        out
    }
}

/// What changed in one family of one text.
#[derive(Debug, Clone)]
pub struct Change {
    /// Name of the text.
    pub file: String,
    /// The family.
    pub family: &'static str,
    /// F1 before and now.
    pub f1: [f64; 2],
    /// Facts that were wrong and no longer are.
    pub gained: Vec<Note>,
    /// Facts that are wrong and were not.
    pub lost: Vec<Note>,
}

/// The notes on facts of which the other list has no, or fewer, notes.
fn only_in(these: &[Note], those: &[Note]) -> Vec<Note> {
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for note in those {
        *known.entry(&note.what).or_default() += 1;
    }
    let mut fresh = |note: &&Note| match known.get_mut(note.what.as_str()) {
        Some(left) if *left > 0 => {
            *left -= 1;
            false
        }
        _ => true,
    };
    these.iter().filter(|n| fresh(n)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn sheet(title: &str, date: &str) -> Sheet {
        let gold = r#"{"file": "01.txt", "documents": [{"kind": "ke_hoach", "first_line": 3,
            "title": "Trồng cây", "date": "2024-03-05"}]}"#;
        let record = json!({"documents": [{"kind": "ke_hoach", "title": title, "date": date,
            "span": {"lines": [3, 9]}}]});
        let mut sheet = Sheet::default();
        let gold = Gold::from_json(gold).unwrap();
        sheet.grade(&gold, Found::of(&record).as_ref(), None);
        sheet
    }

    #[test]
    fn gains_and_losses_are_told_apart() {
        let (before, now) = (
            sheet("Trồng rừng", "2024-03-05"),
            sheet("Trồng cây", "2024-03"),
        );
        let changes = now.changes_since(&before);
        assert_eq!(changes.len(), 1);
        let what = |notes: &[Note]| notes.iter().map(|n| n.what.clone()).collect::<Vec<_>>();
        assert_eq!(what(&changes[0].gained), ["01:ke_hoach title"]);
        assert_eq!(what(&changes[0].lost), ["01:ke_hoach date"]);
    }

    #[test]
    fn another_wrong_reading_is_no_change() {
        let (before, now) = (sheet("Trồng rừng", ""), sheet("Trồng hoa", ""));
        assert!(now.changes_since(&before).is_empty());
    }

    #[test]
    fn a_text_is_right_when_everything_in_it_is() {
        let mut all = sheet("Trồng cây", "2024-03-05");
        all.texts.extend(sheet("Trồng cây", "2024").texts);
        assert_eq!((all.all_right(), all.right("header")), (1, (1, 2)));
        assert_eq!(all.right("documents"), (2, 2));
        assert_eq!(all.right("citations"), (0, 0));
    }

    #[test]
    fn without_a_record_everything_is_missed() {
        let gold = r#"{"file": "01.txt", "documents": [{"kind": "ke_hoach", "first_line": 3}]}"#;
        let mut sheet = Sheet::default();
        sheet.grade(&Gold::from_json(gold).unwrap(), None, None);
        assert!(!sheet.texts[0].found);
        assert_eq!(sheet.total().family("documents").miss, 1);
    }
}
