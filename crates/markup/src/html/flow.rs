//! From elements to lines and tables: what a browser puts below each other comes on lines of its own.

use sohoa_layout::{Failure, Limits};

use super::dom::{Dom, Item};
use super::grid::{self, Row};
use super::list::{List, marked};

/// Elements that begin and end a line.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "button",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Blanks that do not break, so many that they part columns.
const GAP: usize = 3;

/// A part of a page.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Block {
    Line(Line),
    /// A row of data: its cells.
    Row(Vec<Line>),
}

impl Block {
    /// The item that its first words stand in.
    pub fn item(&self) -> u32 {
        match self {
            Block::Line(line) => line.item,
            Block::Row(cells) => cells.iter().map(|c| c.item).find(|i| *i > 0).unwrap_or(0),
        }
    }

    /// Its lines.
    pub fn lines(&self) -> &[Line] {
        match self {
            Block::Line(line) => std::slice::from_ref(line),
            Block::Row(cells) => cells,
        }
    }
}

/// Words of one line. White space is collapsed, but for gaps, which are tabs here.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Line {
    pub text: String,
    /// Letters that are links.
    pub linked: usize,
    /// The item that its first words stand in.
    pub item: u32,
}

impl Line {
    /// Adds another line's words behind a blank.
    pub fn append(&mut self, other: &Line) {
        if self.text.is_empty() {
            self.item = other.item;
        } else if !other.text.is_empty() {
            self.text.push(' ');
        }
        self.text.push_str(&other.text);
        self.linked += other.linked;
    }
}

/// The blocks of a page.
pub(super) fn blocks(dom: &Dom<'_>, limits: &Limits) -> Result<Vec<Block>, Failure> {
    within(dom, 0, dom.len(), limits.depth, limits)
}

/// The blocks of the items from `start` to `end`; tables may nest `depth` deep.
pub(super) fn within(
    dom: &Dom<'_>,
    start: u32,
    end: u32,
    depth: u32,
    limits: &Limits,
) -> Result<Vec<Block>, Failure> {
    let mut flow = Flow::new(dom);
    let mut i = start;
    while i < end {
        flow.close_until(i);
        let item = &dom.items[i as usize];
        let next = match (dom.name(i), dom.words(i)) {
            (_, Some(text)) => flow.words(i, item, text),
            ("table", _) => {
                let left = depth
                    .checked_sub(1)
                    .ok_or(Failure::Limited("--max-depth"))?;
                flow.end_line();
                flow.blocks.extend(grid::table(dom, i, left, limits)?);
                item.end
            }
            (name, _) => flow.open(i, item, name),
        };
        i = next;
    }
    flow.close_until(u32::MAX);
    flow.end_line();
    Ok(flow.blocks)
}

/// Rows of a table as blocks.
pub(super) fn rows(rows: Vec<Row>) -> impl Iterator<Item = Block> {
    rows.into_iter().filter_map(|row| match row {
        Row::Whole(line) if line.text.is_empty() => None,
        Row::Whole(line) => Some(Block::Line(line)),
        Row::Cells(cells) => cells
            .iter()
            .any(|c| !c.text.is_empty())
            .then_some(Block::Row(cells)),
    })
}

struct Flow<'d, 'h> {
    dom: &'d Dom<'h>,
    blocks: Vec<Block>,
    line: Line,
    /// Blanks that were read and not yet written: how many do not break, whether any.
    blanks: (usize, bool),
    /// The mark of an item whose words are still to come.
    mark: String,
    lists: Vec<List>,
    /// Elements that are open and matter when they close: their end and what they are.
    open: Vec<(u32, Open)>,
    links: u32,
    /// Where a word processor's own mark of a list stands, in which blanks are but blanks.
    mso_mark: u32,
}

#[derive(PartialEq)]
enum Open {
    Block,
    Item,
    List,
    Link,
}

impl<'d, 'h> Flow<'d, 'h> {
    fn new(dom: &'d Dom<'h>) -> Self {
        Flow {
            dom,
            blocks: Vec::new(),
            line: Line::default(),
            blanks: (0, false),
            mark: String::new(),
            lists: Vec::new(),
            open: Vec::new(),
            links: 0,
            mso_mark: 0,
        }
    }

    /// Begins an element; says which item is next.
    fn open(&mut self, i: u32, item: &Item<'_>, name: &str) -> u32 {
        let style = item.style.as_deref();
        match name {
            "br" | "hr" => self.end_line(),
            "ol" | "ul" | "menu" | "dir" => {
                self.end_line();
                let depth = self.lists.iter().filter(|l| l.is_plain()).count();
                self.lists.push(List::of(self.dom, i, depth));
                self.open.push((item.end, Open::List));
            }
            "a" => {
                let href = self
                    .dom
                    .element(i)
                    .and_then(|e| e.attr("href"))
                    .unwrap_or("");
                if let Some(call) = href.strip_prefix('#').and_then(|_| self.call(i)) {
                    self.put(i, &call, false);
                    return item.end;
                }
                self.links += 1;
                self.open.push((item.end, Open::Link));
            }
            _ if BLOCKS.contains(&name) || style.is_some_and(|s| s.block) => {
                self.end_line();
                if name == "li" {
                    let value = self.dom.element(i).and_then(|e| e.attr("value"));
                    self.mark = self
                        .lists
                        .last_mut()
                        .map_or_else(String::new, |l| l.mark(value));
                    self.open.push((item.end, Open::Item));
                } else {
                    self.open.push((item.end, Open::Block));
                }
            }
            _ => {}
        }
        let list = style.and_then(|s| s.mso_list.as_deref());
        if list == Some("ignore") {
            return self.mso_list_mark(i, item);
        }
        i + 1
    }

    /// The mark that a word processor put before a paragraph of a list: a picture of a dot becomes a dash.
    fn mso_list_mark(&mut self, i: u32, item: &Item<'_>) -> u32 {
        let text = self.dom.text(i);
        let mut letters = text.chars().filter(|c| !c.is_whitespace());
        let (first, second) = (letters.next(), letters.next());
        let drawn =
            second.is_none() && first.is_some_and(|c| !c.is_ascii_digit() && !"-+".contains(c));
        if drawn {
            self.put(i, "- ", false);
            return item.end;
        }
        self.mso_mark = item.end;
        i + 1
    }

    /// The number of a note, if a link within the page shows nothing but one.
    fn call(&self, i: u32) -> Option<String> {
        let text = self.dom.text(i);
        let number = text
            .trim()
            .trim_start_matches(['[', '('])
            .trim_end_matches([']', ')']);
        let is_number =
            (1..=3).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
        is_number.then(|| format!("[{number}]"))
    }

    /// Ends the elements that are over before item `i`.
    fn close_until(&mut self, i: u32) {
        while let Some((_, what)) = self.open.pop_if(|(end, _)| *end <= i) {
            match what {
                Open::Link => self.links -= 1,
                Open::Block => self.end_line(),
                Open::Item => {
                    self.end_line();
                    self.mark.clear();
                }
                Open::List => {
                    self.end_line();
                    self.lists.pop();
                }
            }
        }
    }

    fn words(&mut self, i: u32, item: &Item<'_>, text: &str) -> u32 {
        if !item.pre {
            self.put(i, text, true);
            return i + 1;
        }
        for (n, line) in text.split('\n').enumerate() {
            if n > 0 {
                self.end_line();
            }
            self.put(i, line, true);
        }
        i + 1
    }

    fn put(&mut self, i: u32, text: &str, may_gap: bool) {
        let may_gap = may_gap && i >= self.mso_mark;
        let before = self.line.text.len();
        for c in text.chars() {
            if c == '\u{a0}' {
                self.blanks.0 += usize::from(may_gap);
                self.blanks.1 = true;
            } else if c.is_whitespace() || c.is_control() {
                self.blanks.1 = true;
            } else {
                self.separate(i, c);
                self.line.text.push(c);
            }
        }
        if self.links > 0 {
            self.line.linked += self.line.text.len() - before;
        }
    }

    /// What stands before the next letter: the mark of its item, a gap, or a blank.
    fn separate(&mut self, i: u32, next: char) {
        let (wide, any) = std::mem::take(&mut self.blanks);
        if self.line.text.is_empty() {
            self.line.item = i;
            return;
        }
        // Zero-width marks of order are no letters to stand a blank before.
        if any && next != '\u{200b}' {
            self.line.text.push(if wide >= GAP { '\t' } else { ' ' });
        }
    }

    fn end_line(&mut self) {
        self.blanks = (0, false);
        if self.line.text.is_empty() {
            return;
        }
        let mut line = std::mem::take(&mut self.line);
        let mark = std::mem::take(&mut self.mark);
        if marked(&mark, &line.text) {
            line.text.insert_str(0, &format!("{mark} "));
        }
        self.blocks.push(Block::Line(line));
    }
}
