//! The head of a document: letterhead, number, place and date, type, subject, addressees, preamble.
//!
//! The parts are recognised in any order, on lines of their own or two columns on one line; what a reader
//! would look for and does not find stays empty. `letterhead` reads the lines above the type name, `title` the
//! type name and its subject, `gazette` a letterhead that stands below the type name, `after_title` what stands between the subject and the body.

mod after_title;
mod gazette;
mod letterhead;
mod title;

use std::ops::Range;

use crate::grammar::{doc_number, furniture};
use crate::tree::Document;
use crate::view::View;

pub use self::after_title::tie_lines;

/// Parses the head of a document that covers `lines`; returns the first line of what follows.
pub fn parse(
    view: &View<'_>,
    in_table: &[bool],
    lines: (usize, usize),
    doc: &mut Document,
) -> usize {
    let mut h = HeaderParser {
        view,
        in_table,
        end: lines.1,
        doc,
        offices: Vec::new(),
        titled: false,
    };
    let at = h.letterhead(lines.0);
    h.settle_issuers();
    let at = h.untyped_title(at);
    let at = h.after_title(at);
    h.settle_kind();
    at
}

struct HeaderParser<'v, 't, 'd> {
    view: &'v View<'t>,
    in_table: &'v [bool],
    end: usize,
    doc: &'d mut Document,
    /// Lines that name bodies, with their line number.
    offices: Vec<(usize, Range<usize>)>,
    titled: bool,
}

impl HeaderParser<'_, '_, '_> {
    /// Lines the tree files as furniture later.
    fn is_furniture(&self, n: usize) -> bool {
        let fold = self.view.fold(n);
        furniture::is_page_number(fold)
            || furniture::is_chrome(fold)
            || furniture::is_garbage(self.view.str(n))
    }

    /// A letterhead without a type name is a công văn's, when its number has no type either.
    fn settle_kind(&mut self) {
        if !self.doc.kind.is_empty() {
            return;
        }
        let letter = !self.doc.addressees.is_empty() || self.doc.title.is_some();
        // A code that no table has says less than a subject behind "V/v" or an addressee.
        self.doc.kind = match self.number_kind().filter(|k| !letter || *k != "khac") {
            Some(k) => k,
            None if letter || self.doc.number.is_some() => "cong_van",
            None => "khac",
        };
    }

    /// The type that the number names.
    fn number_kind(&self) -> Option<&'static str> {
        let number = &self.view.text()[self.doc.number.clone()?];
        let read = doc_number::number(number).or_else(|_| doc_number::blank_number(number));
        let (_, n) = read.ok()?;
        n.kind().or_else(|| n.names_other_type().then_some("khac"))
    }
}
