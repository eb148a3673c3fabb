//! PDF with a text layer: words with their places, in the order in which people read them.
//!
//! The structure of the file is `lopdf`'s business; content streams, fonts and the page's layout are ours.

mod blind;
mod content;
mod font;
mod judge;
mod object;
mod open;
mod page;

use std::collections::VecDeque;

use lopdf::{Document, ObjectId};
use sohoa_layout::{Failure, Layout, Limits, Notice, NoticeKind, Ocr, Writer};

use content::Budget;
use content::paint::Painted;
use font::Fonts;
use judge::Verdict;
use object::Pdf;
use sohoa_page::{Recogniser, Sheet};

/// Glyphs that one page may have.
const GLYPHS: usize = 1 << 17;

/// Reads a PDF.
///
/// # Errors
/// When it is locked, too damaged, or larger than the limits.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<(String, Layout), Failure> {
    read_with(bytes, limits, None)
}

/// Reads a PDF; pages that are pictures, and those whose text layer lies, are left to `recogniser`.
///
/// # Errors
/// As for [`read`].
pub fn read_with(
    bytes: &[u8],
    limits: &Limits,
    recogniser: Option<&dyn Recogniser>,
) -> Result<(String, Layout), Failure> {
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
        limits.in_time()?;
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
        let always = recogniser.is_some_and(Recogniser::always);
        sheets.push(file.sheet(painted, number, always, &mut out));
    }
    out.layout_mut().encoding = file.fonts.encoding();
    let recognition = file.recognition();
    // Hundreds of pictures are not to be held while they are recognised: the recogniser has the file, too.
    drop(file);
    drop(doc);
    let mut read = None;
    if let Some(recogniser) = recogniser {
        read = recognise(&mut sheets, recogniser, bytes, limits);
    }
    for sheet in &mut sheets {
        out.layout_mut().notices.append(&mut sheet.notices);
    }
    sohoa_page::mark_furniture(&mut sheets);
    for (number, sheet) in (1..).zip(&sheets) {
        if number > 1 {
            out.end_page();
        }
        sohoa_page::write(&mut out, sheet, number);
    }
    let hidden = || recognised(&sheets).then_some(recognition);
    out.layout_mut().ocr = read.or_else(hidden);
    Ok(out.finish())
}

/// Has the pages read that need it; returns what read them.
fn recognise(
    sheets: &mut [Sheet],
    recogniser: &dyn Recogniser,
    bytes: &[u8],
    limits: &Limits,
) -> Option<Ocr> {
    let pictures = (1..).zip(&*sheets).filter(|(_, s)| needs_ocr(s));
    let numbers: Vec<u32> = pictures.map(|(number, _)| number).collect();
    if numbers.is_empty() {
        return None;
    }
    let read = recogniser.pages(bytes, limits, &numbers);
    for (number, sheet) in numbers.into_iter().zip(read) {
        sheets[number as usize - 1] = sheet;
    }
    recogniser.identity()
}

fn needs_ocr(sheet: &Sheet) -> bool {
    let said = |n: &Notice| n.kind == NoticeKind::NeedsOcr;
    sheet.notices.iter().any(said)
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

    /// A page laid out, if its text layer is to be believed and wanted.
    fn sheet(
        &self,
        (painted, size): Painting,
        number: u32,
        always: bool,
        out: &mut Writer,
    ) -> Sheet {
        let sheet = page::lay_out(&painted, &self.fonts, size);
        let words = sheet.items.iter().flat_map(|i| i.words());
        let verdict = judge::judge(words.map(|w| w.text.as_str()), &painted.pictures, size);
        if verdict == Verdict::Good && !always {
            return sheet;
        }
        if verdict == Verdict::Lies {
            out.notice(NoticeKind::TextLayerLies, Some(number), "");
        }
        Sheet {
            size,
            notices: vec![Notice {
                kind: NoticeKind::NeedsOcr,
                page: Some(number),
                what: String::new(),
            }],
            ..Sheet::default()
        }
    }
}
