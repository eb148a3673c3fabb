//! Styles of an OpenDocument file.

use std::collections::HashMap;
use std::rc::Rc;

use crate::xml::Node;

/// How deep styles may rest on styles.
const CHAIN: usize = 24;

#[derive(Default)]
struct Style {
    parent: Option<Box<str>>,
    font: Option<Rc<str>>,
    caps: Option<bool>,
    hidden: Option<bool>,
    centred: Option<bool>,
    breaks_page: Option<bool>,
    list: Option<Box<str>>,
    /// Lines at the sides of a cell.
    ruled: Option<bool>,
}

/// What is known of letters; `None` where it is not told.
#[derive(Debug, Clone, Default)]
pub(super) struct Letters {
    pub(super) font: Option<Rc<str>>,
    pub(super) caps: Option<bool>,
    pub(super) hidden: Option<bool>,
}

impl Letters {
    /// What is not told here is as there.
    pub(super) fn or(self, other: Letters) -> Letters {
        Letters {
            font: self.font.or(other.font),
            caps: self.caps.or(other.caps),
            hidden: self.hidden.or(other.hidden),
        }
    }
}

/// All styles by family and name.
pub(super) struct Styles {
    all: HashMap<(Box<str>, Box<str>), Style>,
}

impl Styles {
    /// Reads the styles of the parts, the common ones first.
    pub(super) fn read(roots: &[Node<'_, '_>]) -> Styles {
        let mut all = HashMap::new();
        let mut fonts: HashMap<String, Rc<str>> = HashMap::new();
        for part in roots.iter().flat_map(|r| r.children()) {
            for face in part
                .child("font-face-decls")
                .into_iter()
                .flat_map(|f| f.all("font-face"))
            {
                if let (Some(name), Some(family)) = (face.attr("name"), face.attr("font-family")) {
                    fonts.insert(
                        name.into_owned(),
                        Rc::from(family.trim_matches(['\'', '"'])),
                    );
                }
            }
            let groups = part
                .children()
                .filter(|g| matches!(g.name(), "styles" | "automatic-styles"));
            for style in groups.flat_map(Node::children) {
                let name = match style.name() {
                    "style" => style.attr("name").unwrap_or_default(),
                    "default-style" => "".into(),
                    _ => continue,
                };
                let family = style.attr("family").unwrap_or_default();
                all.insert(
                    (Box::from(family.as_ref()), Box::from(name.as_ref())),
                    read_style(style, &fonts),
                );
            }
        }
        Styles { all }
    }

    /// The letters of a text or paragraph style.
    pub(super) fn letters(&self, family: &str, name: &str) -> Letters {
        let mut out = Letters::default();
        for style in self.chain(family, name) {
            out.font = out.font.or_else(|| style.font.clone());
            out.caps = out.caps.or(style.caps);
            out.hidden = out.hidden.or(style.hidden);
        }
        out
    }

    /// Whether a paragraph stands in the middle.
    pub(super) fn is_centred(&self, name: &str) -> bool {
        self.chain("paragraph", name)
            .find_map(|s| s.centred)
            .unwrap_or(false)
    }

    /// Whether a paragraph or table begins a page; its own style alone tells.
    pub(super) fn breaks_page(&self, family: &str, name: &str) -> bool {
        self.chain(family, name)
            .next()
            .and_then(|s| s.breaks_page)
            .unwrap_or(false)
    }

    /// The list style of a paragraph style.
    pub(super) fn list(&self, name: &str) -> Option<&str> {
        let found = self
            .chain("paragraph", name)
            .find_map(|s| s.list.as_deref());
        found.filter(|l| !l.is_empty())
    }

    /// Whether the paper shows lines at the sides of a cell.
    pub(super) fn is_ruled(&self, name: &str) -> bool {
        self.chain("table-cell", name)
            .find_map(|s| s.ruled)
            .unwrap_or(false)
    }

    fn chain<'s>(&'s self, family: &str, name: &str) -> impl Iterator<Item = &'s Style> + use<'s> {
        let family: Box<str> = Box::from(family);
        let default = self.all.get(&(family.clone(), Box::from("")));
        let first = self.all.get(&(family.clone(), Box::from(name)));
        let parent = move |s: &&'s Style| {
            let parent = s.parent.clone()?;
            self.all.get(&(family.clone(), parent))
        };
        std::iter::successors(first, parent)
            .take(CHAIN)
            .chain(default)
    }
}

fn read_style(style: Node<'_, '_>, fonts: &HashMap<String, Rc<str>>) -> Style {
    let own = |name: &str| style.attr(name).map(|v| Box::from(v.as_ref()));
    let mut out = Style {
        parent: own("parent-style-name"),
        list: own("list-style-name"),
        ..Style::default()
    };
    for p in style.children() {
        match p.name() {
            "text-properties" => {
                let by_face = p
                    .attr("font-name")
                    .and_then(|n| fonts.get(n.as_ref()).cloned());
                let named = || {
                    p.attr("font-family")
                        .map(|f| Rc::from(f.trim_matches(['\'', '"'])))
                };
                out.font = by_face.or_else(named);
                let caps = p.attr("text-transform").map(|t| t == "uppercase");
                let small = p.attr("font-variant").map(|v| v == "small-caps");
                out.caps = caps.or(small);
                out.hidden = p.attr("display").map(|d| d == "none" || d == "true");
            }
            "paragraph-properties" | "table-properties" => {
                out.centred = p.attr("text-align").map(|a| a == "center");
                out.breaks_page = p.attr("break-before").map(|b| b == "page" || b == "column");
            }
            "table-cell-properties" => {
                let sides = ["border", "border-left", "border-right"].map(|name| p.attr(name));
                let mut told = sides.iter().flatten().peekable();
                if told.peek().is_some() {
                    out.ruled =
                        Some(told.any(|b| !b.starts_with("none") && !b.ends_with("#ffffff")));
                }
            }
            _ => {}
        }
    }
    out
}
