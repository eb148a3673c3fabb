//! Word documents (DOCX): paragraphs with their automatic numerals, tables, notes, headers and footers.
//!
//! The text is that of the paper: tracked changes as accepted, hidden text and comments left out, text in
//! capitals where the font shows capitals, the result of a field and not its code.

mod body;
mod numbering;
mod styles;
mod symbols;

use std::collections::HashMap;

use sohoa_layout::{Failure, Layout, Limits, NoticeKind};

use crate::flow::Flow;
use crate::package::Package;
use crate::xml::{Node, Tree};

use body::Body;
use numbering::Numbering;
use styles::Styles;

/// Reads a Word document.
///
/// # Errors
/// Where it is locked, holds no readable document, or unfolds beyond the limits.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<(String, Layout), Failure> {
    let mut package = Package::open(bytes, limits)?;
    let main = main_part(&mut package, limits)?;
    let document = package.needed(&main)?;
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
    let targets = relations(&mut package, &main, limits)?;
    let mut part = |kind: &str| match targets.iter().find(|t| t.kind == kind) {
        Some(target) => package.part(&target.path(folder)),
        None => Ok(None),
    };
    let (styles, numbering) = (part("styles")?, part("numbering")?);
    let (footnotes, endnotes) = (part("footnotes")?, part("endnotes")?);
    let mut apart = HashMap::new();
    for target in &targets {
        if matches!(target.kind.as_str(), "header" | "footer")
            && let Some(text) = package.part(&target.path(folder))?
        {
            apart.insert(target.id.clone(), text);
        }
    }

    let headers = apart.iter();
    let headers = headers.map(|(id, part)| (id.clone(), Tree::parse(part, limits)));
    let trees = Trees {
        document: Tree::parse(&document, limits),
        styles: Tree::parse(styles.as_deref().unwrap_or_default(), limits),
        numbering: Tree::parse(numbering.as_deref().unwrap_or_default(), limits),
        footnotes: Tree::parse(footnotes.as_deref().unwrap_or_default(), limits),
        endnotes: Tree::parse(endnotes.as_deref().unwrap_or_default(), limits),
        apart: headers.collect(),
    };
    let flow = trees.write(package.damaged)?;
    Ok(flow.writer.finish())
}

/// The parts of a document that tell its text.
struct Trees<'x> {
    document: Tree<'x>,
    styles: Tree<'x>,
    numbering: Tree<'x>,
    footnotes: Tree<'x>,
    endnotes: Tree<'x>,
    /// Headers and footers.
    apart: HashMap<String, Tree<'x>>,
}

impl Trees<'_> {
    fn write(&self, broken: bool) -> Result<Flow, Failure> {
        let styles = Styles::read(self.styles.root());
        let numbering = Numbering::read(self.numbering.root(), &styles);
        let document = self.document.root().child("document");
        let Some(main) = document.and_then(|d| d.child("body")) else {
            return Err(Failure::Damaged("it holds no text part".to_owned()));
        };
        let mut body = Body::new(&styles, numbering);
        body.know_notes("footnote", self.footnotes.root());
        body.know_notes("endnote", self.endnotes.root());
        let mut flow = Flow::default();
        flow.write(body.blocks(main));

        let mut seen = Vec::new();
        let mut sections = Vec::new();
        main.find_all("sectPr", &mut sections);
        let references = sections.into_iter().flat_map(Node::children);
        for reference in references.filter(|r| r.name().ends_with("Reference")) {
            let id = reference.attr("id").unwrap_or_default();
            if let Some(tree) = self.apart.get(id.as_ref()) {
                let blocks = tree
                    .root()
                    .children()
                    .flat_map(|n| body.blocks(n))
                    .collect();
                flow.furniture(blocks, &mut seen);
            }
        }
        if body.changes > 0 {
            let count = body.changes.to_string();
            flow.writer.notice(NoticeKind::ChangesAccepted, None, count);
        }
        let all = [
            &self.document,
            &self.styles,
            &self.numbering,
            &self.footnotes,
        ];
        if broken || all.iter().any(|t| t.damaged) {
            flow.writer.notice(NoticeKind::Damaged, None, "");
        }
        if all.iter().any(|t| t.limited) {
            flow.writer.notice(NoticeKind::Limited, None, "");
        }
        Ok(flow)
    }
}

/// A part that another part speaks of.
struct Target {
    id: String,
    /// The last word of its kind's address: `styles`, `header`.
    kind: String,
    to: String,
}

impl Target {
    /// Its name in the package, seen from a folder.
    fn path(&self, folder: &str) -> String {
        if let Some(absolute) = self.to.strip_prefix('/') {
            return absolute.to_owned();
        }
        let mut steps: Vec<&str> = folder.split('/').filter(|s| !s.is_empty()).collect();
        for step in self.to.split('/') {
            match step {
                ".." => drop(steps.pop()),
                "." | "" => {}
                step => steps.push(step),
            }
        }
        steps.join("/")
    }
}

/// The parts that a part names as its own; `part` is empty for the package.
fn relations(
    package: &mut Package<'_>,
    part: &str,
    limits: &Limits,
) -> Result<Vec<Target>, Failure> {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let path = format!("{folder}/_rels/{name}.rels");
    let xml = package
        .part(path.trim_start_matches('/'))?
        .unwrap_or_default();
    let tree = Tree::parse(&xml, limits);
    let Some(all) = tree.root().child("Relationships") else {
        return Ok(Vec::new());
    };
    let target = |node: Node<'_, '_>| {
        let text = |name: &str| node.attr(name).unwrap_or_default().into_owned();
        let kind = text("Type");
        Target {
            id: text("Id"),
            kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
            to: text("Target"),
        }
    };
    Ok(all.all("Relationship").map(target).collect())
}

/// The name of the part with the text.
fn main_part(package: &mut Package<'_>, limits: &Limits) -> Result<String, Failure> {
    let targets = relations(package, "", limits)?;
    let main = targets.iter().find(|t| t.kind == "officeDocument");
    Ok(main.map_or_else(|| "word/document.xml".to_owned(), |t| t.path("")))
}
