//! PDF with a text layer: words with their places, in the order in which people read them.
//!
//! The structure of the file is `lopdf`'s business; content streams, fonts and the page's layout are ours.

mod blind;
mod content;
mod font;
mod furniture;
mod judge;
mod object;
mod open;
mod page;
mod write;

use std::collections::VecDeque;

use lopdf::{Document, ObjectId};
use sohoa_layout::{Failure, Layout, Limits, NoticeKind, Ocr, Writer};

use content::Budget;
use content::paint::Painted;
use font::Fonts;
use judge::Verdict;
use object::Pdf;
use page::Sheet;

/// Glyphs that one page may have.
const GLYPHS: usize = 1 << 17;

/// Reads a PDF.
///
/// # Errors
/// When it is locked, too damaged, or larger than the limits.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<(String, Layout), Failure> {
    let doc = open::open(bytes, limits)?;
    let pages = open::pages(&doc, limits)?;
    let mut file = File::new(&doc, limits);
    let mut out = Writer::default();
    out.layout_mut().pages = u32::try_from(pages.len()).ok();
    if doc.xref_recovery.is_some() {
        out.notice(NoticeKind::Damaged, None, "xref");
    }
    // Letters of fonts that do not tell them are looked for once, from the first page that has such a font on.
    let mut searched = false;
    let mut sheets: Vec<Sheet> = Vec::with_capacity(pages.len());
    let mut rest = pages.iter();
    let mut ahead: VecDeque<Painting> = VecDeque::new();
    for number in 1.. {
        ahead.extend(
            rest.by_ref()
                .take(usize::from(ahead.is_empty()))
                .map(|id| file.paint(*id)),
        );
        if ahead.is_empty() {
            break;
        }
        if file.budget.is_spent() {
            out.notice(NoticeKind::Limited, Some(number), "--max-unpacked");
        }
        if file.fonts.any_blind() && !std::mem::replace(&mut searched, true) {
            ahead.extend(
                rest.by_ref()
                    .take(blind::PAGES - 1)
                    .map(|id| file.paint(*id)),
            );
            let found = blind::find(&mut file, ahead.make_contiguous());
            if !found.is_empty() {
                out.notice(NoticeKind::EncodingGuessed, None, found.join(", "));
            }
        }
        let painted = ahead.pop_front().unwrap_or_default();
        sheets.push(file.sheet(painted, number, &mut out));
    }
    furniture::mark(&mut sheets);
    for (number, sheet) in (1..).zip(&sheets) {
        if number > 1 {
            out.end_page();
        }
        write::sheet(&mut out, sheet, number);
    }
    out.layout_mut().encoding = file.fonts.encoding();
    out.layout_mut().ocr = recognised(&sheets).then(|| file.recognition());
    Ok(out.finish())
}

/// Whether most words are painted without ink: recognition put them over the pictures of the pages.
fn recognised(sheets: &[Sheet]) -> bool {
    let words = || sheets.iter().flat_map(|s| &s.items).flat_map(|i| i.words());
    words().filter(|w| w.hidden).count() * 2 > words().count()
}

/// What a page shows, and its width and height.
type Painting = (Painted, (f32, f32));

/// A file while it is read.
struct File<'d> {
    pdf: Pdf<'d>,
    fonts: Fonts,
    budget: Budget,
}

impl<'d> File<'d> {
    fn new(doc: &'d Document, limits: &Limits) -> File<'d> {
        File {
            pdf: Pdf {
                doc,
                unpacked: open::unpacked(limits),
            },
            fonts: Fonts::default(),
            budget: Budget::new(limits),
        }
    }

    fn paint(&mut self, id: ObjectId) -> Painting {
        let page = open::page(self.pdf, id);
        self.budget.glyphs = GLYPHS;
        let (fonts, budget) = (&mut self.fonts, &mut self.budget);
        let painted = content::walk(
            self.pdf,
            &page.content,
            &page.resources,
            page.base,
            fonts,
            budget,
        );
        (painted, page.size)
    }

    /// The program that made the layer, as the file names it.
    fn recognition(&self) -> Ocr {
        let info = self.pdf.dict(&self.pdf.doc.trailer, b"Info");
        let producer = info.and_then(|d| self.pdf.get(d, b"Producer")?.as_str().ok());
        let engine = producer.map(content::text_string).unwrap_or_default();
        Ocr {
            engine: engine.trim().to_owned(),
            ..Ocr::default()
        }
    }

    /// A page laid out, if its text layer is to be believed.
    fn sheet(&self, (painted, size): Painting, number: u32, out: &mut Writer) -> Sheet {
        let sheet = page::lay_out(&painted, &self.fonts, size);
        let words = sheet.items.iter().flat_map(|i| i.words());
        let verdict = judge::judge(words.map(|w| w.text.as_str()), &painted.pictures, size);
        if verdict == Verdict::Good {
            return sheet;
        }
        if verdict == Verdict::Lies {
            out.notice(NoticeKind::TextLayerLies, Some(number), "");
        }
        out.notice(NoticeKind::NeedsOcr, Some(number), "");
        Sheet {
            items: Vec::new(),
            size,
        }
    }
}
