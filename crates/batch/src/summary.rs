//! What a batch says of one input: enough for a table line, small enough to forget the record.

use sohoa_record::model::{Document, Record};

use crate::checks;

/// What was found in one input.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InputSummary {
    /// Its name.
    pub path: String,
    /// The documents in it.
    pub documents: Vec<DocumentSummary>,
    /// Tasks of all its documents.
    pub tasks: u64,
    /// Targets of all its documents.
    pub targets: u64,
    /// Citations of all its documents.
    pub citations: u64,
    /// Diagnostics and uncertain values.
    pub checks: u64,
}

/// The register line of one document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DocumentSummary {
    /// Slug of its type.
    pub kind: String,
    /// Canonical number.
    pub number: Option<String>,
    /// ISO date.
    pub date: Option<String>,
    /// Trích yếu.
    pub title: Option<String>,
}

impl InputSummary {
    /// Sums up a record.
    #[must_use]
    pub fn of(record: &Record) -> Self {
        let sum = |count: fn(&Document) -> usize| -> u64 {
            record.documents.iter().map(|d| count(d) as u64).sum()
        };
        InputSummary {
            path: record.source.path.clone(),
            documents: record.documents.iter().map(DocumentSummary::of).collect(),
            tasks: sum(|d| d.tasks.len()),
            targets: sum(|d| d.targets.len()),
            citations: sum(|d| d.citations.len()),
            checks: checks::checks_in(record),
        }
    }
}

impl InputSummary {
    /// Documents, tasks, targets, citations, things to check.
    pub(crate) fn counts(&self) -> [u64; 5] {
        let documents = self.documents.len() as u64;
        [
            documents,
            self.tasks,
            self.targets,
            self.citations,
            self.checks,
        ]
    }
}

impl DocumentSummary {
    fn of(document: &Document) -> Self {
        DocumentSummary {
            kind: document.kind.clone(),
            number: document.number.as_ref().map(|n| n.value.canonical.clone()),
            date: document.date.as_ref().map(|d| d.value.to_string()),
            title: document.title.as_ref().map(|t| t.value.to_string()),
        }
    }
}
