//! How well scans are read, beside the plain engine: `cargo run --release -p sohoa-xtask -- scans`.
//!
//! Pages are forged at each level, read by Tesseract as it comes and by the program, and counted: letters in
//! order and free of order (pages with ruled tables apart: there the plain engine loses ordinals on the best of
//! scans), words, facts by family, rows and cells of ruled tables, boxes, processor time. What the program reads
//! is counted twice: as it lays out the engine's words, and after the repairs of the text.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use sohoa_eval::noise::led;
use sohoa_eval::paper::{self, Cells, Letters};
use sohoa_eval::{Board, Found, Gold, SHARED, score};
use sohoa_forge::truth::Seen;
use sohoa_forge::{Family, Level, Printed, print};
use sohoa_layout::Layout;
use sohoa_record::Meta;
use sohoa_scan::Steps;
use sohoa_source::{Decoded, Limits, Means, Scanner};
use sohoa_text::Text;
use sohoa_typeset::{FontFiles, Fonts, pdf};

use crate::clock::Clock;
use crate::sheets;

pub const USAGE: &str = "  scans    forge scans and measure how well they are read, beside the plain engine
           [--seed N] [--count PAGES] [--levels clean,light,medium,hard] [--plain | --ours] [--kind KIND]
           [--most PAGES: leave longer documents out] [--keep DIR: leave the pages there, and what was read]
           [--cache DIR: answers of the engine are kept there; times are not true then] [--fonts DIR]
           [--off STEP,…: steps of the repair of pictures that are left out]";

struct Options {
    seed: u64,
    /// Pages of each level.
    count: usize,
    levels: Vec<Level>,
    plain: bool,
    ours: bool,
    family: Option<Family>,
    most: usize,
    keep: Option<PathBuf>,
    cache: Option<PathBuf>,
    steps: Steps,
    fonts: Option<PathBuf>,
}

/// What was counted at a level.
#[derive(Default)]
struct Figures {
    documents: usize,
    pages: usize,
    /// Of pages without ruled tables, and with them.
    plain: [Letters; 2],
    read: [Letters; 2],
    repaired: [Letters; 2],
    board: Board,
    cells: Cells,
    /// Words found with a box, and the sum of how far the boxes overlap the true ones.
    boxes: (usize, f64),
    /// Documents that the program does not read, and why the last was not.
    unread: usize,
    reason: String,
    /// Seconds of forging, of the plain engine, of the program without engine, of its engine.
    seconds: [f64; 4],
}

/// Measures and prints.
pub fn run(args: impl Iterator<Item = String>) -> io::Result<()> {
    let options = options(args)?;
    let files = FontFiles::find(options.fonts.as_deref()).map_err(io::Error::other)?;
    let fonts = files.fonts().map_err(io::Error::other)?;
    let folder = match &options.keep {
        Some(folder) => folder.clone(),
        None => std::env::temp_dir().join(format!("sohoa-scans-{}", std::process::id())),
    };
    std::fs::create_dir_all(&folder)?;
    for level in &options.levels {
        let figures = measure(*level, &options, &fonts, &folder)?;
        show(*level, &options, &figures);
    }
    if options.keep.is_none() {
        std::fs::remove_dir_all(&folder)?;
    }
    Ok(())
}

fn measure(
    level: Level,
    options: &Options,
    fonts: &Fonts<'_>,
    folder: &Path,
) -> io::Result<Figures> {
    let mut figures = Figures::default();
    let mut nth = 0;
    while figures.pages < options.count {
        let inked = level != Level::Clean;
        let printed = print(options.seed, nth, options.family, fonts, inked);
        nth += 1;
        if printed.leaves.len() <= options.most {
            let seed = options.seed ^ nth;
            document(&printed, seed, level, options, fonts, folder, &mut figures)?;
        }
    }
    Ok(figures)
}

fn document(
    printed: &Printed,
    seed: u64,
    level: Level,
    options: &Options,
    fonts: &Fonts<'_>,
    folder: &Path,
    figures: &mut Figures,
) -> io::Result<()> {
    let name = format!("{}-{}", printed.name, level.name());
    let (mut seen, mut pictures) = (Vec::new(), Vec::new());
    let mut clock = Clock::start()?;
    for shot in printed.shots(fonts, level, seed) {
        let path = folder.join(format!("{name}-{:02}.png", seen.len() + 1));
        pictures.push(shot.picture());
        if options.plain {
            shot.pixels.save(&path).map_err(io::Error::other)?;
            figures.seconds[0] += clock.lap()?.0;
            let read = plain(&path)?;
            figures.seconds[1] += clock.lap()?.1;
            counted(&shot.seen, &read, &mut figures.plain);
        }
        seen.push(shot.seen);
    }
    figures.seconds[0] += clock.lap()?.0;
    figures.documents += 1;
    figures.pages += seen.len();
    if options.ours {
        let path = folder.join(format!("{name}.pdf"));
        std::fs::write(&path, pdf::pictures(&pictures))?;
        drop(pictures);
        clock.lap()?;
        let scanner = Scanner::new(sohoa_scan::Options {
            threads: Some(1),
            cache: options.cache.clone(),
            steps: options.steps,
            ..sohoa_scan::Options::default()
        });
        let means = Means {
            limits: &Limits::default(),
            scanner: Some(&scanner),
            to_recognise: None,
        };
        match sohoa_source::load(&path, means) {
            Ok(read) => {
                if options.keep.is_some() {
                    noted(&path, &seen, &read)?;
                }
                graded(printed, &seen, read, &mut clock, figures)?;
            }
            Err(error) => {
                figures.unread += 1;
                figures.reason = error.to_string();
            }
        }
    }
    Ok(())
}

/// Counts a document that the program has read.
fn graded(
    printed: &Printed,
    seen: &[Seen],
    read: Decoded,
    clock: &mut Clock,
    figures: &mut Figures,
) -> io::Result<()> {
    let meta = Meta {
        layout: read.layout,
        ..Meta::default()
    };
    let record = sohoa_record::read(&read.text, &meta);
    let (own, engine) = clock.lap()?;
    figures.seconds[2] += own;
    figures.seconds[3] += engine;
    let pages: Vec<&str> = read.text.split('\u{c}').collect();
    let repaired = repaired(&pages, &read.text, &meta.layout);
    for (nth, seen) in seen.iter().enumerate() {
        counted(seen, pages.get(nth).unwrap_or(&""), &mut figures.read);
        let page = repaired.get(nth).map_or("", String::as_str);
        counted(seen, page, &mut figures.repaired);
    }
    figures.cells += paper::cells(&printed.text, &read.text);
    let gold = led(&printed.gold, &paper::lines(&printed.text, &read.text));
    let gold = Gold::from_json(&gold.to_string()).map_err(io::Error::other)?;
    score(&mut figures.board, &gold, &Found::from(&record), None);
    boxed(seen, &read.text, &meta.layout, figures);
    clock.lap().map(|_| ())
}

/// The pages after the repairs of the text, which keep its lines.
fn repaired(pages: &[&str], text: &str, layout: &Layout) -> Vec<String> {
    let mended = Text::of(text, Some(layout), &sohoa_text::Options::default());
    let mut lines = mended.as_str().split('\n');
    let page = |page: &&str| {
        let lines: Vec<&str> = lines.by_ref().take(page.split('\n').count()).collect();
        lines.join("\n")
    };
    pages.iter().map(page).collect()
}

/// Leaves beside a PDF what was read and what should have been, page by page, for those who look for losses.
fn noted(path: &Path, seen: &[Seen], read: &Decoded) -> io::Result<()> {
    let words = |page: &Seen| page.words().map(|w| w.text.clone()).collect::<Vec<_>>();
    let truth: Vec<String> = seen.iter().map(|p| words(p).join("\n")).collect();
    std::fs::write(path.with_extension("truth.txt"), truth.join("\n\u{c}\n"))?;
    std::fs::write(path.with_extension("read.txt"), &read.text)
}

/// How far the boxes of words that were read right overlap the true ones.
fn boxed(seen: &[Seen], text: &str, layout: &Layout, figures: &mut Figures) {
    for (page, seen) in (1..).zip(seen) {
        let here = layout.words.iter().filter(|w| w.place.page == page);
        let found: Vec<_> = here
            .filter_map(|w| Some((text.get(w.start as usize..w.end as usize)?, w.place.bbox?)))
            .collect();
        for word in seen.words() {
            let same = found.iter().filter(|(read, _)| *read == word.text);
            let near = same.map(|(_, bbox)| paper::overlap(word.place, *bbox));
            if let Some(best) = near.reduce(f32::max) {
                figures.boxes.0 += 1;
                figures.boxes.1 += f64::from(best);
            }
        }
    }
}

/// Adds a page to the counts of its kind.
fn counted(seen: &Seen, read: &str, counts: &mut [Letters; 2]) {
    let words: Vec<(&str, bool)> = seen.words().map(|w| (w.text.as_str(), !w.hand)).collect();
    counts[usize::from(!seen.tables.is_empty())] += paper::letters(&words, read);
}

/// What the engine reads by itself.
fn plain(page: &Path) -> io::Result<String> {
    let mut engine = Command::new("tesseract");
    engine.arg(page).args(["-", "-l", "vie", "--psm", "3"]);
    engine.env("OMP_THREAD_LIMIT", "1").stderr(Stdio::null());
    let out = engine.output().map_err(|e| {
        io::Error::other(format!(
            "tesseract: {e}; apt-get install tesseract-ocr tesseract-ocr-vie"
        ))
    })?;
    Ok(String::from_utf8_lossy(&out.stdout).into_owned())
}

fn show(level: Level, options: &Options, figures: &Figures) {
    let Figures {
        documents, pages, ..
    } = figures;
    println!("{} ({documents} documents, {pages} pages)", level.name());
    if options.plain {
        errors("plain", &figures.plain);
    }
    if options.ours && figures.unread < *documents {
        errors("read", &figures.read);
        errors("mended", &figures.repaired);
        let Cells {
            rows,
            found,
            cells,
            right,
        } = figures.cells;
        let share = |part: usize, all: usize| part as f64 / all.max(1) as f64;
        println!(
            "  tables  rows found {:.3} of {rows}, cells in their column {:.3} of {cells}",
            share(found, rows),
            share(right, cells)
        );
        let (boxes, overlap) = figures.boxes;
        println!(
            "  boxes   overlap {:.3} over {boxes} words",
            overlap / boxes.max(1) as f64
        );
        println!("  record  macro {:.4}", figures.board.macro_f1(SHARED));
        print!("{}", figures.board);
    }
    if figures.unread > 0 {
        println!("  {} not read: {}", figures.unread, figures.reason);
    }
    times(options, figures);
}

fn times(options: &Options, figures: &Figures) {
    let [forging, plain, own, engine] = figures.seconds;
    let pages = figures.pages.max(1) as f64;
    println!(
        "  seconds a page: forging {:.2}, plain engine {:.2}, ours without engine {:.2}, its engine {:.2}",
        forging / pages,
        plain / pages,
        own / pages,
        engine / pages
    );
    if options.ours && options.plain && engine > 0.0 {
        let all = own + engine;
        println!(
            "  all of ours: {:.2} x its engine, {:.2} x the plain one",
            all / engine,
            all / plain
        );
    }
}

fn errors(who: &str, kinds: &[Letters; 2]) {
    for (kind, letters) in ["text", "tables"].into_iter().zip(kinds) {
        println!(
            "  {who:6} {kind:6}  letters wrong {:6.2} % free of order, {:6.2} % in order; words {:6.2} % of {}",
            letters.free_rate(),
            letters.in_order_rate(),
            letters.word_rate(),
            letters.words
        );
    }
}

fn options(mut args: impl Iterator<Item = String>) -> io::Result<Options> {
    let mut out = Options {
        seed: 1,
        count: 40,
        levels: Level::ALL.to_vec(),
        plain: true,
        ours: true,
        family: None,
        most: 6,
        keep: None,
        cache: None,
        steps: Steps::default(),
        fonts: None,
    };
    while let Some(arg) = args.next() {
        let wrong = || io::Error::other(format!("{arg}: unknown or without a value\n{USAGE}"));
        match arg.as_str() {
            "--plain" => out.ours = false,
            "--ours" => out.plain = false,
            _ => {
                let value = args.next().ok_or_else(wrong)?;
                match arg.as_str() {
                    "--seed" => out.seed = value.parse().map_err(|_| wrong())?,
                    "--count" => out.count = value.parse().map_err(|_| wrong())?,
                    "--most" => out.most = value.parse().map_err(|_| wrong())?,
                    "--levels" => out.levels = sheets::levels(&value)?,
                    "--keep" => out.keep = Some(value.into()),
                    "--cache" => out.cache = Some(value.into()),
                    "--off" => out.steps = without(&value).ok_or_else(wrong)?,
                    "--fonts" => out.fonts = Some(value.into()),
                    "--kind" => {
                        let family = Family::ALL.into_iter().find(|f| f.name() == value);
                        out.family = Some(family.ok_or_else(wrong)?);
                    }
                    _ => return Err(wrong()),
                }
            }
        }
    }
    Ok(out)
}

/// All steps but those that are named.
fn without(names: &str) -> Option<Steps> {
    let mut steps = Steps::default();
    for name in names.split(',') {
        *steps.named(name)? = false;
    }
    Some(steps)
}
