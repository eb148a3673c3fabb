//! A file being written: its world, its blocks, and the facts that they say.

use crate::block::Block;
use crate::cite;
use crate::dice::Dice;
use crate::facts::{Facts, Unit};
use crate::numbering::Numbering;
use crate::render::docx::List;
use crate::rich::{Mark, Rich, cased};
use crate::world::World;

/// A file being written.
pub struct Draft {
    pub dice: Dice,
    pub world: World,
    pub blocks: Vec<Block>,
    /// The document being written.
    pub facts: Facts,
    /// The finished ones.
    pub documents: Vec<Facts>,
    /// Readings as right as the gold one, by `KIND:FIELD`.
    pub accept: Vec<(String, String)>,
    numbering: Numbering,
    /// The lists of the file, as a word processor numbers them.
    pub lists: Vec<List>,
    marks: u32,
}

impl Draft {
    /// An empty file.
    pub fn new(mut dice: Dice, world: World) -> Draft {
        let numbering = Numbering::by_lot(&mut dice, &world);
        Draft {
            dice,
            world,
            blocks: Vec::new(),
            facts: Facts::default(),
            documents: Vec::new(),
            accept: Vec::new(),
            numbering,
            lists: Vec::new(),
            marks: 0,
        }
    }

    /// A new mark.
    pub fn mark(&mut self) -> Mark {
        self.marks += 1;
        Mark(self.marks - 1)
    }

    /// How many marks there are.
    pub fn marks(&self) -> usize {
        self.marks as usize
    }

    /// Words under a new mark.
    pub fn marked(&mut self, words: &str) -> (Mark, Rich) {
        let mark = self.mark();
        let mut rich = Rich::default();
        rich.push_marked(mark, words);
        (mark, rich)
    }

    /// Words that say a header fact.
    pub fn header(&mut self, field: &'static str, words: &str) -> Rich {
        let (mark, rich) = self.marked(words);
        self.facts.spans.push((field, mark));
        rich
    }

    /// Opens a document of a kind.
    pub fn open(&mut self, kind: &'static str) {
        self.facts = Facts {
            kind,
            blocks: (self.blocks.len(), 0),
            ..Facts::default()
        };
        let numbering = Numbering::by_lot(&mut self.dice, &self.world);
        self.number_by(numbering);
    }

    /// Starts a list of its own.
    pub fn number_by(&mut self, numbering: Numbering) {
        self.lists.push(numbering.levels());
        self.numbering = numbering;
    }

    /// The numbering in use.
    pub fn numbering(&self) -> &Numbering {
        &self.numbering
    }

    /// Closes it.
    pub fn close(&mut self) {
        self.facts.blocks.1 = self.blocks.len();
        self.documents.push(std::mem::take(&mut self.facts));
    }

    /// A paragraph.
    pub fn para(&mut self, words: impl Into<Rich>) {
        self.blocks.push(Block::Para(words.into()));
    }

    /// A unit of the outline at a tier of the document's numbering; the mark is its line.
    pub fn unit(&mut self, tier: usize, words: impl Into<Rich>, heading: bool) -> Mark {
        let words = words.into();
        let Numbered { marker, path, slip } = self.numbering.next(tier, &mut self.dice);
        let (mark, marker_rich) = self.marked(&marker);
        if let Some(slip) = slip {
            self.facts.slips.push((mark, slip));
            // A word processor makes no slips: its author typed the numerals.
            self.lists.pop();
            self.lists.push(None);
        }
        let starts = words.text.split(' ').take(6).collect::<Vec<_>>().join(" ");
        self.facts.outline.push(Unit {
            mark,
            marker,
            path,
            starts,
        });
        self.blocks.push(Block::Unit {
            marker: marker_rich,
            words,
            heading,
            tier: tier.min(self.numbering.deepest()),
            list: self.lists.len() - 1,
        });
        mark
    }

    /// Words that the phrase grammar leaves to us.
    pub fn noted(&mut self, name: &str, out: &mut Rich) {
        let topic = self.world.topic;
        match name {
            "cite" => cite::mention(self, out),
            "work" => out.push(self.dice.pick::<&str>(&topic.works)),
            "Work" => out.push(&cased(self.dice.pick::<&str>(&topic.works), true)),
            other => out.push(&format!("{{#{other}}}")),
        }
    }
}

/// A number that the outline gives out.
pub struct Numbered {
    pub marker: String,
    pub path: String,
    pub slip: Option<&'static str>,
}
