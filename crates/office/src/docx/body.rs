//! From the elements of a Word part to paragraphs and tables.

use std::collections::HashMap;

use crate::flow::{Block, Para};
use crate::xml::Node;

use super::numbering::Numbering;
use super::styles::{InList, Letters, Styles, is_centre, is_on};
use crate::symbols;

/// A tab that parts columns goes at least this far (twentieths of a point).
const FAR: i64 = 2_500;

/// Reads blocks; keeps what runs on from one to the next.
pub(super) struct Body<'t, 'x> {
    pub(super) styles: &'t Styles,
    numbering: Numbering,
    notes: HashMap<(&'static str, String), Node<'t, 'x>>,
    /// Notes called so far.
    called: u32,
    /// Tracked changes met so far.
    pub(super) changes: u32,
    /// The open fields; true where the field's result stands, which is text.
    fields: Vec<bool>,
    /// A paragraph whose end was deleted runs on into the next.
    carried: Option<Para>,
    /// Within a note.
    in_note: bool,
}

impl<'t, 'x> Body<'t, 'x> {
    pub(super) fn new(styles: &'t Styles, numbering: Numbering) -> Self {
        Body {
            styles,
            numbering,
            notes: HashMap::new(),
            called: 0,
            changes: 0,
            fields: Vec::new(),
            carried: None,
            in_note: false,
        }
    }

    /// Makes the notes of a part known; `kind` is the name of their elements.
    pub(super) fn know_notes(&mut self, kind: &'static str, root: Node<'t, 'x>) {
        let notes = root.children().flat_map(move |part| part.all(kind));
        // Separators have a type.
        for note in notes.filter(|n| matches!(n.attr("type").as_deref(), None | Some("normal"))) {
            if let Some(id) = note.attr("id") {
                self.notes.insert((kind, id.into_owned()), note);
            }
        }
    }

    /// The blocks below an element.
    pub(super) fn blocks(&mut self, node: Node<'t, 'x>) -> Vec<Block> {
        let mut out = Vec::new();
        self.collect(node, &mut out);
        out.extend(self.carried.take().map(Block::Para));
        out
    }

    fn collect(&mut self, node: Node<'t, 'x>, out: &mut Vec<Block>) {
        for child in node.children() {
            match child.name() {
                "p" => self.paragraph(child, out),
                "tbl" => out.push(Block::Table(self.table(child))),
                "sdt" | "sdtContent" | "customXml" | "smartTag" => self.collect(child, out),
                "ins" | "moveTo" => {
                    self.changes += 1;
                    self.collect(child, out);
                }
                "del" | "moveFrom" => self.changes += 1,
                "AlternateContent" => {
                    if let Some(one) = alternative(child) {
                        self.collect(one, out);
                    }
                }
                _ => {}
            }
        }
    }

    fn paragraph(&mut self, node: Node<'t, 'x>, out: &mut Vec<Block>) {
        let properties = node.child("pPr");
        let style = properties
            .and_then(|p| p.child("pStyle"))
            .and_then(|s| s.attr("val"));
        let style = style.as_deref();
        let own_break = properties
            .and_then(|p| p.child("pageBreakBefore"))
            .map(is_on);
        if own_break.unwrap_or_else(|| self.styles.breaks_page(style)) {
            out.push(Block::PageEnd);
        }
        let runs_on = self.carried.is_some();
        let mut para = self.carried.take().unwrap_or_default();
        if !runs_on
            && let Some((list, level)) =
                self.numbering
                    .place(InList::of(properties), style, self.styles)
        {
            para.marker = self.numbering.next(list, level);
        }
        let letters = self.styles.paragraph_letters(style);
        self.inline(node, &letters, &mut para);
        para.centred = self.is_centred(properties, style);
        para.part_columns(has_far_stop(properties));
        // A field that is still open shows what follows.
        self.fields.fill(true);

        let end = properties.and_then(|p| p.child("rPr"));
        let deleted =
            end.is_some_and(|e| e.child("del").is_some() || e.child("moveFrom").is_some());
        if deleted {
            self.changes += 1;
            self.carried = Some(para);
            return;
        }
        out.push(Block::Para(para));
        let section = properties.and_then(|p| p.child("sectPr"));
        if section.is_some_and(ends_page) {
            out.push(Block::PageEnd);
        }
    }

    fn is_centred(&self, properties: Option<Node<'t, 'x>>, style: Option<&str>) -> bool {
        let own = properties.and_then(|p| p.child("jc")).map(is_centre);
        own.unwrap_or_else(|| self.styles.is_centred(style))
    }

    fn inline(&mut self, node: Node<'t, 'x>, letters: &Letters, para: &mut Para) {
        for child in node.children() {
            match child.name() {
                "r" => self.run(child, letters, para),
                "hyperlink" | "smartTag" | "customXml" | "fldSimple" | "sdt" | "sdtContent"
                | "bdo" | "dir" => {
                    self.inline(child, letters, para);
                }
                "ins" | "moveTo" => {
                    self.changes += 1;
                    self.inline(child, letters, para);
                }
                "del" | "moveFrom" => self.changes += 1,
                "oMath" | "oMathPara" => {
                    let mut texts = Vec::new();
                    child.find_all("t", &mut texts);
                    texts.iter().for_each(|t| para.push(&t.text(), None, false));
                }
                "AlternateContent" => {
                    if let Some(one) = alternative(child) {
                        self.inline(one, letters, para);
                    }
                }
                _ => {}
            }
        }
    }

    fn run(&mut self, node: Node<'t, 'x>, paragraph: &Letters, para: &mut Para) {
        let letters = self.letters(node.child("rPr"), paragraph);
        if letters.hidden == Some(true) {
            return;
        }
        for child in node.children() {
            self.piece(child, &letters, para);
        }
    }

    fn letters(&self, properties: Option<Node<'t, 'x>>, paragraph: &Letters) -> Letters {
        let Some(properties) = properties else {
            return paragraph.clone();
        };
        let own = Letters::of(properties);
        let style = properties.child("rStyle").and_then(|s| s.attr("val"));
        own.over(&self.styles.letters_of(style.as_deref()))
            .over(paragraph)
    }

    /// One thing in a run.
    fn piece(&mut self, child: Node<'t, 'x>, letters: &Letters, para: &mut Para) {
        let shows = self.fields.iter().all(|f| *f);
        let mut push = |text: &str| {
            if shows {
                para.push(text, letters.font.as_ref(), letters.caps == Some(true));
            }
        };
        match child.name() {
            "t" => push(&shown(&child.text(), letters)),
            "tab" | "ptab" => push("\t"),
            "br" if matches!(child.attr("type").as_deref(), Some("page" | "column")) => {
                push("\u{c}")
            }
            "br" | "cr" => push("\n"),
            "noBreakHyphen" => push("-"),
            "sym" => {
                let font = child.attr("font").unwrap_or_default();
                let code = child.attr("char").unwrap_or_default();
                let sign = u32::from_str_radix(&code, 16).ok().and_then(char::from_u32);
                let sign = sign.map(|c| symbols::shown(&font, c).unwrap_or(c));
                push(sign.unwrap_or('\u{fffd}').encode_utf8(&mut [0; 4]));
            }
            "fldChar" => self.field(child.attr("fldCharType").as_deref()),
            "footnoteReference" if shows => self.call("footnote", child, para),
            "endnoteReference" if shows => self.call("endnote", child, para),
            "drawing" | "pict" | "object" => self.boxes(child, para),
            "AlternateContent" => {
                if let Some(one) = alternative(child) {
                    let inner: Vec<_> = one.children().collect();
                    inner.into_iter().for_each(|c| self.piece(c, letters, para));
                }
            }
            "ruby" => {
                if let Some(base) = child.child("rubyBase") {
                    self.inline(base, letters, para);
                }
            }
            _ => {}
        }
    }

    fn field(&mut self, step: Option<&str>) {
        match step {
            Some("begin") => self.fields.push(false),
            Some("separate") => {
                if let Some(last) = self.fields.last_mut() {
                    *last = true;
                }
            }
            Some("end") => drop(self.fields.pop()),
            _ => {}
        }
    }

    /// A note is numbered by the order of the calls, whatever mark its author chose.
    fn call(&mut self, kind: &'static str, reference: Node<'t, 'x>, para: &mut Para) {
        let id = reference.attr("id").unwrap_or_default().into_owned();
        let Some(note) = self.notes.remove(&(kind, id)).filter(|_| !self.in_note) else {
            return;
        };
        self.called += 1;
        let number = self.called;
        para.push(&format!("[{number}]"), None, false);
        let fields = std::mem::take(&mut self.fields);
        let carried = self.carried.take();
        self.in_note = true;
        let blocks = self.blocks(note);
        self.in_note = false;
        self.carried = carried;
        self.fields = fields;
        para.notes.push((number, blocks));
    }

    fn boxes(&mut self, drawing: Node<'t, 'x>, para: &mut Para) {
        let mut found = Vec::new();
        text_boxes(drawing, &mut found);
        for text_box in found {
            let fields = std::mem::take(&mut self.fields);
            let carried = self.carried.take();
            let mut blocks = self.blocks(text_box);
            para.boxes.append(&mut blocks);
            self.carried = carried;
            self.fields = fields;
        }
    }
}

/// One of several forms of the same thing: the first, as Word shows it.
fn alternative<'t, 'x>(node: Node<'t, 'x>) -> Option<Node<'t, 'x>> {
    node.child("Choice").or_else(|| node.child("Fallback"))
}

/// The outermost text boxes of a drawing, each once.
fn text_boxes<'t, 'x>(node: Node<'t, 'x>, out: &mut Vec<Node<'t, 'x>>) {
    for child in node.children() {
        match child.name() {
            "txbxContent" => out.push(child),
            "AlternateContent" => {
                if let Some(one) = alternative(child) {
                    text_boxes(one, out);
                }
            }
            _ => text_boxes(child, out),
        }
    }
}

/// Text with the signs of symbol fonts as what they show.
fn shown<'s>(text: &'s str, letters: &Letters) -> std::borrow::Cow<'s, str> {
    let font = letters.font.as_deref().unwrap_or_default();
    let odd = |c: char| ('\u{f020}'..='\u{f0ff}').contains(&c);
    let symbols = ["symbol", "wingdings", "wingdings 2"]
        .iter()
        .any(|s| font.eq_ignore_ascii_case(s));
    if !symbols && !text.contains(odd) {
        return text.into();
    }
    text.chars()
        .map(|c| symbols::shown(font, c).unwrap_or(c))
        .collect::<String>()
        .into()
}

/// Whether a section ends its page.
fn ends_page(section: Node<'_, '_>) -> bool {
    let kind = section.child("type").and_then(|t| t.attr("val"));
    !matches!(kind.as_deref(), Some("continuous" | "nextColumn"))
}

/// Whether a paragraph has a tab stop where no tab of a list goes.
fn has_far_stop(properties: Option<Node<'_, '_>>) -> bool {
    let stops = properties.and_then(|p| p.child("tabs"));
    let mut stops = stops.into_iter().flat_map(|t| t.all("tab"));
    stops.any(|t| {
        let plain = matches!(t.attr("leader").as_deref(), None | Some("none"));
        plain && t.number::<i64>("pos").is_some_and(|p| p >= FAR)
    })
}
