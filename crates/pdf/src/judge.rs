//! Whether a page's text layer says what the page shows.
//!
//! A layer can lie: recognition for another language, glyphs whose codes mean nothing, a caption over the
//! picture of a page. People see the page, programs only the layer; Vietnamese has few syllables and marks on
//! most of them, so that a lying layer gives itself away.

use std::collections::HashSet;

use sohoa_span::Box4;
use sohoa_vocab::SYLLABLES;

/// A page with fewer words over a picture is a picture with a caption.
const CAPTION: u32 = 25;
/// With fewer words a page cannot be judged.
const FEW: u32 = 12;
/// A picture over this share of the page is the page.
const COVERS: f32 = 0.6;

/// What a page's text layer is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It says what the page shows, as far as can be told.
    Good,
    /// The page is a picture with no layer worth the name.
    Picture,
    /// It says something else than the page shows.
    Lies,
}

/// Words of a layer by kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Count {
    /// Words of letters, two or more.
    words: u32,
    /// Those that are syllables of Vietnamese.
    legal: u32,
    /// Those that are, and have a mark or a letter that only Vietnamese has.
    marked: u32,
    /// Signs that are no letters of any language here.
    strange: u32,
    letters: u32,
}

/// Judges a page by the words of its layer, its pictures, and its size.
pub(crate) fn judge<'t>(
    words: impl Iterator<Item = &'t str>,
    pictures: &[Box4],
    size: (f32, f32),
) -> Verdict {
    let count = count(words);
    let scan = share(pictures, size) >= COVERS;
    if scan && count.words < CAPTION {
        return Verdict::Picture;
    }
    let of = |part: u32, whole: u32| f64::from(part) / f64::from(whole.max(1));
    if count.letters > 30 && of(count.strange, count.letters) > 0.15 {
        return Verdict::Lies;
    }
    if count.words < FEW {
        return Verdict::Good;
    }
    let (legal, marked) = (of(count.legal, count.words), of(count.marked, count.words));
    // Tables of names and abbreviations have fewer syllables than prose, recognised text has some slips.
    let lies = if scan {
        legal < 0.7 || marked < 0.3
    } else {
        legal < 0.3 && marked < 0.1 && !is_latin(&count)
    };
    if lies { Verdict::Lies } else { Verdict::Good }
}

/// Text in another language with Latin letters is no lie.
fn is_latin(count: &Count) -> bool {
    count.strange * 50 <= count.letters
}

/// The share of the page that pictures cover; strips of one picture count together.
fn share(pictures: &[Box4], (width, height): (f32, f32)) -> f32 {
    let area = |b: &Box4| {
        let w = b[2].min(width) - b[0].max(0.0);
        let h = b[3].min(height) - b[1].max(0.0);
        w.max(0.0) * h.max(0.0)
    };
    let mut seen = HashSet::new();
    let key = |b: &Box4| b.map(|v| v.round() as i32);
    let different = pictures.iter().filter(|b| seen.insert(key(b)));
    different.map(area).sum::<f32>() / (width * height).max(1.0)
}

fn count<'t>(words: impl Iterator<Item = &'t str>) -> Count {
    let mut count = Count::default();
    for word in words {
        for c in word.chars() {
            count.letters += 1;
            count.strange += u32::from(is_strange(c));
        }
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if bare.chars().nth(1).is_none() || !bare.chars().all(char::is_alphabetic) {
            // A sign within a word is a slip of recognition, unless there are digits: a number or a code.
            let torn = bare.chars().any(char::is_alphabetic)
                && !bare.contains(|c: char| c.is_ascii_digit() || "/-.,".contains(c));
            count.words += u32::from(torn && bare.chars().nth(1).is_some());
            continue;
        }
        count.words += 1;
        let lower = bare.to_lowercase();
        if SYLLABLES.contains(lower.as_str()) {
            count.legal += 1;
            count.marked += u32::from(!lower.is_ascii());
        }
    }
    count
}

/// Signs that no paper of an office has: other scripts, controls, what nobody knows.
fn is_strange(c: char) -> bool {
    let known = c.is_ascii_graphic()
        || matches!(c, '\u{a0}'..='\u{24f}' | '\u{300}'..='\u{323}' | '\u{1ea0}'..='\u{1ef9}')
        || matches!(c, '\u{2010}'..='\u{2122}' | '\u{2190}'..='\u{22ff}' | '\u{2500}'..='\u{27bf}');
    !known
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: (f32, f32) = (595.0, 842.0);
    const SCAN: [Box4; 1] = [[0.0, 0.0, 595.0, 842.0]];

    fn verdict(text: &str, pictures: &[Box4]) -> Verdict {
        let text = text.repeat(5);
        judge(text.split_whitespace(), pictures, PAGE)
    }

    #[test]
    fn layers() {
        let right = "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015 ";
        let english = "Can cir Lu~t T6 chirc chinh quySn dia phirong ngay 19 thang 6 nam 2015 ";
        let shifted = "&ăQ Fͱ /X̵W 7͝ FKͱF FKtQK TX\\͉Q ÿ͓D SK˱˯QJ QJj\\ ";
        assert_eq!(verdict(right, &[]), Verdict::Good);
        assert_eq!(verdict(right, &SCAN), Verdict::Good);
        assert_eq!(verdict(english, &SCAN), Verdict::Lies);
        assert_eq!(verdict(shifted, &[]), Verdict::Lies);
        assert_eq!(
            verdict("The committee shall meet once a month in the office ", &[]),
            Verdict::Good
        );
        assert_eq!(verdict("Ký bởi: Ủy ban ", &SCAN), Verdict::Picture);
        assert_eq!(verdict("12 345 678 ", &[]), Verdict::Good);
    }

    #[test]
    fn strips_make_a_page() {
        let strips = [
            [0.0, 0.0, 595.0, 421.0],
            [0.0, 421.0, 595.0, 842.0],
            [0.0, 421.0, 595.0, 842.0],
        ];
        assert!((share(&strips, PAGE) - 1.0).abs() < 0.01);
    }
}
