//! What a word costs in each encoding, in nats: frequent syllables are cheap, what is no word is dear.

use std::collections::HashMap;

use crate::encoding::is_vietnamese;
use crate::{Encoding, byte, syllable, viqr};

/// How a word may be read; the first is as it stands.
pub(crate) const STATES: [Option<Encoding>; 8] = [
    None,
    Some(Encoding::Tcvn3),
    Some(Encoding::Vni),
    Some(Encoding::Viscii),
    Some(Encoding::Vps),
    Some(Encoding::Windows1258),
    Some(Encoding::Utf8),
    Some(Encoding::Viqr),
];

/// The state of VIQR.
pub(crate) const VIQR: usize = 7;

/// A word as it stands that is no syllable: another language, a name, a slip.
const FOREIGN: u32 = 14;
/// A word decoded to what is no syllable: that seldom happens in the right encoding.
const NO_WORD: u32 = 17;
/// Abbreviations in capitals, with Đ or Ư.
const ACRONYM: u32 = 11;
/// One letter alone.
const LETTER: u32 = 13;
/// A capital with marks after a small letter.
const CASE: u32 = 6;
/// A sign between letters; beside one; elsewhere.
const SIGN: [u32; 3] = [14, 10, 2];
/// A quote or a dash between letters.
const QUOTE: u32 = 8;
/// A control character.
const CONTROL: u32 = 8;
/// A character that the encoding has no letter for; one that is no byte.
const LEFT: u32 = 5;
const WIDE: u32 = 40;

/// The costs of a word, one for each state, and which states read it alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Costs {
    pub cost: [u32; STATES.len()],
    /// For each state a bit for every state that reads the same.
    pub alike: [u8; STATES.len()],
    /// A bit for every state that reads syllables of more than a letter.
    pub words: u8,
    /// A bit for every state that reads what is no word.
    pub strange: u8,
}

/// The number of the costs of what is Unicode beyond doubt.
pub(crate) const SETTLED: u32 = 0;

impl Costs {
    /// It costs nothing as it stands and is no sensible mojibake.
    const UNICODE: Costs = {
        let mut costs = Costs {
            cost: [12; STATES.len()],
            alike: [0; STATES.len()],
            words: 1,
            strange: 0,
        };
        costs.cost[0] = 0;
        let mut state = 0;
        while state < STATES.len() {
            costs.alike[state] = 1 << state;
            state += 1;
        }
        costs
    };
}

/// Weighs words, each different one once.
pub(crate) struct Scale<'a> {
    known: HashMap<&'a str, u32>,
    odd: HashMap<&'a str, bool>,
    costs: Vec<Costs>,
    lower: String,
    /// Whether what was weighed since these were reset had words in it, and what is none.
    words: bool,
    strange: bool,
}

impl Default for Scale<'_> {
    fn default() -> Self {
        Scale {
            known: HashMap::new(),
            odd: HashMap::new(),
            costs: vec![Costs::UNICODE],
            lower: String::new(),
            words: false,
            strange: false,
        }
    }
}

impl<'a> Scale<'a> {
    /// Whether a word could be read otherwise, and is no syllable as it stands, or a single letter.
    pub(crate) fn is_odd(&mut self, word: &'a str) -> bool {
        let is_byte = |c: char| !c.is_ascii() && byte::of(c).is_some() || c.is_control();
        if !word.is_ascii() && !word.chars().any(is_byte) {
            return false;
        }
        if let Some(&odd) = self.odd.get(word) {
            return odd;
        }
        (self.words, self.strange) = (false, false);
        self.plain(word);
        let odd = !self.words || self.strange;
        self.odd.insert(word, odd);
        odd
    }

    /// Number of the costs of a word.
    pub(crate) fn weigh(&mut self, word: &'a str) -> u32 {
        if let Some(&number) = self.known.get(word) {
            return number;
        }
        let costs = self.costs(word);
        let number = u32::try_from(self.costs.len()).unwrap_or(u32::MAX);
        self.costs.push(costs);
        self.known.insert(word, number);
        number
    }

    /// The costs with this number.
    pub(crate) fn get(&self, number: u32) -> &Costs {
        &self.costs[number as usize]
    }

    fn costs(&mut self, word: &str) -> Costs {
        let mut readings: [String; STATES.len()] = Default::default();
        let mut cost = [0; STATES.len()];
        let (mut words, mut strange) = (0, 0);
        for (state, encoding) in STATES.into_iter().enumerate() {
            let reading = &mut readings[state];
            (self.words, self.strange) = (false, false);
            cost[state] = match encoding {
                None => {
                    reading.push_str(word);
                    self.plain(word)
                }
                Some(encoding) => {
                    let met = encoding.decode_into(word, reading);
                    let odd = met.left * LEFT + met.wide * WIDE;
                    odd + self.text(reading, NO_WORD)
                }
            };
            // ASCII that stays as it is says nothing for or against an encoding.
            if word.is_ascii() && readings[state] == word {
                cost[state] = cost[0];
            }
            words |= u8::from(self.words) << state;
            strange |= u8::from(self.strange) << state;
        }
        let same = |a: usize| {
            let bits = (0..STATES.len()).filter(|b| readings[*b] == readings[a]);
            bits.fold(0, |bits, b| bits | 1 << b)
        };
        Costs {
            cost,
            alike: std::array::from_fn(same),
            words,
            strange,
        }
    }

    fn plain(&mut self, word: &str) -> u32 {
        if word.is_ascii() {
            return viqr::oddness(word).unwrap_or(0) + signs(word);
        }
        self.text(word, FOREIGN)
    }

    /// The words of a reading that are not ASCII, and all that is odd in it.
    fn text(&mut self, reading: &str, unknown: u32) -> u32 {
        let words = reading.split(|c| !is_letter(c)).filter(|w| !w.is_ascii());
        let words: u32 = words.map(|w| self.word(w, unknown)).sum();
        words + signs(reading) + inner_capitals(reading) * CASE
    }

    fn word(&mut self, word: &str, unknown: u32) -> u32 {
        self.lower.clear();
        self.lower.extend(word.chars().flat_map(char::to_lowercase));
        let letters = word.chars().count();
        if let Some(cost) = syllable::cost(&self.lower) {
            self.words |= letters > 1;
            return cost;
        }
        if (2..=6).contains(&letters) && word.chars().all(is_of_acronym) {
            return ACRONYM;
        }
        if letters == 1 {
            return LETTER;
        }
        self.strange = true;
        let foreign = word.chars().any(|c| !is_vietnamese(c));
        unknown + if foreign { 2 } else { 0 }
    }
}

/// The signs of Latin-1 that Unicode counts as letters are none here.
fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphabetic(),
        '\u{80}'..='\u{bf}' => false,
        '\u{c0}'..='\u{24f}' => !matches!(c, '×' | '÷'),
        '\u{300}'..='\u{36f}' | '\u{1e00}'..='\u{1eff}' => true,
        _ => c.is_alphabetic(),
    }
}

/// Acronyms are consonants, and Ư and U where a committee is meant.
fn is_of_acronym(c: char) -> bool {
    (c.is_ascii_uppercase() && !matches!(c, 'A' | 'E' | 'I' | 'O' | 'Y')) || matches!(c, 'Đ' | 'Ư')
}

/// Signs above ASCII; the nearer to letters the dearer.
fn signs(text: &str) -> u32 {
    let (mut cost, mut before) = (0, ' ');
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        if (c.is_control() && c != '\n') || matches!(c, '\u{80}'..='\u{9f}') {
            cost += CONTROL;
        } else if !c.is_ascii() && !is_letter(c) {
            let inside = is_letter(before) && is_letter(next);
            let beside = is_letter(before) || is_letter(next);
            cost += match (byte::is_typographic(c), inside, beside) {
                (true, true, _) if c != '’' => QUOTE,
                // A row of points is one sign.
                (true, ..) => u32::from(before != c),
                (_, true, _) => SIGN[0],
                (_, _, true) => SIGN[1],
                _ => SIGN[2],
            };
        }
        before = c;
    }
    cost
}

fn inner_capitals(text: &str) -> u32 {
    let mut small = false;
    let mut count = 0;
    for c in text.chars() {
        count += u32::from(small && c.is_uppercase() && !c.is_ascii());
        small = c.is_lowercase();
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(word: &str) -> Option<Encoding> {
        let mut scale = Scale::default();
        let number = scale.weigh(word);
        let cost = scale.get(number).cost;
        let state = (0..STATES.len()).min_by_key(|s| cost[*s]).unwrap();
        STATES[state]
    }

    #[test]
    fn the_right_reading_is_the_cheapest() {
        assert_eq!(best("chÕ"), Some(Encoding::Tcvn3));
        assert_eq!(best("nhaân"), Some(Encoding::Vni));
        assert_eq!(best("quyáº¿t"), Some(Encoding::Utf8));
        assert_eq!(best("ddu+o+`ng"), Some(Encoding::Viqr));
        for plain in [
            "là", "được", "café", "m²", "(§)", "x^2", "Müller", "don't", "f(a+b)",
        ] {
            assert_eq!(best(plain), None, "{plain}");
        }
    }
}
