//! Laws, which are cited by name.
//!
//! ```text
//! law      = ( "Hiến pháp" | "Bộ luật" | "Luật" | "Pháp lệnh" ) name [ "ngày" date | "năm" year ]
//! ```
//! Example: `Luật Tổ chức chính quyền địa phương ngày 19/6/ 2015`.

use std::ops::Range;

use sohoa_text::fold::Folded;

use super::CitationHit;
use crate::grammar::date;

/// Laws cited by name, outside the ranges already taken.
#[must_use]
pub fn scan_laws(f: &Folded, taken: &[CitationHit]) -> Vec<CitationHit> {
    const LAWS: &[(&str, &str)] = &[
        ("bo luat ", "bo_luat"),
        ("luat ", "luat"),
        ("phap lenh ", "phap_lenh"),
        ("hien phap", "hien_phap"),
    ];
    let bytes = f.bytes();
    let mut out = Vec::new();
    let mut i = 0;
    while i < bytes.len() {
        let opens = i == 0 || !bytes[i - 1].is_ascii_alphanumeric();
        let law = LAWS
            .iter()
            .find(|(w, _)| opens && bytes[i..].starts_with(w.as_bytes()));
        let capital = f.slice(i, bytes.len()).starts_with(char::is_uppercase);
        let Some((word, kind)) = law.filter(|_| capital) else {
            i += 1;
            continue;
        };
        let end = law_end(bytes, i + word.len());
        let range = f.at(i)..f.at(end);
        i = end.max(i + 1);
        // The number of a law may stand behind its name; another instrument may, too.
        let reach = |t: &CitationHit| {
            if LAWS.iter().any(|(_, k)| *k == t.kind) {
                24
            } else {
                0
            }
        };
        if taken
            .iter()
            .any(|t| t.range.start < range.end + reach(t) && range.start < t.range.end)
        {
            continue;
        }
        out.push(law_hit(f, range, kind));
    }
    out
}

/// A law's mention ends behind its date or year, else at a closing mark or at a comma before another instrument.
fn law_end(bytes: &[u8], from: usize) -> usize {
    let stop = bytes[from..]
        .iter()
        .position(|b| matches!(b, b';' | b')' | b'\n'))
        .map_or(bytes.len(), |i| from + i);
    let stop = (from..stop)
        .find(|&i| bytes[i] == b'.' && bytes.get(i + 1).is_none_or(|b| *b == b' '))
        .unwrap_or(stop);
    const OTHERS: &[&[u8]] = &[
        b", luat",
        b", bo luat",
        b", phap lenh",
        b", nghi dinh",
        b", quyet dinh",
        b", nghi quyet",
        b", thong tu",
        b", uy ban",
        b", ubnd",
    ];
    const JOINED: &[&[u8]] = &[
        b" va nghi dinh",
        b" va quyet dinh",
        b" va nghi quyet",
        b" va thong tu",
        b" va chi thi",
        b" va ke hoach so",
    ];
    let joined = (from..stop)
        .find(|&i| bytes[i] == b' ' && JOINED.iter().any(|o| bytes[i..].starts_with(o)));
    let stop = joined.unwrap_or(stop);
    (from..stop)
        .find(|&i| bytes[i] == b',' && OTHERS.iter().any(|o| bytes[i..].starts_with(o)))
        .unwrap_or(stop)
}

fn law_hit(f: &Folded, range: Range<usize>, kind: &'static str) -> CitationHit {
    let (from, to) = (f.index_of(range.start), f.index_of(range.end));
    let day = (from..to)
        .find(|&i| f.bytes()[i..].starts_with(b" ngay "))
        .map(|i| i + 1);
    let mut hit = CitationHit {
        range: range.clone(),
        number: None,
        canonical: None,
        kind,
        date: None,
        issuer: None,
        title: None,
    };
    let mut end = range.end;
    if let Some(d) = day.and_then(|i| date::date_at(f, i)) {
        hit.date = d.iso();
        hit.range.end = f.at(d.end);
        end = f.at(day.unwrap_or(to)).saturating_sub(1);
    } else if let Some(y) = year_of(f, from, to) {
        hit.date = Some(y);
    }
    hit.title = Some(range.start..end);
    hit
}

fn year_of(f: &Folded, from: usize, to: usize) -> Option<String> {
    let bytes = &f.bytes()[from..to];
    let at = memchr::memmem::rfind(bytes, b" nam ")? + 5;
    let year: String = bytes[at..].iter().take(4).map(|b| *b as char).collect();
    (year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit())).then_some(year)
}

/// The name of a law that stands before its number: "Luật Quy hoạch số 21/2017/QH14".
pub(super) fn name_before(f: &Folded, number: usize, done: usize) -> Option<Range<usize>> {
    let (floor, end) = (f.index_of(done), f.index_of(number));
    let bytes = &f.bytes()[floor..end];
    let start = bytes
        .iter()
        .rposition(|b| matches!(b, b';' | b'.' | b'\n'))
        .map_or(0, |i| i + 1);
    let words: [&[u8]; 3] = [b"bo luat ", b"luat ", b"phap lenh "];
    let at = words
        .iter()
        .filter_map(|w| memchr::memmem::find(&bytes[start..], w))
        .filter(|&i| {
            f.slice(floor + start + i, end)
                .starts_with(char::is_uppercase)
        })
        .min()?;
    let from = f.at(floor + start + at);
    let name = f.text()[from..number].trim_end_matches([' ', ',', ':']);
    (name.chars().count() < 120).then(|| from..from + name.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::citation::scan;

    #[test]
    fn a_law_and_another_instrument() {
        let f =
            Folded::new("Thực hiện Luật Thú y năm 2015 và Quyết định số 5/QĐ-TTg của Thủ tướng;");
        let hits = scan_laws(&f, &scan(&f));
        assert_eq!(&f.text()[hits[0].range.clone()], "Luật Thú y năm 2015");
    }

    #[test]
    fn laws_by_name() {
        let f = Folded::new("Căn cứ Luật Tổ chức chính quyền địa phương ngày 19/6/ 2015;");
        let hits = scan_laws(&f, &scan(&f));
        assert_eq!(hits.len(), 1);
        assert_eq!(hits[0].date.as_deref(), Some("2015-06-19"));
        assert_eq!(
            &f.text()[hits[0].title.clone().unwrap()],
            "Luật Tổ chức chính quyền địa phương"
        );
    }
}
