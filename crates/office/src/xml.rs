//! A small tree over an XML part, forgiving of damage: what was read before a fault stays.
//!
//! Names are local names; the prefixes of office files say nothing that the place of an element does not.

use std::borrow::Cow;

use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use sohoa_layout::Limits;

/// Index of the element that stands for the whole part, and "none" in links.
const ROOT: u32 = 0;

/// The elements and texts of a part.
pub(crate) struct Tree<'x> {
    slots: Vec<Slot<'x>>,
    /// The part broke off, or an element is not well formed.
    pub(crate) damaged: bool,
    /// Something was left out because it is nested too deep or there is too much of it.
    pub(crate) limited: bool,
}

struct Slot<'x> {
    what: What<'x>,
    /// First child, or none.
    first: u32,
    /// Next sibling, or none.
    next: u32,
}

enum What<'x> {
    Root,
    Element(BytesStart<'x>),
    Text(Cow<'x, str>),
}

impl<'x> Tree<'x> {
    /// Reads a part.
    pub(crate) fn parse(xml: &'x str, limits: &Limits) -> Tree<'x> {
        let mut builder = Builder {
            tree: Tree {
                slots: Vec::with_capacity(xml.len() / 64 + 1),
                damaged: false,
                limited: false,
            },
            open: vec![(ROOT, ROOT)],
            skipped: 0,
            depth: limits.depth as usize,
            most: usize::try_from(limits.unpacked / 48).unwrap_or(usize::MAX),
        };
        builder.push(What::Root);
        builder.read(xml);
        builder.tree
    }

    /// The element of the whole part; its children are the outermost elements.
    pub(crate) fn root(&self) -> Node<'_, 'x> {
        Node {
            tree: self,
            id: ROOT,
        }
    }
}

struct Builder<'x> {
    tree: Tree<'x>,
    /// The open elements, each with its last child.
    open: Vec<(u32, u32)>,
    /// Open elements below the deepest that is kept.
    skipped: usize,
    depth: usize,
    most: usize,
}

impl<'x> Builder<'x> {
    fn read(&mut self, xml: &'x str) {
        let mut reader = Reader::from_str(xml);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        loop {
            match reader.read_event() {
                Ok(Event::Start(start)) => self.start(start),
                Ok(Event::Empty(start)) => {
                    self.start(start);
                    self.end();
                }
                Ok(Event::End(_)) => self.end(),
                Ok(Event::Text(text)) => self.text(text.into_inner()),
                Ok(Event::CData(text)) => self.text(text.into_inner()),
                Ok(Event::GeneralRef(name)) => {
                    let entity = format!("&{};", name.into_inner());
                    let shown = unescape(&entity).map(Cow::into_owned);
                    self.text(Cow::Owned(shown.unwrap_or(entity)));
                }
                Ok(Event::Eof) => break,
                Ok(_) => {}
                Err(_) => {
                    self.tree.damaged = true;
                    break;
                }
            }
            if self.tree.slots.len() > self.most {
                self.tree.limited = true;
                break;
            }
        }
        self.tree.damaged |= self.open.len() > 1 && !self.tree.limited;
    }

    fn start(&mut self, start: BytesStart<'x>) {
        if self.open.len() > self.depth {
            self.skipped += 1;
            self.tree.limited = true;
            return;
        }
        let id = self.push(What::Element(start));
        self.link(id);
        self.open.push((id, ROOT));
    }

    fn end(&mut self) {
        if self.skipped > 0 {
            self.skipped -= 1;
        } else if self.open.len() > 1 {
            self.open.pop();
        }
    }

    fn text(&mut self, text: Cow<'x, str>) {
        if self.skipped == 0 && self.open.len() > 1 {
            let id = self.push(What::Text(text));
            self.link(id);
        }
    }

    fn push(&mut self, what: What<'x>) -> u32 {
        let id = u32::try_from(self.tree.slots.len()).unwrap_or(ROOT);
        self.tree.slots.push(Slot {
            what,
            first: ROOT,
            next: ROOT,
        });
        id
    }

    fn link(&mut self, id: u32) {
        let Some((parent, last)) = self.open.last_mut() else {
            return;
        };
        let link = if *last == ROOT {
            &mut self.tree.slots[*parent as usize].first
        } else {
            &mut self.tree.slots[*last as usize].next
        };
        *link = id;
        *last = id;
    }
}

/// An element of a tree.
#[derive(Clone, Copy)]
pub(crate) struct Node<'t, 'x> {
    tree: &'t Tree<'x>,
    id: u32,
}

impl<'t, 'x> Node<'t, 'x> {
    /// Its local name.
    pub(crate) fn name(self) -> &'t str {
        match &self.slot().what {
            What::Element(start) => start.local_name().into_inner(),
            _ => "",
        }
    }

    /// The value of the attribute with this local name.
    pub(crate) fn attr(self, name: &str) -> Option<Cow<'t, str>> {
        let What::Element(start) = &self.slot().what else {
            return None;
        };
        let mut all = start.attributes();
        let mut all = all.with_checks(false).flatten();
        let found = all.find(|a| a.key.local_name().into_inner() == name)?;
        let value = found.normalized_value(XmlVersion::Explicit1_0);
        Some(value.unwrap_or(Cow::Borrowed("")))
    }

    /// The value of an attribute as a number.
    pub(crate) fn number<N: std::str::FromStr>(self, name: &str) -> Option<N> {
        self.attr(name)?.trim().parse().ok()
    }

    /// The elements right below it.
    pub(crate) fn children(self) -> impl Iterator<Item = Node<'t, 'x>> {
        self.parts().filter(Node::is_element)
    }

    /// The elements right below it with this name.
    pub(crate) fn all(self, name: &str) -> impl Iterator<Item = Node<'t, 'x>> {
        self.children().filter(move |n| n.name() == name)
    }

    /// The first element right below it with this name.
    pub(crate) fn child(self, name: &str) -> Option<Node<'t, 'x>> {
        self.children().find(|n| n.name() == name)
    }

    /// The elements and texts right below it.
    pub(crate) fn parts(self) -> impl Iterator<Item = Node<'t, 'x>> {
        let node = move |id: u32| (id != ROOT).then_some(Node { id, ..self });
        std::iter::successors(node(self.slot().first), move |n| node(n.slot().next))
    }

    /// The text, where it is a piece of text.
    pub(crate) fn as_text(self) -> Option<&'t str> {
        match &self.slot().what {
            What::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The text right below it.
    pub(crate) fn text(self) -> Cow<'t, str> {
        let mut texts = self.parts().filter_map(Node::as_text);
        let first = texts.next().unwrap_or_default();
        match texts.next() {
            None => Cow::Borrowed(first),
            Some(second) => {
                let mut all = format!("{first}{second}");
                all.extend(texts);
                Cow::Owned(all)
            }
        }
    }

    /// The elements with this name anywhere below it, none within another of them.
    pub(crate) fn find_all(self, name: &str, out: &mut Vec<Node<'t, 'x>>) {
        for child in self.children() {
            if child.name() == name {
                out.push(child);
            } else {
                child.find_all(name, out);
            }
        }
    }

    fn is_element(&self) -> bool {
        matches!(self.slot().what, What::Element(_))
    }

    fn slot(self) -> &'t Slot<'x> {
        &self.tree.slots[self.id as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(xml: &str) -> Tree<'_> {
        Tree::parse(xml, &Limits::default())
    }

    #[test]
    fn names_without_prefixes_and_texts_with_entities() {
        let t = tree("<w:a x:v='1 &lt; 2'><w:b>hai &amp; ba&#7899;</w:b><c/></w:a>");
        let a = t.root().child("a").unwrap();
        assert_eq!(a.attr("v").as_deref(), Some("1 < 2"));
        assert_eq!(a.child("b").unwrap().text(), "hai & baớ");
        assert_eq!(a.children().count(), 2);
        assert!(!t.damaged && !t.limited);
    }

    #[test]
    fn what_stands_before_a_fault_stays() {
        let t = tree("<a><b>một</b><b>hai</b><b");
        assert_eq!(t.root().child("a").unwrap().all("b").count(), 2);
        assert!(t.damaged);
        assert!(tree("<a><b>một").damaged);
    }

    #[test]
    fn too_deep_is_left_out() {
        let xml = "<a>".repeat(100) + "sâu" + &"</a>".repeat(100) + "<b/>";
        let t = tree(&xml);
        assert!(t.limited && !t.damaged);
        assert!(t.root().child("b").is_some());
    }
}
