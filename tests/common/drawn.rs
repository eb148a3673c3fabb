//! A record for people who read it beside its text: every fact drawn under the characters it was read from.

use std::fmt::Write as _;
use std::ops::Range;

use sohoa_record::model::{
    Annex, Citation, Deadline, Document, Record, Section, Signature, Table, Target, Task, Traced,
    Words,
};
use sohoa_span::Span;

use super::drawn_lists as lists;

/// A fact with the place it was read from.
struct Fact {
    span: Span,
    words: String,
}

/// The drawing of a record: its lines with what was read from them, then its parts as lists.
pub fn drawn(text: &str, record: &Record) -> String {
    let mut facts = Facts::default();
    for document in &record.documents {
        facts.document(document);
    }
    for r in &record.repairs {
        let arrow = if r.applied { "->" } else { "?>" };
        let words = format!("{}: {:?} {arrow} {:?}", r.rule, r.raw, r.value);
        facts.add(&r.span, words + &sure(r.confidence.get()));
    }
    let mut out = under(text, &facts.0);
    lists::lists(text, record, &mut out);
    out
}

/// The edit map of a text, drawn the same way.
pub fn edits(text: &sohoa_text::Text<'_>) -> String {
    let mut facts = Facts::default();
    for e in text.map().edits() {
        let (from, to) = (e.start as usize, (e.start + e.len) as usize);
        let kind = format!("{:?}", e.kind).to_lowercase();
        let made = &text.as_str()[from..to];
        let span = Span::new(1, [1, 1], [e.source_start, e.source_end]);
        facts.add(&span, format!("{kind} {made:?}"));
    }
    let mut out = under(text.source(), &facts.0);
    for r in text.repairs() {
        let arrow = if r.applied { "->" } else { "?>" };
        let _ = writeln!(
            out,
            "repair {}: {:?} {arrow} {:?}{}",
            r.rule,
            r.raw,
            r.value,
            sure(r.confidence)
        );
    }
    let c = text.counts();
    let _ = writeln!(
        out,
        "edits: nfc {}, whitespace {}, markup {}, decoding {}",
        c.nfc, c.whitespace, c.markup, c.decoding
    );
    out.push_str("text\n");
    for line in text.as_str().lines() {
        let _ = writeln!(out, "  {}", shown(line));
    }
    out
}

/// ` (.97)`, or nothing where it is certain.
pub fn sure(confidence: f64) -> String {
    let hundredths = (confidence * 100.0).round() as u32;
    if hundredths >= 100 {
        String::new()
    } else {
        format!(" (.{hundredths:02})")
    }
}

/// Blanks that cannot be seen, as signs of the same width.
pub fn shown(line: &str) -> String {
    let sign = |c: char| match c {
        '\t' => '→',
        '\u{c}' => '␌',
        '\u{a0}' => '␣',
        '\u{200b}' | '\u{feff}' | '\u{ad}' => '¤',
        c if c.is_control() => '␦',
        c => c,
    };
    line.chars().map(sign).collect()
}

/// Columns that a piece of text takes: a combining mark takes none.
fn width(text: &str) -> usize {
    let marks = '\u{300}'..='\u{36f}';
    text.chars().filter(|c| !marks.contains(c)).count()
}

/// Every line of the source with carets under the facts that begin, go on or end on it.
fn under(text: &str, facts: &[Fact]) -> String {
    let mut out = String::new();
    let mut start = 0;
    for raw in text.split_inclusive('\n') {
        let line = raw.trim_end_matches(['\n', '\r']);
        out.push_str(shown(line).trim_end());
        out.push('\n');
        let end = start + raw.len();
        let mut here: Vec<_> = facts
            .iter()
            .filter_map(|f| Some((pieces(f, start..end)?, f)))
            .collect();
        here.sort_by_key(|(parts, f)| (parts[0].start, f.span.bytes[1]));
        for (parts, fact) in here {
            let mut carets = String::new();
            for part in &parts {
                let to = part.end.min(start + line.len()).max(part.start);
                let indent = width(&text[start..part.start]).saturating_sub(width(&carets));
                carets.push_str(&" ".repeat(indent));
                carets.push_str(&"^".repeat(width(&text[part.start..to]).max(1)));
            }
            let goes_on = fact.span.parts().next().is_some_and(|p| p.start < start);
            let words = if goes_on { "…" } else { &fact.words };
            let _ = writeln!(out, "{carets} {words}");
        }
        start = end;
    }
    out
}

/// The parts of a fact inside a line.
fn pieces(fact: &Fact, line: Range<usize>) -> Option<Vec<Range<usize>>> {
    let inside = |p: Range<usize>| {
        let part = p.start.max(line.start)..p.end.min(line.end);
        (part.start < part.end || p.is_empty() && line.contains(&p.start)).then_some(part)
    };
    let parts: Vec<_> = fact.span.parts().filter_map(inside).collect();
    (!parts.is_empty()).then_some(parts)
}

#[derive(Default)]
struct Facts(Vec<Fact>);

impl Facts {
    fn add(&mut self, span: &Span, words: String) {
        self.0.push(Fact {
            span: span.clone(),
            words,
        });
    }

    /// A traced value; its words stand in the line above unless they were repaired.
    fn traced(&mut self, name: &str, value: &Traced<Words>) {
        let read = value.raw.as_ref().map(|_| format!(" {:?}", value.value));
        self.value(name, &read.unwrap_or_default(), value);
    }

    fn value<T>(&mut self, name: &str, words: &str, value: &Traced<T>) {
        let how = if value.inferred { ", inferred" } else { "" };
        let sure = sure(value.confidence.get());
        self.add(&value.span, format!("{name}{words}{sure}{how}"));
    }

    fn all<'v>(&mut self, name: &str, values: impl IntoIterator<Item = &'v Traced<Words>>) {
        for value in values {
            self.traced(name, value);
        }
    }

    fn document(&mut self, d: &Document) {
        for (name, issuer) in d
            .issuer
            .iter()
            .map(|i| ("issuer", i))
            .chain(d.co_issuers.iter().map(|i| ("co-issuer", i)))
        {
            self.value(name, &format!(" {}", lists::issuer(&issuer.value)), issuer);
        }
        if let Some(n) = &d.number {
            self.value("number", &format!(" {}", n.value.canonical), n);
        }
        if let Some(date) = &d.date {
            self.value("date", &format!(" {}", date.value), date);
        }
        self.all("place", &d.place);
        self.all("title", &d.title);
        self.all("addressee", &d.addressees);
        self.all("recipient", &d.recipients);
        self.all("archive", &d.archive);
        self.all("preamble", &d.preamble);
        for note in &d.footnotes {
            let marker = note.marker.as_deref().unwrap_or("-");
            self.traced(&format!("footnote {marker}"), &note.text);
        }
        for s in d.signature.iter().chain(&d.co_signatures) {
            self.signature(s);
        }
        self.sections(&d.sections);
        self.tables(&d.tables);
        d.annexes.iter().for_each(|a| self.annex(a));
        d.targets.iter().for_each(|t| self.target(t));
        d.tasks.iter().for_each(|t| self.task(t));
        if let Some(c) = &d.attached_to {
            self.add(&c.span, format!("attached to {}", citation(c)));
        }
        let by_name = d.legal_bases.iter().filter(|c| c.number.is_none());
        for c in d.citations.iter().chain(by_name) {
            self.add(&c.span, format!("cites {}", citation(c)));
        }
    }

    fn signature(&mut self, s: &Signature) {
        self.all("authority", &s.authority);
        self.all("on behalf of", &s.on_behalf_of);
        self.all("position", &s.position);
        self.all("signer", &s.name);
    }

    fn annex(&mut self, a: &Annex) {
        self.all("annex", &a.label);
        self.all("annex title", &a.title);
        if let Some(c) = &a.attached_to {
            self.add(&c.span, format!("annex of {}", citation(c)));
        }
        self.sections(&a.sections);
        self.tables(&a.tables);
    }

    fn sections(&mut self, sections: &[Section]) {
        for s in sections {
            if let Some(h) = &s.heading {
                self.traced(&format!("heading of {}", s.path), h);
            }
            self.sections(&s.children);
        }
    }

    /// Cells whose words differ from the paper's.
    fn tables(&mut self, tables: &[Table]) {
        for cell in tables
            .iter()
            .flat_map(|t| &t.rows)
            .flat_map(|r| r.cells.iter().flatten())
        {
            if cell.raw.is_some() {
                self.traced("cell", cell);
            }
        }
    }

    fn target(&mut self, t: &Target) {
        let upper = t.upper.map(|u| format!("..{u}")).unwrap_or_default();
        let about = t.about.as_deref().unwrap_or("-");
        let words = format!("target {} {}{upper} {}", t.comparator, t.value, t.unit);
        self.add(
            &t.span,
            format!("{words} of {about:?}{}", sure(t.confidence.get())),
        );
    }

    /// The fields that say more than the cell; the others stand in the lists.
    fn task(&mut self, t: &Task) {
        let amount = |v: Option<i64>| v.map_or("-".to_owned(), |v| v.to_string());
        for (field, span) in t.spans.iter() {
            let words = match field {
                "lead" => t.lead.join(" | "),
                "coordinating" => t.coordinating.join(" | "),
                "deadline" => t.deadline.as_ref().map(deadline).unwrap_or_default(),
                "amount" | "amount_vnd" => amount(t.amount_vnd),
                "unit_price" | "unit_price_vnd" => amount(t.unit_price_vnd),
                "text" if t.table.is_none() => String::new(),
                _ => continue,
            };
            self.add(span, format!("{field} {words}").trim_end().to_owned());
        }
    }
}

/// Kind, days, `before`, recurrence, where the year is from, the parts.
pub fn deadline(d: &Deadline) -> String {
    let day = |d: &Option<Words>| d.clone().unwrap_or_default();
    let mut out = lists::slug(&d.kind);
    if d.start.is_some() || d.end.is_some() {
        let _ = write!(out, " {}..{}", day(&d.start), day(&d.end));
    }
    if d.before {
        out.push_str(" before");
    }
    if let Some(r) = &d.recurrence {
        let _ = write!(out, " {r}");
    }
    if let Some(y) = &d.year_from {
        let _ = write!(out, " [year: {}]", lists::slug(y));
    }
    for p in &d.parts {
        let days = format!("{}..{}", day(&p.start), day(&p.end));
        let days = if days == ".." {
            String::new()
        } else {
            format!(" {days}")
        };
        let product = p
            .product
            .as_ref()
            .map(|p| format!(" for {p:?}"))
            .unwrap_or_default();
        let _ = write!(
            out,
            " + {:?} {}{days}{product}",
            p.raw,
            lists::slug(&p.kind)
        );
    }
    out
}

/// Kind, number, date, issuer and subject.
pub fn citation(c: &Citation) -> String {
    let mut out = c.kind.to_string();
    for part in c.number.iter().chain(&c.date) {
        let _ = write!(out, " {part}");
    }
    if let Some(i) = &c.issuer {
        let _ = write!(out, " by {i:?}");
    }
    if let Some(t) = &c.title {
        let _ = write!(out, " on {t:?}");
    }
    out + &format!(" [{}]", lists::slug(&c.role)) + &sure(c.confidence.get())
}
