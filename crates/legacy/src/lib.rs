//! Vietnamese from before Unicode: bytes or mojibake in, Unicode out, with what was decided and how surely.
//!
//! Where the font of a run is known, [`by_font`] names its encoding and [`decode`] reads it:
//!
//! ```
//! let font = sohoa_legacy::by_font("ABCDEF+.VnTimeH").unwrap();
//! assert_eq!(sohoa_legacy::decode("céng hßa", font.encoding, font.capital), "CỘNG HÒA");
//! ```
//!
//! Where it is not, [`decode_mixed`] weighs what each word would say in each encoding, finds the cheapest
//! reading of the whole, and leaves alone what is Unicode already or another language:
//!
//! ```
//! let read = sohoa_legacy::decode_mixed("Sè: 12/Q§-UB\nngày 5 tháng 3 năm 2004\nUÛy ban nhaân daân tænh");
//! assert_eq!(read.text, "Số: 12/QĐ-UB\nngày 5 tháng 3 năm 2004\nỦy ban nhân dân tỉnh");
//! let names: Vec<&str> = read.spans.iter().map(|s| s.encoding.name()).collect();
//! assert_eq!(names, ["tcvn3", "vni"]);
//! ```
//!
//! Characters of U+0080–U+00FF and those of Windows-1252 stand for the bytes they came from, which is
//! what most programs make of such files. [`encode`] is the way back.

mod byte;
mod case;
mod encoding;
mod font;
mod mixed;
mod path;
mod reading;
mod scan;
mod start;
mod syllable;
mod table;
mod viqr;
mod ways;
mod weave;

pub use case::restore_capitals;
pub use encoding::{Encoding, decode, decode_bytes, encode};
pub use font::{Font, by_font};
pub use mixed::{Mixed, Span, Verdict, decode_mixed, decode_mixed_bytes, detect, detect_bytes};
