//! From the elements of a Word part to paragraphs and tables.

use std::collections::HashMap;

use crate::flow::{Block, Para};
use crate::grid::{Cell, Row, Table};
use crate::xml::Node;

use super::numbering::Numbering;
use super::styles::{InList, Letters, Styles, is_centre, is_drawn, is_on, rules};
use super::symbols;

/// A tab that parts columns goes at least this far (twentieths of a point).
const FAR: i64 = 2_500;

/// Reads blocks; keeps what runs on from one to the next.
pub(super) struct Body<'t, 'x> {
    styles: &'t Styles,
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
        para.columns = para.marker.is_empty() && has_columns(&para, properties);
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

    fn table(&mut self, node: Node<'t, 'x>) -> Table {
        let properties = node.child("tblPr");
        let style = properties
            .and_then(|p| p.child("tblStyle"))
            .and_then(|s| s.attr("val"));
        let own = properties.and_then(rules);
        let mut table = Table::default();
        let mut lines = Lines {
            table: own.unwrap_or_else(|| self.styles.is_ruled(style.as_deref())),
            ..Lines::default()
        };
        if let Some(grid) = node.child("tblGrid") {
            table.widths = grid
                .all("gridCol")
                .map(|c| c.number("w").unwrap_or(0))
                .collect();
        }
        self.rows(node, &mut table, &mut lines);
        table.ruled = lines.drawn > lines.open;
        table
    }

    fn rows(&mut self, node: Node<'t, 'x>, table: &mut Table, lines: &mut Lines) {
        for child in node.children() {
            match child.name() {
                "tr" => self.row(child, table, lines),
                "sdt" | "sdtContent" | "customXml" => self.rows(child, table, lines),
                "ins" | "moveTo" => {
                    self.changes += 1;
                    self.rows(child, table, lines);
                }
                _ => {}
            }
        }
    }

    fn row(&mut self, node: Node<'t, 'x>, table: &mut Table, lines: &mut Lines) {
        let properties = node.child("trPr");
        if properties.is_some_and(|p| p.child("del").is_some()) {
            self.changes += 1;
            return;
        }
        let before = properties.and_then(|p| p.child("gridBefore"));
        let mut column = before.and_then(|b| b.number("val")).unwrap_or(0u32);
        let mut row = Row::default();
        self.cells(node, &mut column, &mut row, lines);
        table.rows.push(row);
    }

    fn cells(&mut self, node: Node<'t, 'x>, column: &mut u32, row: &mut Row, lines: &mut Lines) {
        for child in node.children() {
            match child.name() {
                "tc" => self.cell(child, column, row, lines),
                "sdt" | "sdtContent" | "customXml" => self.cells(child, column, row, lines),
                _ => {}
            }
        }
    }

    fn cell(&mut self, node: Node<'t, 'x>, column: &mut u32, row: &mut Row, lines: &mut Lines) {
        let properties = node.child("tcPr");
        let get = |name: &str| properties.and_then(|p| p.child(name));
        let span = get("gridSpan")
            .and_then(|s| s.number("val"))
            .unwrap_or(1u32)
            .clamp(1, 1000);
        let start = *column;
        *column = column.saturating_add(span);
        lines.count(get("tcBorders"));
        if get("cellDel").is_some() {
            self.changes += 1;
            return;
        }
        let goes_on =
            |name: &str| get(name).is_some_and(|m| m.attr("val").as_deref() != Some("restart"));
        if goes_on("hMerge")
            && let Some(last) = row.cells.last_mut()
        {
            last.span = last.span.saturating_add(span);
            return;
        }
        let merged = goes_on("vMerge");
        let blocks = if merged {
            Vec::new()
        } else {
            self.blocks(node)
        };
        row.cells.push(Cell {
            column: start,
            span,
            blocks,
        });
    }
}

/// Lines between the cells of a table.
#[derive(Default)]
struct Lines {
    /// Whether the table draws them where a cell says nothing.
    table: bool,
    /// Cells with a line at a side.
    drawn: u32,
    /// Cells without.
    open: u32,
}

impl Lines {
    /// Counts a cell with its own borders.
    fn count(&mut self, own: Option<Node<'_, '_>>) {
        let sides = own.into_iter().flat_map(Node::children);
        let mut sides = sides.filter(|b| matches!(b.name(), "left" | "right" | "start" | "end"));
        let drawn = match sides.next() {
            Some(first) => is_drawn(first) || sides.any(is_drawn),
            None => self.table,
        };
        *if drawn {
            &mut self.drawn
        } else {
            &mut self.open
        } += 1;
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

/// Whether the tabs of a paragraph part columns, as where a letterhead or a signature stands without a table:
/// words on both sides, and a way between that one tab of a list does not go.
fn has_columns(para: &Para, properties: Option<Node<'_, '_>>) -> bool {
    let text: String = para.runs.iter().map(|r| r.text.as_str()).collect();
    if text.chars().count() > 160 || !text.contains('\t') {
        return false;
    }
    let stops = properties.and_then(|p| p.child("tabs"));
    let stops = stops.into_iter().flat_map(|t| t.all("tab"));
    let far = |t: &Node<'_, '_>| {
        let plain = matches!(t.attr("leader").as_deref(), None | Some("none"));
        plain && t.number::<i64>("pos").is_some_and(|p| p >= FAR)
    };
    let wide = stops.filter(far).count() > 0;
    text.split('\n').any(|line| {
        let line = line.trim();
        let Some((left, right)) = line.split_once('\t') else {
            return false;
        };
        let words = |s: &str| s.chars().filter(|c| c.is_alphabetic()).count() >= 3;
        words(left) && words(right) && (wide || right.starts_with('\t'))
    })
}
