//! An output folder is a run: started again, it does only what is left, and ends with the same bytes.

mod common;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, SystemTime};

use common::run::{age, undisturbed, written};
use common::{PLAN, Scratch, code, json, sohoa, stderr, stdout};
use serde_json::Value;

/// The events of one run, which must end as `status`.
fn events(s: &Scratch, status: i32, more: &[&str]) -> Vec<Value> {
    let output = s.ingest(&[&["--log", "json"], more].concat());
    assert_eq!(code(&output), status, "{}", stderr(&output));
    let told = stderr(&output);
    told.lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect()
}

/// The inputs that a run read: name, and whether the record was taken over from another.
fn read(events: &[Value]) -> Vec<(String, bool)> {
    let ended = events.iter().filter(|e| e["event"] == "ended");
    let mut read: Vec<_> = ended
        .map(|e| {
            let path = e["path"].as_str().unwrap().to_owned();
            (path, e["taken_over"].as_bool().unwrap())
        })
        .collect();
    read.sort();
    read
}

fn names(events: &[Value]) -> Vec<String> {
    read(events).into_iter().map(|(name, _)| name).collect()
}

fn plan(n: u32) -> String {
    PLAN.replace("12 /KH", &format!("{n} /KH"))
}

#[test]
fn a_second_start_reads_only_what_changed() {
    let s = Scratch::new();
    for n in 0..5 {
        s.file(&format!("in/{n}.txt"), plan(n));
    }
    age(&s.path("in"));
    assert_eq!(names(&events(&s, 0, &[])).len(), 5);
    let first = written(&s);
    assert_eq!(names(&events(&s, 0, &[])), [""; 0]);
    assert_eq!(written(&s), first);
    s.file("in/3.txt", plan(33));
    s.file("in/25.txt", plan(25));
    fs::remove_file(s.path("in/0.txt")).unwrap();
    age(&s.path("in"));
    assert_eq!(names(&events(&s, 0, &[])), ["25.txt", "3.txt"]);
    assert_eq!(s.paths(), ["1.txt", "2.txt", "25.txt", "3.txt", "4.txt"]);
    assert_eq!(written(&s), undisturbed(&s));
    assert_eq!(names(&events(&s, 0, &["--force"])).len(), 5);
    assert_eq!(written(&s), undisturbed(&s));
}

#[test]
fn other_options_read_everything_again() {
    let s = Scratch::new();
    s.file("in/a.txt", PLAN);
    age(&s.path("in"));
    assert_eq!(names(&events(&s, 0, &[])), ["a.txt"]);
    assert_eq!(names(&events(&s, 0, &["--repair", "off"])), ["a.txt"]);
    assert_eq!(names(&events(&s, 0, &["--repair", "off"])), [""; 0]);
    assert_eq!(names(&events(&s, 0, &[])), ["a.txt"]);
}

#[test]
fn what_failed_is_read_again_when_asked_for() {
    let s = Scratch::new();
    s.file("in/a.txt", PLAN);
    s.file("in/b.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n");
    age(&s.path("in"));
    assert_eq!(names(&events(&s, 1, &[])), ["a.txt", "b.pdf"]);
    assert_eq!(names(&events(&s, 1, &[])), [""; 0]);
    let failed = s.error("b.pdf");
    assert_eq!(names(&events(&s, 1, &["--retry-failed"])), ["b.pdf"]);
    assert_eq!(s.error("b.pdf"), failed);
}

#[test]
fn the_same_bytes_are_read_once_and_recorded_for_each() {
    let s = Scratch::new();
    for name in ["a \"ế\".txt", "b/c.txt", "d.txt", "e.txt"] {
        s.file(&format!("in/{name}"), PLAN);
    }
    age(&s.path("in"));
    let told = events(&s, 0, &["--jobs", "1"]);
    let parsed = read(&told).iter().filter(|(_, taken)| !taken).count();
    assert_eq!((read(&told).len(), parsed), (4, 1));
    for record in s.records() {
        let name = record["source"]["path"].as_str().unwrap().to_owned();
        let own = sohoa().arg("show").arg(s.path("in").join(&name)).output();
        assert_eq!(code(&own.unwrap()), 0);
    }
    // Read each by itself, they give the same lines.
    let together = written(&s);
    let mut apart = Vec::new();
    for name in s.paths() {
        let alone = Scratch::new();
        alone.file(&format!("in/{name}"), PLAN);
        assert_eq!(code(&alone.ingest(&[])), 0);
        apart.extend(written(&alone));
    }
    assert_eq!(together, apart);
    // A file under a new name is not read again either.
    fs::rename(s.path("in/e.txt"), s.path("in/0.txt")).unwrap();
    assert_eq!(read(&events(&s, 0, &[])), [("0.txt".to_owned(), true)]);
    assert_eq!(written(&s), undisturbed(&s));
}

#[test]
fn a_touched_file_is_looked_at_and_not_read_again() {
    let s = Scratch::new();
    s.file("in/a.txt", PLAN);
    age(&s.path("in"));
    events(&s, 0, &[]);
    let first = written(&s);
    s.file("in/a.txt", PLAN);
    assert_eq!(read(&events(&s, 0, &[])), [("a.txt".to_owned(), true)]);
    assert_eq!(written(&s), first);
}

#[test]
fn members_of_an_unchanged_container_are_not_read_again() {
    let s = Scratch::new();
    let mail = |letter: &str| {
        format!(
            "From: a@b.vn\r\nTo: c@d.vn\r\nSubject: x\r\nMIME-Version: 1.0\r\n\
            Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{letter}"
        )
    };
    s.file("in/a.eml", mail(PLAN));
    s.file("in/b.txt", plan(2));
    age(&s.path("in"));
    assert_eq!(names(&events(&s, 0, &[])), ["a.eml!/body.txt", "b.txt"]);
    let first = written(&s);
    assert_eq!(names(&events(&s, 0, &[])), [""; 0]);
    assert_eq!(written(&s), first);
    s.file("in/a.eml", mail(&plan(7)));
    assert_eq!(names(&events(&s, 0, &[])), ["a.eml!/body.txt"]);
    assert_eq!(written(&s), undisturbed(&s));
    fs::remove_file(s.path("in/a.eml")).unwrap();
    events(&s, 0, &[]);
    assert_eq!(s.paths(), ["b.txt"]);
}

#[test]
fn lines_that_are_lost_or_changed_are_made_again() {
    let s = Scratch::new();
    s.file("in/a.txt", PLAN);
    s.file("in/b.txt", plan(2));
    age(&s.path("in"));
    events(&s, 0, &[]);
    let first = written(&s);
    fs::remove_file(s.path("out/records.jsonl")).unwrap();
    assert_eq!(names(&events(&s, 0, &[])), [""; 0]);
    assert_eq!(written(&s), first, "put in its place again");
    let out = fs::File::options()
        .append(true)
        .open(s.path("out/records.jsonl"));
    out.unwrap().write_all(b"{}\n").unwrap();
    assert_eq!(names(&events(&s, 0, &[])).len(), 2);
    assert_eq!(written(&s), first);
    fs::remove_dir_all(s.path("out/.sohoa/segments")).unwrap();
    assert_eq!(names(&events(&s, 0, &[])).len(), 2);
    assert_eq!(written(&s), first);
}

#[test]
fn names_that_clash_are_told_apart_in_every_run_alike() {
    let s = Scratch::new();
    for name in ["one/x.txt", "two/x.txt", "two/y.txt", "three/two/x.txt"] {
        s.file(name, plan(name.len() as u32));
    }
    let run = |out: &str| {
        let mut command = sohoa();
        command
            .arg("ingest")
            .args(["one", "two", "three", "one/x.txt"].map(|p| s.path(p)));
        let output = command.arg("--out").arg(s.path(out)).output().unwrap();
        assert_eq!(code(&output), 0, "{}", stderr(&output));
    };
    run("out");
    assert_eq!(s.paths(), ["two#2/x.txt", "two/x.txt", "x.txt", "y.txt"]);
    assert_eq!(s.report()["skipped"]["duplicate"], 1);
    let first = written(&s);
    run("out");
    assert_eq!(written(&s), first);
}

#[test]
fn two_runs_at_once_are_refused_in_two_languages() {
    let s = Scratch::new();
    s.file("in/a.txt", PLAN);
    let mut watching = sohoa();
    watching
        .arg("ingest")
        .arg(s.path("in"))
        .arg("--out")
        .arg(s.path("out"));
    watching
        .args(["--watch=1"])
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let mut watching = watching.spawn().unwrap();
    wait_for(&s.path("out/.sohoa/lock"));
    let pid = watching.id().to_string();
    let english = s.ingest(&[]);
    let vietnamese = s.ingest(&["--lang", "vi"]);
    watching.kill().unwrap();
    watching.wait().unwrap();
    assert_eq!((code(&english), code(&vietnamese)), (2, 2));
    assert!(
        stderr(&english).contains("another run is writing"),
        "{}",
        stderr(&english)
    );
    assert!(stderr(&english).contains(&pid), "{}", stderr(&english));
    assert!(
        stderr(&vietnamese).contains("một lần chạy khác"),
        "{}",
        stderr(&vietnamese)
    );
    assert_eq!(code(&s.ingest(&[])), 0, "the lock goes with its owner");
}

fn wait_for(path: &Path) {
    let since = SystemTime::now();
    while !fs::metadata(path).is_ok_and(|m| m.len() > 0) {
        assert!(
            since.elapsed().unwrap() < Duration::from_secs(30),
            "{path:?}"
        );
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn what_failed_is_told_by_cause_and_put_aside() {
    let s = Scratch::new();
    s.file("in/a.txt", PLAN);
    s.file("in/x/b.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n");
    s.file("in/c.bin", b"\0\x01\x02\x03\0\0");
    let aside = s.path("aside");
    let aside_arg = aside.to_str().unwrap();
    assert_eq!(code(&s.ingest(&["--quarantine", aside_arg])), 1);
    let report = fs::read_to_string(s.path("out/report.md")).unwrap();
    for part in [
        "Tệp hỏng · Damaged (1, `damaged`)",
        "- c.bin: ",
        "x/b.pdf: ",
    ] {
        assert!(report.contains(part), "{part} in {report}");
    }
    let bytes = |name: &str| fs::read(aside.join(name)).unwrap();
    assert_eq!(bytes("binary/c.bin"), b"\0\x01\x02\x03\0\0");
    assert_eq!(bytes("damaged/x/b.pdf"), b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n");
    fs::remove_file(s.path("in/c.bin")).unwrap();
    assert_eq!(code(&s.ingest(&["--quarantine", aside_arg])), 1);
    assert!(!aside.join("binary").exists() && aside.join("damaged").exists());
    let full = s.ingest(&["--quarantine", s.path("in").to_str().unwrap()]);
    assert_eq!(code(&full), 2, "no folder of others is emptied");
    assert!(s.path("in/a.txt").exists());
}

#[test]
fn the_closing_words_are_the_same_when_nothing_was_left_to_do() {
    let s = Scratch::new();
    s.file("in/a.txt", PLAN);
    age(&s.path("in"));
    let said = |output: Output| {
        let text = stdout(&output);
        let lines = text.lines().filter(|l| !l.contains("MB/s"));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    let first = said(s.ingest(&[]));
    let second = said(s.ingest(&[]));
    assert!(first[1].contains("12/KH-UBND"), "{first:?}");
    assert_eq!(first[1], second[1]);
    assert!(
        second.iter().any(|l| l.contains("1 records, 1 unchanged")),
        "{second:?}"
    );
}

/// `report.json` without what may differ between runs.
#[test]
fn only_times_differ_in_the_report() {
    let s = Scratch::new();
    s.file("in/a.txt", PLAN);
    s.file("in/b.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n");
    age(&s.path("in"));
    let timeless = || {
        let mut report = json(&s.path("out/report.json"));
        for key in ["seconds", "megabytes_per_second"] {
            assert!(report.as_object_mut().unwrap().remove(key).is_some());
        }
        report
    };
    events(&s, 1, &[]);
    let first = timeless();
    events(&s, 1, &[]);
    assert_eq!(timeless(), first);
    let version = Command::new(env!("CARGO_BIN_EXE_sohoa"))
        .arg("--version")
        .output();
    assert!(stdout(&version.unwrap()).contains(first["producer"]["version"].as_str().unwrap()));
}
