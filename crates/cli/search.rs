//! `sohoa search`: documents of a run by their words and by what the register says.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use sohoa_store::{Database, Hit, Page as Found, Query, Snippet, StoreError};

use crate::args::Search;
use crate::messages::{self as m, Lang, kind_name};
use crate::page::{Page, clean, fit};
use crate::stdout::{Status, complain, print};
use crate::{CANNOT_RUN, SOME_FAILED};

/// Searches the database of a run.
pub fn run(args: &Search, lang: Lang) -> Status {
    let place = database_of(&args.run);
    if !place.is_file() {
        let path = clean(&sohoa_source::display_path(&place));
        complain(&format!("{path}: {}", lang.of(m::NO_DATABASE)));
        return Err(CANNOT_RUN);
    }
    let found = Database::open(&place).and_then(|db| {
        warn_if_stale(&db, &place, lang)?;
        db.search(&query(args))
    });
    let found = found.map_err(|error| {
        complain(&sentence(&error, lang));
        CANNOT_RUN
    })?;
    let text = match args.json {
        true => as_json(&found),
        false => as_text(&found, args.page, args.limit, Page::of_stdout(), lang),
    };
    print(&text, lang)?;
    match found.total {
        0 => Err(SOME_FAILED),
        _ => Ok(()),
    }
}

/// The database of a run: itself, or the one in the folder that it is.
fn database_of(run: &Path) -> PathBuf {
    match run.extension().is_some_and(|e| e == "sqlite") {
        true => run.to_owned(),
        false => match run.is_dir() {
            true => run.join(sohoa_store::FILE),
            false => run.with_file_name(sohoa_store::FILE),
        },
    }
}

/// The database is as old as the export; the records beside it may be newer.
fn warn_if_stale(db: &Database, place: &Path, lang: Lang) -> Result<(), StoreError> {
    let records = place.with_file_name("records.jsonl");
    let size = std::fs::metadata(records).map(|m| m.len().to_string()).ok();
    let known = db.about("records_bytes")?;
    if size.is_some() && size != known {
        complain(lang.of(m::STALE_DATABASE));
    }
    Ok(())
}

fn query(args: &Search) -> Query {
    Query {
        words: args.words.join(" "),
        kind: args.kind.clone(),
        issuer: args.issuer.clone(),
        year: args.year,
        agency: args.agency.clone(),
        deadline_from: args.deadline_from.clone(),
        deadline_to: args.deadline_to.clone(),
        limit: args.limit,
        offset: args.page.saturating_sub(1).saturating_mul(args.limit),
    }
}

fn sentence(error: &StoreError, lang: Lang) -> String {
    match lang {
        Lang::En => error.message(),
        Lang::Vi => error.message_vi(),
    }
}

fn as_text(found: &Found, page: u32, limit: u32, paper: Page, lang: Lang) -> String {
    let total = match found.more {
        true => format!("{} {}", lang.of(m::MORE_THAN), found.total),
        false => found.total.to_string(),
    };
    let mut text = format!("{total} {}\n", lang.of(m::DOCUMENTS_LOWER));
    if found.without_marks {
        text.push_str(&format!("{}\n", lang.of(m::WITHOUT_MARKS)));
    }
    for hit in &found.hits {
        text.push('\n');
        text.push_str(&hit_lines(hit, paper, lang));
    }
    let seen = u64::from(page) * u64::from(limit);
    if found.more || seen < found.total {
        text.push_str(&format!("\n{}: --page {}\n", lang.of(m::NEXT), page + 1));
    }
    text
}

fn hit_lines(hit: &Hit, paper: Page, lang: Lang) -> String {
    let title = hit.title.as_deref().unwrap_or(lang.of(m::UNTITLED));
    let head = [
        Some(kind_name(&hit.kind)),
        hit.number.as_deref(),
        hit.date.as_deref(),
        Some(title),
    ];
    let head = head.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let due = hit.due.as_ref().map(|d| format!("{} {d}", lang.of(m::DUE)));
    let foot = [hit.issuer.clone(), due, Some(hit.path.clone())];
    let foot = foot.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let room = paper.width.saturating_sub(2);
    format!(
        "{}\n  {}\n  {}\n",
        paper.strong(&fit(&clean(&head), paper.width)),
        paper.faint(&fit(&clean(&foot), room)),
        marked(&hit.snippet, paper)
    )
}

/// The snippet with what was looked for in another colour.
fn marked(snippet: &Snippet, paper: Page) -> String {
    let mut out = String::new();
    let mut at = 0;
    for mark in snippet.marks.iter().filter(|_| paper.has_colour()) {
        if mark.start < at {
            continue;
        }
        out.push_str(&crate::page::visible(&snippet.text[at..mark.start]));
        out.push_str(&paper.warn(&crate::page::visible(&snippet.text[mark.clone()])));
        at = mark.end;
    }
    out + &crate::page::visible(&snippet.text[at..])
}

fn as_json(found: &Found) -> String {
    let hits: Vec<Value> = found.hits.iter().map(hit_json).collect();
    let all = json!({
        "total": found.total,
        "more": found.more,
        "without_marks": found.without_marks,
        "documents": hits,
    });
    format!("{all:#}\n")
}

/// Highlights count characters, as most languages do, not bytes.
fn hit_json(hit: &Hit) -> Value {
    let text = &hit.snippet.text;
    let characters = |at: usize| text[..at].chars().count();
    let marks = hit.snippet.marks.iter();
    let marks: Vec<[usize; 2]> = marks
        .map(|m| [characters(m.start), characters(m.end)])
        .collect();
    json!({
        "id": hit.id,
        "path": hit.path,
        "record_id": hit.record_id,
        "position": hit.position,
        "kind": hit.kind,
        "number": hit.number,
        "date": hit.date,
        "issuer": hit.issuer,
        "title": hit.title,
        "tasks": hit.tasks,
        "due": hit.due,
        "snippet": text,
        "highlights": marks,
    })
}
