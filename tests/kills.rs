//! Killed at any moment and started again, a run ends with the bytes of one that nobody disturbed.
//!
//! `SOHOA_KILLS=200 cargo test --release --test kills` kills so often; the moments follow from a fixed seed.
#![cfg(unix)]

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use common::run::age;
use common::{Scratch, json, sohoa};
use serde_json::Value;
use sohoa_forge::{Form, forge};

/// What a finished run leaves, times aside.
#[derive(PartialEq)]
struct Left {
    records: Vec<u8>,
    report: Value,
    readable: Vec<u8>,
}

fn ingest(input: &Path, out: &Path) -> Command {
    let mut command = sohoa();
    command.arg("ingest").arg(input).arg("--out").arg(out);
    command.args(["--jobs", "2"]);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn finished(input: &Path, out: &Path) -> Left {
    let status = ingest(input, out).status().unwrap();
    assert_eq!(status.code(), Some(1), "the damaged ones failed");
    let read = |name: &str| fs::read(out.join(name)).unwrap();
    assert_eq!(
        fs::read_dir(out).unwrap().count(),
        4,
        "nothing half written stays"
    );
    let mut report = json(&out.join("report.json"));
    for key in ["seconds", "megabytes_per_second"] {
        report.as_object_mut().unwrap().remove(key);
    }
    Left {
        records: read("records.jsonl"),
        report,
        readable: read("report.md"),
    }
}

/// Numbers from a seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, most: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 >> 33) % most
    }
}

/// Forged papers in several forms, copies of one, a mail, and damaged ones; `other` changes some of them.
fn inputs(folder: &Path, other: bool) {
    fs::create_dir_all(folder.join("sub")).unwrap();
    let count = if cfg!(debug_assertions) { 24 } else { 160 };
    for nth in 0..count {
        let form = [Form::Text, Form::Html, Form::Docx, Form::Ocr][nth as usize % 4];
        let seed = if other && nth % 7 == 0 { 8 } else { 7 };
        let forged = forge(seed, nth, None, form);
        let name = format!("{nth:03}-{}", forged.file);
        fs::write(folder.join(&name), &forged.bytes).unwrap();
        match nth % 9 {
            1 => drop(fs::write(folder.join("sub").join(&name), &forged.bytes)),
            2 => drop(fs::write(
                folder.join(format!("{nth:03}.pdf")),
                b"%PDF-1.4 torn",
            )),
            _ => {}
        }
    }
    let mail = "From: a@b.vn\r\nTo: c@d.vn\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nKE HOACH\r\n";
    fs::write(folder.join("mail.eml"), mail).unwrap();
    age(folder);
}

#[test]
fn killed_at_any_moment() {
    let kills = std::env::var("SOHOA_KILLS").ok();
    let kills: u64 = kills.map_or(12, |n| n.parse().unwrap());
    let s = Scratch::new();
    let sets: Vec<(PathBuf, Left, u64)> = [false, true]
        .map(|other| {
            let folder = s.path(&format!("in-{other}"));
            inputs(&folder, other);
            let start = Instant::now();
            let left = finished(&folder, &s.path(&format!("undisturbed-{other}")));
            (folder, left, start.elapsed().as_micros() as u64)
        })
        .into();
    assert!(sets[0].1.records != sets[1].1.records, "two sets of inputs");
    let (mut dice, mut alive, mut done) = (Dice(7), 0, 0);
    let out = s.path("out");
    while done < kills {
        // A fresh folder, or one that holds a finished run over the other inputs: then old lines are merged with new.
        if dice.roll(2) == 0 {
            let _ = fs::remove_dir_all(&out);
        }
        let (folder, undisturbed, micros) = &sets[dice.roll(2) as usize];
        for _ in 0..=dice.roll(3) {
            let mut child = ingest(folder, &out).spawn().unwrap();
            sleep(Duration::from_micros(dice.roll(micros * 5 / 4)));
            alive += u64::from(child.try_wait().unwrap().is_none());
            child.kill().unwrap();
            child.wait().unwrap();
            done += 1;
        }
        let left = finished(folder, &out);
        assert!(left.report == undisturbed.report, "{:#}", left.report);
        assert!(
            left.records == undisturbed.records,
            "records after {done} kills"
        );
        assert!(left.readable == undisturbed.readable);
    }
    eprintln!("{done} kills, {alive} of them before the end of the run");
    assert!(alive > 0);
}
