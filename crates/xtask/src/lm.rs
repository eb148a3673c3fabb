//! Counts the language model: `cargo run --release -p sohoa-xtask -- lm FOLDER`.
//!
//! FOLDER holds `legal.txt.gz` and `admin.txt.gz`: a line `# name` opens each part, a paragraph a line. One
//! part in sixteen, by its name, is held out for measuring. Paragraphs that were counted before are not
//! counted again (codes of law repeat themselves), and blocks that recognition has damaged are left out.

use std::collections::HashSet;
use std::fs;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use sohoa_lm::build::{Settings, build, paragraph, words_of};
use sohoa_lm::{Model, Word};
use sohoa_text::doubts;

/// How often a phrase of the lists is counted.
const PHRASE: usize = 10;
/// How often a cell is counted: tables are rare in law text.
const CELL: usize = 60;
/// How often the administrative text is counted: plans are nearer to it than to law.
const ADMIN: usize = 2;
/// Paragraphs of a block, which is left out as a whole where it is noisy.
pub const BLOCK: usize = 40;
/// A block is noisy with more than one odd word in so many.
const NOISY: usize = 300;
/// What a word must cost more than its repair, in nats, not to be counted.
const DOUBT: f32 = 3.0;
/// The models of the halves keep no chance finds.
const HALF: Settings = Settings {
    word: 20,
    pair: 2,
    triple: 3,
};

/// A part of the text: one law topic or one file.
pub struct Part {
    /// Its name.
    pub name: String,
    /// Its paragraphs.
    pub lines: Vec<String>,
}

impl Part {
    /// FNV-1a of the name: the same on every machine.
    fn hash(&self) -> u64 {
        self.name.bytes().fold(0xcbf2_9ce4_8422_2325, |h, b| {
            (h ^ u64::from(b)).wrapping_mul(0x100_0000_01b3)
        })
    }

    /// Never counted: kept for measuring.
    pub fn held_out(&self) -> bool {
        (self.hash() >> 20).is_multiple_of(16)
    }
}

/// Reads one file of parts.
pub fn parts(file: &Path) -> io::Result<Vec<Part>> {
    let mut parts = Vec::new();
    let text = flate2::read::GzDecoder::new(fs::File::open(file)?);
    for line in BufReader::new(text).lines() {
        let line = line?;
        match line.strip_prefix("# ") {
            Some(name) => parts.push(Part {
                name: name.to_owned(),
                lines: Vec::new(),
            }),
            None => {
                if let Some(part) = parts.last_mut() {
                    part.lines.push(line);
                }
            }
        }
    }
    Ok(parts)
}

/// Small words with a mark that are no syllables: what recognition leaves, and authors hardly ever.
pub fn odd_words(lines: &[String]) -> usize {
    lines
        .iter()
        .flat_map(|l| l.split_whitespace())
        .map(|w| w.trim_matches(|c: char| !c.is_alphabetic()))
        .filter(|w| {
            !w.is_ascii()
                && w.chars().all(char::is_lowercase)
                && !sohoa_vocab::SYLLABLES.contains(w)
        })
        .count()
}

/// Recognition has damaged this block.
pub fn is_noisy(block: &[String]) -> bool {
    let words: usize = block.iter().map(|l| l.split(' ').count()).sum();
    odd_words(block) * NOISY > words
}

/// A line of words without any mark: text that lost them, or another language.
pub fn is_unmarked(line: &str) -> bool {
    let words = line.split_whitespace().count();
    let marked = line.split_whitespace().filter(|w| !w.is_ascii()).count();
    words >= 6 && marked * 8 < words
}

/// A paragraph to be counted, and which half of the text it belongs to (halves are made of whole parts).
struct Paragraph<'p> {
    text: &'p str,
    half: usize,
    times: usize,
}

/// Counts everything and writes the model.
pub fn run(folder: &Path, root: &Path) -> io::Result<()> {
    let list: Vec<Word> = sohoa_vocab::SYLLABLES
        .iter()
        .filter_map(|s| Word::of(s))
        .collect();
    let syllables = Syllables {
        known: list.iter().copied().collect(),
        list,
    };
    let (legal, admin) = (
        parts(&folder.join("legal.txt.gz"))?,
        parts(&folder.join("admin.txt.gz"))?,
    );
    let mut paragraphs = Vec::new();
    let mut seen = HashSet::new();
    for (name, parts, times) in [("legal", &legal, 1), ("admin", &admin, ADMIN)] {
        choose(name, parts, times, &mut seen, &mut paragraphs);
    }
    let lists = lists(root)?;
    println!(
        "lists: {} phrases, {} cells, {} places",
        lists.phrases.len(),
        lists.cells.len(),
        lists.places.len()
    );

    // Each half is read with a model of the other one: a damage that repeats itself within a part does not
    // speak for itself.
    let models = [1, 0].map(|half| {
        let mut stream = syllables.phrases(&lists);
        for p in paragraphs.iter().filter(|p| p.half == half) {
            paragraph(p.text, |w| syllables.known.contains(&w), &mut stream);
        }
        let bytes = build(&stream, &syllables.list, &HALF);
        Model::read(bytes.leak()).unwrap_or_else(|_| Model::empty())
    });
    let mut stream = syllables.phrases(&lists);
    let mut doubted = 0;
    for p in &paragraphs {
        let mut doubts = doubts(p.text, &models[p.half]);
        doubts.retain(|d| d.margin >= DOUBT);
        doubted += doubts.len();
        for _ in 0..p.times {
            stream.push(Word::BREAK);
            let mut from = 0;
            for d in &doubts {
                syllables.piece(&p.text[from..d.range.start], &mut stream);
                stream.push(Word::GAP);
                from = d.range.end;
            }
            syllables.piece(&p.text[from..], &mut stream);
            stream.push(Word::BREAK);
        }
    }
    println!("doubted words: {doubted}; counted: {}", stream.len());
    let bytes = build(&stream, &syllables.list, &Settings::default());
    let out = root.join("crates/lm/model/vi-admin.lm");
    println!("{} bytes -> {}", bytes.len(), out.display());
    fs::write(out, bytes)
}

struct Syllables {
    list: Vec<Word>,
    known: HashSet<Word>,
}

impl Syllables {
    fn piece(&self, text: &str, out: &mut Vec<Word>) {
        words_of(text, |w| self.known.contains(&w), out);
    }

    /// The phrases, each as often as it counts.
    fn phrases(&self, lists: &Lists) -> Vec<Word> {
        let mut out = Vec::new();
        for line in &lists.cells {
            for _ in 0..CELL {
                paragraph(line, |w| self.known.contains(&w), &mut out);
            }
        }
        for line in &lists.places {
            self.piece(line, &mut out);
            out.push(Word::GAP);
        }
        for line in &lists.phrases {
            for _ in 0..PHRASE {
                self.piece(line, &mut out);
                out.push(Word::GAP);
            }
        }
        out
    }
}

/// The paragraphs of the parts that are not held out, noisy blocks and repetitions left out.
fn choose<'p>(
    name: &str,
    parts: &'p [Part],
    times: usize,
    seen: &mut HashSet<&'p str>,
    out: &mut Vec<Paragraph<'p>>,
) {
    let (mut noisy, mut blocks, before) = (0, 0, out.len());
    for part in parts.iter().filter(|p| !p.held_out()) {
        let half = (part.hash() >> 8) as usize & 1;
        for block in part.lines.chunks(BLOCK) {
            blocks += 1;
            if is_noisy(block) {
                noisy += 1;
                continue;
            }
            let fit = block
                .iter()
                .filter(|l| !is_unmarked(l) && (l.len() <= 80 || seen.insert(l)));
            out.extend(fit.map(|text| Paragraph { text, half, times }));
        }
    }
    println!(
        "{name}: {} parts, {noisy} of {blocks} blocks too noisy, {} paragraphs",
        parts.iter().filter(|p| !p.held_out()).count(),
        out.len() - before
    );
}

/// What is counted beside running text.
struct Lists {
    /// Phrases and sentences of plans.
    phrases: Vec<String>,
    /// What stands alone in a cell or on a line.
    cells: Vec<String>,
    /// Names of provinces, districts and communes: each says only that it exists.
    places: Vec<String>,
}

/// Lists of ours, and names from the tables of the field.
fn lists(root: &Path) -> io::Result<Lists> {
    let folder = root.join("crates/lm/lists");
    let mut phrases = folder_lines(&folder.join("phrases"))?;
    phrases.extend(lines(&folder.join("sentences.txt"))?);
    phrases.extend(sohoa_vocab::DOC_TYPES.iter().map(|t| t.name.to_owned()));
    phrases.extend(sohoa_vocab::ISSUER_CODES.iter().map(|c| c.name.to_owned()));
    let mut short: Vec<&str> = sohoa_vocab::ABBREVIATIONS.values().copied().collect();
    short.sort_unstable();
    phrases.extend(short.into_iter().map(str::to_owned));
    let places = lines(&folder.join("places.tsv"))?.into_iter().skip(1);
    let places = places.filter_map(|l| l.split('\t').next().map(str::to_owned));
    Ok(Lists {
        phrases,
        cells: lines(&folder.join("cells.txt"))?,
        places: places.collect(),
    })
}

fn lines(file: &Path) -> io::Result<Vec<String>> {
    let text = fs::read_to_string(file)?;
    let lines = text.lines().filter(|l| !l.starts_with('#'));
    Ok(lines.map(str::to_owned).collect())
}

/// The lines of all files of a folder, by name.
fn folder_lines(folder: &Path) -> io::Result<Vec<String>> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)?
        .map(|e| e.map(|e| e.path()))
        .collect::<io::Result<_>>()?;
    files.sort();
    let mut all = Vec::new();
    for file in files {
        all.extend(lines(&file)?);
    }
    Ok(all)
}
