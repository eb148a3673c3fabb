//! Contradictions and doubts of a whole record.

use std::collections::HashMap;

use sohoa_span::Span;
use sohoa_syntax::tree::{NoteKind, Tree};

use super::Builder;
use super::diagnostics::Code;
use crate::model::{Citation, Coverage, Document};

/// Recognition that is less sure of a word than this should be looked at.
const SURE: f32 = 0.6;

impl Builder<'_, '_> {
    /// What the grammar noticed.
    pub(super) fn notes(&mut self, tree: &Tree) {
        for n in &tree.notes {
            let code = match n.kind {
                NoteKind::NumberingGap => Code::NumberingGap,
                NoteKind::MarkerRepeated => Code::MarkerRepeated,
                NoteKind::LabelShifted => Code::LabelShifted,
                NoteKind::HeaderLost => Code::TableHeaderLost,
            };
            let span = self.span(std::slice::from_ref(&n.at));
            self.report(code, span, &n.what);
        }
    }

    /// Checks over all documents and the input itself.
    pub(super) fn checks(&mut self, documents: &[Document], coverage: &Coverage) {
        self.input(documents, coverage);
        for d in documents {
            self.dates(d);
            self.doubts(d);
        }
        self.proposals();
    }

    /// Register data with words that recognition was unsure of.
    fn doubts(&mut self, d: &Document) {
        let Some(layout) = self.text.layout().filter(|l| l.ocr.is_some()) else {
            return;
        };
        let number = d.number.iter().map(|n| &n.span);
        let traced = [&d.date, &d.place, &d.title].into_iter().flatten();
        let issuers = d.issuer.iter().chain(&d.co_issuers);
        let spans = number
            .chain(issuers.map(|i| &i.span))
            .chain(traced.map(|t| &t.span));
        for span in spans {
            let [from, to] = span.bytes;
            let words = layout.doubtful(from..to, SURE);
            let words =
                words.filter_map(|w| self.text.source().get(w.start as usize..w.end as usize));
            let words: Vec<&str> = words.collect();
            let by_hand = layout.by_hand_within(from..to);
            if !by_hand.is_empty() {
                let at = Span::new(span.page, span.lines, [by_hand.start, by_hand.end]);
                let at = at.with(Vec::new(), layout.boxes(by_hand, span.page));
                self.report(Code::ByHand, at, &words.join(" "));
            } else if !words.is_empty() {
                self.report(Code::RecognitionDoubtful, span.clone(), &words.join(" "));
            }
        }
    }

    /// How many repairs were only proposed, at the first of them.
    fn proposals(&mut self) {
        let mut proposed = self.repairs.iter().filter(|r| !r.applied);
        if let Some(first) = proposed.next() {
            let (span, count) = (first.span.clone(), 1 + proposed.count());
            self.report(Code::RepairsProposed, span, &count.to_string());
        }
    }

    fn input(&mut self, documents: &[Document], coverage: &Coverage) {
        if coverage.characters == 0 {
            return self.report(Code::EmptyText, sohoa_span::Span::default(), "");
        }
        let whole = documents
            .first()
            .map(|d| d.span.clone())
            .unwrap_or_default();
        if !is_vietnamese(self.text.as_str()) {
            self.report(Code::NotVietnamese, whole.clone(), "");
        }
        let administrative = documents
            .iter()
            .any(|d| d.kind != "khac" || d.issuer.is_some() || d.number.is_some());
        if !administrative {
            self.report(Code::NotAdministrative, whole, "");
        }
        let longest = coverage
            .unattributed
            .iter()
            .max_by_key(|s| s.bytes[1] - s.bytes[0]);
        if let Some(s) = longest {
            self.report(
                Code::UnattributedText,
                s.clone(),
                &coverage.unattributed.len().to_string(),
            );
        }
    }

    /// One number with two dates, and legal numbers whose year is not their date's.
    fn dates(&mut self, d: &Document) {
        let mut seen: HashMap<&str, &Citation> = HashMap::new();
        let own = d.number.as_ref().map(|n| n.value.canonical.as_str());
        for c in &d.citations {
            let (Some(number), Some(date)) = (c.number.as_deref(), c.date.as_deref()) else {
                continue;
            };
            if number.starts_with('/') {
                continue;
            }
            let year = number
                .split('/')
                .nth(1)
                .filter(|y| y.len() == 4 && y.bytes().all(|b| b.is_ascii_digit()));
            if year.is_some_and(|y| !date.starts_with(y)) {
                self.report(
                    Code::YearMismatch,
                    c.span.clone(),
                    &format!("{number}, {date}"),
                );
            }
            if let (true, Some(issued)) = (own == Some(number), &d.date)
                && differs(&issued.value, date)
            {
                self.report(
                    Code::DateConflict,
                    c.span.clone(),
                    &format!("{number}: {}, {date}", issued.value),
                );
            }
            match seen.get(number) {
                Some(first)
                    if first.kind == c.kind
                        && first.date.as_deref().is_some_and(|f| differs(f, date)) =>
                {
                    let what = format!("{number}: {}, {date}", first.date.as_deref().unwrap_or(""));
                    self.report(Code::DateConflict, c.span.clone(), &what);
                }
                Some(_) => {}
                None => {
                    seen.insert(number, c);
                }
            }
        }
    }
}

/// Dates that contradict each other; one that only says less does not.
fn differs(a: &str, b: &str) -> bool {
    let n = a.len().min(b.len());
    a[..n] != b[..n]
}

/// Letters that only Vietnamese has are common, or at least a third of the words are its syllables (text
/// that lost its marks).
fn is_vietnamese(text: &str) -> bool {
    let bytes = &text.as_bytes()[..text.len().min(20_000)];
    let is_own = |b: &&u8| matches!(b, 0xe1 | 0xc4 | 0xc6);
    let own = bytes.iter().filter(is_own).count();
    if own * 25 > bytes.len() {
        return true;
    }
    let words = text
        .split(|c: char| !c.is_alphabetic())
        .filter(|w| !w.is_empty())
        .take(400);
    let mut all = 0;
    let mut known = 0;
    for w in words {
        all += 1;
        known += usize::from(
            sohoa_vocab::SYLLABLES.contains(w.to_lowercase().as_str()) || is_stripped(w),
        );
    }
    all == 0 || known * 3 >= all
}

/// A syllable without its marks: short, of Vietnamese letters, with one run of vowels.
fn is_stripped(word: &str) -> bool {
    let fold = word.to_ascii_lowercase();
    let vowel = |b: u8| matches!(b, b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
    let runs = fold
        .bytes()
        .zip(fold.bytes().skip(1))
        .filter(|(a, b)| !vowel(*a) && vowel(*b))
        .count()
        + usize::from(fold.bytes().next().is_some_and(vowel));
    fold.is_ascii()
        && fold.len() <= 6
        && runs == 1
        && !fold.contains(['f', 'j', 'w', 'z'])
        && fold.ends_with([
            'a', 'e', 'i', 'o', 'u', 'y', 'n', 'g', 'h', 'c', 't', 'm', 'p',
        ])
}
