//! What the document itself calls its unit, where no table has the name: its mentions vote.

use sohoa_syntax::tree;
use sohoa_text::Text;
use sohoa_text::fold::{Folded, fold_string};
use sohoa_units::{Nearness, compare};

use super::mentions::{lines, name_end};
use super::{Asked, Builder};
use crate::build::diagnostics::Code;
use crate::model::{Confidence, Issuer, Traced, Words};

/// Of one spelling out of two.
const EVEN: f64 = 0.5;

/// The spelling that most mentions have.
pub(super) struct Elected {
    pub name: String,
    pub votes: u32,
}

/// Counts "huyện X" in all its spellings, and the dateline; none where no spelling has two votes, or two have as many.
pub(super) fn elected(
    text: &Text<'_>,
    d: &tree::Document,
    asked: &Asked<'_>,
    place: Option<&str>,
) -> Option<Elected> {
    let mut count = Count {
        asked,
        fold: fold_string(asked.name),
        spellings: Vec::new(),
    };
    let kind = fold_string(asked.kind);
    for line in lines(text, d) {
        let f = Folded::new(line);
        let mut from = 0;
        while let Some(at) = f.find_word(kind.as_bytes(), from) {
            from = at + kind.len();
            let rest = line[f.at(from)..].trim_start_matches(' ');
            count.add(rest);
        }
    }
    count.add(place.unwrap_or_default());
    let mut spellings = count.spellings;
    // Marks are lost in reading; none come from nowhere.
    if spellings.iter().any(|s| s.votes > 1 && !s.name.is_ascii()) {
        spellings.retain(|s| !s.name.is_ascii());
    }
    let most = spellings.iter().map(|s| s.votes).max()?;
    let mut first = spellings.into_iter().filter(|s| s.votes == most);
    let elected = first.next()?;
    (most > 1 && first.next().is_none()).then_some(elected)
}

impl Builder<'_, '_> {
    /// Two spellings of one name that nothing decided between are told, each where it stands.
    pub(super) fn compare_names(&mut self, issuer: &mut Traced<Issuer>, place: &mut Traced<Words>) {
        let unit = issuer.value.unit.as_deref().unwrap_or_default();
        if compare(unit, &place.value) == Nearness::Near {
            let what = format!("{unit}, {}", place.value);
            self.report(Code::NameConflict, issuer.span.clone(), &what);
            self.report(Code::NameConflict, place.span.clone(), &what);
            // One of the two is right.
            issuer.confidence = Confidence::new(issuer.confidence.get().min(EVEN));
            place.confidence = Confidence::new(place.confidence.get().min(EVEN));
        }
    }
}

struct Count<'a> {
    asked: &'a Asked<'a>,
    fold: String,
    spellings: Vec<Elected>,
}

impl Count<'_> {
    /// Counts the name at the beginning of `text`, if it is the asked one but for its marks or one letter.
    fn add(&mut self, text: &str) {
        let words = self.asked.name.split(' ').filter(|w| !w.is_empty()).count();
        let name = &text[..name_end(text)];
        let gaps = name.match_indices(' ').map(|(i, _)| i);
        let name = &name[..gaps
            .chain([name.len()])
            .nth(words - 1)
            .unwrap_or(name.len())];
        let is_it =
            fold_string(name) == self.fold || compare(name, self.asked.name) != Nearness::Apart;
        if name.is_empty() || !is_it {
            return;
        }
        let small = name.chars().any(char::is_lowercase);
        let known = self.spellings.iter_mut();
        match known
            .into_iter()
            .find(|s| compare(&s.name, name) == Nearness::Same)
        {
            Some(spelling) => {
                spelling.votes += 1;
                // Names are told as running text has them.
                if small && !spelling.name.chars().any(char::is_lowercase) {
                    name.clone_into(&mut spelling.name);
                }
            }
            None => self.spellings.push(Elected {
                name: name.to_owned(),
                votes: 1,
            }),
        }
    }
}
