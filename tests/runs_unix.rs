//! Runs on a Unix system under bad conditions: a full disk, outputs that cannot be written, signals, files that move.
#![cfg(unix)]

mod common;

use std::fs;
use std::io::Write;
use std::os::unix::fs::{FileExt, MetadataExt, symlink};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, sleep};
use std::time::{Duration, Instant};

use common::run::{undisturbed, written};
use common::{PLAN, Scratch, code, sohoa, stderr};

fn plans(s: &Scratch, count: u32) {
    for n in 0..count {
        let plan = PLAN.replace("12 /KH", &format!("{n} /KH")).repeat(4);
        s.file(&format!("in/{n:04}.txt"), plan);
    }
}

/// A file that the system lets grow to so many blocks of 512 bytes only is as good as a full disk.
#[test]
fn a_full_disk_is_told_and_the_next_start_goes_on() {
    let s = Scratch::new();
    plans(&s, 40);
    let script = r#"trap '' XFSZ; ulimit -f "$0"; exec "$@""#;
    for blocks in ["0", "64", "400", "600"] {
        let mut command = Command::new("sh");
        command.args(["-c", script, blocks, env!("CARGO_BIN_EXE_sohoa"), "ingest"]);
        command.arg(s.path("in")).arg("--out").arg(s.path("out"));
        let output = command.args(["--lang", "en"]).output().unwrap();
        assert_eq!(code(&output), 2, "{blocks}: {}", stderr(&output));
        let told = stderr(&output);
        assert!(told.contains("the output cannot be written"), "{told}");
        assert!(!s.path("out/records.jsonl").exists(), "whole or not at all");
    }
    assert_eq!(code(&s.ingest(&[])), 0);
    assert_eq!(written(&s), undisturbed(&s));
}

#[test]
fn a_fresh_run_writes_each_line_once() {
    let s = Scratch::new();
    plans(&s, 30);
    assert_eq!(code(&s.ingest(&["--jobs", "2"])), 0);
    let file = |name: &str| fs::metadata(s.path(name)).unwrap().ino();
    let segment = file("out/.sohoa/segments/000001.jsonl");
    assert_eq!(file("out/records.jsonl"), segment);
}

#[cfg(target_os = "linux")]
#[test]
fn an_output_that_may_not_be_written_is_told() {
    let s = Scratch::new();
    plans(&s, 1);
    let mut command = sohoa();
    command
        .arg("ingest")
        .arg(s.path("in"))
        .args(["--out", "/proc/run"]);
    let output = command.output().unwrap();
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("/proc/run"), "{}", stderr(&output));
}

#[test]
fn a_file_that_changes_all_the_time_is_read_when_it_rests() {
    let s = Scratch::new();
    plans(&s, 30);
    let moving = s.file("in/moving.txt", PLAN);
    let end = Arc::new(AtomicBool::new(false));
    let writer = thread::spawn({
        let (end, moving) = (Arc::clone(&end), moving.clone());
        move || {
            let file = fs::File::options().write(true).open(moving).unwrap();
            while !end.load(Ordering::Relaxed) {
                file.write_all_at(PLAN.as_bytes(), 0).unwrap();
                sleep(Duration::from_micros(200));
            }
        }
    });
    for _ in 0..3 {
        assert!(code(&s.ingest(&[])) < 2);
        assert!(s.records().len() >= 30);
    }
    end.store(true, Ordering::Relaxed);
    writer.join().unwrap();
    assert_eq!(code(&s.ingest(&[])), 0);
    assert_eq!(s.records().len(), 31);
    assert_eq!(written(&s), undisturbed(&s));
}

fn start(s: &Scratch, more: &[&str]) -> Child {
    let mut command = sohoa();
    command
        .arg("ingest")
        .arg(s.path("in"))
        .arg("--out")
        .arg(s.path("out"));
    command
        .args(more)
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    command.spawn().unwrap()
}

fn interrupt(child: &Child) {
    let pid = child.id().to_string();
    assert!(
        Command::new("kill")
            .args(["-INT", &pid])
            .status()
            .unwrap()
            .success()
    );
}

fn wait_for(what: &str, mut is_so: impl FnMut() -> bool) {
    let since = Instant::now();
    while !is_so() {
        assert!(since.elapsed() < Duration::from_secs(180), "{what}");
        sleep(Duration::from_millis(10));
    }
}

fn is_full(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|m| m.len() > 0)
}

#[test]
fn an_interrupted_run_keeps_what_it_read_and_goes_on() {
    let s = Scratch::new();
    plans(&s, 120);
    let child = start(&s, &["--jobs", "1", "--log", "json"]);
    // Something is written, so something is in the ledger soon.
    wait_for("a segment", || {
        is_full(&s.path("out/.sohoa/segments/000001.jsonl"))
    });
    interrupt(&child);
    let output = child.wait_with_output().unwrap();
    let told = stderr(&output);
    let interrupted = told.contains(r#""interrupted":true"#);
    assert_eq!(code(&output), i32::from(interrupted), "{told}");
    // Files this young are looked at again, but their records are taken over.
    let made = |told: &str| told.matches(r#""taken_over":false"#).count();
    let first = made(&told);
    let rest = s.ingest(&["--log", "json"]);
    assert_eq!(code(&rest), 0);
    assert_eq!(first + made(&stderr(&rest)), 120, "each is read once");
    assert_eq!(written(&s), undisturbed(&s));
}

#[test]
fn what_comes_in_is_read_as_it_comes() {
    let s = Scratch::new();
    plans(&s, 2);
    let mut child = start(&s, &["--watch=1"]);
    let count = || fs::read_to_string(s.path("out/records.jsonl")).map_or(0, |t| t.lines().count());
    wait_for("the first run", || count() == 2);
    s.file("in/later/a.txt", PLAN);
    wait_for("a new file", || count() == 3);
    // One that is being written waits, and does not hold up another.
    let half = s.file("in/half.txt", "");
    let mut half = fs::File::options().append(true).open(half).unwrap();
    s.file("in/whole.txt", "Số: 7/KH-UBND\n");
    let since = Instant::now();
    while since.elapsed() < Duration::from_secs(4) {
        half.write_all(b"KH\n").unwrap();
        assert!(count() < 5, "half a file was taken");
        sleep(Duration::from_millis(100));
    }
    wait_for("the whole file, then the other", || count() == 5);
    fs::remove_file(s.path("in/0000.txt")).unwrap();
    wait_for("a file that vanished", || count() == 4);
    interrupt(&child);
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert_eq!(written(&s), undisturbed(&s));
}

#[test]
fn links_and_the_quarantine_are_no_inputs_of_the_next_run() {
    let s = Scratch::new();
    plans(&s, 1);
    s.file("in/b.pdf", "%PDF-1.4 torn");
    symlink(s.path("in/0000.txt"), s.path("in/link.txt")).unwrap();
    let aside = s.path("in/aside");
    let aside = aside.to_str().unwrap();
    for _ in 0..2 {
        assert_eq!(code(&s.ingest(&["--quarantine", aside])), 1);
        assert_eq!(s.report()["counts"]["inputs"], 3);
        assert_eq!(s.report()["counts"]["failed"], 1);
    }
    let link = s.path("in/aside/damaged/b.pdf");
    assert_eq!(fs::read(link).unwrap(), b"%PDF-1.4 torn");
}
