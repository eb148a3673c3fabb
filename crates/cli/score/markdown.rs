//! The report as Markdown, its tables aligned so that they are read on a terminal as well.

use std::fmt::Write as _;

use sohoa_eval::{Board, Change, Level, Note, SHARED, Sheet, Tally};

use super::Report;
use crate::messages::{self as m, Lang};
use crate::page::{clean, pad, width};

/// Families that a row of the table by text names at most.
const WORST: usize = 3;

/// The tables by family and by text, the changes since the baseline, the wrong facts that were asked for.
pub fn render(report: &Report<'_>, lang: Lang) -> String {
    let total = report.sheet.total();
    let mut out = by_family(report.sheet, &total, lang);
    out.push_str(&whole(report.sheet, lang));
    out.push_str(&by_text(report.sheet, lang));
    if let Some(changes) = &report.changes {
        out.push_str(&changed(changes, report.misses, lang));
    }
    if report.misses > 0 {
        out.push_str(&wrong(&total, report.misses, lang));
    }
    out
}

fn by_family(sheet: &Sheet, total: &Board, lang: Lang) -> String {
    let own = [m::FAMILY, m::HITS, m::MISSES, m::EXTRAS];
    let mut head: Vec<String> = own.iter().map(|l| lang.of(*l).to_owned()).collect();
    head.extend(["P", "R", "F1"].map(str::to_owned));
    head.extend(Level::ALL.iter().map(|l| l.name().to_owned()));
    head.push(lang.of(m::TEXTS_RIGHT).to_owned());
    let mut rows: Vec<Vec<String>> = total
        .families()
        .map(|(name, tally)| family(name, tally, sheet))
        .collect();
    let mut last = vec![String::new(); head.len()];
    last[0] = "macro".to_owned();
    last[6] = share(total.macro_f1(SHARED));
    rows.push(last);
    table(&head, &rows, 1)
}

fn family(name: &str, tally: &Tally, sheet: &Sheet) -> Vec<String> {
    let (right, of) = sheet.right(name);
    let counts = [tally.hit, tally.miss, tally.extra].map(|n| n.to_string());
    let shares = [tally.precision(), tally.recall(), tally.f1()];
    let levels = Level::ALL.map(|level| tally.f1_at(level));
    let mut row = vec![name.to_owned()];
    row.extend(counts);
    row.extend(shares.into_iter().chain(levels).map(share));
    row.push(format!("{right}/{of}"));
    row
}

/// How many records are right as a whole.
fn whole(sheet: &Sheet, lang: Lang) -> String {
    let (right, of) = (sheet.all_right(), sheet.texts.len());
    let mean = share(sheet.mean_macro_f1());
    let [all, by] = [m::RECORDS_RIGHT, m::MEAN_MACRO].map(|l| lang.of(l));
    format!("\n{all}: {right}/{of}; {by}: {mean}\n\n")
}

fn by_text(sheet: &Sheet, lang: Lang) -> String {
    let labels = [
        m::INPUT,
        m::HITS,
        m::MISSES,
        m::EXTRAS,
        m::MACRO,
        m::WEAKEST,
    ];
    let head = labels.map(|l| lang.of(l).to_owned());
    let rows = sheet.texts.iter().map(|t| {
        let sum = |pick: fn(&Tally) -> usize| -> usize {
            t.board.families().map(|(_, tally)| pick(tally)).sum()
        };
        let weakest = match t.found {
            true => weakest(&t.board),
            false => lang.of(m::WITHOUT_RECORD).to_owned(),
        };
        vec![
            t.file.clone(),
            sum(|t| t.hit).to_string(),
            sum(|t| t.miss).to_string(),
            sum(|t| t.extra).to_string(),
            share(t.board.macro_f1(SHARED)),
            weakest,
        ]
    });
    table(&head, &rows.collect::<Vec<_>>(), 1)
}

/// The families with the lowest scores.
fn weakest(board: &Board) -> String {
    let wrong = board.families().filter(|(_, t)| !t.is_right());
    let mut scores: Vec<(f64, &str)> = wrong.map(|(name, t)| (t.f1(), name)).collect();
    scores.sort_by(|a, b| a.0.total_cmp(&b.0));
    let worst = scores.iter().take(WORST);
    let worst: Vec<_> = worst
        .map(|(f1, name)| format!("{name} {}", share(*f1)))
        .collect();
    worst.join(", ")
}

fn changed(changes: &[Change], shown: usize, lang: Lang) -> String {
    let mut out = format!("\n## {}\n", lang.of(m::SINCE_BASELINE));
    if changes.is_empty() {
        let _ = writeln!(out, "{}", lang.of(m::NO_CHANGE));
        return out;
    }
    let labels = [m::INPUT, m::FAMILY, m::BEFORE, m::NOW, m::GAINED, m::LOST];
    let head = labels.map(|l| lang.of(l).to_owned());
    let row = |c: &Change| {
        let count = |notes: &[Note], sign: &str| match notes.len() {
            0 => String::new(),
            n => format!("{sign}{n}"),
        };
        let [before, now] = c.f1.map(share);
        let (gained, lost) = (count(&c.gained, "+"), count(&c.lost, "−"));
        vec![
            c.file.clone(),
            c.family.to_owned(),
            before,
            now,
            gained,
            lost,
        ]
    };
    let mut rows: Vec<Vec<String>> = changes.iter().map(row).collect();
    let sum = |pick: fn(&Change) -> usize| changes.iter().map(pick).sum::<usize>();
    let mut last = vec![String::new(); head.len()];
    last[0] = lang.of(m::ALL).to_owned();
    last[4] = format!("+{}", sum(|c| c.gained.len()));
    last[5] = format!("−{}", sum(|c| c.lost.len()));
    rows.push(last);
    out.push_str(&table(&head, &rows, 2));
    for c in changes.iter().filter(|_| shown > 0) {
        let _ = writeln!(out, "\n{} · {}", clean(&c.file), c.family);
        list(&mut out, "+", &c.gained, shown, lang);
        list(&mut out, "−", &c.lost, shown, lang);
    }
    out
}

fn wrong(total: &Board, shown: usize, lang: Lang) -> String {
    let mut out = format!("\n## {}\n", lang.of(m::WRONG_FACTS));
    for (name, tally) in total.families().filter(|(_, t)| !t.notes.is_empty()) {
        let _ = writeln!(out, "\n{name}");
        list(&mut out, "-", &tally.notes, shown, lang);
    }
    out
}

fn list(out: &mut String, sign: &str, notes: &[Note], shown: usize, lang: Lang) {
    for note in notes.iter().take(shown) {
        let _ = writeln!(out, "    {sign} {}", clean(&note.to_string()));
    }
    let more = notes.len().saturating_sub(shown);
    if more > 0 {
        let _ = writeln!(out, "    … {more} {}", lang.of(m::MORE));
    }
}

fn share(share: f64) -> String {
    format!("{share:.3}")
}

/// A Markdown table; columns from `numbers` on stand to the right, where all their cells are figures.
fn table(head: &[String], rows: &[Vec<String>], numbers: usize) -> String {
    let cell = |text: &String| clean(text).replace('|', "\\|");
    let head: Vec<String> = head.iter().map(cell).collect();
    let rows: Vec<Vec<String>> = rows.iter().map(|r| r.iter().map(cell).collect()).collect();
    let columns = 0..head.len();
    let widths: Vec<usize> = columns
        .clone()
        .map(|i| {
            rows.iter()
                .chain([&head])
                .map(|r| width(&r[i]))
                .max()
                .unwrap_or(0)
                .max(3)
        })
        .collect();
    let figures = |i: usize| {
        let is_figure = |s: &str| !s.contains(|c: char| c.is_alphabetic());
        i >= numbers && rows.iter().all(|r| is_figure(&r[i]))
    };
    let right: Vec<bool> = columns.clone().map(figures).collect();
    let line = |cells: &[String]| {
        let each = columns.clone().map(|i| match right[i] {
            true => " ".repeat(widths[i] - width(&cells[i])) + &cells[i],
            false => pad(&cells[i], widths[i]),
        });
        format!("| {} |\n", each.collect::<Vec<_>>().join(" | "))
    };
    let rule = columns.clone().map(|i| match right[i] {
        true => "-".repeat(widths[i] - 1) + ":",
        false => "-".repeat(widths[i]),
    });
    let rule = format!("| {} |\n", rule.collect::<Vec<_>>().join(" | "));
    let body: String = rows.iter().map(|r| line(r)).collect();
    line(&head) + &rule + &body
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_aligned_and_escaped() {
        let row = |cells: [&str; 2]| cells.map(str::to_owned).to_vec();
        let text = table(
            &row(["Tệp", "F1"]),
            &[row(["a|b", "1.000"]), row(["c", ""])],
            1,
        );
        let wanted = "| Tệp  |    F1 |\n| ---- | ----: |\n| a\\|b | 1.000 |\n| c    |       |\n";
        assert_eq!(text, wanted);
    }
}
