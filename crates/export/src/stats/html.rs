//! The counts as a page for the browser: one file, no script, nothing from the network.

use std::fmt::Write as _;

use super::svg::{bars, columns, escaped, thousands};
use super::{Part, Stats};
use crate::Lang;

/// Rows of a chart; the others are summed up below it.
const SHOWN: usize = 15;
/// Columns of a chart.
const YEARS: usize = 60;

const STYLE: &str = ":root{color-scheme:light dark;--ink:#1c2733;--faint:#5c6b7a;--paper:#fff;--bar:#2f6f9f;--line:#dde3e9}\
@media(prefers-color-scheme:dark){:root{--ink:#e6ebf0;--faint:#9aa8b5;--paper:#161c22;--bar:#6aaede;--line:#313b45}}\
body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:48rem;margin:0 auto;padding:1.5rem}\
h1{font-size:1.5rem}h2{font-size:1.1rem;margin:2rem 0 .5rem;border-top:1px solid var(--line);padding-top:1rem}\
dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(8.5rem,1fr));gap:.75rem;margin:0}\
dl div{border:1px solid var(--line);border-radius:.4rem;padding:.5rem .75rem}dt{color:var(--faint);font-size:.85rem}\
dd{margin:0;font-size:1.3rem;font-weight:600}svg{width:100%;height:auto;font-size:13px}\
svg text{fill:var(--ink);dominant-baseline:middle}svg .name{text-anchor:end}svg .mid{text-anchor:middle}svg rect{fill:var(--bar)}\
p,footer{color:var(--faint);font-size:.85rem}";

/// The page.
pub(super) fn page(stats: &Stats, lang: Lang) -> String {
    let title = lang.of(("What the run holds", "Thống kê bộ văn bản"));
    let code = lang.of(("en", "vi"));
    let mut out = format!(
        "<!doctype html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n<dl>\n"
    );
    for (name, count) in stats.sums(lang) {
        let _ = writeln!(
            out,
            "<div><dt>{name}</dt><dd>{}</dd></div>",
            thousands(count)
        );
    }
    out.push_str("</dl>\n");
    for (i, part) in stats.parts(lang).iter().enumerate() {
        // The second part is the years, which go from left to right.
        section(&mut out, part, i == 1, lang);
    }
    let programs: Vec<&str> = stats.programs.iter().map(String::as_str).collect();
    let _ = writeln!(
        out,
        "<footer>{}</footer>\n</body>\n</html>",
        escaped(&programs.join(", "))
    );
    out
}

fn section(out: &mut String, part: &Part, upright: bool, lang: Lang) {
    if part.rows.is_empty() {
        return;
    }
    let (shown, rest) = match upright {
        // Of years the last ones are shown.
        true => {
            let (rest, shown) = part.rows.split_at(part.rows.len().saturating_sub(YEARS));
            (shown, rest)
        }
        false => part.rows.split_at(part.rows.len().min(SHOWN)),
    };
    let chart = match upright {
        true => columns(shown, part.heading),
        false => bars(shown, part.heading),
    };
    let _ = writeln!(out, "<h2>{}</h2>\n{chart}", escaped(part.heading));
    let rest_count: u64 = rest.iter().map(|r| r.1).sum::<u64>() + part.more;
    if rest_count > 0 {
        let words = lang.of(("others", "mục khác"));
        let _ = writeln!(
            out,
            "<p>+ {} {words}: {}</p>",
            thousands(rest.len() as u64),
            thousands(rest_count)
        );
    }
}
