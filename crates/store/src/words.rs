//! What a person typed, as terms: words that all must be there, `"several words"` in a row.
//!
//! Where no word has marks, letters are compared without marks; one word with marks, and all are taken as
//! they are written.

use sohoa_text::fold::fold_string;
use unicode_normalization::UnicodeNormalization;

use crate::tone::spellings;

/// More terms than anybody types are not looked up.
const TERMS: usize = 32;
/// Bytes of what is typed that are looked at.
const TYPED: usize = 4096;

/// The terms of a search.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Terms {
    terms: Vec<String>,
    /// Whether marks are compared.
    pub marks: bool,
}

impl Terms {
    /// Takes apart what was typed.
    pub fn of(typed: &str) -> Terms {
        let end = typed.floor_char_boundary(TYPED);
        let typed: String = typed[..end].nfc().collect::<String>().to_lowercase();
        let mut terms = Vec::new();
        for (i, part) in typed.split('"').enumerate() {
            if i % 2 == 1 {
                terms.push(part.to_owned());
            } else {
                terms.extend(part.split_whitespace().map(str::to_owned));
            }
        }
        terms.retain(|t| t.chars().any(char::is_alphanumeric));
        terms.truncate(TERMS);
        let marks = terms.iter().any(|t| is_marked(t));
        Terms { terms, marks }
    }

    /// The same terms, compared without marks; none where one of them has no letter of ours.
    pub fn plain(&self) -> Option<Terms> {
        let has_letter = |t: &String| fold_string(t).bytes().any(|b| b.is_ascii_alphanumeric());
        self.terms.iter().all(has_letter).then(|| Terms {
            terms: self.terms.clone(),
            marks: false,
        })
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// The spellings of each term; one of them must be there.
    pub fn spelled(&self) -> impl Iterator<Item = Vec<String>> + '_ {
        self.terms.iter().map(|t| self.spell(t))
    }

    /// Conditions in the language of the index, the narrowest first, each holding all that those before it do:
    /// all terms in the subject, all in a row, all anywhere.
    pub fn conditions(&self) -> Vec<String> {
        let (subject, all) = match self.marks {
            true => ("subject", "subject body"),
            false => ("subject_plain", "subject_plain body_plain"),
        };
        let each = |columns: &str| {
            let terms = self.spelled().map(|s| any_of(columns, &s));
            terms.collect::<Vec<_>>().join(" AND ")
        };
        match self.terms.len() {
            0 => Vec::new(),
            1 => vec![each(subject), each(all)],
            // Two syllables are often one word.
            _ => vec![
                each(subject),
                any_of(all, &self.spell(&self.terms.join(" "))),
                each(all),
            ],
        }
    }

    fn spell(&self, term: &str) -> Vec<String> {
        match self.marks {
            true => spellings(term),
            false => vec![fold_string(term)],
        }
    }
}

fn any_of(columns: &str, spellings: &[String]) -> String {
    let any: Vec<String> = spellings.iter().map(|s| quoted(s)).collect();
    format!("{{{columns}}} : ({})", any.join(" OR "))
}

/// Whether a text has letters with marks, `đ`, or others that the fold does not know.
fn is_marked(text: &str) -> bool {
    text.chars().any(|c| c.is_alphanumeric() && !c.is_ascii())
}

/// A text as a phrase of the index's language.
pub(crate) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\0', " ").replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn condition(typed: &str) -> Option<String> {
        Terms::of(typed).conditions().pop()
    }

    #[test]
    fn words_without_marks_are_compared_without() {
        let want =
            "{subject_plain body_plain} : (\"dinh\") AND {subject_plain body_plain} : (\"huong\")";
        assert_eq!(condition("Dinh HUONG").as_deref(), Some(want));
        let row = "{subject_plain body_plain} : (\"dinh huong\")";
        assert_eq!(
            Terms::of("định hướng").plain().unwrap().conditions()[1],
            row
        );
    }

    #[test]
    fn marks_are_taken_as_written_in_either_spelling() {
        let want = "{subject body} : (\"hòa bình\" OR \"hoà bình\") AND {subject body} : (\"cho\")";
        assert_eq!(condition("\"Ho\u{300}a bình\" cho").as_deref(), Some(want));
    }

    #[test]
    fn nothing_that_is_typed_is_obeyed() {
        assert_eq!(condition("\" - ( * :"), None);
        let want =
            "{subject_plain body_plain} : (\"near(a\") AND {subject_plain body_plain} : (\"b*\")";
        assert_eq!(condition("NEAR(a b*").as_deref(), Some(want));
        assert_eq!(Terms::of(&"a ".repeat(9999)).terms.len(), TERMS);
    }
}
