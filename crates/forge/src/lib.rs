//! A forge of documents: from a seed it writes invented administrative documents and the facts that a perfect reader finds in them.
//!
//! ```text
//! tables ──▶ grammar ──▶ draft: blocks with marked words, facts with marks ──▶ render ──▶ text, places of marks ──▶ gold
//! ```
//!
//! The same seed gives the same bytes. Every word is our own and every name invented; the tables are the forge's, not the parser's.

#![allow(missing_docs)]

mod agency;
mod block;
mod body;
mod cite;
mod compose;
mod day;
mod deadline;
mod dice;
mod draft;
mod facts;
mod gold;
mod grammar;
mod head;
mod money;
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

/// A forged file.
pub struct Forged {
    /// Its name.
    pub file: String,
    /// Its text.
    pub text: String,
    /// Its gold facts.
    pub gold: Value,
}

/// The `nth` document of a seed, of a family or any.
pub fn forge(seed: u64, nth: u64, family: Option<Family>) -> Forged {
    let mut dice = Dice::of(seed, nth);
    let lot = dice.weighted(&[40, 8, 14, 8, 10, 10, 10]);
    let family = family.unwrap_or(Family::ALL[lot]);
    let world = World::new(&mut dice, family.seat());
    let mut draft = Draft::new(dice, world);
    compose::compose(&mut draft, family);
    let layout = Layout::by_lot(&mut draft.dice);
    let mut dice = draft.dice.clone();
    let page = render(&draft.blocks, draft.marks(), &layout, &mut dice);
    let file = format!("{nth:03}-{}.txt", family.name());
    let gold = gold::gold(&draft, &page, &file);
    Forged {
        file,
        text: page.text,
        gold,
    }
}
