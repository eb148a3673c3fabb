//! How well text comes back from each encoding: `cargo run --release -p sohoa-legacy --example measure -- FILE…`
//!
//! Each file is encoded and decoded without a word of help, whole and in pieces; a table gives the share of
//! lines that come back exactly, and the same with the case of letters set aside. The last rows tell what
//! was done to the text as it is, which is to be left alone.

use std::{env, fs};

use sohoa_legacy::{Encoding, decode_mixed, decode_mixed_bytes, encode};

const ENCODINGS: [Encoding; 7] = [
    Encoding::Tcvn3,
    Encoding::Vni,
    Encoding::Viscii,
    Encoding::Vps,
    Encoding::Windows1258,
    Encoding::Viqr,
    Encoding::Utf8,
];

const SIZES: [(&str, usize); 4] = [
    ("file", usize::MAX),
    ("1 KB", 1024),
    ("200 B", 200),
    ("line", 0),
];

#[derive(Default)]
struct Share {
    all: usize,
    exact: usize,
    but_case: usize,
}

fn main() {
    let texts: Vec<String> = env::args()
        .skip(1)
        .filter_map(|path| fs::read(path).ok())
        .map(|bytes| plain(&String::from_utf8_lossy(&bytes)))
        .collect();
    println!("encoding\tsize\tthrough\tlines\texact\tbut for case");
    for encoding in ENCODINGS {
        for (name, size) in SIZES {
            // Bytes of UTF-8 are UTF-8: only what was read as Windows-1252 has to be told.
            let ways: &[bool] = if encoding == Encoding::Utf8 {
                &[true]
            } else {
                &[true, false]
            };
            for &mojibake in ways {
                let mut share = Share::default();
                for text in &texts {
                    measure(text, encoding, size, mojibake, &mut share);
                }
                let of = |n: usize| n as f64 / share.all.max(1) as f64;
                let through = if mojibake { "cp1252" } else { "bytes" };
                let (exact, but_case) = (of(share.exact), of(share.but_case));
                println!(
                    "{}\t{name}\t{through}\t{}\t{exact:.4}\t{but_case:.4}",
                    encoding.name(),
                    share.all
                );
            }
        }
    }
    for (name, size) in SIZES {
        let pieces: Vec<String> = texts.iter().flat_map(|t| pieces(t, size)).collect();
        let changed: Vec<_> = pieces
            .iter()
            .filter(|p| decode_mixed(p).text != **p)
            .collect();
        println!(
            "as it is\t{name}\t\t{}\tchanged {}",
            pieces.len(),
            changed.len()
        );
        for piece in changed.iter().take(8).filter(|_| size == 0) {
            let read = decode_mixed(piece);
            let shown: Vec<_> = read
                .spans
                .iter()
                .map(|s| (s.encoding.name(), &read.text[s.range.clone()], s.confidence))
                .collect();
            eprintln!(
                "{} -> {shown:?}",
                &piece.chars().take(120).collect::<String>()
            );
        }
    }
}

/// Signs that some encodings have not are written in ASCII.
fn plain(text: &str) -> String {
    let ascii = |c: char| match c {
        '“' | '”' => '"',
        '‘' | '’' => '\'',
        '–' | '—' => '-',
        c => c,
    };
    text.chars()
        .map(ascii)
        .collect::<String>()
        .replace('…', "...")
}

/// Whole lines, together at least `size` bytes.
fn pieces(text: &str, size: usize) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut piece = String::new();
    for line in text.split_inclusive('\n') {
        piece.push_str(line);
        if piece.len() >= size {
            pieces.push(std::mem::take(&mut piece));
        }
    }
    pieces.extend(Some(piece).filter(|p| !p.is_empty()));
    pieces
}

fn measure(text: &str, encoding: Encoding, size: usize, mojibake: bool, share: &mut Share) {
    let lines = text
        .split_inclusive('\n')
        .filter(|l| encode(l, encoding).is_some());
    let text: String = lines.collect();
    for piece in pieces(&text, size) {
        let Some(bytes) = encode(&piece, encoding) else {
            continue;
        };
        let spoilt: String = bytes.iter().map(|b| shown(*b)).collect();
        let back = if mojibake {
            decode_mixed(&spoilt)
        } else {
            decode_mixed_bytes(&bytes)
        };
        let mut got = back.text.lines();
        for line in piece.lines() {
            let got = got.next().unwrap_or("");
            // Without a letter in it that could go wrong a line proves nothing.
            if line.is_ascii() {
                continue;
            }
            share.all += 1;
            share.exact += usize::from(got == line);
            share.but_case += usize::from(got == line || got.to_lowercase() == line.to_lowercase());
        }
    }
}

/// The character that Windows-1252 shows for a byte.
fn shown(byte: u8) -> char {
    sohoa_legacy::decode_bytes(&[byte], Encoding::Tcvn3)
        .chars()
        .next()
        .filter(|_| matches!(byte, 0x80..=0x9f))
        .unwrap_or(char::from(byte))
}
