//! OpenDocument texts and sheets (ODT, ODS).
//!
//! As with Word: tracked changes as accepted, comments and hidden text left out, numerals of lists as the
//! paper shows them.

mod body;
mod lists;
mod sheet;
mod styles;

use sohoa_layout::{Failure, Layout, Limits, NoticeKind};

use crate::flow::Flow;
use crate::package::Package;
use crate::xml::{Node, Tree};

use body::Body;
use lists::Lists;
use styles::Styles;

/// Reads an OpenDocument text or sheet.
///
/// # Errors
/// Where it is locked, holds no readable content, or unfolds beyond the limits.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<(String, Layout), Failure> {
    let mut package = Package::open(bytes, limits)?;
    let manifest = package.part("META-INF/manifest.xml")?.unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(Failure::Encrypted);
    }
    let content = package.needed("content.xml")?;
    let common = package.part("styles.xml")?.unwrap_or_default();
    let content = Tree::parse(&content, limits);
    let common = Tree::parse(&common, limits);
    let document = content.root().child("document-content");
    let Some(main) = document.and_then(|d| d.child("body")) else {
        return Err(Failure::Damaged("it holds no text part".to_owned()));
    };
    let roots = [common.root(), content.root()];
    let styles = Styles::read(&roots);
    let mut body = Body::new(&styles, Lists::read(&roots));
    let mut flow = Flow::default();
    if let Some(text) = main.child("text") {
        flow.write(body.blocks(text));
    }
    for sheet in main
        .child("spreadsheet")
        .into_iter()
        .flat_map(|s| s.all("table"))
    {
        if let Some(sheet) = body.sheet(sheet, &mut flow.letters) {
            sheet.write(&mut flow.writer);
        }
    }
    let mut apart = Vec::new();
    if let Some(pages) = common
        .root()
        .child("document-styles")
        .and_then(|s| s.child("master-styles"))
    {
        pages
            .all("master-page")
            .for_each(|page| apart.extend(page.children().filter(is_apart)));
    }
    let mut seen = Vec::new();
    if main.child("text").is_some() {
        for node in apart {
            let blocks = body.blocks(node);
            flow.furniture(blocks, &mut seen);
        }
    }
    flow.letters.tell(&mut flow.writer);
    if body.changes > 0 {
        flow.writer
            .notice(NoticeKind::ChangesAccepted, None, body.changes.to_string());
    }
    if package.damaged || content.damaged || common.damaged {
        flow.writer.notice(NoticeKind::Damaged, None, "");
    }
    if content.limited || common.limited || body.limited {
        flow.writer.notice(NoticeKind::Limited, None, "");
    }
    Ok(flow.writer.finish())
}

/// Running headers and footers of the kinds of pages.
fn is_apart(node: &Node<'_, '_>) -> bool {
    let shown = !matches!(node.attr("display").as_deref(), Some("false"));
    let name = node.name();
    shown && (name.starts_with("header") || name.starts_with("footer"))
}
