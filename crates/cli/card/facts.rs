//! The facts of a document: tasks, targets, money, citations.

use sohoa_record::model::{Budget, Citation, Deadline, Document, Target, Task};

use super::Writer;
use crate::messages::{self as m, Lang, kind_name};
use crate::page::dots;
use crate::table::Table;

/// Rows of a table of facts that are printed.
const SHOWN: usize = 60;

/// Writes the facts that there are.
pub fn write(w: &mut Writer, d: &Document) {
    tasks(w, &d.tasks);
    if let Some(budget) = &d.budget {
        money(w, budget);
    }
    targets(w, &d.targets);
    citations(w, &d.citations);
}

/// The columns of a table of facts, and which of them hold numbers or dates.
struct Shape<'a> {
    head: &'a [m::Label],
    numbers: &'a [usize],
    whole: &'a [usize],
}

fn table(w: &mut Writer, label: m::Label, shape: &Shape, rows: Vec<Vec<String>>) {
    if rows.is_empty() {
        return;
    }
    let count = rows.len();
    w.part(label, Some(count));
    let head: Vec<&'static str> = shape.head.iter().map(|l| w.lang.of(*l)).collect();
    let mut table = Table::new(&head);
    shape.numbers.iter().for_each(|c| table.numbers(*c));
    shape.whole.iter().for_each(|c| table.keep_whole(*c));
    for row in rows.into_iter().take(SHOWN) {
        table.row(row);
    }
    w.out.push_str(&table.render(w.page));
    w.more(count.saturating_sub(SHOWN));
}

fn tasks(w: &mut Writer, tasks: &[Task]) {
    let shape = Shape {
        head: &[
            m::LINE_HEAD,
            m::CODE,
            m::TASK,
            m::LEAD,
            m::DEADLINE,
            m::ARROW,
            m::AMOUNT,
        ],
        numbers: &[0, 6],
        whole: &[5],
    };
    let rows = tasks.iter().map(|t| {
        vec![
            t.span.lines[0].to_string(),
            t.code.as_deref().unwrap_or_default().to_owned(),
            t.text.as_deref().unwrap_or_default().to_owned(),
            t.lead.join("; "),
            t.deadline
                .as_ref()
                .map(|d| d.raw.to_string())
                .unwrap_or_default(),
            t.deadline.as_ref().map(interval).unwrap_or_default(),
            t.amount_vnd.map(dots).unwrap_or_default(),
        ]
    });
    let rows = rows.collect();
    table(w, m::TASKS, &shape, rows);
}

/// What a printed deadline comes to.
fn interval(d: &Deadline) -> String {
    let sign = if d.before { "< " } else { "" };
    match (d.start.as_deref(), d.end.as_deref()) {
        (Some(start), Some(end)) if start != end && !d.before => format!("{start} – {end}"),
        (_, Some(end)) => format!("{sign}{end}"),
        (Some(start), None) => format!("{start} –"),
        (None, None) => d.recurrence.as_deref().unwrap_or_default().to_owned(),
    }
}

fn money(w: &mut Writer, b: &Budget) {
    let amount = |label, value: Option<i64>| value.map(|v| (label, dots(v)));
    let sums = [
        amount(m::TOTAL_PRINTED, b.total_vnd),
        amount(m::TOTAL_COMPUTED, b.computed_total_vnd),
    ];
    w.part(m::BUDGET, Some(b.items.len()));
    for (label, sum) in sums.into_iter().flatten() {
        let text = format!("  {}: {sum} đồng", w.lang.of(label));
        w.line(&text);
    }
    if b.balanced == Some(false) {
        let text = w.page.alarm(w.lang.of(m::UNBALANCED));
        w.line(&format!("  {text}"));
    }
    if b.missing > 0 {
        let text = format!("{} {}", b.missing, w.lang.of(m::MISSING));
        let text = w.page.warn(&text);
        w.line(&format!("  {text}"));
    }
}

fn targets(w: &mut Writer, targets: &[Target]) {
    let shape = Shape {
        head: &[m::LINE_HEAD, m::FIGURE, m::ABOUT],
        numbers: &[0, 1],
        whole: &[],
    };
    let rows = targets.iter().map(|t| {
        let line = t.span.lines[0].to_string();
        let about = t.about.as_ref().unwrap_or(&t.text);
        vec![line, figure(t), about.to_string()]
    });
    let rows = rows.collect();
    table(w, m::TARGETS, &shape, rows);
}

fn figure(t: &Target) -> String {
    let upper = t
        .upper
        .map(|u| format!("–{}", number(u)))
        .unwrap_or_default();
    let sign = match t.comparator.as_str() {
        ">=" => "≥ ",
        "<=" => "≤ ",
        "=" => "",
        other => &format!("{other} "),
    };
    format!("{sign}{}{upper} {}", number(t.value), t.unit)
}

/// Whole numbers with dots, others with a comma, as Vietnamese papers write them.
pub fn number(value: f64) -> String {
    let whole = value.fract() == 0.0 && value.abs() < 1e15;
    if whole {
        dots(value as i64)
    } else {
        value.to_string().replace('.', ",")
    }
}

fn citations(w: &mut Writer, citations: &[Citation]) {
    let shape = Shape {
        head: &[
            m::LINE_HEAD,
            m::INSTRUMENT,
            m::NUMBER,
            m::DATE,
            m::ISSUER,
            m::ROLE,
        ],
        numbers: &[0],
        whole: &[2, 3],
    };
    let lang = w.lang;
    let rows = citations.iter().map(|c| citation(c, lang)).collect();
    table(w, m::CITATIONS, &shape, rows);
}

fn citation(c: &Citation, lang: Lang) -> Vec<String> {
    // A law cited by its name has no number: the words themselves say which it is.
    let name = match &c.number {
        Some(_) => kind_name(&c.kind).to_owned(),
        None => c.raw.to_string(),
    };
    vec![
        c.span.lines[0].to_string(),
        name,
        c.number.as_deref().unwrap_or_default().to_owned(),
        c.date.as_deref().unwrap_or_default().to_owned(),
        c.issuer.as_deref().unwrap_or_default().to_owned(),
        lang.role(c.role).to_owned(),
    ]
}
