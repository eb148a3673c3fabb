//! An assignment in running text that names who does what.
//!
//! ```text
//! task      = [ "Giao" , [ "cho" ] ] , agencies , predicate , { any } , [ due ] , "." ;
//! predicate = ":" , verb | "chủ trì" | "có trách nhiệm" | "chịu trách nhiệm" | "có nhiệm vụ" | (* after "Giao" *) verb ;
//! ```
//! Example: `Giao Phòng Y tế chủ trì, phối hợp với Công an xã tổ chức tập huấn, hoàn thành trước ngày 30/6/2023`.
//!
//! The sentence opens with the agency (after its marker) or with "Giao".
//!
//! Known misses: a heading that only names the agency, with its duties in bullets below; "Phòng A bố trí kinh phí …", which
//! reads like any statement.

use memchr::memmem;
use sohoa_text::fold::Folded;

use super::actions::{action_start, ends_sentence, is_action};
use super::agency::parse_range;
use super::agency_name::{head_at, tidy};
use super::deadline::find_due;
use super::lex::{opens, shut};

/// One assignment of running text; all ranges are folded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProseTask {
    /// In charge.
    pub lead: Vec<(usize, usize)>,
    /// Those that help.
    pub coordinating: Vec<(usize, usize)>,
    /// What is to be done, the words of its deadline included.
    pub text: (usize, usize),
    /// The words that say when it is due.
    pub deadline: Option<(usize, usize)>,
}

/// Words that make a predicate of what follows an agency.
const DUTIES: [&[u8]; 5] = [
    b"chu tri",
    b"co trach nhiem",
    b"chiu trach nhiem",
    b"co nhiem vu",
    b"la co quan",
];

/// The assignments of one paragraph.
#[must_use]
pub fn scan_prose_tasks(f: &Folded) -> Vec<ProseTask> {
    let bytes = f.bytes();
    let signs: [&[u8]; 4] = [b"chu tri", b"giao ", b"nhiem", b":"];
    if !signs.iter().any(|s| memmem::find(bytes, s).is_some()) {
        return Vec::new();
    }
    let mut tasks = Vec::new();
    let mut from = 0;
    for i in 0..=bytes.len() {
        let ends = i == bytes.len()
            || ends_sentence(f, i, bytes.len())
            || bytes[i..].starts_with(b"; giao ");
        if ends && from < i {
            tasks.extend(sentence(f, from, i));
            from = i + 1;
        }
    }
    tasks
}

/// The assignment that a sentence makes.
fn sentence(f: &Folded, from: usize, to: usize) -> Option<ProseTask> {
    let bytes = f.bytes();
    let from = after_marker(&bytes[..to], from)?;
    let given = after_giao(bytes, from, to);
    let name = given.unwrap_or(from);
    if !names_agency(f, name, to) {
        return None;
    }
    let (end, does) = predicate(f, name, to, given.is_some())?;
    let lead = tidy(f, name, end).filter(|l| !is_generic(&bytes[l.0..l.1]))?;
    let half_open = bytes[lead.0..lead.1].contains(&b'(') && !bytes[lead.0..lead.1].contains(&b')');
    if half_open {
        return None;
    }
    let (coordinating, does) = partners(f, name, does, to);
    let text = tidy_text(bytes, does, to)?;
    Some(ProseTask {
        lead: vec![lead],
        coordinating,
        text,
        deadline: find_due(f, does, to),
    })
}

/// The first word of the sentence, past a marker such as "3.", "a)" or "1.2.".
fn after_marker(bytes: &[u8], from: usize) -> Option<usize> {
    let word = |at: usize| {
        bytes[at..]
            .iter()
            .position(u8::is_ascii_alphanumeric)
            .map(|p| at + p)
    };
    let first = word(from)?;
    let article = bytes[first..].starts_with(b"dieu ");
    let first = if article { word(first + 5)? } else { first };
    let len = bytes[first..]
        .iter()
        .position(|b| b.is_ascii_whitespace())?;
    let token = &bytes[first..first + len];
    let closed = matches!(token.last(), Some(b'.' | b')')) || token.contains(&b'.');
    let numeral = token[0].is_ascii_digit() || token.len() <= 3;
    if closed && numeral && len <= 6 {
        word(first + len)
    } else {
        Some(first)
    }
}

/// The position after "Giao", "giao cho" at the start of the sentence.
fn after_giao(bytes: &[u8], from: usize, to: usize) -> Option<usize> {
    let rest = bytes[from..to].strip_prefix(b"giao ")?;
    let rest = rest.strip_prefix(b"nhiem vu ").unwrap_or(rest);
    Some(to - rest.strip_prefix(b"cho ").unwrap_or(rest).len())
}

/// True where an agency is named at `at`; "các" must be followed by one.
fn names_agency(f: &Folded, at: usize, to: usize) -> bool {
    let bytes = &f.bytes()[..to];
    let Some(len) = head_at(bytes, at) else {
        return false;
    };
    if &bytes[at..at + len] == b"cac" {
        let next = at + 4;
        return head_at(bytes, next).is_some()
            && !NOT_HEADS.iter().any(|w| bytes[next..].starts_with(w))
            || [&b"xa"[..], b"nganh", b"thanh vien"]
                .iter()
                .any(|w| bytes[next.min(to)..].starts_with(w));
    }
    let printed = f.slice(at, at + len).to_lowercase();
    !LOOKALIKES.contains(&printed.as_str()) && !NOT_HEADS.iter().any(|w| bytes[at..].starts_with(w))
}

/// Words that fold like the head of an agency's name.
const LOOKALIKES: &[&str] = &[
    "số", "bố", "bỏ", "bổ", "bản", "bán", "bàn", "hỏi", "hồi", "đoạn", "đại", "dài", "phong",
    "phỏng", "cực", "tờ", "to", "tỏ",
];

/// Phrases that open like an agency and name none.
const NOT_HEADS: &[&[u8]] = &[
    b"to chuc",
    b"truong hop",
    b"hoi nhap",
    b"hoi nghi",
    b"hoi thao",
    b"phong chong",
    b"phong, chong",
    b"phong ngua",
    b"ban hanh",
    b"lanh dao, chi dao",
    b"bo tri",
    b"so ket",
    b"so luong",
];

/// Words that name no agency by themselves.
fn is_generic(name: &[u8]) -> bool {
    matches!(
        name,
        b"co quan" | b"don vi" | b"bo phan" | b"cac co quan" | b"cac don vi"
    )
}

/// Where the agency's name ends, and where what it does begins.
fn predicate(f: &Folded, name: usize, to: usize, given: bool) -> Option<(usize, usize)> {
    let bytes = &f.bytes()[..to];
    for i in name..to.min(name + 300) {
        let rest = &bytes[i..];
        if rest[0] == b':' {
            let does = i + 1 + rest[1..].iter().position(u8::is_ascii_alphanumeric)?;
            return is_duty(f, does, to).then_some((i, does));
        }
        if !opens(bytes, i) {
            continue;
        }
        if let Some(duty) = DUTIES
            .iter()
            .find(|d| rest.starts_with(d) && shut(&rest[d.len()..]))
        {
            let kept = duty.starts_with(b"chu tri") || duty.starts_with(b"la ");
            return Some((i, if kept { i } else { i + duty.len() }));
        }
        if i > name && is_action(f, name, i, to) {
            return given.then_some((i, i));
        }
    }
    None
}

/// True where a verb or "Chủ trì" stands at `i`, in capitals or not.
fn is_duty(f: &Folded, i: usize, to: usize) -> bool {
    let lower = Folded::new(f.slice(i, to.min(i + 30)).to_lowercase());
    lower.bytes().starts_with(b"chu tri")
        || lower.bytes().starts_with(b"co trach nhiem")
        || is_action(&lower, 0, 0, lower.bytes().len())
}

/// The helpers named right at the start of the predicate, and the start of what is done with them.
fn partners(f: &Folded, name: usize, does: usize, to: usize) -> (Vec<(usize, usize)>, usize) {
    let bytes = &f.bytes()[..to];
    let led = bytes[does..]
        .strip_prefix(b"chu tri")
        .map_or(does, |rest| to - rest.len());
    let skip = |at: usize| {
        at + bytes[at..]
            .iter()
            .take_while(|b| !b.is_ascii_alphanumeric())
            .count()
    };
    let at = skip(led);
    let at = if bytes[at..].starts_with(b"va ") {
        at + 3
    } else {
        at
    };
    if !bytes[at..].starts_with(b"phoi hop") {
        return (Vec::new(), if at < to { at } else { does });
    }
    let act = action_start(f, at + b"phoi hop".len(), to);
    let found = parse_range(f, name, act).coordinating;
    (found, if skip(act) < to { skip(act) } else { does })
}

/// What is done, without the marks at its end.
fn tidy_text(bytes: &[u8], from: usize, to: usize) -> Option<(usize, usize)> {
    let start = from + bytes[from..to].iter().position(u8::is_ascii_alphanumeric)?;
    let end = start
        + bytes[start..to]
            .iter()
            .rposition(|b| b.is_ascii_alphanumeric() || matches!(b, b')' | b'"' | b'%'))?
        + 1;
    Some((start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lead, helpers, what and when of each task.
    fn read(text: &str) -> Vec<[String; 4]> {
        let f = Folded::new(text);
        let cut = |r: &(usize, usize)| f.slice(r.0, r.1).to_owned();
        let join = |v: &[(usize, usize)]| v.iter().map(cut).collect::<Vec<_>>().join("|");
        let line = |t: &ProseTask| {
            [
                join(&t.lead),
                join(&t.coordinating),
                cut(&t.text),
                t.deadline.as_ref().map(cut).unwrap_or_default(),
            ]
        };
        scan_prose_tasks(&f).iter().map(line).collect()
    }

    #[track_caller]
    fn is(text: &str, want: [&str; 4]) {
        assert_eq!(read(text), [want.map(str::to_owned)], "{text}");
    }

    #[test]
    fn given() {
        is(
            "Giao Phòng Y tế chủ trì, phối hợp với Công an xã tổ chức tập huấn, hoàn thành trước ngày 30/6/2023.",
            [
                "Phòng Y tế",
                "Công an xã",
                "tổ chức tập huấn, hoàn thành trước ngày 30/6/2023",
                "hoàn thành trước ngày 30/6/2023",
            ],
        );
        is(
            "Giao Trạm Y tế: Chủ trì tham mưu kế hoạch.",
            ["Trạm Y tế", "", "tham mưu kế hoạch", ""],
        );
        is(
            "3. Giao cho Phòng Y tế tổng hợp số liệu trong quý I/2023.",
            [
                "Phòng Y tế",
                "",
                "tổng hợp số liệu trong quý I/2023",
                "trong quý I/2023",
            ],
        );
    }

    #[test]
    fn duties() {
        is(
            "Văn phòng HĐND và UBND xã có trách nhiệm tiếp nhận hồ sơ.",
            ["Văn phòng HĐND và UBND xã", "", "tiếp nhận hồ sơ", ""],
        );
        is(
            "- Phòng Y tế chủ trì, phối hợp với các trạm rà soát thiết bị;",
            ["Phòng Y tế", "các trạm", "rà soát thiết bị", ""],
        );
        is(
            "Phòng Tài chính - Kế hoạch: Chủ trì tham mưu dự toán.",
            ["Phòng Tài chính - Kế hoạch", "", "tham mưu dự toán", ""],
        );
    }

    #[test]
    fn no_assignments() {
        for text in [
            "Giao Phòng Y tế",
            "a) Phòng Y tế:",
            "Nhiệm vụ được giao trong năm.",
            "Cơ quan chủ trì",
            "Nâng cao trách nhiệm của người đứng đầu.",
            "Phương tiện giao thông: xe máy",
            "",
        ] {
            assert_eq!(read(text), Vec::<[String; 4]>::new(), "{text}");
        }
    }
}
