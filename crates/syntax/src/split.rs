//! Where one document ends and the next begins.
//!
//! A file often holds a letter, the decision and the plan it carries. A document begins at its letterhead
//! (any of its parts, in any order) or at its type name; a cluster of such lines counts as a beginning only
//! with enough evidence, because seals, annex titles and formulas repeat the same words.

use crate::grammar::letterhead::{self, Motto};
use crate::grammar::{annex, furniture, marker, tail, title};
use crate::lexicon;
use crate::tree::Numbering;
use crate::view::View;

/// What a line contributes to a letterhead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Head {
    /// Quốc hiệu or the Party's heading.
    Motto,
    /// Tiêu ngữ.
    Independence,
    /// Số …
    Number,
    /// Place and date.
    PlaceDate,
    /// Dự thảo.
    Draft,
    /// Độ khẩn, độ mật.
    Mark,
    /// A body's name.
    Office,
    /// A type name; true when it stands alone.
    Type(bool),
    /// V/v …
    Subject,
    /// Kính gửi.
    Addressee,
    /// `*`, a rule.
    Rule,
}

/// What line `n` contributes to a letterhead, judged alone.
#[must_use]
pub fn head(view: &View<'_>, n: usize) -> Option<Head> {
    let fold = view.fold(n);
    if fold.len() > 220 || fold.is_empty() {
        return None;
    }
    if let Some((m, at)) = letterhead::motto(fold)
        && !is_said(view, n, at)
    {
        return Some(if m == Motto::Independence {
            Head::Independence
        } else {
            Head::Motto
        });
    }
    if let Some(m) = letterhead::mark(fold) {
        return Some(if m == letterhead::Mark::Draft {
            Head::Draft
        } else {
            Head::Mark
        });
    }
    let labelled = fold[0] == b's' || letterhead::names_type(fold);
    if labelled && letterhead::number_line(view.str(n)).is_some() {
        return Some(Head::Number);
    }
    if title::subject_cue(fold).is_some() {
        return Some(Head::Subject);
    }
    if fold.starts_with(b"kinh gui") {
        return Some(Head::Addressee);
    }
    if view.caps(n) {
        if let Some((_, len)) = title::type_name(fold).filter(|_| !below_named_unit(view, n)) {
            let rest = &fold[len..];
            return Some(Head::Type(
                rest.iter()
                    .all(|b| !b.is_ascii_alphanumeric() && *b != b':'),
            ));
        }
        if letterhead::is_office(fold) {
            return Some(Head::Office);
        }
    }
    if fold.len() < 90 && fold.windows(4).any(|w| w == b"ngay") {
        return letterhead::place_date(&view.folded(n)).map(|_| Head::PlaceDate);
    }
    let rule = furniture::is_scrap(fold)
        || fold.len() > 2 && furniture::is_rule(fold)
        || furniture::is_scratch(view.str(n));
    rule.then_some(Head::Rule)
}

/// Whether words lead up to a motto in small letters: "Căn cứ Điều lệ Đảng Cộng sản Việt Nam" tells of the Party.
fn is_said(view: &View<'_>, n: usize, at: usize) -> bool {
    let text = view.str(n);
    let (before, motto) = text.split_at(view.at(n, at) - view.range(n).start);
    let small = |s: &str| s.contains(char::is_lowercase);
    small(before) && small(motto) && !before.contains(['\t', '|'])
}

/// "QUY ĐỊNH CHUNG" below "Chương I" is a heading.
fn below_named_unit(view: &View<'_>, n: usize) -> bool {
    let Some(k) = view.prev(n, n.saturating_sub(3)) else {
        return false;
    };
    view.fold(k).len() < 24
        && marker::readings(view.str(k)).iter().any(|r| {
            matches!(
                r.numbering,
                Numbering::Part | Numbering::Chapter | Numbering::Section
            )
        })
}

/// Lines of a document, first and one past the last.
pub type Extent = (usize, usize);

/// The documents of a text; `in_table` says which lines are rows.
#[must_use]
pub fn documents(view: &View<'_>, in_table: &[bool]) -> Vec<Extent> {
    let first = (0..view.len()).find(|&n| !view.blank(n) && !is_page_line(view, n));
    let Some(first) = first else {
        return Vec::new();
    };
    let mut starts: Vec<usize> = Vec::new();
    let mut n = first;
    while n < view.len() {
        if view.blank(n) || in_table[n] || head(view, n).is_none_or(|h| h == Head::Rule) {
            n += 1;
            continue;
        }
        let cluster = Cluster::collect(view, in_table, n);
        if cluster.begins_document(view, starts.last().copied()) {
            starts.push(n);
        }
        n = cluster.end;
    }
    if starts.is_empty() {
        starts.push(first);
    }
    let mut out: Vec<Extent> = Vec::with_capacity(starts.len());
    if starts[0] > first && is_document(view, in_table, first, starts[0]) {
        out.push((first, starts[0]));
    }
    for (i, &s) in starts.iter().enumerate() {
        out.push((s, starts.get(i + 1).copied().unwrap_or(view.len())));
    }
    out
}

/// What stands before the first letterhead is a document of its own when it has a body: numbered units or
/// a page of text. Otherwise it is what a portal or a scanner put there.
fn is_document(view: &View<'_>, in_table: &[bool], from: usize, to: usize) -> bool {
    let told = (from..to).filter(|&n| furniture::is_property(view.fold(n)));
    if told.count() >= furniture::CARD {
        return false;
    }
    let lines = (from..to).filter(|&n| !view.blank(n) && !is_page_line(view, n));
    let units = lines
        .clone()
        .filter(|&n| !marker::readings(view.str(n)).is_empty())
        .count();
    let long = lines.clone().filter(|&n| view.fold(n).len() > 140).count();
    let tables = lines.filter(|&n| in_table[n]).count();
    units >= 3 || long >= 3 || tables >= 3
}

fn is_page_line(view: &View<'_>, n: usize) -> bool {
    let fold = view.fold(n);
    furniture::is_page_number(fold)
        || furniture::is_rule(fold)
        || furniture::is_chrome(fold)
        || furniture::is_garbage(view.str(n))
}

/// Lines of a letterhead that stand together.
#[derive(Debug, Default)]
struct Cluster {
    start: usize,
    end: usize,
    heads: Vec<(usize, Head)>,
}

impl Cluster {
    fn collect(view: &View<'_>, in_table: &[bool], start: usize) -> Cluster {
        let mut c = Cluster {
            start,
            end: start + 1,
            heads: Vec::new(),
        };
        let mut strange = 0;
        let mut subject = false;
        for n in start..view.len() {
            if view.blank(n) {
                subject = false;
                continue;
            }
            if in_table[n] {
                break;
            }
            match head(view, n) {
                Some(h) => {
                    // A letterhead has one type name: a second one begins something else.
                    if matches!(h, Head::Type(_)) && c.has(|h| matches!(h, Head::Type(_))) {
                        break;
                    }
                    c.heads.push((n, h));
                    subject = matches!(h, Head::Subject | Head::Type(_));
                    strange = 0;
                    c.end = n + 1;
                    if h == Head::Addressee {
                        break;
                    }
                }
                None if subject => c.end = n + 1,
                None if view.caps(n) && view.fold(n).len() < 80 && strange < 2 => strange += 1,
                None if furniture::is_page_number(view.fold(n))
                    || furniture::is_drawn(view.fold(n))
                    || furniture::is_chrome(view.fold(n))
                    || furniture::is_garbage(view.str(n)) => {}
                None => break,
            }
        }
        c
    }

    fn has(&self, test: impl Fn(Head) -> bool) -> bool {
        self.heads.iter().any(|(_, h)| test(*h))
    }

    /// Whether this is the beginning of a document.
    fn begins_document(&self, view: &View<'_>, last_start: Option<usize>) -> bool {
        let formal = self.has(|h| {
            matches!(
                h,
                Head::Motto | Head::Number | Head::PlaceDate | Head::Draft
            )
        });
        let typed = self
            .heads
            .iter()
            .find(|(_, h)| matches!(h, Head::Type(_)))
            .copied();
        let floor = last_start.unwrap_or(0);
        if under_annex_label(view, self.start, floor) {
            return false;
        }
        if let Some((n, Head::Type(alone))) = typed {
            let headed = self.has(|h| matches!(h, Head::Motto | Head::Number)) || formal && alone;
            return match last_start {
                None => alone || formal || n < self.start + 12,
                Some(s) => {
                    (headed && !inside_preamble(view, s, n))
                        || alone && ended_before(view, self.start, s) && !is_formula(view, n)
                        || alone && is_tied(view, n) && !inside_preamble(view, s, n)
                }
            };
        }
        // A công văn has no type name.
        let letter = self.has(|h| matches!(h, Head::Subject | Head::Addressee));
        let headed = self.has(|h| matches!(h, Head::Motto | Head::Number));
        match last_start {
            None => {
                let both = self.has(|h| h == Head::Motto) && self.has(|h| h == Head::Number);
                letter && (headed || formal) || headed && formal && self.heads.len() >= 3 || both
            }
            Some(s) => {
                letter
                    && headed
                    && self.has(|h| h == Head::Number)
                    && ended_before(view, self.start, s)
            }
        }
    }
}

/// An annex label stands just above.
fn under_annex_label(view: &View<'_>, n: usize, floor: usize) -> bool {
    let mut seen = 0;
    for k in (floor..n).rev().filter(|&k| !view.blank(k)) {
        if annex::label(view.str(k), view.fold(k)).is_some() {
            return true;
        }
        seen += 1;
        if seen >= 3 || !view.caps(k) && !annex::is_tie(view.fold(k)) {
            return false;
        }
    }
    false
}

/// "(Ban hành kèm theo …)" stands below the title: what is promulgated begins here.
fn is_tied(view: &View<'_>, n: usize) -> bool {
    let below = (n + 1..view.len()).filter(|&k| !view.blank(k)).take(4);
    let mut below = below.skip_while(|&k| view.caps(k));
    below
        .next()
        .is_some_and(|k| view.str(k).starts_with('(') && annex::is_tie(view.fold(k)))
}

/// The formula "QUYẾT ĐỊNH:" of the decision that began at `start`.
fn is_formula(view: &View<'_>, n: usize) -> bool {
    view.str(n).ends_with(':')
}

/// The cluster stands in the preamble of the document that began at `start`: nothing numbered came yet.
fn inside_preamble(view: &View<'_>, start: usize, n: usize) -> bool {
    let units = (start..n).filter(|&k| !view.blank(k)).any(|k| {
        !marker::readings(view.str(k)).is_empty() || tail::recipients_label(view.fold(k)).is_some()
    });
    !units && !ended_before(view, n, start)
}

/// A signature, an archive line or an end mark stands within the last few lines.
fn ended_before(view: &View<'_>, n: usize, floor: usize) -> bool {
    let mut seen = 0;
    for k in (floor..n).rev().filter(|&k| !view.blank(k)) {
        let fold = view.fold(k);
        let over = tail::is_end_mark(view.str(k))
            || tail::archive_label(fold).is_some()
            || tail::signature_part(fold, view.caps(k)).is_some() && !decides(view, k, n)
            || tail::recipients_label(fold).is_some();
        if over {
            return true;
        }
        seen += 1;
        if seen >= 6 {
            return false;
        }
    }
    false
}

/// Whoever decides stands above the preamble, as whoever signs stands above a name.
fn decides(view: &View<'_>, k: usize, end: usize) -> bool {
    view.next(k, end).is_some_and(|below| {
        let fold = marker::without_bullet(view.fold(below));
        lexicon::BASIS_CUES.at(fold).is_some()
    })
}
