//! What the XML formats share.

use roxmltree::{Document, Node, ParsingOptions};
use sohoa_layout::{Failure, Limits};

/// Nodes that a file may have, for each of `--max-members`.
const NODES_PER_MEMBER: u32 = 200;

/// The local name of the outermost element.
pub(super) fn root_name(head: &str) -> Option<&str> {
    let mut rest = head;
    loop {
        let at = rest.find('<')?;
        rest = &rest[at + 1..];
        let skipped = match rest {
            r if r.starts_with("!--") => r.find("-->")?,
            r if r.starts_with(['?', '!']) => r.find('>')?,
            _ => break,
        };
        rest = &rest[skipped..];
    }
    let end = rest.find(|c: char| c.is_whitespace() || c == '>' || c == '/')?;
    rest[..end].rsplit(':').next()
}

/// Parses a file.
pub(super) fn parse<'t>(text: &'t str, limits: &Limits) -> Result<Document<'t>, Failure> {
    let options = ParsingOptions {
        allow_dtd: true,
        nodes_limit: limits.members.saturating_mul(NODES_PER_MEMBER),
        ..ParsingOptions::default()
    };
    Document::parse_with_options(text.trim_start_matches('\u{feff}'), options).map_err(|error| {
        match error {
            roxmltree::Error::NodesLimitReached => Failure::Limited("--max-members"),
            other => Failure::Damaged(format!("XML: {other}")),
        }
    })
}

/// Elements below `node` with a local name, whatever version's namespace they are in.
pub(super) fn named<'a, 'i: 'a>(
    node: Node<'a, 'i>,
    name: &'static str,
) -> impl Iterator<Item = Node<'a, 'i>> {
    node.descendants().filter(move |n| is(n, name))
}

/// Children of `node` with a local name.
pub(super) fn children<'a, 'i: 'a>(
    node: Node<'a, 'i>,
    name: &'static str,
) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(move |n| is(n, name))
}

pub(super) fn is(node: &Node<'_, '_>, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name
}

/// A number of an attribute.
pub(super) fn number(node: &Node<'_, '_>, name: &str) -> Option<f32> {
    node.attribute(name)?
        .trim()
        .parse()
        .ok()
        .filter(|n: &f32| n.is_finite())
}
