//! A forge of documents: from a seed it writes invented administrative documents and the facts that a perfect reader finds in them.
//!
//! ```text
//! tables ──▶ grammar ──▶ draft: blocks with marked words, facts with marks ──▶ render ──▶ text, places of marks ──▶ gold
//! ```
//!
//! The same seed gives the same bytes. Every word is our own and every name invented; the tables are the forge's, not the parser's.

#![allow(missing_docs)]

mod agency;
mod annex;
mod block;
mod body;
mod cite;
mod compose;
mod costs;
mod day;
mod deadline;
mod dice;
mod draft;
mod facts;
mod gold;
mod grammar;
mod head;
mod money;
mod names;
mod numbering;
mod paper;
mod render;
mod rich;
mod scan;
mod table;
mod tail;
mod target;
mod topic;
mod world;

use serde_json::Value;
use sohoa_typeset::Fonts;

pub use compose::Family;
use dice::Dice;
use draft::Draft;
pub use paper::Leaf;
pub use paper::truth;
use render::text::{Layout, render};
pub use scan::{Damage, Level, Shot};
use world::World;

/// What a file comes out as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Text as a perfect recognition leaves it.
    Text,
    /// Text with damaged words.
    Ocr,
    /// A web portal's page; lines and spans of the gold are those of its text, navigation and all.
    Html,
    /// A word processor's file; lines of the gold are those of its text, one a paragraph or row.
    Docx,
}

impl Form {
    /// All forms.
    pub const ALL: [Form; 4] = [Form::Text, Form::Ocr, Form::Html, Form::Docx];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Form::Text => "text",
            Form::Ocr => "ocr",
            Form::Html => "html",
            Form::Docx => "docx",
        }
    }

    fn extension(self) -> &'static str {
        match self {
            Form::Text | Form::Ocr => "txt",
            Form::Html => "html",
            Form::Docx => "docx",
        }
    }
}

/// A forged file.
pub struct Forged {
    /// Its name.
    pub file: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The text that the gold's lines and spans lead into.
    pub text: String,
    /// Its gold facts.
    pub gold: Value,
}

/// A forged file on paper.
pub struct Printed {
    /// Its name, without an ending.
    pub name: String,
    /// Its pages.
    pub leaves: Vec<Leaf>,
    /// The text that the gold's lines and spans lead into: printed lines, and rows of tables.
    pub text: String,
    /// Its gold facts.
    pub gold: Value,
}

impl Printed {
    /// The pictures of its pages, one after the other.
    pub fn shots<'s>(
        &'s self,
        fonts: &'s Fonts<'_>,
        level: Level,
        seed: u64,
    ) -> impl Iterator<Item = Shot> + 's {
        self.leaves.iter().enumerate().map(move |(i, leaf)| {
            let mut dice = Dice::of(seed, i as u64);
            let damage = Damage::by_lot(level, &mut dice);
            let behind = self.leaves.get(i + 1);
            scan::shoot(leaf, behind, fonts, damage, &mut dice)
        })
    }
}

/// The `nth` file of a seed on paper; `inked` allows stamps, signatures and what a pen writes.
pub fn print(
    seed: u64,
    nth: u64,
    family: Option<Family>,
    fonts: &Fonts<'_>,
    inked: bool,
) -> Printed {
    let (draft, family) = drafted(seed, nth, family);
    let paper = paper::print(&draft, fonts, inked);
    let name = format!("{nth:03}-{}", family.name());
    Printed {
        gold: gold::gold(&draft, &paper.page, &name),
        leaves: paper.leaves,
        text: paper.page.text,
        name,
    }
}

/// The `nth` file of a seed, of a family or any, in a form.
pub fn forge(seed: u64, nth: u64, family: Option<Family>, form: Form) -> Forged {
    let (mut draft, family) = drafted(seed, nth, family);
    let layout = Layout::by_lot(&mut draft.dice);
    let mut dice = draft.dice.clone();
    let paper =
        |layout: &Layout, dice: &mut Dice| render(&draft.blocks, draft.marks(), layout, dice);
    let page = match form {
        Form::Text => paper(&layout, &mut dice),
        Form::Ocr => {
            let rate = dice.between(1, 6) as f64 / 100.0;
            paper(&layout, &mut dice).damaged(rate, dice.random())
        }
        Form::Html => {
            let (before, after) = render::html::AROUND;
            paper(&Layout::portal(), &mut dice).within(before, after)
        }
        Form::Docx => paper(&Layout::plain(), &mut dice),
    };
    let file = format!("{nth:03}-{}.{}", family.name(), form.extension());
    let gold = gold::gold(&draft, &page, &file);
    let bytes = match form {
        Form::Docx => render::docx::render(&draft.blocks, &draft.lists),
        Form::Html => render::html::render(&draft.blocks).into_bytes(),
        _ => page.text.clone().into_bytes(),
    };
    Forged {
        file,
        bytes,
        text: page.text,
        gold,
    }
}

/// The blocks and facts of a file, before it has a form.
fn drafted(seed: u64, nth: u64, family: Option<Family>) -> (Draft, Family) {
    let mut dice = Dice::of(seed, nth);
    let lot = dice.weighted(&[36, 7, 13, 7, 10, 10, 9, 4, 4]);
    let family = family.unwrap_or(Family::ALL[lot]);
    let world = World::new(&mut dice, family.seat());
    let mut draft = Draft::new(dice, world);
    compose::compose(&mut draft, family);
    (draft, family)
}
