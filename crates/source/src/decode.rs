//! From bytes to text: UTF-8 and UTF-16, each with or without a byte order mark, and what was written
//! before Unicode.
//!
//! The text of a UTF-8 file is the file itself, its byte order mark included, so that offsets count from
//! the first byte. A few damaged bytes do not refuse a document: each becomes U+FFFD and is counted. Words
//! in an old encoding, be they bytes or already spoilt on their way into Unicode, are decoded.

use std::borrow::Cow;

use encoding_rs::{DecoderResult, Encoding, UTF_16BE, UTF_16LE};

use sohoa_layout::{Layout, Notice, NoticeKind};
use sohoa_legacy::Mixed;

use crate::ErrorKind;
use crate::reader::Content;

/// Decodes text, or says why the bytes are none.
pub(crate) fn decode(bytes: Vec<u8>) -> Result<Content, ErrorKind> {
    if bytes.starts_with(b"\xff\xfe") {
        return utf16(&bytes, UTF_16LE, "utf-16le");
    }
    if bytes.starts_with(b"\xfe\xff") {
        return utf16(&bytes, UTF_16BE, "utf-16be");
    }
    match unmarked_utf16(&bytes) {
        Some((encoding, name)) => utf16(&bytes, encoding, name),
        None => utf8(bytes),
    }
}

/// UTF-16 without a mark gives itself away: every second byte of its ASCII letters is zero.
fn unmarked_utf16(bytes: &[u8]) -> Option<(&'static Encoding, &'static str)> {
    let head = &bytes[..bytes.len().min(4096)];
    let zeros = |at: usize| head.iter().skip(at).step_by(2).filter(|b| **b == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), head.len() / 2);
    let many = |n: usize| n * 2 > half;
    let few = |n: usize| n * 50 < half;
    match (half > 2, even, odd) {
        (true, even, odd) if few(even) && many(odd) => Some((UTF_16LE, "utf-16le")),
        (true, even, odd) if many(even) && few(odd) => Some((UTF_16BE, "utf-16be")),
        _ => None,
    }
}

fn utf8(bytes: Vec<u8>) -> Result<Content, ErrorKind> {
    match String::from_utf8(bytes) {
        Ok(text) => {
            Census::of(&text).verdict()?;
            Ok(content(text, "utf-8", 0))
        }
        Err(error) => {
            let mut census = Census::of_damaged(error.as_bytes());
            let verdict = census.verdict();
            if verdict == Err(ErrorKind::Binary) {
                return Err(ErrorKind::Binary);
            }
            let read = sohoa_legacy::decode_mixed_bytes(error.as_bytes());
            census.bad = read.undecodable;
            // Where nothing is in an old encoding, bytes that are no UTF-8 are damage.
            if read.spans.is_empty() {
                verdict?;
            } else {
                census.verdict()?;
            }
            let (name, layout) = found(&read, "utf-8");
            Ok(whole(read.text.into_owned(), name, census.bad, layout))
        }
    }
}

/// An encoding told more surely than this is not worth a word.
const SURE: f64 = 0.95;

/// What was decoded in a text, and the encoding to name it by.
fn found(read: &Mixed<'_>, otherwise: &'static str) -> (&'static str, Layout) {
    let words = read.spans.iter().map(|s| s.words).sum::<usize>();
    let sureness = read.spans.iter().map(|s| s.confidence).fold(1.0, f64::min);
    let old = read.verdict.encoding != sohoa_legacy::Encoding::Utf8;
    let name = if old {
        read.verdict.encoding.name()
    } else {
        otherwise
    };
    let mut layout = Layout {
        decoded: u32::try_from(words).unwrap_or(u32::MAX),
        ..Layout::default()
    };
    if words > 0 && sureness < SURE {
        layout.notices.push(Notice {
            kind: NoticeKind::EncodingGuessed,
            page: None,
            what: format!("{name}, {:.0} %", sureness * 100.0),
        });
    }
    (name, layout)
}

/// The mark of UTF-16 belongs to its bytes and not to its text.
fn utf16(
    bytes: &[u8],
    encoding: &'static Encoding,
    name: &'static str,
) -> Result<Content, ErrorKind> {
    let mut decoder = encoding.new_decoder_with_bom_removal();
    let mut text = String::with_capacity(bytes.len() * 3 / 2 + 16);
    let (mut at, mut bad) = (0, 0u64);
    loop {
        let (result, read) =
            decoder.decode_to_string_without_replacement(&bytes[at..], &mut text, true);
        at += read;
        match result {
            DecoderResult::InputEmpty => break,
            DecoderResult::OutputFull => text.reserve(bytes.len() - at + 16),
            DecoderResult::Malformed(..) => {
                bad += 1;
                text.push('\u{fffd}');
            }
        }
    }
    let units = bytes.len() as u64 / 2;
    if bad * 10 > units.max(10) {
        let of = bytes.len() as u64;
        return Err(ErrorKind::Undecodable { bad: bad * 2, of });
    }
    if Census::of(&text).is_mostly_control() {
        return Err(ErrorKind::Binary);
    }
    Ok(content(text, name, bad))
}

/// Text in Unicode, in which words may still be spoilt by an old encoding.
fn content(text: String, encoding: &'static str, bad: u64) -> Content {
    let read = sohoa_legacy::decode_mixed(&text);
    let (name, layout) = found(&read, encoding);
    match read.text {
        Cow::Owned(restored) => whole(restored, name, bad, layout),
        Cow::Borrowed(_) => whole(text, name, bad, layout),
    }
}

fn whole(text: String, encoding: &'static str, bad: u64, layout: Layout) -> Content {
    Content {
        media_type: "text/plain",
        text,
        encoding,
        undecodable: u32::try_from(bad).unwrap_or(u32::MAX),
        layout,
    }
}

/// Counts of bytes, enough to tell text from damage and damage from another encoding.
struct Census {
    all: u64,
    /// Bytes above ASCII.
    high: u64,
    /// Bytes that are no part of a UTF-8 character.
    bad: u64,
    /// Control bytes that text does not hold.
    control: u64,
}

impl Census {
    fn of(text: &str) -> Self {
        Census::with(text.as_bytes(), 0)
    }

    fn of_damaged(bytes: &[u8]) -> Self {
        Census::with(bytes, bytes.utf8_chunks().map(|c| c.invalid().len()).sum())
    }

    fn with(bytes: &[u8], bad: usize) -> Self {
        let odd = |b: &u8| *b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c);
        let count = |n: usize| n as u64;
        Census {
            all: count(bytes.len()),
            high: count(bytes.iter().filter(|b| !b.is_ascii()).count()),
            bad: count(bad),
            control: count(bytes.iter().filter(|b| odd(b)).count()),
        }
    }

    /// `Ok` where the bytes are UTF-8 with at most a few of them damaged.
    fn verdict(&self) -> Result<(), ErrorKind> {
        if self.is_mostly_control() {
            return Err(ErrorKind::Binary);
        }
        if self.is_little_damaged() {
            return Ok(());
        }
        // Real UTF-8 text keeps most of its letters whole even when it is damaged.
        if self.bad * 2 > self.high {
            return Err(self.foreign());
        }
        let (bad, of) = (self.bad, self.all);
        if bad * 10 > of {
            return Err(ErrorKind::Undecodable { bad, of });
        }
        Ok(())
    }

    fn is_mostly_control(&self) -> bool {
        self.control * 10 > self.all
    }

    /// Up to one byte in fifty; in a short text up to three bytes.
    fn is_little_damaged(&self) -> bool {
        self.bad * 50 <= self.all || (self.bad <= 3 && self.bad * 10 <= self.all)
    }

    /// Vietnamese in an 8-bit encoding has a letter with marks in three to four; noise has every second.
    fn foreign(&self) -> ErrorKind {
        if self.high * 20 <= self.all * 9 && self.control * 20 <= self.all {
            ErrorKind::LegacyEncoding
        } else {
            ErrorKind::Binary
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(bytes: &[u8]) -> ErrorKind {
        decode(bytes.to_vec()).unwrap_err()
    }

    #[test]
    fn utf8_is_itself_mark_and_all() {
        let text = "\u{feff}Kế hoạch\r\nsố 5";
        let got = decode(text.as_bytes().to_vec()).unwrap();
        assert_eq!(
            (got.text.as_str(), got.encoding, got.undecodable),
            (text, "utf-8", 0)
        );
        assert_eq!(decode(Vec::new()).unwrap().text, "");
    }

    #[test]
    fn utf16_loses_its_mark() {
        for (mark, name) in [(0xfeffu16, "utf-16le"), (0xfffe, "utf-16be")] {
            let swap = mark == 0xfffe;
            let units = "\u{feff}Kế hoạch".encode_utf16();
            let bytes: Vec<u8> = units
                .flat_map(|u| {
                    if swap {
                        u.to_be_bytes()
                    } else {
                        u.to_le_bytes()
                    }
                })
                .collect();
            let got = decode(bytes).unwrap();
            assert_eq!((got.text.as_str(), got.encoding), ("Kế hoạch", name));
        }
    }

    #[test]
    fn a_long_utf16_text_with_a_lone_surrogate_is_counted() {
        let mut bytes = b"\xff\xfe".to_vec();
        bytes.extend(
            "Kế hoạch "
                .repeat(500)
                .encode_utf16()
                .flat_map(u16::to_le_bytes),
        );
        bytes.extend([0x00, 0xd8, b'a', 0]);
        let got = decode(bytes).unwrap();
        assert_eq!(got.undecodable, 1);
        assert!(got.text.ends_with("hoạch \u{fffd}a"));
    }

    #[test]
    fn a_few_bad_bytes_are_counted() {
        let mut bytes = "Kế hoạch kiểm tra công vụ năm 2024".as_bytes().to_vec();
        bytes.push(0xff);
        bytes.extend_from_slice(b"\xe1\xba");
        let got = decode(bytes).unwrap();
        assert_eq!(got.undecodable, 3);
        assert_eq!(got.text.matches('\u{fffd}').count(), 3);
    }

    #[test]
    fn old_encodings_are_read() {
        let tcvn3 = b"C\xe9ng h\xdfa x\xb7 h\xe9i ch\xf1 ngh\xdca Vi\xd6t Nam";
        let got = decode(tcvn3.to_vec()).unwrap();
        let (text, name) = (got.text.as_str(), got.encoding);
        assert_eq!(
            (text, name),
            ("Cộng hòa xã hội chủ nghĩa Việt Nam", "tcvn3")
        );
        assert_eq!(got.layout.decoded, 7);
        assert!(got.layout.notices.is_empty(), "{:?}", got.layout.notices);
    }

    #[test]
    fn other_bytes_are_named() {
        let latin1 = b"M\xfcllers B\xe4ckerei in K\xf6ln hat ge\xf6ffnet, fr\xfch und sp\xe4t";
        assert_eq!(kind(latin1), ErrorKind::LegacyEncoding);
        assert_eq!(kind(&[0; 64]), ErrorKind::Binary);
        let noise: Vec<u8> = (0..4096u32)
            .map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8)
            .collect();
        assert_eq!(kind(&noise), ErrorKind::Binary);
    }

    #[test]
    fn mojibake_is_restored() {
        let got = decode("Số: 5\nCéng hßa x· héi\n".as_bytes().to_vec()).unwrap();
        assert_eq!(got.text, "Số: 5\nCộng hòa xã hội\n");
        let mut wide = b"\xff\xfe".to_vec();
        wide.extend(
            "UÛy ban nhaân daân"
                .encode_utf16()
                .flat_map(u16::to_le_bytes),
        );
        let got = decode(wide).unwrap();
        assert_eq!(
            (got.text.as_str(), got.encoding),
            ("Ủy ban nhân dân", "vni")
        );
    }

    #[test]
    fn lines_of_utf8_stand_beside_old_ones() {
        let mut bytes = "Nơi nhận: Sở Nội vụ\n".as_bytes().to_vec();
        bytes.extend(b"- L\xadu: VT; ph\xdfng T\xe6 ch\xf8c");
        let got = decode(bytes).unwrap();
        assert!(
            got.text.starts_with("Nơi nhận: Sở Nội vụ\n"),
            "{}",
            got.text
        );
        assert!(
            got.text.ends_with("\n- Lưu: VT; phòng Tổ chức"),
            "{}",
            got.text
        );
        assert_eq!(got.undecodable, 0);
    }
}
