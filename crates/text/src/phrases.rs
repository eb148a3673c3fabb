//! Lists of phrases, and searches that pass most places by with a glance at one or two bytes.

use crate::fold::is_word;

/// A list of folded phrases that knows with which two bytes they begin.
#[derive(Debug)]
pub struct Phrases {
    list: &'static [&'static str],
    /// For each first byte the phrases, a bit for each of the list; bytes count by their lowest five bits,
    /// which tell letters apart.
    first: [u128; 32],
    /// For each first byte the second ones.
    second: [u32; 32],
}

impl Phrases {
    /// The phrases of a list, in its order: 128 at most, and none of them empty.
    #[must_use]
    pub const fn new(list: &'static [&'static str]) -> Phrases {
        assert!(list.len() <= 128);
        let (mut first, mut second) = ([0; 32], [0; 32]);
        let mut k = 0;
        while k < list.len() {
            let phrase = list[k].as_bytes();
            let bits = match phrase.len() {
                1 => u32::MAX,
                _ => 1 << (phrase[1] & 31),
            };
            let at = (phrase[0] & 31) as usize;
            first[at] |= 1 << k;
            second[at] |= bits;
            k += 1;
        }
        Phrases {
            list,
            first,
            second,
        }
    }

    /// Whether a phrase may begin the text: false is sure.
    #[must_use]
    #[inline]
    pub fn fit(&self, text: &[u8]) -> bool {
        let Some(first) = text.first() else {
            return false;
        };
        let second = text.get(1).copied().unwrap_or_default();
        self.second[usize::from(first & 31)] >> (second & 31) & 1 != 0
    }

    /// The phrases that begin the text, with their places in the list.
    #[inline]
    pub fn all_at(&self, text: &[u8]) -> impl Iterator<Item = (usize, &'static str)> {
        let mut left = if self.fit(text) {
            self.first[usize::from(text[0] & 31)]
        } else {
            0
        };
        std::iter::from_fn(move || {
            while left != 0 {
                let k = left.trailing_zeros() as usize;
                left &= left - 1;
                let phrase = self.list[k];
                let p = phrase.as_bytes();
                if p.get(1).is_none_or(|b| text.get(1) == Some(b)) && text.starts_with(p) {
                    return Some((k, phrase));
                }
            }
            None
        })
    }

    /// The first phrase of the list that begins the text.
    #[must_use]
    #[inline]
    pub fn at(&self, text: &[u8]) -> Option<&'static str> {
        self.all_at(text).next().map(|(_, p)| p)
    }

    /// The first phrase of the list that begins the text and ends with a word.
    #[must_use]
    #[inline]
    pub fn words_at(&self, text: &[u8]) -> Option<&'static str> {
        let ends = |p: &str| !text.get(p.len()).is_some_and(|b| is_word(*b));
        self.all_at(text).map(|(_, p)| p).find(|p| ends(p))
    }

    /// The first place in the text where a phrase begins, with its place in the list.
    #[must_use]
    pub fn find(&self, text: &[u8]) -> Option<(usize, usize)> {
        (0..text.len()).find_map(|i| {
            let (k, _) = self.all_at(&text[i..]).next()?;
            Some((i, k))
        })
    }

    /// The places in the text, from `from` on, where phrases may stand as whole words.
    fn words<'a>(&self, text: &'a [u8], from: usize) -> impl Iterator<Item = &'a [u8]> {
        let opens = move |i: usize| i == 0 || !is_word(text[i - 1]);
        (from..text.len())
            .filter(move |&i| self.fit(&text[i..]) && opens(i))
            .map(|i| &text[i..])
    }

    /// Whether a phrase stands in the text, from `from` on, as whole words.
    #[must_use]
    pub fn stand_in(&self, text: &[u8], from: usize) -> bool {
        self.words(text, from).any(|t| self.words_at(t).is_some())
    }

    /// Which of the phrases stand in the text, from `from` on, as whole words: a bit for each of the list.
    #[must_use]
    pub fn said(&self, text: &[u8], from: usize) -> u32 {
        let mut said = 0;
        for words in self.words(text, from) {
            for (k, p) in self.all_at(words) {
                let ends = !words.get(p.len()).is_some_and(|b| is_word(*b));
                said |= u32::from(ends) << (k & 31);
            }
        }
        said
    }
}

/// The first parts of a list of pairs.
#[must_use]
pub const fn firsts<T: Copy, const N: usize>(pairs: &[(&'static str, T); N]) -> [&'static str; N] {
    let mut list = [""; N];
    let mut k = 0;
    while k < N {
        list[k] = pairs[k].0;
        k += 1;
    }
    list
}

/// The first place at or after `from` where two bytes side by side satisfy `test`.
///
/// The test is made of many bytes at once, so it should do without branches (`&`, `|`).
#[must_use]
#[inline]
pub fn find_pair(bytes: &[u8], from: usize, test: impl Fn(u8, u8) -> bool) -> Option<usize> {
    const BLOCK: usize = 32;
    let block = |at: usize| bytes.get(at..)?.first_chunk::<BLOCK>();
    let mut at = from;
    while let (Some(a), Some(b)) = (block(at), block(at + 1)) {
        if (0..BLOCK).fold(false, |any, i| any | test(a[i], b[i])) {
            break;
        }
        at += BLOCK;
    }
    let found = bytes.get(at..)?.windows(2).position(|w| test(w[0], w[1]));
    found.map(|i| at + i)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_the_list_wins() {
        static LIST: Phrases = Phrases::new(&["ban", "ban hanh", "bo", "m", "%"]);
        assert_eq!(LIST.at(b"ban hanh"), Some("ban"));
        assert_eq!(LIST.at(b"bo"), Some("bo"));
        assert_eq!(LIST.at(b"b"), None);
        assert_eq!(LIST.at(b""), None);
        assert_eq!(LIST.at(b"m2"), Some("m"));
        assert_eq!(LIST.at(b"% "), Some("%"));
        assert_eq!(LIST.words_at(b"m2"), None);
        assert_eq!(LIST.find(b"so ban hanh"), Some((3, 0)));
        assert!(LIST.stand_in(b"cac ban, nganh", 0));
        assert!(!LIST.stand_in(b"cac ban, nganh", 5));
        assert!(!LIST.stand_in(b"cac banh", 0));
        assert_eq!(LIST.said(b"bo ban hanh, bo", 0), 0b111);
    }

    #[test]
    fn pairs_across_blocks() {
        for n in 0..100 {
            let text = [&vec![b'x'; n][..], b"1l"].concat();
            assert_eq!(find_pair(&text, 0, |a, b| a == b'1' && b == b'l'), Some(n));
            assert_eq!(find_pair(&text, n + 1, |a, b| a == b'1' && b == b'l'), None);
        }
    }
}
