//! Damaged files: a text or a clear error, never a panic, and soon.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use sohoa_layout::{Failure, Limits};

/// Files of each kind of damage; `SOHOA_DAMAGED` asks for more.
fn rounds() -> u64 {
    std::env::var("SOHOA_DAMAGED")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(70)
}

/// The same numbers on every machine (SplitMix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) as usize % n.max(1)
    }
}

fn whole() -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    files.retain(|p| p.extension().is_some_and(|e| e == "pdf"));
    files.sort();
    files.iter().map(|p| fs::read(p).unwrap()).collect()
}

/// A quarter of the files in a debug build is slower than any release build.
const SOON: Duration = Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 2 });

fn check(bytes: &[u8], what: &str) {
    let start = Instant::now();
    match sohoa_pdf::read(bytes, &Limits::default()) {
        Ok((text, layout)) => {
            let end = text.len() as u32;
            assert!(
                layout.words.iter().all(|w| w.start < w.end && w.end <= end),
                "{what}"
            );
        }
        Err(Failure::Damaged(why)) => assert!(!why.is_empty(), "{what}"),
        Err(_) => {}
    }
    assert!(start.elapsed() < SOON, "{what}: {:?}", start.elapsed());
}

#[test]
fn flipped_bytes() {
    let files = whole();
    let mut dice = Dice(1);
    for round in 0..rounds() {
        let mut bytes = files[dice.below(files.len())].clone();
        for _ in 0..1 + dice.below(40) {
            let at = dice.below(bytes.len());
            bytes[at] = dice.below(256) as u8;
        }
        check(&bytes, &format!("flipped {round}"));
    }
}

#[test]
fn truncated() {
    let files = whole();
    let mut dice = Dice(2);
    for round in 0..rounds() {
        let bytes = &files[dice.below(files.len())];
        check(
            &bytes[..dice.below(bytes.len())],
            &format!("truncated {round}"),
        );
    }
}

/// Numbers and names of the structure changed, which flipped bytes seldom meet.
#[test]
fn twisted_structure() {
    const WORDS: [&[u8]; 10] = [
        b"0 R", b"/Kids", b"/Parent", b"/Length", b"/Count", b"/Font", b"/W", b"/First", b"/N",
        b"endobj",
    ];
    let files = whole();
    let mut dice = Dice(3);
    for round in 0..rounds() {
        let mut bytes = files[dice.below(files.len())].clone();
        for _ in 0..1 + dice.below(4) {
            let word = WORDS[dice.below(WORDS.len())];
            let from = dice.below(bytes.len());
            let Some(at) = bytes[from..].windows(word.len()).position(|w| w == word) else {
                continue;
            };
            let at = from + at + dice.below(word.len() + 4);
            if let Some(byte) = bytes.get_mut(at) {
                *byte = b"0123456789 </[]>"[dice.below(16)];
            }
        }
        check(&bytes, &format!("twisted {round}"));
    }
}

#[test]
fn noise_with_a_head() {
    let mut dice = Dice(4);
    for round in 0..rounds() {
        let mut bytes = b"%PDF-1.7\n".to_vec();
        bytes.extend((0..dice.below(4000)).map(|_| dice.below(256) as u8));
        check(&bytes, &format!("noise {round}"));
    }
}
