//! What a record says, as far as it is graded: read from any JSON in the form of the contract.
//!
//! Nothing is demanded of a record but a list of documents. A missing key is a fact that was not found, a
//! plain value is as good as a traced one, and a key of an unexpected form is as good as missing.

use serde_json::Value;
use sohoa_record::model::Record;
use sohoa_span::Span;

/// The graded facts of one record.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// Path of the input.
    pub path: String,
    pub(crate) documents: Vec<Document>,
    pub(crate) diagnostics: Vec<Diagnostic>,
    pub(crate) repairs: Vec<Repair>,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Document {
    pub line: u32,
    pub last_line: u32,
    pub kind: String,
    pub draft: bool,
    pub issuer: Option<String>,
    pub level: Option<String>,
    pub number: Option<String>,
    pub place: Option<String>,
    pub date: Option<String>,
    pub title: Option<String>,
    pub archive: Option<String>,
    /// Authority, position, name.
    pub signature: [Option<String>; 3],
    pub addressees: Vec<String>,
    pub recipients: Vec<String>,
    pub legal_bases: Vec<Citation>,
    pub attached_to: Option<String>,
    /// Units with a marker, in order; unnumbered headings are passed through.
    pub units: Vec<Unit>,
    pub annexes: Vec<String>,
    /// Of the body, then of the annexes.
    pub tables: Vec<Table>,
    pub tasks: Vec<Task>,
    pub total_vnd: Option<String>,
    pub targets: Vec<Target>,
    pub citations: Vec<Citation>,
}

#[derive(Debug, Clone)]
pub(crate) struct Unit {
    pub line: u32,
    pub marker: String,
    pub path: String,
}

#[derive(Debug, Clone)]
pub(crate) struct Table {
    pub line: u32,
    pub roles: Vec<String>,
    pub groups: Vec<u32>,
}

#[derive(Debug, Clone)]
pub(crate) struct Task {
    pub line: u32,
    /// From a row of a table, not from running text.
    pub of_row: bool,
    pub lead: Vec<String>,
    pub coordinating: Option<String>,
    pub amount_vnd: Option<String>,
    pub deadline: Option<String>,
    pub deadline_kind: Option<String>,
    pub days: [Option<String>; 2],
    fields: Value,
}

impl Task {
    /// A field whose name in the gold is its name in the record.
    pub fn field(&self, name: &str) -> Option<String> {
        text(&self.fields[name])
    }
}

#[derive(Debug, Clone)]
pub(crate) struct Target {
    pub line: u32,
    pub value: Option<f64>,
    pub upper: Option<f64>,
    pub comparator: String,
    pub unit: String,
    pub span: Span,
}

#[derive(Debug, Clone)]
pub(crate) struct Citation {
    pub line: u32,
    pub kind: String,
    pub number: Option<String>,
    pub date: Option<String>,
    pub span: Span,
}

#[derive(Debug, Clone)]
pub(crate) struct Diagnostic {
    pub line: u32,
    pub code: String,
    /// A warning or an error.
    pub grave: bool,
}

#[derive(Debug, Clone)]
pub(crate) struct Repair {
    pub span: Span,
    pub value: String,
    pub applied: bool,
}

impl Found {
    /// Reads a record; none where the value has no list of documents.
    #[must_use]
    pub fn of(record: &Value) -> Option<Found> {
        let documents = record["documents"].as_array()?;
        Some(Found {
            path: words(&record["source"]["path"]),
            documents: documents.iter().map(document).collect(),
            diagnostics: each(&record["diagnostics"], |d| Diagnostic {
                line: line(d),
                code: words(&d["code"]),
                grave: d["severity"] != "info",
            }),
            repairs: each(&record["repairs"], |r| Repair {
                span: span(r),
                value: words(&r["value"]),
                applied: r["applied"] == true,
            }),
        })
    }

    /// The name of the input without its folders.
    #[must_use]
    pub fn file(&self) -> &str {
        self.path.rsplit(['/', '\\']).next().unwrap_or_default()
    }
}

impl From<&Record> for Found {
    fn from(record: &Record) -> Found {
        let json = serde_json::to_value(record).ok();
        json.and_then(|v| Found::of(&v)).unwrap_or_default()
    }
}

fn document(d: &Value) -> Document {
    let issuer = value(&d["issuer"]);
    let budget = &d["budget"];
    let mut units = Vec::new();
    marked(&d["sections"], &mut units);
    let annexed = list(&d["annexes"]).iter().flat_map(|a| list(&a["tables"]));
    let tables = list(&d["tables"]).iter().chain(annexed);
    Document {
        line: line(d),
        last_line: lines(d, 1),
        kind: words(&d["kind"]),
        draft: d["draft"] == true,
        issuer: text(&issuer["name"]),
        level: text(&issuer["level"]),
        number: number(&d["number"]),
        place: text(&d["place"]),
        date: text(&d["date"]),
        title: text(&d["title"]),
        archive: text(&d["archive"]),
        signature: ["authority", "position", "name"].map(|k| text(&d["signature"][k])),
        addressees: each(&d["addressees"], words),
        recipients: each(&d["recipients"], words),
        legal_bases: each(&d["legal_bases"], citation),
        attached_to: number(&d["attached_to"]),
        units,
        annexes: each(&d["annexes"], |a| words(&a["title"])),
        tables: tables.map(table).collect(),
        tasks: each(&d["tasks"], task),
        total_vnd: whole(&budget["total_vnd"]),
        targets: each(&d["targets"], target),
        citations: each(&d["citations"], citation),
    }
}

fn marked(sections: &Value, out: &mut Vec<Unit>) {
    for s in list(sections) {
        if let Some(marker) = s["marker"].as_str() {
            out.push(Unit {
                line: line(s),
                marker: marker.to_owned(),
                path: words(&s["path"]),
            });
        }
        marked(&s["children"], out);
    }
}

fn table(t: &Value) -> Table {
    let groups = list(&t["rows"]).iter().filter(|r| r["role"] == "group");
    Table {
        line: line(t),
        roles: each(&t["columns"], |c| words(&c["role"])),
        groups: groups.map(line).collect(),
    }
}

fn task(t: &Value) -> Task {
    let deadline = &t["deadline"];
    let lead = match &t["lead"] {
        Value::Array(names) => names.iter().map(words).collect(),
        one => text(one).into_iter().collect(),
    };
    Task {
        line: line(t),
        of_row: !t["row"].is_null(),
        lead,
        coordinating: text(&t["coordinating"]),
        amount_vnd: whole(&t["amount_vnd"]),
        deadline: text(&deadline["raw"]),
        deadline_kind: text(&deadline["kind"]),
        days: ["start", "end"].map(|side| text(&deadline[side])),
        fields: t.clone(),
    }
}

fn target(t: &Value) -> Target {
    Target {
        line: line(t),
        value: t["value"].as_f64(),
        upper: t["upper"].as_f64(),
        comparator: words(&t["comparator"]),
        unit: words(&t["unit"]),
        span: span(t),
    }
}

fn citation(c: &Value) -> Citation {
    Citation {
        line: line(c),
        kind: words(&c["kind"]),
        number: text(&c["number"]),
        date: text(&c["date"]),
        span: span(c),
    }
}

/// A list; an empty one for anything else.
fn list(v: &Value) -> &[Value] {
    v.as_array().map_or(&[], Vec::as_slice)
}

fn each<T>(v: &Value, f: impl Fn(&Value) -> T) -> Vec<T> {
    list(v).iter().map(f).collect()
}

/// The value of a traced value; anything else is its own value.
fn value(v: &Value) -> &Value {
    v.get("value").unwrap_or(v)
}

/// The words of a value, traced or plain; of several, joined by blanks; none where there are none.
fn text(v: &Value) -> Option<String> {
    let words = match value(v) {
        Value::Null => return None,
        Value::String(s) => s.clone(),
        Value::Array(all) => all.iter().filter_map(text).collect::<Vec<_>>().join(" "),
        Value::Object(map) => {
            let mut named = ["raw", "name", "text"].iter().filter_map(|k| map.get(*k));
            return named.find_map(text);
        }
        other => other.to_string(),
    };
    (!words.is_empty()).then_some(words)
}

fn words(v: &Value) -> String {
    text(v).unwrap_or_default()
}

/// A document number: canonical, or as a citation has it.
fn number(v: &Value) -> Option<String> {
    let v = value(v);
    let parts = ["canonical", "number"].iter().filter_map(|k| v.get(*k));
    let mut named = parts.filter_map(text);
    named.next().or_else(|| v.as_str().map(str::to_owned))
}

/// A sum of money in whole đồng, also where it was written with a fraction of nothing.
fn whole(v: &Value) -> Option<String> {
    let v = value(v);
    let rounded = || v.as_f64().map(|f| format!("{f:.0}"));
    v.as_i64().map(|n| n.to_string()).or_else(rounded)
}

/// The first line of a thing with a span; 0 where it is not told.
fn line(v: &Value) -> u32 {
    lines(v, 0)
}

fn lines(v: &Value, end: usize) -> u32 {
    let n = v["span"]["lines"][end].as_u64();
    n.and_then(|n| u32::try_from(n).ok()).unwrap_or(0)
}

/// The place of a thing; the very beginning, with nothing in it, where it is not told.
fn span(v: &Value) -> Span {
    let told = v.get("span").cloned().unwrap_or_default();
    serde_json::from_value(told).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_record_with_little_in_it_is_read() {
        let bare = json!({"documents": [{"kind": "ke_hoach", "title": "Về đê điều", "tasks": [{"row": 0,
            "lead": "Sở Y tế", "text": {"value": "Khám bệnh"}, "amount_vnd": 5e6}], "sections": null}]});
        let found = Found::of(&bare).unwrap();
        let doc = &found.documents[0];
        assert_eq!(doc.title.as_deref(), Some("Về đê điều"));
        assert_eq!((doc.line, doc.units.len()), (0, 0));
        assert_eq!(doc.tasks[0].lead, ["Sở Y tế"]);
        assert_eq!(doc.tasks[0].field("text").as_deref(), Some("Khám bệnh"));
        assert_eq!(doc.tasks[0].amount_vnd.as_deref(), Some("5000000"));
    }

    #[test]
    fn only_a_list_of_documents_makes_a_record() {
        assert!(Found::of(&json!({"documents": 3})).is_none());
        assert!(Found::of(&json!([])).is_none());
    }

    #[test]
    fn the_file_is_the_last_part_of_the_path() {
        let path = |p: &str| Found::of(&json!({"documents": [], "source": {"path": p}})).unwrap();
        assert_eq!(path("a.zip!/b/c.txt").file(), "c.txt");
        assert_eq!(path("c.txt").file(), "c.txt");
    }
}
