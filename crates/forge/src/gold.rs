//! The gold facts of a rendered file, as JSON.

use serde_json::{Map, Value, json};

use crate::draft::Draft;
use crate::facts::{Annex, Citation, Facts, Issuer, Row, Signature, Table, Target, Tie};
use crate::render::Page;
use crate::rich::Mark;

/// The gold facts of a file.
pub fn gold(draft: &Draft, page: &Page, file: &str) -> Value {
    let gold = Gold { page };
    let documents: Vec<Value> = draft.documents.iter().map(|d| gold.document(d)).collect();
    let mut accept = Map::new();
    for (key, reading) in &draft.accept {
        let list = accept.entry(key.clone()).or_insert_with(|| json!([]));
        if let Some(list) = list.as_array_mut() {
            list.push(json!(reading));
        }
    }
    json!({"file": file, "documents": documents, "accept": accept})
}

struct Gold<'p> {
    page: &'p Page,
}

impl Gold<'_> {
    fn line(&self, mark: Mark) -> usize {
        self.page.line(self.page.marks[mark.0 as usize].start)
    }

    fn span(&self, mark: Mark) -> Value {
        let range = &self.page.marks[mark.0 as usize];
        json!([range.start, range.end])
    }

    fn document(&self, d: &Facts) -> Value {
        let (first, last) = d.blocks;
        let spans: Map<String, Value> = d
            .spans
            .iter()
            .map(|(k, m)| ((*k).to_owned(), self.span(*m)))
            .collect();
        let outline = d.outline.iter().map(|u| {
            json!({"line": self.line(u.mark), "span": self.span(u.mark), "marker": u.marker, "path": u.path, "starts": u.starts})
        });
        let duties = d.duties.iter().map(|t| {
            json!({"line": self.line(t.mark), "lead": t.lead, "coordinating": t.coordinating, "text": t.text,
                "deadline": t.due.as_ref().map(|d| &d.words), "deadline_iso": t.due.as_ref().and_then(|d| d.days.as_ref())})
        });
        let slips = d
            .slips
            .iter()
            .map(|(mark, code)| json!({"line": self.line(*mark), "code": code}));
        json!({
            "kind": d.kind,
            "first_line": self.page.line(self.page.blocks[first].start),
            "last_line": self.page.line(self.page.blocks[last - 1].end),
            "draft": d.draft,
            "issuer": d.issuer.as_ref().map(issuer),
            "co_issuers": d.co_issuers.iter().map(issuer).collect::<Vec<_>>(),
            "number": d.number,
            "place": d.place,
            "date": d.date,
            "title": d.title,
            "addressees": d.addressees,
            "legal_bases": d.bases.iter().map(|c| self.citation(c)).collect::<Vec<_>>(),
            "signature": d.signature.as_ref().map(signature),
            "co_signatures": d.co_signature.iter().map(signature).collect::<Vec<_>>(),
            "recipients": d.recipients,
            "archive": d.archive,
            "attached_to": d.attached_to.as_ref().map(tie),
            "outline": outline.collect::<Vec<_>>(),
            "annexes": d.annexes.iter().map(|a| self.annex(a)).collect::<Vec<_>>(),
            "body_tables": d.tables.iter().map(|t| self.table(t)).collect::<Vec<_>>(),
            "targets": d.targets.iter().map(|t| self.target(t)).collect::<Vec<_>>(),
            "citations": d.citations.iter().map(|c| self.citation(c)).collect::<Vec<_>>(),
            "prose_tasks": duties.collect::<Vec<_>>(),
            "diagnostics": slips.collect::<Vec<_>>(),
            "spans": spans,
        })
    }

    fn citation(&self, c: &Citation) -> Value {
        json!({"line": self.line(c.mark), "span": self.span(c.mark), "number": c.number, "date": c.date, "kind": c.kind})
    }

    fn target(&self, t: &Target) -> Value {
        json!({"line": self.line(t.mark), "span": self.span(t.mark), "value": t.value, "upper": t.upper, "unit": t.unit,
            "comparator": t.comparator, "about": t.about, "words": t.words})
    }

    fn annex(&self, a: &Annex) -> Value {
        json!({"line": self.line(a.mark), "label": a.label, "title": a.title, "attached_to": a.attached_to.as_ref().map(tie),
            "tables": a.tables.iter().map(|t| self.table(t)).collect::<Vec<_>>()})
    }

    fn table(&self, t: &Table) -> Value {
        let place = &self.page.blocks[t.block];
        let columns = t
            .columns
            .iter()
            .map(|(name, role)| json!({"name": name, "role": role}));
        let groups = t
            .groups
            .iter()
            .map(|(mark, text)| json!({"line": self.line(*mark), "text": text}));
        json!({
            "first_line": self.page.line(place.start),
            "last_line": self.page.line(place.end),
            "columns": columns.collect::<Vec<_>>(),
            "rows": t.rows.len(),
            "groups": groups.collect::<Vec<_>>(),
            "total_vnd": t.total_vnd,
            "tasks": t.rows.iter().map(|r| self.row(r)).collect::<Vec<_>>(),
        })
    }

    fn row(&self, r: &Row) -> Value {
        const FIELDS: [&str; 12] = [
            "code",
            "group",
            "text",
            "product",
            "target",
            "lead",
            "coordinating",
            "deadline",
            "start",
            "end",
            "quantity",
            "unit_price",
        ];
        let mut out = Map::new();
        out.insert("line".into(), json!(self.line(r.mark)));
        for field in FIELDS.iter().chain(&["note", "field"]) {
            let value = r.fields.iter().find(|(k, _)| k == field).map(|(_, v)| v);
            out.insert((*field).into(), json!(value));
        }
        out.insert("amount_vnd".into(), json!(r.amount));
        if let Some(due) = &r.due {
            out.insert("deadline_kind".into(), json!(due.kind));
            if let Some(days) = &due.days {
                out.insert("deadline_iso".into(), json!(days));
            }
            if due.before {
                out.insert("deadline_before".into(), json!(true));
            }
            let parts = due.parts.iter().map(|(product, d)| {
                json!({"product": product, "deadline": d.words, "deadline_kind": d.kind, "deadline_iso": d.days})
            });
            let parts: Vec<Value> = parts.collect();
            if !parts.is_empty() {
                out.insert("deadline_parts".into(), json!(parts));
            }
        }
        Value::Object(out)
    }
}

fn issuer(i: &Issuer) -> Value {
    let mut out = json!({"name": i.name, "level": i.level});
    if let Some(parent) = &i.parent {
        out["parent"] = json!(parent);
    }
    if i.inferred {
        out["inferred"] = json!(true);
    }
    out
}

fn signature(s: &Signature) -> Value {
    json!({"authority": s.authority, "on_behalf_of": s.on_behalf_of, "position": s.position, "name": s.name})
}

fn tie(t: &Tie) -> Value {
    json!({"number": t.number, "date": t.date})
}
