//! Pictures from the disk to the record, with programs that stand in for the recognition.
#![cfg(unix)]

mod common;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;
use std::time::{Duration, Instant};

use common::picture::picture;
use common::{PLAN, Scratch, code, stderr};

/// A program that says that it is an engine, and then does what `script` says.
fn engine(s: &Scratch, script: &str) -> String {
    let program = s.file(
        "engine",
        format!(
            "#!/bin/sh\ncase $1 in --version) echo tesseract 9.9;; --list-langs) echo vie;; *) {script};; esac\n"
        ),
    );
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    program.to_str().unwrap().to_owned()
}

/// The words of a line, each 40 pixels high.
fn words(line: &str, top: u32) -> String {
    let mut left = 300;
    let word = |w: &str| {
        let width = 22 * w.chars().count() as u32;
        // The shell's printf takes one for a directive.
        let w = w.replace('%', "%%");
        let row =
            format!("5\\t1\\t1\\t1\\t{top}\\t1\\t{left}\\t{top}\\t{width}\\t40\\t95\\t{w}\\n");
        left += width + 20;
        row
    };
    line.split_whitespace().map(word).collect()
}

#[test]
fn a_picture_becomes_a_record() {
    let s = Scratch::new();
    s.file("in/a.tif", picture(2480, 3508, 255));
    let table: String = PLAN
        .lines()
        .zip(1..)
        .map(|(l, n)| words(l, 200 + 60 * n))
        .collect();
    let program = engine(&s, &format!("cat >/dev/null; printf '{table}'"));
    let cache = s.path("cache");
    let cache = cache.to_str().unwrap();
    let output = s.ingest(&["--ocr-program", &program, "--ocr-cache", cache]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let record = &s.records()[0];
    assert_eq!(record["source"]["media_type"], "image/tiff");
    assert_eq!(record["source"]["ocr"]["version"], "9.9");
    let document = &record["documents"][0];
    assert_eq!(document["number"]["value"]["canonical"], "12/KH-UBND");
    let place = document["number"]["span"]["boxes"][0].as_array().unwrap();
    // Behind three letters and a gap, at 300 dots to the inch.
    let left = f64::from(300 + 3 * 22 + 20) * 72.0 / 300.0;
    assert!((place[0].as_f64().unwrap() - left).abs() < 1.0, "{place:?}");
}

#[test]
fn an_engine_that_hangs_stops_nothing() {
    let s = Scratch::new();
    s.file("in/a.tif", picture(300, 300, 255));
    s.file("in/b.txt", PLAN);
    let program = engine(&s, "exec sleep 600");
    let start = Instant::now();
    let output = s.ingest(&["--ocr-program", &program, "--ocr-timeout", "1"]);
    assert_eq!(code(&output), 1);
    assert_eq!(s.error("a.tif")["code"], "ocr_failed");
    assert_eq!(s.paths(), ["b.txt"]);
    assert!(start.elapsed() < Duration::from_secs(300));
}

#[test]
fn what_is_missing_is_named() {
    let s = Scratch::new();
    s.file("in/a.tif", picture(300, 300, 255));
    s.file("in/b.txt", PLAN);
    assert_eq!(code(&s.ingest(&["--ocr-program", "no-such-program"])), 1);
    let error = s.error("a.tif");
    assert_eq!(error["code"], "ocr_missing");
    for message in ["message", "message_vi"] {
        let message = error[message].as_str().unwrap();
        assert!(message.contains("apt install tesseract-ocr"), "{message}");
    }
    assert_eq!(s.paths(), ["b.txt"]);
    let s = Scratch::new();
    s.file("in/a.tif", picture(300, 300, 255));
    assert_eq!(code(&s.ingest(&["--ocr", "never"])), 1);
    assert_eq!(s.error("a.tif")["code"], "unsupported_tiff");
}

#[test]
fn the_real_engine_reads_an_empty_page() {
    let listed = Command::new("tesseract").arg("--list-langs").output();
    if !listed.is_ok_and(|o| String::from_utf8_lossy(&o.stdout).contains("vie")) {
        eprintln!("SKIPPED: tesseract with its model vie is not installed");
        return;
    }
    let s = Scratch::new();
    s.file("in/a.tif", picture(1200, 1700, 255));
    let output = s.ingest(&[]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let record = &s.records()[0];
    assert_eq!(record["diagnostics"][0]["code"], "empty_text");
    assert!(
        record["source"]["ocr"]["model"]
            .as_str()
            .unwrap()
            .starts_with("sha256:")
    );
}
