//! The words of a text as the search sees them: numbers in the model, and which of them may be repaired.

use std::ops::Range;

use sohoa_lm::{Case, Id, Model, Token, Word, tokenise};

use crate::Line;

/// A word or class of the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Site {
    pub start: u32,
    pub end: u32,
    pub word: Word,
    pub id: Id,
    pub case: Case,
    /// A word that context may repair.
    pub open: bool,
}

impl Site {
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Reads all words of the lines; a line that goes on in the next makes no break. What stands in `taken`
/// (ranges in order, repaired by other rules) is closed.
pub(super) fn sites(
    text: &str,
    lines: &[Line],
    taken: &[Range<usize>],
    model: &Model,
) -> Vec<Site> {
    let mut tokens: Vec<Token> = Vec::with_capacity(text.len() / 5);
    for (i, line) in lines.iter().enumerate() {
        if line.is_blank() || is_page_number(&text[line.range()]) {
            continue;
        }
        if !tokens.is_empty() && !goes_on(text, &lines[..i], line) {
            push_break(&mut tokens, line.start);
        }
        tokenise(&text[line.range()], line.start, &mut tokens);
    }
    push_break(&mut tokens, text.len() as u32);
    let mut taken = taken.iter().peekable();
    let mut sites: Vec<Site> = tokens
        .into_iter()
        .map(|t| {
            while taken.next_if(|r| r.end <= t.start as usize).is_some() {}
            let free = taken.peek().is_none_or(|r| r.start >= t.end as usize);
            site(&t, free, text, model)
        })
        .collect();
    for i in 0..sites.len() {
        if sites[i].case == Case::Upper && sites[i].open {
            sites[i].open = !is_lone(&sites, i) && !is_numeral(text, &sites[i]);
        }
    }
    sites
}

/// Capitals among small letters: an acronym as likely as a word.
fn is_lone(sites: &[Site], i: usize) -> bool {
    let upper = |j: Option<usize>| {
        j.and_then(|j| sites.get(j))
            .is_some_and(|s| s.case == Case::Upper && s.word != Word::NUMBER)
    };
    !upper(i.checked_sub(1)) && !upper(Some(i + 1))
}

/// Opens its line before a full stop: a numeral, whose reading is settled by its series.
fn is_numeral(text: &str, s: &Site) -> bool {
    let (before, after) = (&text[..s.start as usize], &text[s.end as usize..]);
    (before.is_empty() || before.ends_with(['\n', '\t'])) && after.starts_with(['.', ')', '/'])
}

fn push_break(tokens: &mut Vec<Token>, at: u32) {
    if tokens.last().is_none_or(|t| t.word != Word::BREAK) {
        tokens.push(Token {
            start: at,
            end: at,
            word: Word::BREAK,
            case: Case::Lower,
        });
    }
}

fn is_page_number(line: &str) -> bool {
    line.len() <= 4 && line.bytes().all(|b| b.is_ascii_digit())
}

/// The last written line runs on in this one: no stop at its end, no table cell, a small letter here.
fn goes_on(text: &str, before: &[Line], line: &Line) -> bool {
    let Some(last) = before
        .iter()
        .rev()
        .find(|l| !l.is_blank() && !is_page_number(&text[l.range()]))
    else {
        return false;
    };
    let (last, this) = (&text[last.range()], &text[line.range()]);
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
        word: t.word,
        id: Model::UNKNOWN,
        case: t.case,
        open: false,
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
