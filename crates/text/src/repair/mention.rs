//! Two mentions of one instrument that differ in a digit: what the others say.
//!
//! ```text
//! mention = number [ "," ] [ "ngày" date ] { word } [ about { word } ]
//! about   = "về" | "quy định" | "ban hành" | "phê duyệt" | "hướng dẫn" | "triển khai" | "sửa đổi"
//! ```
//! Real example: `16/2005/NĐ-CP, ngày 14/2/2015`: a legal number bears the year of its date, so `16/2015/NĐ-CP`
//! is proposed. Numbers that follow one another are often of one day and about one thing, so a digit is
//! changed only where day and subject agree with two other mentions, and proposed where fewer do; of a date it
//! is only ever proposed. Known misses: numbers that differ in two digits; a subject in other words.

use std::cell::OnceCell;
use std::ops::Range;

use foldhash::{HashMap, HashSet};

use super::Change;
use super::number::Number;
use crate::fold::fold_string;

const RULE: &str = "text/repair/mention";

/// So many numbers of one symbol are a list, and a digit between two of them says nothing.
const LIST: usize = 40;

/// What is written more often than this is no slip.
const FEW: usize = 4;

/// Sequences closer than this are siblings rather than slips.
const NEAR: u32 = 10;

/// What stands behind a number.
#[derive(Debug)]
struct Context<'t> {
    /// Day, month and year, and where they stand.
    date: Option<(Range<usize>, [u16; 3])>,
    /// The rest of the sentence.
    behind: &'t str,
    /// The first words of its subject, folded; looked for when first asked for.
    about: OnceCell<Option<String>>,
}

impl Context<'_> {
    fn about(&self) -> Option<&str> {
        self.about.get_or_init(|| about(self.behind)).as_deref()
    }
}

/// The mentions of one number.
#[derive(Debug, Default)]
struct Mentions {
    value: String,
    /// Indexes among the numbers.
    at: Vec<usize>,
}

/// Corrects numbers where the text agrees about them; the proposals where it does not.
pub(super) fn compare(text: &str, numbers: &mut [Number]) -> Vec<Change> {
    let contexts: Vec<Context<'_>> = numbers.iter().map(|n| context(text, n.range.end)).collect();
    let mut proposals = Vec::new();
    let mut settled = vec![false; numbers.len()];
    for group in groups(numbers) {
        for one in &group {
            proposals.extend(dates(text, one, &contexts));
        }
        for (minor, major) in pairs(&group) {
            let agree = agreement(minor, major, &contexts);
            let Some(confidence) = agree else { continue };
            let applied = confidence >= 0.7;
            for &i in &minor.at {
                if std::mem::replace(&mut settled[i], true) {
                    continue;
                }
                if applied {
                    numbers[i].correct(major.value.clone(), RULE, confidence);
                } else {
                    let range = numbers[i].range.clone();
                    proposals.push(proposal(range, major.value.clone(), confidence));
                }
            }
        }
    }
    proposals.extend(years(numbers, &contexts, &settled));
    proposals
}

/// Legal numbers with another year than their date, unless the date is at fault: the same number stands
/// elsewhere with a date of its year.
fn years(numbers: &[Number], contexts: &[Context<'_>], settled: &[bool]) -> Vec<Change> {
    let dated = || {
        let all = numbers.iter().zip(contexts).zip(settled);
        all.filter_map(|((n, c), settled)| Some((n, c.date.as_ref()?.1[2], *settled)))
    };
    let of_its_year = |value: &str, year: u16| value.split('/').nth(1) == Some(&year.to_string());
    let sound: HashSet<&str> = dated()
        .filter(|(n, year, _)| of_its_year(&n.value, *year))
        .map(|(n, ..)| n.value.as_str())
        .collect();
    let doubtful = dated().filter(|(n, _, settled)| !settled && !sound.contains(n.value.as_str()));
    doubtful
        .filter_map(|(n, year, _)| Some(proposal(n.range.clone(), of_year(&n.value, year)?, 0.5)))
        .collect()
}

fn proposal(range: Range<usize>, value: String, confidence: f64) -> Change {
    Change {
        range,
        value,
        rule: RULE,
        confidence,
        applied: false,
    }
}

/// The mentions of each number, by symbol and length.
fn groups(numbers: &[Number]) -> Vec<Vec<Mentions>> {
    let mut by_value: HashMap<&str, Vec<usize>> = HashMap::default();
    for (i, n) in numbers.iter().enumerate() {
        by_value.entry(&n.value).or_default().push(i);
    }
    let mut values: Vec<_> = by_value.into_iter().collect();
    // A map has no order of its own.
    values.sort_unstable_by_key(|(_, at)| at[0]);
    let mut groups: HashMap<(usize, &str), Vec<Mentions>> = HashMap::default();
    for (value, at) in values {
        let symbol = value.trim_start_matches(|c: char| c.is_ascii_digit() || c == '/');
        let value = value.to_owned();
        let group = groups.entry((value.len(), symbol)).or_default();
        group.push(Mentions { value, at });
    }
    let mut groups: Vec<_> = groups.into_values().collect();
    groups.sort_unstable_by_key(|g| g[0].at[0]);
    groups
}

/// Numbers of a group that differ in one digit, the rarer first.
fn pairs(group: &[Mentions]) -> Vec<(&Mentions, &Mentions)> {
    let mut out = Vec::new();
    if group.len() > LIST {
        return out;
    }
    for (i, a) in group.iter().enumerate() {
        for b in &group[i + 1..] {
            let one_digit = one_apart(&a.value, &b.value);
            match a.at.len().cmp(&b.at.len()) {
                _ if !one_digit => {}
                std::cmp::Ordering::Less => out.push((a, b)),
                std::cmp::Ordering::Greater => out.push((b, a)),
                std::cmp::Ordering::Equal => {}
            }
        }
    }
    out
}

fn one_apart(a: &str, b: &str) -> bool {
    let differ = a.bytes().zip(b.bytes()).filter(|(x, y)| x != y);
    let mut differ = differ.take(2);
    let first = differ.next();
    let digits = first.is_some_and(|(x, y)| x.is_ascii_digit() && y.is_ascii_digit());
    a.len() == b.len() && digits && differ.next().is_none()
}

/// How sure it is that both are one instrument; from .7 on it is sure enough for a change.
fn agreement(minor: &Mentions, major: &Mentions, contexts: &[Context<'_>]) -> Option<f64> {
    let all = |m: &Mentions, both: &dyn Fn(&Context<'_>) -> bool| {
        m.at.iter().all(|&i| both(&contexts[i]))
    };
    let agrees = |c: &Context<'_>, day: bool| {
        major.at.iter().any(|&i| {
            let other = &contexts[i];
            let dated = |c: &Context<'_>| c.date.as_ref().map(|d| d.1);
            match day {
                true => dated(c).is_some() && dated(c) == dated(other),
                false => c.about().is_some() && c.about() == other.about(),
            }
        })
    };
    if minor.at.len() > FEW {
        return None;
    }
    let same_day = all(minor, &|c| agrees(c, true));
    let same_about = all(minor, &|c| agrees(c, false));
    // Neighbours are often signed on one day about one thing.
    let apart = sequence(&minor.value).abs_diff(sequence(&major.value));
    if !same_day || !same_about || (1..NEAR).contains(&apart) {
        return None;
    }
    let clear = minor.at.len() == 1 && major.at.len() >= 2;
    Some(if clear { 0.75 } else { 0.6 })
}

/// The digits before the symbol or year.
fn sequence(value: &str) -> u32 {
    let digits = value.bytes().take_while(u8::is_ascii_digit).count();
    value[..digits].parse().unwrap_or(0)
}

/// A legal number (`61/2018/NĐ-CP`) with the year of its date, where one digit of the year differs.
fn of_year(value: &str, year: u16) -> Option<String> {
    let mut parts = value.splitn(3, '/');
    let (sequence, own, symbol) = (parts.next()?, parts.next()?, parts.next()?);
    let year = year.to_string();
    let is_year = own.len() == 4 && one_apart(own, &year);
    is_year.then(|| format!("{sequence}/{year}/{symbol}"))
}

/// A date of a number that differs in one digit from the one that its other mentions bear.
fn dates(text: &str, of: &Mentions, contexts: &[Context<'_>]) -> Vec<Change> {
    let mut count: HashMap<[u16; 3], u32> = HashMap::default();
    let dated = || of.at.iter().filter_map(|&i| contexts[i].date.as_ref());
    for (_, date) in dated() {
        *count.entry(*date).or_default() += 1;
    }
    let best = count.iter().max_by_key(|(date, n)| (**n, **date));
    let Some((&best, _)) = best.filter(|(_, n)| **n >= 2 && count.len() > 1) else {
        return Vec::new();
    };
    let written = |d: &[u16; 3]| format!("{:02}{:02}{:04}", d[0], d[1], d[2]);
    let wrong = dated().filter(|(_, d)| one_apart(&written(d), &written(&best)));
    wrong
        .map(|(range, _)| proposal(range.clone(), rewritten(&text[range.clone()], best), 0.5))
        .collect()
}

/// A date with other numbers in the places of its own.
fn rewritten(date: &str, by: [u16; 3]) -> String {
    let mut out = String::new();
    let (mut rest, mut by) = (date, by.into_iter());
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let (head, tail) = rest.split_at(at);
        let len = tail.bytes().take_while(u8::is_ascii_digit).count();
        out.push_str(head);
        out.push_str(&format!("{:0len$}", by.next().unwrap_or_default()));
        rest = &tail[len..];
    }
    out + rest
}

/// Date and subject behind a number that ends at `at`.
fn context(text: &str, at: usize) -> Context<'_> {
    /// A subject that begins later belongs to something else.
    const REACH: usize = 160;
    let end = text.floor_char_boundary(at + REACH);
    let rest = &text[at..end];
    let rest = &rest[..rest.find(['\n', ';', '\t']).unwrap_or(rest.len())];
    let (mut found, mut behind) = (None, rest);
    let lead = rest.trim_start_matches([' ', ',', '.']);
    if let Some(dated) = lead.strip_prefix("ngày")
        && let Some((len, date)) = date(dated)
    {
        let start = dated.len() - dated.trim_start().len();
        let from = at + rest.len() - dated.len();
        found = Some((from + start..from + len, date));
        behind = &dated[len..];
    }
    Context {
        date: found,
        behind,
        about: OnceCell::new(),
    }
}

/// The first words of a subject, if there are enough of them to tell it from others.
fn about(rest: &str) -> Option<String> {
    const CUES: &[&str] = &[
        "ve", "quy", "ban", "phe", "huong", "trien", "sua", "thuc", "thong", "phat",
    ];
    const WORDS: usize = 8;
    let fold = fold_string(rest);
    let words = fold
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|w| !w.is_empty());
    let subject: Vec<_> = words
        .skip_while(|w| !CUES.contains(w))
        .take(WORDS)
        .collect();
    (subject.len() == WORDS).then(|| subject.join(" "))
}

/// A full date at the start of `text` (blanks before it allowed): its end, and day, month, year.
fn date(text: &str) -> Option<(usize, [u16; 3])> {
    let (day, rest) = number(text.trim_start_matches(' '), 2)?;
    let rest = between(rest, "tháng")?;
    let (month, rest) = number(rest, 2)?;
    let rest = between(rest, "năm")?;
    let (year, rest) = number(rest, 4)?;
    let fits = (1..=31).contains(&day) && (1..=12).contains(&month) && year >= 1900;
    fits.then(|| (text.len() - rest.len(), [day, month, year]))
}

/// What follows a separator of a date.
fn between<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let text = text.trim_start_matches(' ');
    let rest = text
        .strip_prefix(['/', '-', '.'])
        .or_else(|| text.strip_prefix(word))?;
    Some(rest.trim_start_matches(' '))
}

fn number(text: &str, digits: usize) -> Option<(u16, &str)> {
    let len = text.bytes().take_while(u8::is_ascii_digit).count();
    let value = text[..len].parse().ok().filter(|_| len <= digits)?;
    Some((value, &text[len..]))
}

#[cfg(test)]
mod tests {
    use super::super::number::{changes, numbers};
    use super::*;

    /// What is changed and what is proposed.
    fn read(text: &str) -> (Vec<String>, Vec<String>) {
        let mut found = numbers(text);
        let proposals = compare(text, &mut found);
        let value = |c: Change| c.value;
        (
            changes(text, found).into_iter().map(value).collect(),
            proposals.into_iter().map(value).collect(),
        )
    }

    const ABOUT: &str = "ngày 12/3/2019 của UBND tỉnh về phát triển cây ăn quả đặc sản năm 2019;\n";

    #[test]
    fn day_and_subject_of_two_others_change_a_digit() {
        let text = format!("số 145/KH-UBND {ABOUT}số 145/KH-UBND {ABOUT}số 175/KH-UBND {ABOUT}");
        assert_eq!(read(&text), (vec!["145/KH-UBND".into()], vec![]));
    }

    #[test]
    fn a_second_instrument_stays() {
        let text = "số 18-NQ/TW ngày 25/10/2017 về tiếp tục đổi mới, sắp xếp tổ chức;\n\
            số 19-NQ/TW ngày 25/10/2017 về tiếp tục đổi mới hệ thống tổ chức;\nsố 19-NQ/TW";
        assert_eq!(read(text), (vec![], vec![]));
        let text = format!("số 145/KH-UBND {ABOUT}số 175/KH-UBND {ABOUT}");
        assert_eq!(read(&text), (vec![], vec![]), "neither is the rarer one");
        let text = format!("số 145/KH-UBND {ABOUT}số 145/KH-UBND {ABOUT}số 146/KH-UBND {ABOUT}");
        assert_eq!(read(&text), (vec![], vec![]), "neighbours");
    }

    #[test]
    fn the_year_of_its_date_is_proposed() {
        let text = "Nghị định 16/2005/NĐ-CP, ngày 14/2/2015";
        assert_eq!(read(text), (vec![], vec!["16/2015/NĐ-CP".into()]));
        let text = "Nghị định 16/2004/NĐ-CP, ngày 14/2/2015";
        assert_eq!(read(text), (vec![], vec![]), "two digits");
    }

    #[test]
    fn a_digit_of_a_date_is_proposed() {
        let text = "số 9/KH-UBND ngày 02/3/2020, số 9/KH-UBND ngày 02 tháng 3 năm 2020, \
            số 9/KH-UBND ngày 02/8/2020";
        assert_eq!(read(text), (vec![], vec!["02/3/2020".into()]));
    }
}
