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
mod render;
mod rich;
mod table;
mod tail;
mod target;
mod topic;
mod world;

use serde_json::Value;

pub use compose::Family;
use dice::Dice;
use draft::Draft;
use render::text::{Layout, render};
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

/// The `nth` file of a seed, of a family or any, in a form.
pub fn forge(seed: u64, nth: u64, family: Option<Family>, form: Form) -> Forged {
    let mut dice = Dice::of(seed, nth);
    let lot = dice.weighted(&[36, 7, 13, 7, 10, 10, 9, 4, 4]);
    let family = family.unwrap_or(Family::ALL[lot]);
    let world = World::new(&mut dice, family.seat());
    let mut draft = Draft::new(dice, world);
    compose::compose(&mut draft, family);
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
