//! `report.md`: for people, in Vietnamese and in English, what failed and what to do about it, grouped by cause.

use std::io::{self, Write};
use std::path::Path;

use sohoa_ledger::{FailedInput, Ledger};

use crate::output::Pending;
use crate::{BatchError, Report, advice};

/// So many inputs of each cause are named; `report.json` names all.
const NAMED: u64 = 200;

const NAME: &str = "report.md";

/// Writes `report.md`.
pub(crate) fn write(report: &Report, ledger: &Ledger, out: &Path) -> Result<(), BatchError> {
    let of_ledger = |e| BatchError::ledger(out, &e);
    let causes = ledger.causes().map_err(of_ledger)?;
    let mut file = Pending::create(out, NAME)?;
    let mut written = head(&mut file, report);
    let mut place = Cause::default();
    ledger
        .failed(true, |failed| {
            let done = place.line(&mut file, &failed, &causes);
            written = std::mem::replace(&mut written, Ok(())).and(done);
            written.is_ok()
        })
        .map_err(of_ledger)?;
    written.map_err(|e| BatchError::output(&out.join(NAME), &e))?;
    file.commit()
}

fn head(to: &mut impl Write, report: &Report) -> io::Result<()> {
    let c = &report.counts;
    let (records, failed) = (c.records, c.failed);
    writeln!(to, "# Báo cáo · Report\n")?;
    writeln!(
        to,
        "{records} tệp cho bản ghi, {failed} tệp không đọc được. Danh sách đầy đủ: `report.json`.\n"
    )?;
    writeln!(
        to,
        "{records} inputs gave a record, {failed} gave none. The full list: `report.json`."
    )
}

/// Where in the list of causes the writing is.
#[derive(Default)]
struct Cause {
    code: String,
    named: u64,
}

impl Cause {
    fn line(
        &mut self,
        to: &mut impl Write,
        failed: &FailedInput,
        causes: &[(String, u64)],
    ) -> io::Result<()> {
        let count = causes.iter().find(|(code, _)| *code == failed.code);
        let count = count.map_or(0, |(_, n)| *n);
        if self.code != failed.code {
            self.code.clone_from(&failed.code);
            self.named = 0;
            heading(to, &failed.code, count)?;
        }
        self.named += 1;
        match self.named {
            n if n <= NAMED => writeln!(to, "- {}", shown(&failed.message_vi)),
            n if n == NAMED + 1 => {
                let more = count - NAMED;
                writeln!(to, "- … {more} tệp nữa · {more} more")
            }
            _ => Ok(()),
        }
    }
}

fn heading(to: &mut impl Write, code: &str, count: u64) -> io::Result<()> {
    let Some(advice) = advice::about(code) else {
        return writeln!(to, "\n## `{code}` ({count})\n");
    };
    writeln!(
        to,
        "\n## {} · {} ({count}, `{code}`)\n",
        advice.what_vi, advice.what
    )?;
    writeln!(to, "{}\n", advice.help_vi)?;
    writeln!(to, "{}\n", advice.help)
}

/// A sentence as Markdown shows it to the letter.
fn shown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if "\\`*_[]<>#|~".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cause_is_named_once_and_many_inputs_are_cut() {
        let causes = [("damaged".to_owned(), NAMED + 5), ("x_y".to_owned(), 1)];
        let mut out = Vec::new();
        let mut place = Cause::default();
        let failed = |n: u64, code: &str| FailedInput {
            path: n.to_string(),
            code: code.to_owned(),
            message: String::new(),
            message_vi: format!("*{n}*.pdf"),
        };
        for n in 0..NAMED + 5 {
            let failed = failed(n, "damaged");
            place.line(&mut out, &failed, &causes).unwrap();
        }
        place.line(&mut out, &failed(0, "x_y"), &causes).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(text.matches("\n## ").count(), 2, "{text}");
        assert!(text.contains("- \\*199\\*.pdf\n- … 5 tệp nữa · 5 more\n"));
        assert!(text.ends_with("## `x_y` (1)\n\n- \\*0\\*.pdf\n"), "{text}");
    }
}
