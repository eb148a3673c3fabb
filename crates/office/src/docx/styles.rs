//! Styles of a Word file: what a paragraph or a run is without saying so itself.

use std::collections::HashMap;
use std::rc::Rc;

use crate::xml::Node;

/// How deep styles may rest on styles.
const CHAIN: usize = 24;

/// What is known of a run; `None` where it is not told.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Letters {
    pub(super) font: Option<Rc<str>>,
    pub(super) caps: Option<bool>,
    pub(super) hidden: Option<bool>,
}

impl Letters {
    /// Reads `w:rPr`.
    pub(super) fn of(properties: Node<'_, '_>) -> Letters {
        let mut out = Letters::default();
        for p in properties.children() {
            match p.name() {
                "rFonts" => out.font = font(p),
                "caps" | "smallCaps" => out.caps = Some(out.caps == Some(true) || is_on(p)),
                "vanish" => out.hidden = Some(is_on(p)),
                _ => {}
            }
        }
        out
    }

    /// What is told nearer to the run wins.
    pub(super) fn over(mut self, far: &Letters) -> Letters {
        self.font = self.font.or_else(|| far.font.clone());
        self.caps = self.caps.or(far.caps);
        self.hidden = self.hidden.or(far.hidden);
        self
    }
}

/// A font of the theme is named by its place there; no old font is one.
fn font(fonts: Node<'_, '_>) -> Option<Rc<str>> {
    if fonts.attr("asciiTheme").is_some() {
        return Some(Rc::from(""));
    }
    let name = fonts.attr("ascii").or_else(|| fonts.attr("hAnsi"))?;
    Some(Rc::from(name.as_ref()))
}

/// Whether a switch such as `w:caps` is on.
pub(super) fn is_on(switch: Node<'_, '_>) -> bool {
    !matches!(switch.attr("val").as_deref(), Some("0" | "false" | "off"))
}

/// A number and a level of automatic numbering, each where it is told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct InList {
    pub(super) list: Option<i64>,
    pub(super) level: Option<usize>,
}

impl InList {
    /// Reads `w:numPr` of `w:pPr`.
    pub(super) fn of(properties: Option<Node<'_, '_>>) -> InList {
        let Some(place) = properties.and_then(|p| p.child("numPr")) else {
            return InList::default();
        };
        InList {
            list: place.child("numId").and_then(|n| n.number("val")),
            level: place.child("ilvl").and_then(|n| n.number("val")),
        }
    }
}

#[derive(Default)]
struct Style {
    based_on: Option<Box<str>>,
    letters: Letters,
    in_list: InList,
    ruled: Option<bool>,
    breaks_page: Option<bool>,
    centred: Option<bool>,
}

/// All styles of a file.
#[derive(Default)]
pub(super) struct Styles {
    all: HashMap<Box<str>, Style>,
    paragraph: Option<Box<str>>,
    table: Option<Box<str>>,
    letters: Letters,
}

impl Styles {
    /// Reads `styles.xml`.
    pub(super) fn read(root: Node<'_, '_>) -> Styles {
        let mut out = Styles::default();
        let Some(styles) = root.child("styles") else {
            return out;
        };
        let defaults = styles
            .child("docDefaults")
            .and_then(|d| d.child("rPrDefault"));
        if let Some(properties) = defaults.and_then(|d| d.child("rPr")) {
            out.letters = Letters::of(properties);
        }
        for style in styles.all("style") {
            let Some(id) = style.attr("styleId") else {
                continue;
            };
            let id: Box<str> = Box::from(id.as_ref());
            if matches!(style.attr("default").as_deref(), Some("1" | "true" | "on")) {
                match style.attr("type").as_deref() {
                    Some("paragraph") => out.paragraph = Some(id.clone()),
                    Some("table") => out.table = Some(id.clone()),
                    _ => {}
                }
            }
            let paragraph = style.child("pPr");
            out.all.insert(
                id,
                Style {
                    based_on: style.child("basedOn").and_then(value),
                    letters: style.child("rPr").map(Letters::of).unwrap_or_default(),
                    in_list: InList::of(paragraph),
                    ruled: style.child("tblPr").and_then(rules),
                    centred: paragraph.and_then(|p| p.child("jc")).map(is_centre),
                    breaks_page: paragraph
                        .and_then(|p| p.child("pageBreakBefore"))
                        .map(is_on),
                },
            );
        }
        out
    }

    /// The letters of a paragraph's runs.
    pub(super) fn paragraph_letters(&self, id: Option<&str>) -> Letters {
        let id = id.or(self.paragraph.as_deref());
        self.letters_of(id).over(&self.letters)
    }

    /// The letters that a style tells of.
    pub(super) fn letters_of(&self, id: Option<&str>) -> Letters {
        let start = Letters::default();
        self.chain(id)
            .fold(start, |out, (_, s)| out.over(&s.letters))
    }

    /// The numbering of a paragraph style, and the style of the chain that tells of the list.
    pub(super) fn in_list(&self, id: Option<&str>) -> (InList, Option<&str>) {
        let mut found = (InList::default(), None);
        for (id, style) in self.chain(id.or(self.paragraph.as_deref())) {
            found.0.level = found.0.level.or(style.in_list.level);
            if style.in_list.list.is_some() {
                found.0.list = style.in_list.list;
                found.1 = Some(id);
                break;
            }
        }
        found
    }

    /// Whether a table style draws lines between columns.
    pub(super) fn is_ruled(&self, id: Option<&str>) -> bool {
        let mut chain = self.chain(id.or(self.table.as_deref()));
        chain.find_map(|(_, s)| s.ruled).unwrap_or(false)
    }

    /// Whether a paragraph style begins a page.
    pub(super) fn breaks_page(&self, id: Option<&str>) -> bool {
        let mut chain = self.chain(id.or(self.paragraph.as_deref()));
        chain.find_map(|(_, s)| s.breaks_page).unwrap_or(false)
    }

    /// Whether a paragraph style stands in the middle.
    pub(super) fn is_centred(&self, id: Option<&str>) -> bool {
        let mut chain = self.chain(id.or(self.paragraph.as_deref()));
        chain.find_map(|(_, s)| s.centred).unwrap_or(false)
    }

    /// A style and those it rests on.
    fn chain<'s>(&'s self, id: Option<&str>) -> impl Iterator<Item = (&'s str, &'s Style)> {
        let get = |id: &str| self.all.get_key_value(id).map(|(k, v)| (k.as_ref(), v));
        let first = id.and_then(get);
        std::iter::successors(first, move |(_, s)| s.based_on.as_deref().and_then(get)).take(CHAIN)
    }
}

/// Whether `w:jc` is the middle.
pub(super) fn is_centre(place: Node<'_, '_>) -> bool {
    place.attr("val").as_deref() == Some("center")
}

/// The attribute `w:val`.
pub(super) fn value(node: Node<'_, '_>) -> Option<Box<str>> {
    node.attr("val").map(|v| Box::from(v.as_ref()))
}

/// Whether `w:tblPr` draws lines between columns; `None` where it tells nothing of them.
pub(super) fn rules(properties: Node<'_, '_>) -> Option<bool> {
    let borders = properties.child("tblBorders")?;
    let between = borders.child("insideV");
    between.map(is_drawn)
}

/// Whether a border shows on white paper.
pub(super) fn is_drawn(border: Node<'_, '_>) -> bool {
    let none = matches!(border.attr("val").as_deref(), None | Some("nil" | "none"));
    let white = border
        .attr("color")
        .is_some_and(|c| c.eq_ignore_ascii_case("ffffff"));
    !none && !white
}
