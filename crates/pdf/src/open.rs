//! Opens a file: structure by `lopdf`, its repair of damaged tables included, and the pages with what they inherit.

use std::panic::{AssertUnwindSafe, catch_unwind};

use lopdf::{Dictionary, Document, Error, LoadOptions, ObjectId};
use sohoa_layout::{Failure, Limits};

use crate::content::matrix::Matrix;
use crate::object::Pdf;

/// How many ancestors of a page are asked for what it does not say itself.
const ANCESTORS: usize = 32;

/// The file's objects, or why there are none.
pub(crate) fn open(bytes: &[u8], limits: &Limits) -> Result<Document, Failure> {
    let options = LoadOptions {
        max_decompressed_size: Some(unpacked(limits)),
        ..LoadOptions::default()
    };
    // What is damaged beyond repair may fail in ways that the library did not think of.
    let load = || Document::load_mem_with_options(bytes, options);
    let loaded = catch_unwind(AssertUnwindSafe(load));
    let doc = match loaded {
        Ok(Ok(doc)) => doc,
        Ok(Err(Error::InvalidPassword | Error::Decryption(_))) => return Err(Failure::Encrypted),
        Ok(Err(Error::Decompress(_))) => return Err(Failure::Limited("--max-unpacked")),
        Ok(Err(error)) => return Err(Failure::Damaged(error.to_string())),
        Err(_) => {
            return Err(Failure::Damaged(
                "its structure cannot be followed".to_owned(),
            ));
        }
    };
    if doc.is_encrypted() {
        return Err(Failure::Encrypted);
    }
    Ok(doc)
}

/// How much one stream of a file may unfold to.
pub(crate) fn unpacked(limits: &Limits) -> usize {
    usize::try_from(limits.unpacked).unwrap_or(usize::MAX)
}

/// The pages in order.
pub(crate) fn pages(doc: &Document, limits: &Limits) -> Result<Vec<ObjectId>, Failure> {
    let most = limits.pages as usize;
    let pages: Vec<ObjectId> = doc.page_iter().take(most.saturating_add(1)).collect();
    if pages.is_empty() {
        return Err(Failure::Damaged("it has no pages".to_owned()));
    }
    if pages.len() > most {
        return Err(Failure::Limited("--max-pages"));
    }
    Ok(pages)
}

/// A page: what it shows and how.
pub(crate) struct Page<'d> {
    pub resources: Vec<&'d Dictionary>,
    pub content: Vec<u8>,
    /// From user space to points from the top left corner of the page as it is shown.
    pub base: Matrix,
    /// Width and height as it is shown.
    pub size: (f32, f32),
}

/// Looks a page up; a page that cannot be read is blank.
pub(crate) fn page(pdf: Pdf<'_>, id: ObjectId) -> Page<'_> {
    let chain = ancestry(pdf, id);
    let inherited = |key: &[u8]| chain.iter().find_map(|d| pdf.numbers::<4>(d, key));
    let media = inherited(b"MediaBox")
        .and_then(upright)
        .unwrap_or([0.0, 0.0, 595.0, 842.0]);
    let crop = inherited(b"CropBox").and_then(upright).unwrap_or(media);
    // A page shows nothing outside its medium.
    let shown = [
        crop[0].max(media[0]),
        crop[1].max(media[1]),
        crop[2].min(media[2]),
        crop[3].min(media[3]),
    ];
    let shown = upright(shown).unwrap_or(media);
    let turn = chain
        .iter()
        .find_map(|d| pdf.number(d, b"Rotate"))
        .unwrap_or(0.0);
    let (base, size) = base(shown, turn);
    let content = pdf.doc.get_page_content_with_limit(id, pdf.unpacked);
    Page {
        resources: chain
            .iter()
            .filter_map(|d| pdf.dict(d, b"Resources"))
            .collect(),
        content: content.unwrap_or_default(),
        base,
        size,
    }
}

fn ancestry<'d>(pdf: Pdf<'d>, id: ObjectId) -> Vec<&'d Dictionary> {
    let first = pdf.doc.get_dictionary(id).ok();
    let up = |d: &&'d Dictionary| pdf.dict(d, b"Parent");
    std::iter::successors(first, up).take(ANCESTORS).collect()
}

/// A box with its corners in order; `None` where nothing is in it.
fn upright([a, b, c, d]: [f64; 4]) -> Option<[f64; 4]> {
    let out = [a.min(c), b.min(d), a.max(c), b.max(d)];
    (out[2] - out[0] > 1.0 && out[3] - out[1] > 1.0).then_some(out)
}

fn base([x0, y0, x1, y1]: [f64; 4], turn: f64) -> (Matrix, (f32, f32)) {
    let (w, h) = ((x1 - x0) as f32, (y1 - y0) as f32);
    let quarter = (turn / 90.0).round().rem_euclid(4.0) as u8;
    match quarter {
        1 => (Matrix::new([0.0, 1.0, 1.0, 0.0, -y0, -x0]), (h, w)),
        2 => (Matrix::new([-1.0, 0.0, 0.0, 1.0, x1, -y0]), (w, h)),
        3 => (Matrix::new([0.0, -1.0, -1.0, 0.0, y1, x1]), (h, w)),
        _ => (Matrix::new([1.0, 0.0, 0.0, -1.0, -x0, y1]), (w, h)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_lies_as_it_is_shown() {
        let page = [10.0, 20.0, 110.0, 220.0];
        // The corner that is at the top left once the page is turned clockwise.
        for (turn, corner) in [
            (0.0, (10.0, 220.0)),
            (90.0, (10.0, 20.0)),
            (180.0, (110.0, 20.0)),
            (270.0, (110.0, 220.0)),
        ] {
            let (m, _) = base(page, turn);
            assert_eq!(m.apply(corner.0, corner.1), (0.0, 0.0), "{turn}");
        }
        assert_eq!(base(page, 90.0).1, (200.0, 100.0));
        assert_eq!(base(page, -90.0).0, base(page, 270.0).0);
    }
}
