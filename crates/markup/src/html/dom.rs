//! The elements and texts of a page that are shown, in their order, each with its font.
//!
//! The parser's tree is walked once, without recursion: whatever a page nests, the stack stays small.

use std::collections::HashMap;

use scraper::node::Element;
use scraper::{Html, Node};
use sohoa_layout::{Failure, Limits};

use super::style::{Sheet, Style};

/// What is never shown.
const UNSHOWN: &[&str] = &[
    "head", "script", "style", "template", "noscript", "iframe", "select", "datalist", "svg",
    "canvas", "audio", "video", "object", "applet", "map",
];

/// Elements with an end tag of their own that may be forgotten; they do not nest by being forgotten.
const LOOSE: &[&str] = &[
    "html", "head", "body", "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot",
    "colgroup", "option", "optgroup", "rt", "rp", "area", "base", "br", "col", "embed", "hr",
    "img", "input", "link", "meta", "param", "source", "track", "wbr",
];

/// How often a page may open more elements than it closes, for each level of `--max-depth`.
const OPEN_PER_DEPTH: u32 = 8;
/// How many tags a page may have, for each of `--max-members`.
const TAGS_PER_MEMBER: u32 = 100;

/// An element or a text.
pub(crate) struct Item<'h> {
    pub node: &'h Node,
    /// The item behind all that is within this one.
    pub end: u32,
    /// The font it is set in, an index into [`Dom::fonts`]; 0 where none is named.
    pub font: u16,
    /// White space is kept.
    pub pre: bool,
    /// The style of an element that differs from the common one.
    pub style: Option<Box<Style>>,
}

/// A page.
pub(crate) struct Dom<'h> {
    pub items: Vec<Item<'h>>,
    pub fonts: Vec<String>,
    /// Texts whose letters were from before Unicode.
    pub restored: HashMap<u32, String>,
}

impl<'h> Dom<'h> {
    /// Takes what is shown out of a parsed page.
    pub fn of(html: &'h Html) -> Dom<'h> {
        let mut dom = Dom {
            items: Vec::new(),
            fonts: vec![String::new()],
            restored: HashMap::new(),
        };
        let mut fonts = HashMap::new();
        let sheet = sheet(html);
        let root = html.tree.root();
        // Items that are open, from the outside in.
        let mut open: Vec<u32> = Vec::new();
        let mut next = root.first_child();
        while let Some(node) = next {
            let inherited = open.last().map_or((0, false), |i| {
                let item = &dom.items[*i as usize];
                (item.font, item.pre)
            });
            let item = item(node.value(), &sheet, inherited, &mut dom.fonts, &mut fonts);
            let shown = item.is_some();
            if let Some(item) = item {
                open.push(dom.items.len() as u32);
                dom.items.push(item);
            }
            next = node.first_child().filter(|_| shown);
            let mut last = node;
            let mut was_shown = shown;
            while next.is_none() {
                if was_shown && let Some(i) = open.pop() {
                    dom.items[i as usize].end = dom.items.len() as u32;
                }
                next = last.next_sibling();
                match last.parent() {
                    Some(parent) if next.is_none() && parent != root => last = parent,
                    _ => break,
                }
                was_shown = true;
            }
        }
        dom
    }

    /// The element at `i`, if it is one.
    pub fn element(&self, i: u32) -> Option<&'h Element> {
        self.items[i as usize].node.as_element()
    }

    /// The name of the element at `i`; nothing for a text.
    pub fn name(&self, i: u32) -> &'h str {
        self.element(i).map_or("", Element::name)
    }

    /// The items right below `i`.
    pub fn children(&self, i: u32) -> impl Iterator<Item = u32> + '_ {
        let end = self.items[i as usize].end;
        let mut next = i + 1;
        std::iter::from_fn(move || {
            let child = (next < end).then_some(next)?;
            next = self.items[child as usize].end;
            Some(child)
        })
    }

    /// The words of the text at `i`, if it is one.
    pub fn words(&self, i: u32) -> Option<&str> {
        let text = self.items[i as usize].node.as_text()?;
        Some(self.restored.get(&i).map_or(text, String::as_str))
    }

    /// All text within `i`.
    pub fn text(&self, i: u32) -> String {
        let within = i..self.items[i as usize].end;
        within.filter_map(|i| self.words(i)).collect()
    }

    pub fn len(&self) -> u32 {
        self.items.len() as u32
    }
}

fn sheet(html: &Html) -> Sheet {
    let mut sheet = Sheet::default();
    for node in html.tree.nodes() {
        if node
            .value()
            .as_element()
            .is_some_and(|e| e.name() == "style")
        {
            let texts = node.children().filter_map(|c| c.value().as_text());
            texts.for_each(|css| sheet.add(css));
        }
    }
    sheet
}

/// `None` for what is not shown.
fn item<'h>(
    node: &'h Node,
    sheet: &Sheet,
    (font, pre): (u16, bool),
    fonts: &mut Vec<String>,
    known: &mut HashMap<String, u16>,
) -> Option<Item<'h>> {
    let plain = |font, pre, style| {
        Some(Item {
            node,
            end: 0,
            font,
            pre,
            style,
        })
    };
    let element = match node {
        Node::Text(_) => return plain(font, pre, None),
        Node::Element(element) => element,
        _ => return None,
    };
    let style = sheet.style(element);
    if UNSHOWN.contains(&element.name()) || style.hidden == Some(true) {
        return None;
    }
    let font = match &style.font {
        None => font,
        Some(name) => *known.entry(name.clone()).or_insert_with(|| {
            fonts.push(name.clone());
            // A page with more fonts than that shows the last of them.
            u16::try_from(fonts.len() - 1).unwrap_or(u16::MAX)
        }),
    };
    let pre = style
        .pre
        .unwrap_or(pre || matches!(element.name(), "pre" | "listing" | "xmp"));
    let told = style.block || style.list.is_some() || style.mso_list.is_some();
    plain(font, pre, told.then(|| Box::new(style)))
}

/// Refuses a page that nests or splits so much that a parser would be slow; one pass over its tags.
pub(crate) fn check(page: &str, limits: &Limits) -> Result<(), Failure> {
    let (mut tags, mut open) = (0u32, 0u32);
    let mut counts: HashMap<String, u32> = HashMap::new();
    let mut rest = page;
    while let Some((_, tag)) = rest.split_once('<') {
        rest = tag;
        let (closes, name) = match tag.strip_prefix('/') {
            Some(name) => (true, name),
            None => (false, tag),
        };
        let end = name
            .bytes()
            .take(24)
            .take_while(u8::is_ascii_alphanumeric)
            .count();
        if end == 0 {
            rest = tag
                .strip_prefix("!--")
                .map_or(rest, |comment| behind(comment, "-->"));
            continue;
        }
        tags += 1;
        let name = name[..end].to_ascii_lowercase();
        if !closes && matches!(name.as_str(), "script" | "style") {
            rest = behind(tag, "</");
        } else if LOOSE.contains(&name.as_str()) {
            continue;
        } else if !closes {
            *counts.entry(name).or_default() += 1;
            open += 1;
        } else if let Some(n) = counts.get_mut(&name).filter(|n| **n > 0) {
            *n -= 1;
            open -= 1;
        }
        if open > limits.depth.saturating_mul(OPEN_PER_DEPTH) {
            return Err(Failure::Limited("--max-depth"));
        }
    }
    if tags > limits.members.saturating_mul(TAGS_PER_MEMBER) {
        return Err(Failure::Limited("--max-members"));
    }
    Ok(())
}

fn behind<'p>(page: &'p str, mark: &str) -> &'p str {
    page.split_once(mark).map_or("", |(_, after)| after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_that_nest_without_end_are_refused() {
        let limits = Limits::default();
        let nested = |open: &str, n: usize| check(&open.repeat(n), &limits);
        assert_eq!(
            nested("<div>", 100_000),
            Err(Failure::Limited("--max-depth"))
        );
        assert_eq!(
            nested("<p><font size=1>", 100_000),
            Err(Failure::Limited("--max-depth"))
        );
        assert_eq!(nested("<p>a", 100_000), Ok(()));
        assert_eq!(nested("<b>a</b><br>", 100_000), Ok(()));
        assert_eq!(
            nested("<p>", 1_000_001),
            Err(Failure::Limited("--max-members"))
        );
        let script = format!("<script>{}</script><p>x", "if (a<b) c();".repeat(10_000));
        assert_eq!(check(&script, &limits), Ok(()));
    }

    #[test]
    fn items_know_their_ends() {
        let html = Html::parse_document(
            "<body><p>a<b>b</b></p><script>x</script><p hidden>y</p><font face=.VnTime>c</font></body>",
        );
        let dom = Dom::of(&html);
        let body = (0..dom.len()).find(|i| dom.name(*i) == "body").unwrap();
        let names: Vec<_> = dom
            .children(body)
            .map(|i| (dom.name(i), dom.text(i)))
            .collect();
        assert_eq!(names, [("p", "ab".to_owned()), ("font", "c".to_owned())]);
        assert_eq!(dom.fonts, ["", ".VnTime"]);
        assert_eq!(dom.items.last().map(|i| i.font), Some(1));
    }
}
