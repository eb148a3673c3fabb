//! Damaged files: each is read or refused, soon, and says no more than it can hold.
//!
//! `SOHOA_DAMAGED=1000` damages every fixture that many times; a few dozen are enough for every day.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use sohoa_layout::{Failure, Layout, Limits};
use sohoa_oldword::{doc, rtf};

/// Generous for a debug build on a busy machine.
const PATIENCE: Duration = Duration::from_secs(2);

type Read = fn(&[u8], &Limits) -> Result<(String, Layout), Failure>;

/// Numbers that look random and are the same every time (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }
}

fn fixtures(form: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let paths = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
    let mut paths: Vec<_> = paths
        .filter(|p| p.extension().is_some_and(|e| e == form))
        .collect();
    paths.sort();
    paths.iter().map(|p| fs::read(p).unwrap()).collect()
}

/// Bytes flipped, cut off, taken out, doubled or overwritten.
fn damage(bytes: &mut Vec<u8>, random: &mut Random) {
    let at = random.below(bytes.len());
    let length = random.below(600).min(bytes.len() - at);
    match random.below(5) {
        0 => (0..1 + random.below(40)).for_each(|_| {
            let at = random.below(bytes.len());
            bytes[at] = random.below(256) as u8;
        }),
        1 => bytes.truncate(at),
        2 => drop(bytes.drain(at..at + length)),
        3 => {
            let part = bytes[at..at + length].to_vec();
            let at = random.below(bytes.len());
            bytes.splice(at..at, part);
        }
        _ => bytes[at..at + length].fill(random.below(256) as u8),
    }
}

fn survive(read: Read, bytes: &[u8], what: &str) -> bool {
    let start = Instant::now();
    let result = read(bytes, &Limits::default());
    let spent = start.elapsed();
    assert!(spent < PATIENCE, "{what}: {spent:?}");
    if let Ok((text, _)) = &result {
        assert!(text.len() <= 16 * bytes.len(), "{what}: {}", text.len());
    }
    result.is_ok()
}

fn rounds() -> u64 {
    let set = std::env::var("SOHOA_DAMAGED").ok();
    set.and_then(|n| n.parse().ok()).unwrap_or(70)
}

fn damaged(form: &str, read: Read) {
    let (mut all, mut read_so) = (0, 0);
    for (i, whole) in fixtures(form).iter().enumerate() {
        for round in 0..rounds() {
            let mut random = Random(0x9e37_79b9 + 1000 * round + i as u64);
            let mut bytes = whole.clone();
            for _ in 0..=random.below(3) {
                damage(&mut bytes, &mut random);
            }
            all += 1;
            read_so += u32::from(survive(read, &bytes, &format!("{form} {i}, round {round}")));
        }
    }
    println!("{form}: {read_so} of {all} read");
    assert!(all > 0 && read_so > 0);
}

#[test]
fn damaged_word() {
    damaged("doc", doc::read);
}

#[test]
fn damaged_rtf() {
    damaged("rtf", rtf::read);
}

#[test]
fn noise_is_refused() {
    let mut random = Random(7);
    for length in [0, 1, 7, 512, 5000] {
        let noise: Vec<u8> = (0..length).map(|_| random.below(256) as u8).collect();
        assert!(!survive(doc::read, &noise, "noise"));
        assert!(!survive(rtf::read, &noise, "noise"));
    }
}

/// Things that cost little to write, over and over.
#[test]
fn repetition_costs_no_more_than_its_length() {
    for unit in [
        "{\\footnote",
        "{\\footnote a}",
        "\\footnote",
        "{\\shptxt a}",
        "{\\header a}",
        "\\trowd\\cellx9\\cellx99 a\\cell\\row",
        "\\trowd\\cellx1",
        "a\\cell",
        "\\chftn",
        "1    ",
        "a\\tab\\tab ",
        "\\u8217",
        "{\\f1 a}",
        "{\\fonttbl{\\f1 .VnTime;}}",
        "\\'e9\\u7871 ",
        "}",
    ] {
        let rtf = format!("{{\\rtf1 {}", unit.repeat(300_000 / unit.len()));
        survive(rtf::read, rtf.as_bytes(), unit);
    }
}
