//! Document numbers as text repair leaves them.
//!
//! ```text
//! docnum   = seq "/" year "/" symbol      (* 28/2018/QĐ-TTg, 54/2017/QH14, 10/2014/TTLT-BTC-BNV *)
//!          | seq "/" symbol               (* 03/KH-UBND, 9986/UBND-CCHC, 70/CP *)
//!          | seq "-" type "/" issuer      (* 109-KH/HU *)
//!          | number "/" part              (* of the 1990s: 27/2001/QĐ/BTC, 815-TC/QĐ/CĐKT *)
//! seq      = digit { digit } [ "." digit [ digit ] ] [ lower ]    symbol = part { "-" part }
//! blank    = { "." | "…" | " " | "_" } "/" symbol                        (* only behind the label "Số" *)
//! ```
//! Real example: `9986/UBND-CCHC`. Source: Nghị định 30/2020/NĐ-CP annex I (số, ký hiệu), annex III
//! (codes); Hướng dẫn 36-HD/VPTW (Party numbers). Known misses: numbers without a slash (`38-CP`).

use nom::branch::alt;
use nom::bytes::complete::{take_while, take_while_m_n};
use nom::character::complete::{char, one_of};
use nom::combinator::{opt, recognize, verify};
use nom::multi::many0;
use nom::sequence::{pair, preceded, terminated};
use nom::{IResult, Parser};

/// A document number and its parts, borrowed from the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocNumber<'t> {
    /// `None` when left blank or illegible.
    pub sequence: Option<&'t str>,
    /// The year inside a legal document's number.
    pub year: Option<&'t str>,
    /// `KH-UBND`; for the Party `KH/HU`.
    pub symbol: &'t str,
    /// Written with a hyphen behind the sequence (`109-KH/HU`).
    pub party: bool,
}

impl DocNumber<'_> {
    /// The number without blanks; `/KH-UBND` when the sequence is blank.
    #[must_use]
    pub fn canonical(&self) -> String {
        let seq = self.sequence.unwrap_or("");
        match (self.party, self.year) {
            (true, _) => [seq, "-", self.symbol].concat(),
            (_, Some(y)) => [seq, "/", y, "/", self.symbol].concat(),
            _ => [seq, "/", self.symbol].concat(),
        }
    }

    /// Whether a code that is no issuer's stands before an issuer's, as that of a type would: `KB-UBND`.
    #[must_use]
    pub fn names_other_type(&self) -> bool {
        let issuer = |part: &str| sohoa_vocab::issuer(part).is_some();
        let mut parts = self.symbol.split(['-', '–']);
        let (first, second) = (parts.next().unwrap_or_default(), parts.next());
        !issuer(first) && !is_type(first) && first.len() < 4 && second.is_some_and(issuer)
    }

    /// The type the symbol names, where its code is known and not the issuer's.
    #[must_use]
    pub fn kind(&self) -> Option<&'static str> {
        let first = self.symbol.split(['-', '/']).next()?;
        if self.symbol.starts_with("QH") {
            return Some("luat");
        }
        if first.len() == self.symbol.len() && !self.party {
            return None;
        }
        // In "815-TC/QĐ/CĐKT" the issuer stands first.
        let later = self.symbol.split('/').skip(1).find(|p| is_type(p));
        let t = sohoa_vocab::doc_type(later.unwrap_or(first))?;
        (self.symbol.len() > first.len()).then_some(t.kind)
    }
}

/// The number at the start of `input`, and what follows it.
pub fn number(input: &str) -> IResult<&str, DocNumber<'_>> {
    verify(alt((party, legal, plain)), plausible).parse(input)
}

/// A number of one code that no table knows, where the words before it say that it is one: `285/CCTTHC`.
pub fn lone_number(input: &str) -> IResult<&str, DocNumber<'_>> {
    let code = |n: &DocNumber<'_>| n.symbol.len() > 2 && !n.symbol.contains(char::is_lowercase);
    verify(plain, code).parse(input)
}

/// A number whose sequence was left blank: dots, blanks or underscores before the slash.
pub fn blank_number(input: &str) -> IResult<&str, DocNumber<'_>> {
    alt((blank_party, blank_plain)).parse(input)
}

fn blank_party(input: &str) -> IResult<&str, DocNumber<'_>> {
    let (rest, _) = take_while(|c| matches!(c, '.' | '…' | ' ' | '_')).parse(input)?;
    let (rest, _) = one_of("-–").parse(rest)?;
    let typed = verify(part, |p: &str| is_type(p));
    let (rest, symbol) = recognize((typed, char('/'), symbol)).parse(rest)?;
    let n = DocNumber {
        sequence: None,
        year: None,
        symbol,
        party: true,
    };
    Ok((rest, n))
}

fn blank_plain(input: &str) -> IResult<&str, DocNumber<'_>> {
    let (rest, _) = take_while(|c| matches!(c, '.' | '…' | ' ' | '_' | '-')).parse(input)?;
    let (rest, _) = char('/').parse(rest)?;
    let (rest, year) = opt(terminated(year, char('/'))).parse(rest)?;
    let (rest, symbol) = symbol(rest)?;
    let n = DocNumber {
        sequence: None,
        year,
        symbol,
        party: false,
    };
    Ok((rest, n))
}

fn party(input: &str) -> IResult<&str, DocNumber<'_>> {
    let (rest, sequence) = sequence(input)?;
    let (rest, _) = one_of("-–").parse(rest)?;
    let (rest, symbol) = recognize((part, char('/'), symbol)).parse(rest)?;
    Ok((
        rest,
        DocNumber {
            sequence: Some(sequence),
            year: None,
            symbol,
            party: true,
        },
    ))
}

fn legal(input: &str) -> IResult<&str, DocNumber<'_>> {
    let (rest, sequence) = terminated(sequence, char('/')).parse(input)?;
    let (rest, year) = terminated(year, char('/')).parse(rest)?;
    let (rest, symbol) = symbol(rest)?;
    Ok((
        rest,
        DocNumber {
            sequence: Some(sequence),
            year: Some(year),
            symbol,
            party: false,
        },
    ))
}

fn plain(input: &str) -> IResult<&str, DocNumber<'_>> {
    let (rest, sequence) = terminated(sequence, char('/')).parse(input)?;
    let (rest, symbol) = symbol(rest)?;
    Ok((
        rest,
        DocNumber {
            sequence: Some(sequence),
            year: None,
            symbol,
            party: false,
        },
    ))
}

fn sequence(input: &str) -> IResult<&str, &str> {
    let digits = |c: char| c.is_ascii_digit();
    recognize((
        take_while_m_n(1, 6, digits),
        opt(pair(char('.'), take_while_m_n(1, 2, digits))),
        opt(verify(nom::character::complete::anychar, |c| {
            c.is_ascii_lowercase()
        })),
    ))
    .parse(input)
}

fn year(input: &str) -> IResult<&str, &str> {
    verify(
        take_while_m_n(4, 4, |c: char| c.is_ascii_digit()),
        |y: &str| y.starts_with("19") || y.starts_with("20"),
    )
    .parse(input)
}

/// Parts behind hyphens; behind a slash too where one of the parts is the code of a type.
fn symbol(input: &str) -> IResult<&str, &str> {
    let slashed = recognize((parts, char('/'), parts));
    let typed = |s: &&str| s.split(['/', '-', '–']).any(is_type);
    alt((verify(slashed, typed), parts)).parse(input)
}

fn parts(input: &str) -> IResult<&str, &str> {
    recognize(pair(part, many0(preceded(one_of("-–"), part)))).parse(input)
}

fn is_type(part: &str) -> bool {
    sohoa_vocab::doc_type(part).is_some()
}

/// A part of the symbol: begins with a capital; letters, digits and `&`.
fn part(input: &str) -> IResult<&str, &str> {
    verify(
        take_while(|c: char| c.is_alphanumeric() || c == '&'),
        |p: &str| p.chars().next().is_some_and(char::is_uppercase),
    )
    .parse(input)
}

/// Symbols are codes: mostly capitals, and a lone part must be a known issuer.
fn plausible(n: &DocNumber<'_>) -> bool {
    let letters = n.symbol.chars().filter(|c| c.is_alphabetic());
    let capitals = letters.clone().filter(|c| c.is_uppercase()).count();
    if capitals * 2 < letters.count() || n.symbol.len() > 48 {
        return false;
    }
    if n.party {
        return n.symbol.split('/').take(2).any(is_type);
    }
    let stem = n.symbol.trim_end_matches(|c: char| c.is_ascii_digit());
    n.symbol.contains(['-', '–', '/']) || n.year.is_some() || sohoa_vocab::issuer(stem).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_the_grammar() {
        for (text, canonical, kind) in [
            ("03/KH-UBND ngày", "03/KH-UBND", Some("ke_hoach")),
            ("9986/UBND-CCHC", "9986/UBND-CCHC", None),
            ("28/2018/QĐ-TTg.", "28/2018/QĐ-TTg", Some("quyet_dinh")),
            ("54/2017/QH14", "54/2017/QH14", Some("luat")),
            ("109-KH/HU,", "109-KH/HU", Some("ke_hoach")),
            ("30c/NQ-CP", "30c/NQ-CP", Some("nghi_quyet")),
            ("66.18/2026/NQ-CP", "66.18/2026/NQ-CP", Some("nghi_quyet")),
            ("70/CP", "70/CP", None),
            ("27/2001/QĐ/BTC", "27/2001/QĐ/BTC", Some("quyet_dinh")),
            ("815-TC/QĐ/CĐKT ngày", "815-TC/QĐ/CĐKT", Some("quyet_dinh")),
        ] {
            let (_, n) = number(text).unwrap();
            assert_eq!(
                (n.canonical().as_str(), n.kind()),
                (canonical, kind),
                "{text}"
            );
        }
    }

    #[test]
    fn blanks_and_false_friends() {
        let (_, n) = blank_number("      /KH-UBND").unwrap();
        assert_eq!(n.canonical(), "/KH-UBND");
        let (_, n) = blank_number("      -KH/ĐU").unwrap();
        assert_eq!(n.canonical(), "-KH/ĐU");
        for text in ["300/người/ngày", "19/6/2015", "24/7", "12/Phòng", "3/4"] {
            assert!(number(text).is_err(), "{text}");
        }
    }
}
