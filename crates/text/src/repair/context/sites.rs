//! The words of a text as the search sees them: numbers in the model, and which of them may be repaired.

use std::ops::Range;

use sohoa_lm::{Case, Id, Model, Token, Tokeniser, Word};

use crate::Line;

/// A word or class of the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Site {
    pub start: u32,
    pub end: u32,
    pub id: Id,
    pub case: Case,
    /// A word that context may repair.
    pub open: bool,
    /// Written in ASCII.
    pub ascii: bool,
}

impl Site {
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Its word: that of its number, if it has one that is no acronym.
    pub fn word(&self, text: &str, model: &Model) -> Word {
        let known = model.word(self.id);
        if known == Word::UNKNOWN || known.is_acronym() {
            Word::of(&text[self.range()]).unwrap_or(Word::UNKNOWN)
        } else {
            known
        }
    }
}

/// The words of a text, and counts of them.
#[derive(Debug, Default)]
pub(super) struct Sites {
    pub list: Vec<Site>,
    /// Words of two letters or more, and those of them that carry a mark.
    pub words: u32,
    pub marked: u32,
    /// Words that the model does not have, but for those in capitals.
    pub unknown: u32,
}

/// Reads all words of the lines; a line that goes on in the next makes no break. What stands in `taken`
/// (ranges in order, repaired by other rules) is closed.
pub(super) fn sites(text: &str, lines: &[Line], taken: &[Range<usize>], model: &Model) -> Sites {
    let mut sites = Sites {
        list: Vec::with_capacity(text.len() / 5),
        ..Sites::default()
    };
    let mut taken = taken.iter().peekable();
    let mut take = |t: Token| {
        while taken.next_if(|r| r.end <= t.start as usize).is_some() {}
        let free = taken.peek().is_none_or(|r| r.start >= t.end as usize);
        sites.take(&t, free, text, model);
    };
    let mut tokens = Tokeniser::new(text);
    let mut last = None;
    for line in lines {
        let written = &text[line.range()];
        if line.is_blank() || is_page_number(written) {
            continue;
        }
        if last.is_some_and(|last| !goes_on(last, written)) {
            tokens.end(line.start as usize, &mut take);
        }
        last = Some(written);
        tokens.line(line.range(), &mut take);
    }
    tokens.end(text.len(), &mut take);
    let list = &mut sites.list;
    for i in 0..list.len() {
        if list[i].case == Case::Upper && list[i].open {
            list[i].open = !is_lone(list, i) && !is_numeral(text, &list[i]);
        }
    }
    sites
}

impl Sites {
    fn take(&mut self, t: &Token, free: bool, text: &str, model: &Model) {
        let site = site(t, free, text, model);
        if !t.word.is_class() && t.word.len() > 1 {
            self.words += 1;
            self.marked += u32::from(!t.ascii);
        }
        self.unknown += u32::from(site.id == Model::UNKNOWN && site.case != Case::Upper);
        self.list.push(site);
    }
}

/// Capitals among small letters: an acronym as likely as a word.
fn is_lone(sites: &[Site], i: usize) -> bool {
    let upper = |j: Option<usize>| {
        j.and_then(|j| sites.get(j))
            .is_some_and(|s| s.case == Case::Upper && s.id != Model::NUMBER)
    };
    !upper(i.checked_sub(1)) && !upper(Some(i + 1))
}

/// Opens its line before a full stop: a numeral, whose reading is settled by its series.
fn is_numeral(text: &str, s: &Site) -> bool {
    let (before, after) = (&text[..s.start as usize], &text[s.end as usize..]);
    (before.is_empty() || before.ends_with(['\n', '\t'])) && after.starts_with(['.', ')', '/'])
}

fn is_page_number(line: &str) -> bool {
    line.len() <= 4 && line.bytes().all(|b| b.is_ascii_digit())
}

/// The line `last` runs on in `this`: no stop at its end, no table cell, a small letter here.
fn goes_on(last: &str, this: &str) -> bool {
    let open = last
        .chars()
        .next_back()
        .is_some_and(|c| c.is_alphanumeric() || c == ',');
    let small = this.chars().next().is_some_and(char::is_lowercase);
    open && small && !is_item(this) && !last.contains('\t') && !this.contains('\t')
}

/// Begins like `a)` or `đ.`.
fn is_item(line: &str) -> bool {
    line.chars()
        .nth(1)
        .is_some_and(|c| matches!(c, ')' | '.' | '/'))
}

fn site(t: &Token, free: bool, text: &str, model: &Model) -> Site {
    let mut out = Site {
        start: t.start,
        end: t.end,
        id: Model::UNKNOWN,
        case: t.case,
        open: false,
        ascii: t.ascii,
    };
    if t.word.is_class() && t.word != Word::UNKNOWN {
        out.id = model.id(t.word).unwrap_or(Model::UNKNOWN);
        return out;
    }
    let id = model.id(t.word);
    out.open = free && t.end - t.start > 1;
    match t.case {
        Case::Upper => {
            let syllable = id.is_some_and(|id| model.is_syllable(id));
            if !syllable {
                let acronym = model.id(t.word.acronym());
                out.id = acronym.or(id).unwrap_or(Model::UNKNOWN);
                let word = is_marked(&text[out.range()]) || spells_a_word(t.word, model);
                out.open &= acronym.is_none() && word;
                return out;
            }
        }
        Case::Mixed => out.open &= is_marked(&text[out.range()]),
        Case::Lower | Case::Title => {}
    }
    out.id = id.unwrap_or(Model::UNKNOWN);
    out
}

/// Capitals without marks that are a syllable once they have some ("TICH"): three letters or more.
fn spells_a_word(word: Word, model: &Model) -> bool {
    let stripped = word.stripped();
    word.len() > 2 && word == stripped && !model.same_base(stripped).is_empty()
}

/// Carries a mark or a tone, which acronyms and brands do not (Đ and Ư apart).
fn is_marked(word: &str) -> bool {
    word.chars()
        .any(|c| !c.is_ascii() && !matches!(c, 'Đ' | 'đ' | 'Ư' | 'ư'))
}
