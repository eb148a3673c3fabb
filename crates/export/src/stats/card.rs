//! A data card: what the run tells of a data set is filled in, what only its owner knows is asked for.

use std::fmt::Write as _;

use super::svg::thousands;
use super::{NONE, Part, Stats, Tally};
use crate::Lang;
use crate::lang::Words;

/// Rows of a list.
const SHOWN: usize = 12;

/// The card, in Markdown.
pub(super) fn card(stats: &Stats, lang: Lang) -> String {
    let mut out = format!(
        "# {}\n\n",
        lang.of(("Data card: …", "Phiếu mô tả bộ dữ liệu: …"))
    );
    ask(&mut out, lang, &OWNER);
    heading(&mut out, lang, ("What is in it", "Nội dung"));
    for (name, count) in stats.sums(lang) {
        let _ = writeln!(out, "- {name}: {}", thousands(count));
    }
    line(&mut out, lang, ("Years", "Năm"), &years(&stats.years));
    for (part, wanted) in stats.parts(lang).iter().zip(PARTS) {
        if wanted {
            list(&mut out, part, lang);
        }
    }
    made(&mut out, stats, lang);
    quality(&mut out, stats, lang);
    heading(&mut out, lang, ("To be filled in", "Cần điền thêm"));
    ask(&mut out, lang, &RIGHTS);
    out
}

/// Which parts of the counts a card lists: types, levels, forms.
const PARTS: [bool; 8] = [true, false, true, false, false, false, false, true];

const OWNER: [Words; 4] = [
    ("Name and version", "Tên và phiên bản"),
    ("Made by, contact", "Đơn vị lập, liên hệ"),
    ("Day of making", "Ngày lập"),
    ("Purpose", "Mục đích"),
];

const RIGHTS: [Words; 5] = [
    (
        "Where the papers come from, how they were chosen",
        "Nguồn văn bản, cách chọn",
    ),
    ("Rights and licence", "Quyền và giấy phép"),
    (
        "Personal data (names of signers and of people in the texts are not taken out)",
        "Dữ liệu cá nhân (tên người ký và tên người trong văn bản chưa được lược bỏ)",
    ),
    (
        "Sample that people have checked: size, share of values right",
        "Mẫu đã kiểm tra bằng mắt: cỡ mẫu, tỷ lệ đúng",
    ),
    ("Known gaps and biases", "Thiếu sót và thiên lệch đã biết"),
];

fn heading(out: &mut String, lang: Lang, words: Words) {
    let _ = write!(out, "\n## {}\n", lang.of(words));
}

fn line(out: &mut String, lang: Lang, name: Words, value: &str) {
    let _ = writeln!(out, "- {}: {value}", lang.of(name));
}

fn ask(out: &mut String, lang: Lang, questions: &[Words]) {
    for question in questions {
        line(out, lang, *question, "…");
    }
}

fn list(out: &mut String, part: &Part, lang: Lang) {
    let _ = writeln!(out, "- {}:", part.heading);
    for (name, count) in part.rows.iter().take(SHOWN) {
        // A name that a file made up may hold what Markdown would obey.
        let name = name.replace(['`', '\n', '\r'], " ");
        let _ = writeln!(out, "  - `{name}`: {}", thousands(*count));
    }
    let rest = part.rows.iter().skip(SHOWN).map(|r| r.1).sum::<u64>() + part.more;
    if rest > 0 {
        let _ = writeln!(
            out,
            "  - {}: {}",
            lang.of(("others", "khác")),
            thousands(rest)
        );
    }
}

fn made(out: &mut String, stats: &Stats, lang: Lang) {
    heading(out, lang, ("How it was made", "Cách lập"));
    let programs: Vec<&str> = stats.programs.iter().map(String::as_str).collect();
    line(out, lang, ("Program", "Chương trình"), &programs.join(", "));
    let schema = lang.of(("`sohoa schema` prints it", "`sohoa schema` in ra"));
    line(out, lang, ("Schema of a record", "Lược đồ bản ghi"), schema);
    let repairs = thousands(stats.repairs);
    let listed = lang.of(("each listed in its record", "mỗi chỗ đều ghi trong bản ghi"));
    line(
        out,
        lang,
        ("Repairs of letters and digits", "Chỗ đã sửa chữ, số"),
        &format!("{repairs} ({listed})"),
    );
}

fn quality(out: &mut String, stats: &Stats, lang: Lang) {
    heading(out, lang, ("How good it is", "Chất lượng"));
    let sure = stats.confidence.of("0.90") + stats.confidence.of("0.95");
    let what = (
        "Documents whose number, date, issuer and title are all at .90 or above",
        "Văn bản có số, ngày, cơ quan và trích yếu đều từ 0,90 trở lên",
    );
    line(out, lang, what, &share(sure, stats.documents));
    let what = ("Text that found its place", "Phần chữ đã xếp được chỗ");
    line(
        out,
        lang,
        what,
        &share(stats.characters_placed, stats.characters),
    );
    let what = ("Things to check", "Chỗ cần xem");
    line(out, lang, what, &thousands(stats.to_check()));
    for (code, count) in stats.diagnostics.rows().take(SHOWN) {
        let _ = writeln!(
            out,
            "  - `{}`: {}",
            code.replace('`', " "),
            thousands(count)
        );
    }
}

/// The span of years, undated documents left out.
fn years(years: &Tally) -> String {
    let mut known: Vec<&str> = years.rows().map(|r| r.0).filter(|y| *y != NONE).collect();
    known.sort_unstable();
    match (known.first(), known.last()) {
        (Some(first), Some(last)) => format!("{first}–{last}"),
        _ => "–".into(),
    }
}

fn share(part: u64, whole: u64) -> String {
    match whole {
        0 => "–".into(),
        _ => format!(
            "{} / {} ({:.1} %)",
            thousands(part),
            thousands(whole),
            part as f64 * 100.0 / whole as f64
        ),
    }
}
