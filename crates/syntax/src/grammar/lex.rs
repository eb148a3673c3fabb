//! What the value grammars share: numbers as recognition leaves them, fillers and word boundaries.
//!
//! All parsers read the fold (`Folded::bytes`): lower-case ASCII, one byte a character.
//!
//! ```text
//! filler = { " " | "." | "," | "_" | "*" | "'" | tab | newline } ;      (* dotted lines left to be filled in *)
//! num2   = digit' , [ digit' ] ;                                        (* with one true digit, or a lone l or i *)
//! year   = ( "1" | "2" ) , digit' , digit' , digit' ;
//! digit' = digit | "o" | "l" | "i" ;                                    (* 0 and 1 as they are misread *)
//! ```

use nom::bytes::complete::{tag, take_while, take_while_m_n};
use nom::combinator::{map_opt, verify};
use nom::{IResult, Parser};

/// The outcome of a parser over the fold.
pub(crate) type Res<'a, T> = IResult<&'a [u8], T>;

/// Blanks and line ends.
pub(crate) fn is_blank(b: u8) -> bool {
    matches!(b, b' ' | b'\t' | b'\n' | b'\r')
}

/// Skips blanks.
pub(crate) fn blanks(i: &[u8]) -> Res<'_, &[u8]> {
    take_while(is_blank).parse(i)
}

/// The position of the first byte at or after `at` that is no blank.
pub(crate) fn skip_blanks(bytes: &[u8], at: usize) -> usize {
    at + bytes
        .get(at..)
        .map_or(0, |r| r.iter().take_while(|b| is_blank(**b)).count())
}

/// Skips blanks and the dots of a line that was to be filled in by hand.
pub(crate) fn filler(i: &[u8]) -> Res<'_, &[u8]> {
    take_while(|b| is_blank(b) || matches!(b, b'.' | b',' | b'_' | b'*' | b'\'')).parse(i)
}

/// True where no letter or digit stands directly before `at`.
pub(crate) fn opens(bytes: &[u8], at: usize) -> bool {
    at == 0 || !bytes[at - 1].is_ascii_alphanumeric()
}

/// True where no letter or digit follows.
pub(crate) fn shut(rest: &[u8]) -> bool {
    !rest.first().is_some_and(u8::is_ascii_alphanumeric)
}

/// `w` with no letter after it (a digit may be glued to it: `thang4`).
pub(crate) fn word<'a>(
    w: &'static str,
) -> impl Parser<&'a [u8], Output = (), Error = nom::error::Error<&'a [u8]>> {
    move |i: &'a [u8]| {
        let (rest, _) = tag(w.as_bytes()).parse(i)?;
        if rest.first().is_some_and(u8::is_ascii_alphabetic) {
            return Err(nom::Err::Error(nom::error::Error::new(
                i,
                nom::error::ErrorKind::Tag,
            )));
        }
        Ok((rest, ()))
    }
}

/// A digit, or the letter that recognition reads for 0 or 1.
fn loose_digit(b: u8) -> Option<u32> {
    match b {
        b'0'..=b'9' => Some(u32::from(b - b'0')),
        b'o' => Some(0),
        b'l' | b'i' => Some(1),
        _ => None,
    }
}

/// False where neither [`num2`] nor [`year`] reads anything: a letter beside the first digit.
pub(crate) fn may_be_number(i: &[u8]) -> bool {
    let digit = |b: &u8| loose_digit(*b).is_some();
    let after = |b: &u8| digit(b) || !b.is_ascii_alphabetic();
    i.first().is_some_and(digit) && i.get(1).is_none_or(after)
}

fn loose_value(digits: &[u8]) -> Option<u32> {
    let lone_one = matches!(digits, b"l" | b"i");
    if !lone_one && !digits.iter().any(u8::is_ascii_digit) {
        return None;
    }
    digits
        .iter()
        .try_fold(0, |n, &b| Some(n * 10 + loose_digit(b)?))
}

/// A number of one or two digits, as of a day or a month; no letter or digit may follow.
pub(crate) fn num2(i: &[u8]) -> Res<'_, u32> {
    let digits = take_while_m_n(1, 2, |b| loose_digit(b).is_some());
    let (rest, n) = map_opt(digits, loose_value).parse(i)?;
    if !shut(rest) {
        return Err(nom::Err::Error(nom::error::Error::new(
            i,
            nom::error::ErrorKind::Digit,
        )));
    }
    Ok((rest, n))
}

/// A year of four digits from 1900 to 2199; no letter or digit may follow.
pub(crate) fn year(i: &[u8]) -> Res<'_, i32> {
    let digits = take_while_m_n(4, 4, |b| loose_digit(b).is_some());
    let first = verify(digits, |d: &[u8]| matches!(d[0], b'1' | b'2'));
    let (rest, y) = map_opt(first, loose_value).parse(i)?;
    if !(1900..2200).contains(&y) || !shut(rest) {
        return Err(nom::Err::Error(nom::error::Error::new(
            i,
            nom::error::ErrorKind::Digit,
        )));
    }
    Ok((rest, y.cast_signed()))
}

/// How many days month `m` of `year` has.
pub(crate) fn days_in(year: i32, m: u32) -> u32 {
    match m {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_misread() {
        assert_eq!(num2(b"o9 ").unwrap().1, 9);
        assert_eq!(num2(b"1o/").unwrap().1, 10);
        assert_eq!(num2(b"l").unwrap().1, 1);
        assert!(num2(b"o").is_err());
        assert!(num2(b"123").is_err());
        assert_eq!(year(b"2ol9").unwrap().1, 2019);
        assert!(year(b"20199").is_err());
        assert!(year(b"3019").is_err());
    }

    #[test]
    fn february() {
        assert_eq!(
            (days_in(2020, 2), days_in(2021, 2), days_in(1900, 2)),
            (29, 28, 28)
        );
    }
}
