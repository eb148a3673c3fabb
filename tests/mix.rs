//! A disk as offices keep it: files of all kinds, one in ten damaged; each good one has its record, each bad one its line.
//!
//! `SOHOA_MIX=2000 cargo test --release --test mix` makes a mix of so many files.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use common::corpus::{files, root};
use common::{Scratch, code, stderr};
use sohoa_forge::{Form, forge};

/// A good file of each kind that is kept in the tree, by its ending.
fn kept() -> Vec<(PathBuf, Vec<u8>)> {
    let folders = [
        "crates/oldword/fixtures",
        "crates/pdf/fixtures",
        "crates/office/fixtures",
    ];
    let mut kept = Vec::new();
    for ending in ["doc", "rtf", "pdf", "xls"] {
        let found = folders.iter().flat_map(|f| files(&root(f), ending));
        let good = found.filter(|p| !p.ends_with("locked.pdf"));
        kept.extend(good.map(|p| (p.clone(), fs::read(p).unwrap())));
    }
    assert!(kept.len() > 8, "{}", kept.len());
    kept
}

/// The bytes of the good file `nth`, different from all others, and the ending of its name.
fn good(nth: u64, kept: &[(PathBuf, Vec<u8>)]) -> (String, Vec<u8>) {
    let form = Form::ALL[nth as usize % Form::ALL.len()];
    match nth % 8 {
        0 => {
            let (path, bytes) = &kept[(nth / 8) as usize % kept.len()];
            let ending = path.extension().unwrap().to_string_lossy().into_owned();
            (ending, bytes.clone())
        }
        1 => {
            let text = forge(3, nth, None, Form::Text).text;
            // Not all letters are in the old encodings.
            let old = sohoa_legacy::encode(&text, sohoa_legacy::Encoding::Tcvn3);
            ("txt".to_owned(), old.unwrap_or_else(|| text.into_bytes()))
        }
        2 => {
            let text = forge(3, nth, None, Form::Text).text;
            let mail = format!(
                "From: a@b.vn\r\nTo: c@d.vn\r\nMIME-Version: 1.0\r\n\
                Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{text}"
            );
            ("eml".to_owned(), mail.into_bytes())
        }
        _ => {
            let forged = forge(3, nth, None, form);
            let ending = forged.file.rsplit('.').next().unwrap_or("txt");
            (ending.to_owned(), forged.bytes)
        }
    }
}

/// A file that cannot be read, and the code that must say why. What is left of the head of an OLE file does not tell
/// whose it was.
fn bad(nth: u64, kept: &[(PathBuf, Vec<u8>)]) -> (String, Vec<u8>, &'static str) {
    let of = |ending: &str| {
        let found = kept
            .iter()
            .find(|(p, _)| p.extension().is_some_and(|e| e == ending));
        found.unwrap().1.clone()
    };
    let docx = || forge(3, nth, None, Form::Docx).bytes;
    let half = |bytes: Vec<u8>| bytes[..bytes.len() / 2].to_vec();
    let (ending, bytes, code) = match nth % 8 {
        0 => (
            "pdf",
            b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj".to_vec(),
            "damaged",
        ),
        1 => ("docx", half(docx()), "damaged"),
        2 => ("doc", of("doc")[..700].to_vec(), "unsupported_ole"),
        3 => ("txt", noise(nth, 5000), "binary"),
        4 => (
            "pdf",
            fs::read(root("crates/pdf/fixtures/locked.pdf")).unwrap(),
            "encrypted",
        ),
        5 => ("xls", of("xls")[..600].to_vec(), "unsupported_ole"),
        6 => ("zip", b"PK\x03\x04\x14\0\0\0\x08\0torn".to_vec(), "damaged"),
        _ => (
            "png",
            [b"\x89PNG\r\n\x1a\n".as_slice(), &noise(nth, 500)].concat(),
            "damaged",
        ),
    };
    (ending.to_owned(), bytes, code)
}

/// Bytes without sense, zeros among them.
fn noise(seed: u64, count: usize) -> Vec<u8> {
    let mut state = seed;
    let byte = |_| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(99);
        (state >> 40) as u8 & 0x9f
    };
    (0..count).map(byte).collect()
}

#[test]
fn every_good_one_is_recorded_and_every_bad_one_told() {
    let count = std::env::var("SOHOA_MIX").ok();
    let count: u64 = count.map_or(80, |n| n.parse().unwrap());
    let s = Scratch::new();
    let kept = kept();
    let (mut expected, mut causes) = (BTreeSet::new(), BTreeMap::new());
    for nth in 0..count {
        if nth % 10 == 7 {
            let (ending, bytes, code) = bad(nth / 10, &kept);
            let name = format!("{:02}/{nth:05}.{ending}", nth % 13);
            s.file(&format!("in/{name}"), bytes);
            causes.insert(name, code);
        } else {
            let (ending, bytes) = good(nth, &kept);
            let name = format!("{:02}/{nth:05}.{ending}", nth % 13);
            s.file(&format!("in/{name}"), bytes);
            let member = if ending == "eml" { "!/body.txt" } else { "" };
            expected.insert(format!("{name}{member}"));
        }
    }
    let output = s.ingest(&[]);
    assert_eq!(code(&output), 1, "{}", stderr(&output));
    let found: BTreeSet<_> = s.paths().into_iter().collect();
    let missing: Vec<_> = expected.symmetric_difference(&found).collect();
    assert!(missing.is_empty(), "{missing:?}: {}", s.report()["errors"]);
    let report = s.report();
    let errors = report["errors"].as_array().unwrap().iter();
    let told: BTreeMap<_, _> = errors
        .map(|e| {
            (
                e["path"].as_str().unwrap().to_owned(),
                e["code"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(told, causes);
    let readable = fs::read_to_string(s.path("out/report.md")).unwrap();
    let told: BTreeSet<_> = causes.values().collect();
    for code in told {
        assert!(readable.contains(&format!("`{code}`")), "{code}");
    }
}
