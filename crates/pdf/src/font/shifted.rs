//! Letters for fonts that name none: some programs keep the glyphs of a font under their numbers and leave
//! out the tables that say what they show, so that every program reads `4X\ӂW` where the page shows `Quyết`.
//!
//! The fonts of one big maker, which almost all papers use, put their glyphs in one order: ASCII from glyph
//! 3 on, then the letters of MacRoman without two, then others in the order of Unicode. How far the letters
//! of Vietnamese stand from the beginning differs from font to font; it is found by trying, with the words
//! of the file as judges: right is what gives the most Vietnamese syllables.

use std::collections::{BTreeMap, HashMap};

use super::encoding::MAC;

/// Glyphs 224 to 255, after those of MacRoman.
const AFTER_MAC: &str = "ŁłŠšŽž¦ÐðÝýÞþ−×¹²³½¼¾₣ĞğİŞşĆćČčđ";
/// The vowels with a horn, at one place in all fonts relative to each other.
const HORN: [char; 4] = ['Ơ', 'ơ', 'Ư', 'ư'];
/// The share of words that must be syllables for a find to count.
const SURE: f64 = 0.8;
/// The share from which on what was found for another font is not doubted.
const CLEAR: f64 = 0.97;
/// Fewer different words than this tell nothing of their own.
const ENOUGH: usize = 15;
/// Words of a font that are looked at.
const WORDS: usize = 400;

/// A letter that is known, or the number of a glyph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sign {
    Letter(char),
    Glyph(u32),
}

/// Where the letters begin that have no fixed place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Order {
    /// Ạ, the first of the 90 letters of Unicode for Vietnamese alone.
    block: u32,
    horn: u32,
    i_tilde: u32,
    u_tilde: u32,
}

/// Nothing found yet; the letters with a tilde stand here in most of these fonts.
const START: Order = Order {
    block: 0,
    horn: 0,
    i_tilde: 428,
    u_tilde: 457,
};

impl Order {
    fn letter(self, glyph: u32) -> Option<char> {
        let nth = |from: u32, letters: &[char]| {
            let i = glyph.checked_sub(from).filter(|_| from > 0)?;
            letters.get(i as usize).copied()
        };
        let block = glyph
            .checked_sub(self.block)
            .filter(|i| self.block > 0 && *i < 90);
        block
            .and_then(|i| char::from_u32(0x1ea0 + i))
            .or_else(|| nth(self.horn, &HORN))
            .or_else(|| nth(self.i_tilde, &['Ĩ', 'ĩ']))
            .or_else(|| nth(self.u_tilde, &['Ũ', 'ũ']))
    }
}

/// The letter that a glyph has in all fonts of this order.
fn fixed(glyph: u32) -> Option<char> {
    match glyph {
        3..=97 => char::from_u32(glyph + 29),
        98..=223 => {
            let mut mac = MAC.chars().filter(|c| !matches!(c, '\u{a0}' | '\0'));
            mac.nth(glyph as usize - 98)
        }
        224..=255 => AFTER_MAC.chars().nth(glyph as usize - 224),
        258 => Some('Ă'),
        259 => Some('ă'),
        264 => Some('Đ'),
        _ => None,
    }
}

/// Finds the letters of fonts from words that are set in each of them, in the order of the list.
///
/// The font with most words goes first. What was found for it is tried on the others before anything else,
/// and a font of which the file shows only a few words takes nothing but that.
pub(crate) fn find(fonts: &[&[Vec<Sign>]]) -> Vec<Option<HashMap<u32, char>>> {
    let mut samples: Vec<(usize, Sample)> =
        fonts.iter().map(|w| Sample::new(w)).enumerate().collect();
    samples.sort_by_key(|(_, sample)| std::cmp::Reverse(sample.words.len()));
    let mut orders: Vec<Order> = Vec::new();
    let mut out = vec![None; fonts.len()];
    for (i, sample) in &samples {
        if let Some(order) = sample.order(&orders) {
            orders.push(order);
            out[*i] = Some(sample.letters(order));
        }
    }
    out
}

/// A word and how often it stands there.
type Counted = (Vec<Sign>, u32);

/// What the file shows of a font.
struct Sample {
    /// Different words with their number; glyphs with a fixed place are letters already.
    words: Vec<Counted>,
    /// Glyphs without a fixed place, with their number.
    unknown: BTreeMap<u32, u32>,
}

impl Sample {
    fn new(words: &[Vec<Sign>]) -> Sample {
        let mut words = counted(words);
        let mut unknown = BTreeMap::new();
        for (word, n) in &mut words {
            for sign in word {
                let Sign::Glyph(glyph) = *sign else { continue };
                match fixed(glyph) {
                    Some(letter) => *sign = Sign::Letter(letter),
                    None => *unknown.entry(glyph).or_default() += *n,
                }
            }
        }
        Sample { words, unknown }
    }

    /// Where the letters stand in this font, if the words leave no doubt.
    fn order(&self, others: &[Order]) -> Option<Order> {
        let known = others
            .iter()
            .copied()
            .max_by_key(|o| score(&self.words, *o).0);
        let known = known.filter(|o| self.is_sure(*o));
        if self.words.len() < ENOUGH {
            return known.or_else(|| Some(START).filter(|o| self.is_sure(*o)));
        }
        let clear = |o: &Order| {
            let (right, whole) = score(&self.words, *o);
            f64::from(right) >= CLEAR * f64::from(whole)
        };
        if known.as_ref().is_some_and(clear) {
            return known;
        }
        let own = self.search();
        let better = |k: &Order| score(&self.words, *k).0 >= score(&self.words, own).0;
        known
            .filter(better)
            .or_else(|| Some(own).filter(|o| self.is_sure(*o)))
    }

    fn is_sure(&self, order: Order) -> bool {
        let (right, whole) = score(&self.words, order);
        right > 0 && f64::from(right) >= SURE * f64::from(whole)
    }

    fn search(&self) -> Order {
        let unknown = &self.unknown;
        let all: u32 = unknown.values().sum();
        let fits =
            |from: &u32| unknown.range(*from..from + 90).map(|(_, n)| n).sum::<u32>() * 2 >= all;
        let blocks = starts(unknown, 90).filter(fits);
        let mut order = self.best(START, blocks, |o, n| o.block = n);
        order = self.best(order, starts(unknown, 4), |o, n| o.horn = n);
        order = self.best(order, starts(unknown, 2), |o, n| o.i_tilde = n);
        self.best(order, starts(unknown, 2), |o, n| o.u_tilde = n)
    }

    /// The start that gives most syllables. Only words with a glyph that is open yet can become others.
    fn best(
        &self,
        order: Order,
        starts: impl Iterator<Item = u32>,
        set: impl Fn(&mut Order, u32),
    ) -> Order {
        let mut bare = order;
        set(&mut bare, 0);
        let is_open = |s: &Sign| matches!(s, Sign::Glyph(g) if bare.letter(*g).is_none());
        let words = self.words.iter().filter(|(w, _)| w.iter().any(is_open));
        let words: Vec<&Counted> = words.collect();
        let right = |order: Order| syllables(words.iter().copied(), order);
        let mut best = (right(order), order);
        for start in starts {
            let mut tried = order;
            set(&mut tried, start);
            let right = right(tried);
            if right > best.0 {
                best = (right, tried);
            }
        }
        best.1
    }

    fn letters(&self, order: Order) -> HashMap<u32, char> {
        // All of the order, not of the sample alone: later pages show more.
        let ends = [
            order.block + 90,
            order.horn + 4,
            order.i_tilde + 2,
            order.u_tilde + 2,
        ];
        let last = ends.into_iter().max().unwrap_or(0).min(0xffff);
        let letter = |g: u32| Some((g, fixed(g).or_else(|| order.letter(g))?));
        (3..=last).filter_map(letter).collect()
    }
}

/// Different words with their number, the most frequent first.
fn counted(words: &[Vec<Sign>]) -> Vec<Counted> {
    let mut counts: BTreeMap<&[Sign], u32> = BTreeMap::new();
    for word in words {
        let letter = |s: &Sign| !matches!(s, Sign::Letter(c) if !c.is_alphabetic());
        let start = word.iter().position(letter).unwrap_or(word.len());
        let end = word.iter().rposition(letter).map_or(start, |i| i + 1);
        if (1..=8).contains(&(end - start)) {
            *counts.entry(&word[start..end]).or_default() += 1;
        }
    }
    let mut out: Vec<_> = counts.into_iter().map(|(w, n)| (w.to_vec(), n)).collect();
    out.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    out.truncate(WORDS);
    out
}

/// Where a block of so many letters may begin if one of the unknown glyphs is in it.
fn starts(unknown: &BTreeMap<u32, u32>, length: u32) -> impl Iterator<Item = u32> {
    let mut starts: Vec<u32> = unknown
        .keys()
        .flat_map(|g| g.saturating_sub(length - 1).max(256)..=*g)
        .collect();
    starts.sort_unstable();
    starts.dedup();
    starts.into_iter()
}

/// How many of the words are syllables.
fn syllables<'w>(words: impl Iterator<Item = &'w Counted>, order: Order) -> u32 {
    let mut text = String::new();
    let right = words.filter(|(word, _)| {
        let reader = read(word, order, &mut text);
        reader.is_even() && sohoa_vocab::SYLLABLES.contains(text.as_str())
    });
    right.map(|(_, n)| n).sum()
}

/// How many words are syllables, and how many words have letters at all.
fn score(words: &[Counted], order: Order) -> (u32, u32) {
    let mut text = String::new();
    let whole = words
        .iter()
        .filter(|(word, _)| read(word, order, &mut text).is_word());
    let whole = whole.map(|(_, n)| n).sum();
    (syllables(words.iter(), order), whole)
}

/// Reads a word, up to a glyph that nobody knows.
fn read(word: &[Sign], order: Order, text: &mut String) -> Reader {
    let mut reader = Reader::default();
    text.clear();
    for sign in word {
        let letter = match *sign {
            Sign::Letter(c) => Some(c),
            Sign::Glyph(glyph) => order.letter(glyph),
        };
        reader.take(letter, text);
        if reader.unknown {
            break;
        }
    }
    reader
}

/// Reads a word letter by letter; this runs some hundred thousand times for a font.
#[derive(Default)]
struct Reader {
    letters: u32,
    capitals: u32,
    first_is_capital: bool,
    /// A sign stood behind the letters so far: none may follow.
    closed: bool,
    unknown: bool,
    torn: bool,
}

impl Reader {
    fn take(&mut self, letter: Option<char>, text: &mut String) {
        let Some(c) = letter else {
            self.unknown = true;
            return;
        };
        let Some((small, capital)) = small(c) else {
            self.closed |= self.letters > 0;
            return;
        };
        self.torn |= self.closed;
        self.first_is_capital |= capital && self.letters == 0;
        self.letters += 1;
        self.capitals += u32::from(capital);
        text.push(small);
    }

    fn is_word(&self) -> bool {
        self.unknown || (self.letters > 0 && !self.torn)
    }

    /// All small, all capital, or one capital before small letters; and nothing between them.
    fn is_even(&self) -> bool {
        let whole = self.letters > 0 && !self.torn && !self.unknown;
        let lone = self.capitals == 1 && self.first_is_capital;
        whole && (self.capitals == 0 || self.capitals == self.letters || lone)
    }
}

/// A letter as a small one, and whether it was a capital; `None` for signs.
fn small(c: char) -> Option<(char, bool)> {
    let shift = match c {
        'a'..='z' | 'à'..='ÿ' => 0,
        'A'..='Z' | 'À'..='Þ' => 32,
        'Ă' | 'Đ' | 'Ĩ' | 'Ũ' | 'Ơ' | 'Ư' => 1,
        'ă' | 'đ' | 'ĩ' | 'ũ' | 'ơ' | 'ư' => 0,
        '\u{1ea0}'..='\u{1ef9}' => 1 - (u32::from(c) & 1),
        _ => return None,
    };
    Some((char::from_u32(u32::from(c) + shift)?, shift > 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_that_never_change() {
        let cases = [
            (36, 'A'),
            (68, 'a'),
            (172, 'À'),
            (208, 'Ô'),
            (209, 'Ò'),
            (255, 'đ'),
            (264, 'Đ'),
        ];
        for (glyph, letter) in cases {
            assert_eq!(fixed(glyph), Some(letter), "{glyph}");
        }
    }

    /// A font that has its letters at other places than the usual ones.
    fn glyph(c: char) -> Sign {
        let order = Order {
            block: 2000,
            horn: 1500,
            i_tilde: 428,
            u_tilde: 600,
        };
        let all = (3..3000).find(|g| fixed(*g).or_else(|| order.letter(*g)) == Some(c));
        Sign::Glyph(all.unwrap())
    }

    #[test]
    fn the_words_tell_the_order() {
        let text = "quyết định về việc phê duyệt kế hoạch kiểm tra công tác tổ chức cán bộ của ủy ban nhân dân \
                    xã trong lĩnh vực văn hóa vũ khí được giao nhiệm vụ thực hiện những nội dung chủ yếu theo chương trình của cơ quan thường trực trước năm tới";
        let words: Vec<Vec<Sign>> = text
            .split(' ')
            .map(|w| w.chars().map(glyph).collect())
            .collect();
        let found = find(&[&words]).pop().flatten().unwrap();
        let read = |word: &Vec<Sign>| -> String {
            let letter = |s: &Sign| match s {
                Sign::Glyph(g) => found[g],
                Sign::Letter(c) => *c,
            };
            word.iter().map(letter).collect()
        };
        let words: Vec<String> = words.iter().map(read).collect();
        assert_eq!(
            words.join(" "),
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        );
    }

    #[test]
    fn nothing_is_found_in_noise() {
        let noise: Vec<Vec<Sign>> = (0..50)
            .map(|i| vec![Sign::Glyph(900 + i * 7), Sign::Glyph(40)])
            .collect();
        assert_eq!(find(&[&noise]), [None]);
    }
}
