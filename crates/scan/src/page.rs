//! One page: its picture repaired, recognised, laid out.

use image::GrayImage;
use sohoa_image::{Affine, Repaired, Steps, grid, repair};
use sohoa_layout::Failure;
use sohoa_ocr::{Layout, OcrEngine, Settings, Word};
use sohoa_page::Sheet;
use sohoa_raster::PageImage;
use sohoa_span::Box4;

use crate::lines::{Scale, lines};
use crate::token::{Stretch, stretches};
use crate::{cells, hand, missed, number, openers, roman, tables, turn};

/// A page with less mean confidence may lie upside down.
const UPSIDE_DOWN: f32 = 0.5;
/// Upside up reads so many times as well.
const BETTER: f32 = 1.5;
/// Points of an inch.
const POINTS: f32 = 72.0;

/// Reads a page.
///
/// # Errors
/// When the engine fails.
pub(crate) fn read(
    picture: &PageImage,
    engine: &dyn OcrEngine,
    steps: &Steps,
) -> Result<Sheet, Failure> {
    let page = repair(&picture.pixels, picture.dpi, steps);
    let read = recognised(page, engine)?;
    let to_points = read.page.to_page.then(picture.to_points);
    let scale = Scale {
        points: POINTS / read.page.dpi,
        place: &|b| place(to_points, b),
    };
    let tables = tables::tables(&read.tables, scale.points);
    let stretches = filled_in(&read, engine);
    Ok(Sheet {
        items: sohoa_page::arrange_around(lines(stretches, &scale), &tables),
        size: picture.size,
        ..Sheet::default()
    })
}

/// The words with guesses where somebody wrote by hand.
fn filled_in(read: &Read, engine: &dyn OcrEngine) -> Vec<Stretch> {
    let mut stretches = stretches(&read.words);
    let settings = Settings {
        layout: Layout::Line,
        digits: true,
        ..settings(read.page.dpi)
    };
    let digits = |image: &GrayImage| {
        // An engine that fails here has no opinion.
        let table = engine.table(image, settings).unwrap_or_default();
        let words = sohoa_ocr::words(&table).into_iter();
        words.map(|w| w.text).collect::<String>()
    };
    // No more has it of what it passed over once.
    let parts = |parts: &[[u32; 4]]| apart(&read.page, parts, engine).unwrap_or_default();
    openers::put_in(&mut stretches, &read.page, &read.tables, &parts);
    number::find(&mut stretches, &read.page, &digits);
    hand::mark(&mut stretches, &read.page, &digits);
    roman::mend(&mut stretches, &read.page);
    stretches
}

/// A page with what was read on it.
struct Read {
    page: Repaired,
    tables: Vec<grid::Table>,
    words: Vec<Word>,
}

/// The page as it reads better: as it is, or turned upside down where it hardly reads.
fn recognised(page: Repaired, engine: &dyn OcrEngine) -> Result<Read, Failure> {
    let first = upright(page, engine)?;
    let (read, confidence) = weight(&first.words);
    if first.words.is_empty() || confidence > UPSIDE_DOWN {
        return Ok(first);
    }
    let second = upright(turn::upside_down(first.page.clone()), engine)?;
    let better = weight(&second.words).0 > BETTER * read;
    Ok(if better { second } else { first })
}

fn upright(mut page: Repaired, engine: &dyn OcrEngine) -> Result<Read, Failure> {
    let tables = grid::tables(&page.rules, page.dpi);
    tables::erase_rules(&mut page, &tables);
    let words = words(&page, &tables, engine)?;
    Ok(Read {
        page,
        tables,
        words,
    })
}

/// The words of a page. Cells of tables, and lines that the engine passed over, are read by themselves.
fn words(
    page: &Repaired,
    tables: &[grid::Table],
    engine: &dyn OcrEngine,
) -> Result<Vec<Word>, Failure> {
    let whole = settings(page.dpi);
    let cells = cells::inked(page, tables);
    let mut words = if cells.is_empty() {
        recognise(engine, &page.gray, whole)?
    } else {
        let mut free = page.gray.clone();
        cells::take_off(&mut free, &cells);
        recognise(engine, &free, whole)?
    };
    let missed = missed::lines(page, tables, &words);
    append(&mut words, apart(page, &cells, engine)?);
    append(&mut words, passed_over(page, &missed, engine)?);
    Ok(words)
}

/// The words of lines that the engine passed over.
fn passed_over(
    page: &Repaired,
    lines: &[missed::Missed],
    engine: &dyn OcrEngine,
) -> Result<Vec<Word>, Failure> {
    let rows: Vec<[u32; 4]> = lines.iter().map(|l| l.row).collect();
    let mut words = missed::surely(apart(page, &rows, engine)?);
    let wider = missed::wider(lines, &words);
    let wholes: Vec<[u32; 4]> = wider.iter().map(|l| l.whole).collect();
    let again = apart(page, &wholes, engine)?;
    missed::complete(&mut words, &wider, &again);
    Ok(words)
}

/// The words of parts of a page, read one under the other.
fn apart(
    page: &Repaired,
    parts: &[[u32; 4]],
    engine: &dyn OcrEngine,
) -> Result<Vec<Word>, Failure> {
    let block = Settings {
        layout: Layout::Block,
        ..settings(page.dpi)
    };
    let mut words = Vec::new();
    for strip in cells::strips(&page.gray, parts, page.dpi) {
        let found = recognise(engine, &strip.picture, block)?;
        append(&mut words, found.into_iter().map(|w| strip.on_page(w)));
    }
    Ok(words)
}

/// Adds words whose lines follow those that are there.
fn append(words: &mut Vec<Word>, more: impl IntoIterator<Item = Word>) {
    let next = words.last().map_or(0, |w| w.line + 1);
    let renumbered = more.into_iter().map(|w| Word {
        line: next + w.line,
        ..w
    });
    words.extend(renumbered);
}

fn recognise(
    engine: &dyn OcrEngine,
    image: &GrayImage,
    settings: Settings,
) -> Result<Vec<Word>, Failure> {
    let table = engine.table(image, settings);
    let table = table.map_err(|t| Failure::Unrecognised(t.to_string()))?;
    Ok(sohoa_ocr::words(&table))
}

fn settings(dpi: f32) -> Settings {
    Settings {
        layout: Layout::Page,
        dpi: dpi.round().clamp(70.0, 2400.0) as u32,
        digits: false,
    }
}

/// How much was read, weighed by confidence, and the mean confidence.
fn weight(words: &[Word]) -> (f32, f32) {
    let letters = |w: &Word| w.text.chars().filter(|c| c.is_alphanumeric()).count() as f32;
    let sum: f32 = words.iter().map(|w| letters(w) * w.confidence).sum();
    let all: f32 = words.iter().map(letters).sum();
    (sum, sum / all.max(1.0))
}

fn place(to_points: Affine, bbox: Box4) -> Box4 {
    to_points.apply_box(bbox.map(f64::from)).map(|v| v as f32)
}
