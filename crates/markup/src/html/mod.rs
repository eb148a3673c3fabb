//! Web pages: the paper that a portal shows, and what the portal puts around it.
//!
//! Bytes become letters (`charset`), the page is parsed and what is shown is taken out of it (`dom`, `style`), old letters
//! are restored (`letters`),
//! blocks become lines and tables (`flow`, `list`, `grid`), the paper is found among them by evidence (`paper`), and
//! all is written, the paper as text and the rest as furniture (`write`). Each table is looked at for what it
//! is: rows of data become a line each with tabs, a head of two columns becomes its left lines and then its right
//! ones, a table that only lays out the page becomes the lines of its cells.

pub(crate) mod dom;
mod flow;
mod grid;
mod letters;
mod list;
mod paper;
mod style;
mod write;

use scraper::Html;
use sohoa_layout::{Failure, Layout, Limits, Writer};

use crate::charset;

/// Whether a file that begins with these bytes is a page: it says so by its doctype or its outermost elements. A text
/// with a few tags in it is none.
#[must_use]
pub fn recognises(head: &[u8]) -> bool {
    charset::begins_with_tag(head) && begins_as_page(head)
}

fn begins_as_page(head: &[u8]) -> bool {
    let text = charset::head(head);
    let mut rest = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    // A declaration of XML and comments may stand before it.
    while let Some(end) = match rest {
        r if r.starts_with("<!--") => r.find("-->").map(|i| i + 3),
        r if r.starts_with("<?") => r.find('>').map(|i| i + 1),
        _ => None,
    } {
        rest = rest[end..].trim_start();
    }
    let begins = |tag: &str| {
        let start = rest.as_bytes().get(..tag.len());
        let after = rest.as_bytes().get(tag.len());
        start.is_some_and(|s| s.eq_ignore_ascii_case(tag.as_bytes()))
            && after.is_none_or(|b| b.is_ascii_whitespace() || b"></".contains(b))
    };
    ["<!doctype html", "<html", "<head", "<body"]
        .into_iter()
        .any(begins)
}

/// Reads a page.
///
/// # Errors
/// Only where a limit is passed: every other page, damaged or not, can be read.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<(String, Layout), Failure> {
    let page = charset::decode(bytes);
    dom::check(&page.text, limits)?;
    let html = Html::parse_document(&page.text);
    let mut dom = dom::Dom::of(&html);
    let mut w = Writer::default();
    w.layout_mut().encoding = page.encoding;
    letters::restore(&mut dom, w.layout_mut());
    let blocks = flow::blocks(&dom, limits)?;
    let apart = paper::apart(&dom, &blocks);
    write::write(&blocks, &apart, &mut w, limits)?;
    Ok(w.finish())
}

#[cfg(test)]
mod tests;
