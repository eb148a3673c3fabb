//! Estimates what recognition confuses: `cargo run --release -p sohoa-xtask -- confusions FOLDER`.
//!
//! The blocks that are too noisy to be counted for the language model are read with it; repairs with a wide
//! margin are taken for true, and each kind of damage is set against how often what it damages is printed.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use sohoa_lm::letter::{base, compose};
use sohoa_lm::{Model, Word};
use sohoa_text::doubts;

use crate::lm::{BLOCK, is_noisy, parts};

/// Margin from which a repair counts as true.
const SURE: f32 = 6.0;
/// Letters taken for others less often than this are no rule.
const LEAST: u32 = 8;
/// Damage that did not occur is taken to have occurred so often.
const UNSEEN: f64 = 1.0;
/// What is taken off all costs: the noise of this text is not that of the file in hand.
const REFERENCE: f64 = 3.0;

type Row = (&'static str, String, String);

/// Prints the table `confusions.tsv`.
pub fn run(folder: &Path) -> io::Result<()> {
    let model = Model::embedded();
    let mut seen: BTreeMap<Row, u32> = BTreeMap::new();
    let mut printed: BTreeMap<String, u32> = BTreeMap::new();
    let mut words = 0u32;
    for file in ["legal.txt.gz", "admin.txt.gz"] {
        let parts = parts(&folder.join(file))?;
        let counted = parts.iter().filter(|p| !p.held_out());
        for line in counted
            .flat_map(|p| p.lines.chunks(BLOCK))
            .filter(|b| is_noisy(b))
            .flatten()
        {
            for word in line.split(' ').filter_map(Word::of) {
                words += 1;
                let codes: Vec<u8> = word.letters().collect();
                let bare: Vec<u8> = codes.iter().map(|&c| base(c)).collect();
                for n in 1..=2 {
                    for group in codes.windows(n) {
                        *printed.entry(spelt(group)).or_default() += 1;
                    }
                    for group in bare
                        .windows(n)
                        .zip(codes.windows(n))
                        .filter(|(b, c)| b != c)
                    {
                        *printed.entry(spelt(group.0)).or_default() += 1;
                    }
                }
                *printed.entry(word.tone().to_string()).or_default() += 1;
            }
            for d in doubts(line, model).iter().filter(|d| d.margin >= SURE) {
                note(&line[d.range.clone()], &d.value, &mut seen);
            }
        }
    }
    println!(
        "# what\tread\tprinted\tnats\n# -ln of how often the printed letter is read so in {words} words of noisy \
         text, less {REFERENCE}; kinds of damage that did not occur count as seen {UNSEEN} times"
    );
    for row in expected() {
        seen.entry(row).or_insert(0);
    }
    for ((what, read, is), n) in &seen {
        let of = match *what {
            "space" => words,
            _ => printed.get(is).copied().unwrap_or(words).max(words / 100),
        };
        if *what != "alike" || *n >= LEAST || expected_alike(read, is) {
            let rate = (f64::from(*n) + UNSEEN) / f64::from(of.max(*n) + 1);
            println!(
                "{what}\t{read}\t{is}\t{:.1}",
                (-rate.ln() - REFERENCE).max(1.0)
            );
        }
    }
    Ok(())
}

/// What may happen though the text does not show it: every other tone and mark, and letters of one shape.
fn expected() -> Vec<Row> {
    let mut rows = Vec::new();
    for read in 0..6 {
        for is in (0..6).filter(|&is| is != read) {
            rows.push(("tone", read.to_string(), is.to_string()));
        }
    }
    for group in ["aăâ", "dđ", "eê", "oôơ", "uư"] {
        for read in group.chars() {
            for is in group.chars().filter(|&is| is != read) {
                rows.push(("mark", read.into(), is.into()));
            }
        }
    }
    rows.extend(
        ALIKE
            .iter()
            .map(|(read, is)| ("alike", (*read).to_owned(), (*is).to_owned())),
    );
    rows
}

fn expected_alike(read: &str, is: &str) -> bool {
    ALIKE.contains(&(read, is))
}

/// Letters and groups of one shape, or of one sound where authors mistake them (`n`, `ng`).
const ALIKE: [(&str, &str); 40] = [
    ("l", "i"),
    ("i", "l"),
    ("rn", "m"),
    ("m", "rn"),
    ("cl", "d"),
    ("d", "cl"),
    ("n", "ng"),
    ("ng", "n"),
    ("n", "nh"),
    ("nh", "n"),
    ("t", "c"),
    ("c", "t"),
    ("n", "t"),
    ("t", "n"),
    ("c", "ch"),
    ("h", "b"),
    ("b", "h"),
    ("n", "u"),
    ("u", "n"),
    ("c", "e"),
    ("e", "c"),
    ("c", "o"),
    ("o", "c"),
    ("ur", "ư"),
    ("l", "t"),
    ("t", "l"),
    ("f", "t"),
    ("r", "t"),
    ("qu", "v"),
    ("ii", "u"),
    ("oi", "o"),
    ("ai", "a"),
    ("v", "y"),
    ("y", "v"),
    ("a", "o"),
    ("o", "a"),
    ("g", "q"),
    ("n", "h"),
    ("h", "n"),
    ("i", "t"),
];

fn spelt(codes: &[u8]) -> String {
    codes.iter().map(|&c| compose(c, 0)).collect()
}

/// Takes one repair apart into single confusions.
fn note(read: &str, value: &str, seen: &mut BTreeMap<Row, u32>) {
    let mut add = |what, read: String, printed: String| {
        *seen.entry((what, read, printed)).or_default() += 1;
    };
    match (read.contains(' '), value.contains(' ')) {
        (true, _) => return add("space", "added".into(), String::new()),
        (_, true) => return add("space", "lost".into(), String::new()),
        _ => {}
    }
    let (Some(r), Some(p)) = (Word::of(read), Word::of(value)) else {
        return;
    };
    if r.tone() != p.tone() {
        add("tone", r.tone().to_string(), p.tone().to_string());
    }
    let (r, p): (Vec<u8>, Vec<u8>) = (r.letters().collect(), p.letters().collect());
    let like = |a: &u8, b: &u8| base(*a) == base(*b);
    if r.len() == p.len() && r.iter().zip(&p).all(|(a, b)| like(a, b)) {
        for (a, b) in r.iter().zip(&p).filter(|(a, b)| a != b) {
            add("mark", spelt(&[*a]), spelt(&[*b]));
        }
        return;
    }
    let head = r.iter().zip(&p).take_while(|(a, b)| like(a, b)).count();
    let tail = r[head..]
        .iter()
        .rev()
        .zip(p[head..].iter().rev())
        .take_while(|(a, b)| like(a, b))
        .count();
    let bare =
        |codes: &[u8]| -> String { spelt(&codes.iter().map(|&c| base(c)).collect::<Vec<u8>>()) };
    add(
        "alike",
        bare(&r[head..r.len() - tail]),
        bare(&p[head..p.len() - tail]),
    );
}
