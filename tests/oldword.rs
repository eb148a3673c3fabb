//! Word and RTF from disk to text and record: real files in old fonts against their transcripts.

mod common;

use std::fs;
use std::path::Path;

use common::marks::accuracy;
use common::shared::shared;
use sohoa_source::{Limits, load};

fn is_word(path: &Path) -> bool {
    path.extension().is_some_and(|e| e == "doc" || e == "rtf")
}

/// Of the letters with marks in the transcripts, those that came back.
#[test]
fn old_fonts_are_read_right() {
    let Some(folder) = shared("samples/legacy") else {
        return;
    };
    let mut all = Vec::new();
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if !is_word(&path) {
            continue;
        }
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let transcript =
            fs::read_to_string(folder.join(format!("transcripts/{name}.txt"))).unwrap();
        let read = load(&path, &Limits::default()).unwrap();
        let share = accuracy(&transcript, &read.text);
        println!("{name}: {share:.4}, {}", read.encoding);
        assert!(share >= 0.95, "{name}: {share}");
        all.push(share);
    }
    let mean = all.iter().sum::<f64>() / all.len() as f64;
    println!("mean of {}: {mean:.4}", all.len());
    assert!(all.len() >= 8 && mean >= 0.99, "{mean}");
}
