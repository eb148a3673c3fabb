//! `sohoa probe`: what each file is, by what evidence, and whether it can be read.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde_json::json;
use sohoa_batch::{Finding, probe};
use sohoa_source::Evidence;

use crate::args::Probe;
use crate::messages::{self as m, Lang};
use crate::page::Page;
use crate::stdout::{Status, complain, print};
use crate::table::Table;
use crate::{CANNOT_RUN, SOME_FAILED};

/// Looks at all inputs.
pub fn run(args: &Probe, lang: Lang) -> Status {
    let mut totals = Totals::default();
    let mut findings = Vec::new();
    let mut written = Ok(());
    let jobs = args.jobs.map(usize::from);
    let looked = probe(&args.paths, jobs, &args.limits.limits(), &mut |finding| {
        totals.add(&finding);
        if args.json {
            // The first line that cannot be written ends the writing, not the looking.
            if written.is_ok() {
                written = writeln!(io::stdout().lock(), "{}", line(&finding));
            }
        } else {
            findings.push(finding);
        }
    });
    looked.map_err(|error| {
        complain(&lang.batch_error(&error));
        CANNOT_RUN
    })?;
    if let Err(error) = written.as_ref()
        && error.kind() != io::ErrorKind::BrokenPipe
    {
        complain(&format!("{}: {error}", lang.of(m::STDOUT)));
        return Err(CANNOT_RUN);
    }
    if !args.json {
        let page = Page::of_stdout();
        print(&table(&findings, page, lang), lang)?;
        print(&totals.render(page, lang), lang)?;
        for error in findings.iter().filter_map(|f| f.error.as_ref()) {
            complain(&lang.error(error));
        }
    }
    if totals.failed == 0 {
        Ok(())
    } else {
        Err(SOME_FAILED)
    }
}

/// A finding as a line of JSON.
fn line(f: &Finding) -> String {
    let error = f
        .error
        .as_ref()
        .map(|e| json!({"code": e.code(), "message": e.message(), "message_vi": e.message_vi()}));
    json!({
        "path": f.path,
        "bytes": f.bytes,
        "form": f.form.map(|form| form.name),
        "media_type": f.media_type,
        "evidence": f.evidence.map(code),
        "encoding": f.encoding,
        "pages": f.pages,
        "pages_without_text": f.pages_without_text,
        "pages_to_recognise": f.to_recognise,
        "dpi": f.dpi,
        "characters": f.characters,
        "misnamed": f.misnamed,
        "error": error,
    })
    .to_string()
}

fn code(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::Signature => "signature",
        Evidence::Markup => "markup",
        Evidence::Letters => "letters",
    }
}

fn table(findings: &[Finding], page: Page, lang: Lang) -> String {
    let head = [
        m::INPUT,
        m::FORM,
        m::EVIDENCE,
        m::ENCODING,
        m::PAGES,
        m::TEXT_LAYER,
        m::REMARK,
    ];
    let mut table = Table::new(&head.map(|label| lang.of(label)));
    table.numbers(4);
    for f in findings {
        let evidence = f.evidence.map(|e| lang.of(m::evidence(e)).to_owned());
        table.row(vec![
            f.path.clone(),
            form(f).to_owned(),
            evidence.unwrap_or_default(),
            f.encoding.clone().unwrap_or_default(),
            f.pages.map(|n| n.to_string()).unwrap_or_default(),
            text_layer(f, lang),
            remark(f, lang),
        ]);
    }
    table.render(page)
}

fn form(f: &Finding) -> &str {
    f.form
        .map(|form| form.name)
        .or(f.media_type.as_deref())
        .unwrap_or("?")
}

/// Whether the text of a form with pages can be trusted.
fn text_layer(f: &Finding, lang: Lang) -> String {
    match (f.pages_without_text, f.pages) {
        (Some(0), _) => lang.of(m::YES).to_owned(),
        (Some(n), Some(pages)) if n < pages => format!("{}/{pages}", pages - n),
        (Some(_), _) => lang.of(m::NO).to_owned(),
        (None, _) => String::new(),
    }
}

fn remark(f: &Finding, lang: Lang) -> String {
    let misnamed = f.misnamed.then(|| lang.of(m::MISNAMED).to_owned());
    let error = f.error.as_ref().map(|e| e.code().to_owned());
    let dpi = f.dpi.map(|dpi| format!(" ({dpi} dpi)")).unwrap_or_default();
    let pictures = (f.to_recognise > 0).then(|| format!("OCR: {}{dpi}", f.to_recognise));
    let remarks: Vec<String> = error.into_iter().chain(pictures).chain(misnamed).collect();
    remarks.join(", ")
}

/// Sums by form.
#[derive(Default)]
struct Totals {
    /// Inputs, bytes, pages, failures of each form.
    forms: BTreeMap<String, [u64; 4]>,
    failed: u64,
}

impl Totals {
    fn add(&mut self, f: &Finding) {
        let failed = u64::from(f.error.is_some());
        self.failed += failed;
        let sums = self.forms.entry(form(f).to_owned()).or_default();
        let more = [1, f.bytes, f.pages.map_or(0, u64::from), failed];
        sums.iter_mut().zip(more).for_each(|(sum, n)| *sum += n);
    }

    fn render(&self, page: Page, lang: Lang) -> String {
        let head = [m::FORM, m::FILES, m::BYTES, m::PAGES, m::UNREAD];
        let mut table = Table::new(&head.map(|label| lang.of(label)));
        (1..5).for_each(|column| table.numbers(column));
        let row = |name: &str, sums: &[u64; 4]| {
            let sums = sums.iter().map(u64::to_string);
            [name.to_owned()].into_iter().chain(sums).collect()
        };
        let mut all = [0; 4];
        for (name, sums) in &self.forms {
            all.iter_mut().zip(sums).for_each(|(a, b)| *a += b);
            table.row(row(name, sums));
        }
        table.row(row(lang.of(m::ALL), &all));
        format!("\n{}", table.render(page))
    }
}
