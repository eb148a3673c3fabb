//! Counts the language model: `cargo run --release -p sohoa-xtask -- lm FOLDER`.
//!
//! FOLDER holds `legal.txt.gz` and `admin.txt.gz`: a line `# name` opens each part, a paragraph a line. One
//! part in sixteen, by its name, is held out for measuring. Paragraphs that were counted before are not
//! counted again (codes of law repeat themselves), and blocks that recognition has damaged are left out.

use std::collections::HashSet;
use std::fs;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use sohoa_lm::Word;
use sohoa_lm::build::{Settings, build, words_of};

/// A part of the text: one law topic or one file.
pub struct Part {
    /// Its name.
    pub name: String,
    /// Its paragraphs.
    pub lines: Vec<String>,
}

impl Part {
    /// Never counted: kept for measuring.
    pub fn held_out(&self) -> bool {
        // FNV-1a: the same parts on every machine.
        let hash = self.name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| {
            (h ^ u64::from(b)).wrapping_mul(0x100_0000_01b3)
        });
        (hash >> 20).is_multiple_of(16)
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

/// A line of words without any mark: text that lost them, or another language.
pub fn is_unmarked(line: &str) -> bool {
    let words = line.split_whitespace().count();
    let marked = line.split_whitespace().filter(|w| !w.is_ascii()).count();
    words >= 6 && marked * 8 < words
}

/// Counts everything and writes the model.
pub fn run(folder: &Path, root: &Path) -> io::Result<()> {
    let syllables: Vec<Word> = sohoa_vocab::SYLLABLES
        .iter()
        .filter_map(|s| Word::of(s))
        .collect();
    let known: HashSet<Word> = syllables.iter().copied().collect();
    let mut stream: Vec<Word> = Vec::new();
    let mut seen: HashSet<u64> = HashSet::new();
    for (file, times) in [("legal.txt.gz", 1), ("admin.txt.gz", 2)] {
        let parts = parts(&folder.join(file))?;
        let all = parts.len();
        let counted: Vec<&Part> = parts.iter().filter(|p| !p.held_out()).collect();
        let before = stream.len();
        let blocks = counted.iter().flat_map(|p| p.lines.chunks(40));
        let (mut noisy, mut all_blocks) = (0, 0);
        for block in blocks {
            let words: usize = block.iter().map(|l| l.split(' ').count()).sum();
            all_blocks += 1;
            if odd_words(block) * 1000 > words {
                noisy += 1;
                continue;
            }
            for line in block {
                if is_unmarked(line) || line.len() > 80 && !seen.insert(fingerprint(line)) {
                    continue;
                }
                for _ in 0..times {
                    words_of(line, |w| known.contains(&w), &mut stream);
                }
            }
        }
        println!("noisy blocks {noisy} of {all_blocks}");
        println!(
            "{file}: {} of {all} parts, {} words",
            counted.len(),
            stream.len() - before
        );
    }
    let bytes = build(&stream, &syllables, &Settings::default());
    let out = root.join("crates/lm/model/vi-admin.lm");
    println!("{} bytes -> {}", bytes.len(), out.display());
    fs::write(out, bytes)
}

fn fingerprint(line: &str) -> u64 {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut h = DefaultHasher::new();
    line.hash(&mut h);
    h.finish()
}
