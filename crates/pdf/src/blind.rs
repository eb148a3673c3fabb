//! Words of fonts that do not tell their letters, gathered so that the letters can be found.

use std::collections::{BTreeMap, BTreeSet};

use crate::content::paint::{Glyph, Says};
use crate::font::shifted::{self, Sign};
use crate::{File, Painting};

/// Pages that are looked at.
pub(crate) const PAGES: usize = 12;

/// A font by its name and the number of its glyphs: parts of one font have both alike.
type Key = (String, u32);

/// Finds the letters of blind fonts in the first of these pages; returns the names of those whose letters were found.
pub(crate) fn find(file: &mut File<'_>, pages: &[Painting]) -> Vec<String> {
    let mut words: BTreeMap<Key, Vec<Vec<Sign>>> = BTreeMap::new();
    for (painted, _) in pages {
        gather(file, &painted.glyphs, &mut words);
    }
    let lists: Vec<&[Vec<Sign>]> = words.values().map(Vec::as_slice).collect();
    let found = shifted::find(&lists);
    let mut names = BTreeSet::new();
    for (key, letters) in words.into_keys().zip(found) {
        if let Some(letters) = letters {
            names.insert(key.0.clone());
            file.fonts.found.insert(key, letters);
        }
    }
    names.into_iter().collect()
}

/// Cuts glyphs into words; a word belongs to each blind font that has letters in it.
fn gather(file: &File<'_>, glyphs: &[Glyph], words: &mut BTreeMap<Key, Vec<Vec<Sign>>>) {
    let mut word: Vec<Sign> = Vec::new();
    let mut keys: BTreeSet<Key> = BTreeSet::new();
    let mut last: Option<&Glyph> = None;
    let mut letters = String::new();
    for glyph in glyphs {
        let Says::Code(code) = glyph.says else {
            continue;
        };
        let font = file.fonts.get(glyph.font);
        letters.clear();
        let known = font.push(code, &mut letters);
        let number = font.glyph(code);
        let blank = if known {
            letters.trim().is_empty()
        } else {
            number == 3
        };
        let apart = last.is_some_and(|l| {
            let (dx, dy) = (glyph.x - l.x - l.dx, glyph.y - l.y - l.dy);
            dx.abs().max(dy.abs()) > 0.15 * glyph.size
        });
        if blank || apart {
            end(&mut word, &mut keys, words);
        }
        if !blank {
            if known {
                word.extend(letters.chars().map(Sign::Letter));
            } else {
                word.push(Sign::Glyph(number));
                if font.is_blind() {
                    keys.insert((font.name.clone(), font.glyphs));
                }
            }
        }
        last = Some(glyph);
    }
    end(&mut word, &mut keys, words);
}

fn end(word: &mut Vec<Sign>, keys: &mut BTreeSet<Key>, words: &mut BTreeMap<Key, Vec<Vec<Sign>>>) {
    let word = std::mem::take(word);
    for key in std::mem::take(keys) {
        words.entry(key).or_default().push(word.clone());
    }
}
