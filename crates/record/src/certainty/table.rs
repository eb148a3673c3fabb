//! The families of values, and the weights of their evidence.

use std::sync::OnceLock;

use super::evidence::{COUNT, Evidence};

/// A kind of value that is as sure as its evidence, weighed in its own way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Family {
    Issuer,
    Number,
    Place,
    Date,
    Title,
    Addressee,
    Recipient,
    Archive,
    Authority,
    Position,
    Signer,
    Basis,
    Citation,
    Section,
    AnnexTitle,
    Row,
    Assignment,
    Target,
    /// Words that are kept as they stand: paragraphs, headings, cells, notes.
    Text,
}

impl Family {
    /// The families whose weights are fitted.
    pub const FITTED: [Family; 18] = [
        Family::Issuer,
        Family::Number,
        Family::Place,
        Family::Date,
        Family::Title,
        Family::Addressee,
        Family::Recipient,
        Family::Archive,
        Family::Authority,
        Family::Position,
        Family::Signer,
        Family::Basis,
        Family::Citation,
        Family::Section,
        Family::AnnexTitle,
        Family::Row,
        Family::Assignment,
        Family::Target,
    ];

    /// Its name in the table of weights.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Family::Issuer => "issuer",
            Family::Number => "number",
            Family::Place => "place",
            Family::Date => "date",
            Family::Title => "title",
            Family::Addressee => "addressee",
            Family::Recipient => "recipient",
            Family::Archive => "archive",
            Family::Authority => "authority",
            Family::Position => "position",
            Family::Signer => "signer",
            Family::Basis => "basis",
            Family::Citation => "citation",
            Family::Section => "section",
            Family::AnnexTitle => "annex_title",
            Family::Row => "row",
            Family::Assignment => "assignment",
            Family::Target => "target",
            Family::Text => "text",
        }
    }
}

/// The weights of each family, as they stand in the table.
pub(super) struct Weights([[f64; COUNT]; Family::FITTED.len()]);

impl Weights {
    /// How sure a value is, 0 to 1.
    pub fn confidence(&self, family: Family, evidence: &Evidence) -> f64 {
        let Some(i) = Family::FITTED.iter().position(|f| *f == family) else {
            return 0.5;
        };
        let sum: f64 = self.0[i].iter().zip(evidence).map(|(w, e)| w * e).sum();
        1.0 / (1.0 + (-sum).exp())
    }
}

/// `family` and a weight for each piece of evidence, tab separated; `#` begins a comment.
pub(super) fn weights() -> &'static Weights {
    static WEIGHTS: OnceLock<Weights> = OnceLock::new();
    WEIGHTS.get_or_init(|| parse(include_str!("../../tables/certainty.tsv")))
}

fn parse(table: &str) -> Weights {
    let mut weights = Weights([[0.0; COUNT]; Family::FITTED.len()]);
    for line in table.lines().filter(|l| !l.starts_with('#')) {
        let mut cells = line.split('\t');
        let name = cells.next().unwrap_or_default();
        let Some(i) = Family::FITTED.iter().position(|f| f.name() == name) else {
            continue;
        };
        let row = weights.0[i].iter_mut();
        row.zip(cells)
            .for_each(|(w, cell)| *w = cell.parse().unwrap_or(0.0));
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_family_has_weights() {
        let weights = weights();
        for (family, row) in Family::FITTED.iter().zip(&weights.0) {
            assert!(row.iter().any(|w| *w != 0.0), "{}", family.name());
        }
    }

    #[test]
    fn the_sum_is_of_log_odds() {
        let w = parse("# c\nissuer\t2\t0.5\n");
        let mut evidence = [0.0; COUNT];
        evidence[0] = 1.0;
        evidence[1] = -4.0;
        assert!((w.confidence(Family::Issuer, &evidence) - 0.5).abs() < 1e-9);
    }
}
