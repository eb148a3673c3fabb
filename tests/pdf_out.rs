//! Searchable PDF of runs, and page images that are one input together; a script stands in for the recognition.
#![cfg(unix)]

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::Output;
use std::thread::sleep;
use std::time::{Duration, Instant};

use common::picture::picture;
use common::run::age;
use common::{PLAN, Scratch, code, sohoa, stderr, stdout};
use serde_json::Value;
use sohoa_source::Limits;

/// A program that answers with the words of a plan for every picture, and notes each page that it is asked for.
fn engine(s: &Scratch, version: &str) -> String {
    let table: String = PLAN
        .lines()
        .zip(1..)
        .map(|(l, n)| words(l, 60 * n))
        .collect();
    let asked = s.path("asked");
    let script = format!(
        "#!/bin/sh\ncase $1 in --version) echo tesseract {version};; --list-langs) echo vie;;\n\
        *) cat >/dev/null; echo $* >>'{}'; printf '{table}';; esac\n",
        asked.display()
    );
    let program = s.file("engine", script);
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    program.to_str().unwrap().to_owned()
}

/// The words of a line, each 40 pixels high.
fn words(line: &str, top: u32) -> String {
    let mut left = 100;
    let word = |w: &str| {
        let width = 16 * w.chars().count() as u32;
        let w = w.replace('%', "%%");
        let row =
            format!("5\\t1\\t1\\t1\\t{top}\\t1\\t{left}\\t{top}\\t{width}\\t40\\t95\\t{w}\\n");
        left += width + 16;
        row
    };
    line.split_whitespace().map(word).collect()
}

/// How often the engine was asked for a whole page.
fn asked(s: &Scratch) -> usize {
    let asked = fs::read_to_string(s.path("asked")).unwrap_or_default();
    asked.lines().filter(|l| l.contains("--psm 3")).count()
}

fn ingest(s: &Scratch, more: &[&str]) -> Output {
    let program = s.path("engine");
    let pdf = s.path("pdf");
    let known = [
        "--ocr-program",
        program.to_str().unwrap(),
        "--pdf-out",
        pdf.to_str().unwrap(),
    ];
    s.ingest(&[&known[..], more].concat())
}

fn pdfs(s: &Scratch) -> Vec<String> {
    fn below(folder: PathBuf, out: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                below(path, out);
            } else {
                out.push(path);
            }
        }
    }
    let mut all = Vec::new();
    below(s.path("pdf"), &mut all);
    let shown = |p: &PathBuf| {
        p.strip_prefix(s.path("pdf"))
            .unwrap()
            .to_str()
            .unwrap()
            .to_owned()
    };
    let mut names: Vec<String> = all
        .iter()
        .map(shown)
        .filter(|n| !n.starts_with('.'))
        .collect();
    names.sort();
    names
}

/// The text of a PDF that was written.
fn text(s: &Scratch, name: &str) -> String {
    let path = s.path("pdf").join(name);
    let decoded = sohoa_source::load(&path, &Limits::default()).unwrap();
    assert!(
        decoded.layout.notices.is_empty(),
        "{:?}",
        decoded.layout.notices
    );
    decoded.text
}

#[test]
fn every_scan_has_its_pdf_and_nothing_else_has() {
    let s = Scratch::new();
    engine(&s, "9.9");
    s.file("in/a.tif", picture(1240, 1754, 255));
    s.file("in/sub/b.tif", picture(1240, 1754, 254));
    s.file("in/sub/twin.tif", picture(1240, 1754, 254));
    s.file("in/c.txt", PLAN);
    age(&s.path("in"));
    let output = ingest(&s, &[]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert_eq!(pdfs(&s), ["a.tif.pdf", "sub/b.tif.pdf", "sub/twin.tif.pdf"]);
    // The repaired number, not the one with a blank that was recognised.
    let read = text(&s, "a.tif.pdf");
    assert!(read.contains("Số: 12/KH-UBND\n"), "{read}");
    assert!(read.contains("Kiểm tra công vụ năm 2024"), "{read}");
    let bytes = |name: &str| fs::read(s.path("pdf").join(name)).unwrap();
    assert_eq!(bytes("sub/b.tif.pdf"), bytes("sub/twin.tif.pdf"));
    assert_eq!(asked(&s), 2);

    // Nothing is left to do; what is asked for again gives the same bytes.
    let before = bytes("a.tif.pdf");
    assert_eq!(code(&ingest(&s, &[])), 0);
    assert_eq!(asked(&s), 2);
    fs::remove_file(s.path("pdf/a.tif.pdf")).unwrap();
    assert_eq!(code(&ingest(&s, &["--force", "--jobs", "1"])), 0);
    assert_eq!(bytes("a.tif.pdf"), before);

    // What is gone takes its PDF along.
    fs::remove_file(s.path("in/a.tif")).unwrap();
    s.file("in/sub/b.tif", "không còn là ảnh");
    assert_eq!(code(&ingest(&s, &[])), 0);
    assert_eq!(pdfs(&s), ["sub/twin.tif.pdf"]);
}

#[test]
fn a_run_that_was_killed_ends_with_its_pdf() {
    let s = Scratch::new();
    let program = engine(&s, "9.9");
    // While there is something to hold it up, the engine waits.
    let hold = s.file("hold", "");
    let script = fs::read_to_string(&program).unwrap();
    let wait = format!(
        "while [ -e '{}' ]; do sleep .1; done; printf",
        hold.display()
    );
    fs::write(&program, script.replace("printf", &wait)).unwrap();
    s.file("in/a.tif", picture(1240, 1754, 255));
    s.file("in/b.tif", picture(1240, 1754, 254));
    age(&s.path("in"));
    let mut run = sohoa();
    run.arg("ingest")
        .arg(s.path("in"))
        .arg("--out")
        .arg(s.path("out"));
    run.arg("--pdf-out")
        .arg(s.path("pdf"))
        .args(["--ocr-program", &program]);
    let mut run = run.spawn().unwrap();
    let start = Instant::now();
    while asked(&s) == 0 && start.elapsed() < Duration::from_secs(60) {
        sleep(Duration::from_millis(20));
    }
    run.kill().unwrap();
    run.wait().unwrap();
    assert_eq!(pdfs(&s), [""; 0]);
    fs::remove_file(hold).unwrap();
    let output = ingest(&s, &[]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert_eq!(pdfs(&s), ["a.tif.pdf", "b.tif.pdf"]);
    assert!(text(&s, "b.tif.pdf").contains("Số: 12/KH-UBND"));
}

#[test]
fn a_folder_with_other_files_is_left_alone() {
    let s = Scratch::new();
    engine(&s, "9.9");
    s.file("in/a.tif", picture(300, 300, 255));
    s.file("pdf/own.pdf", "mine");
    let output = ingest(&s, &[]);
    assert_eq!(code(&output), 2);
    assert!(
        stderr(&output).contains("holds other files"),
        "{}",
        stderr(&output)
    );
    assert_eq!(pdfs(&s), ["own.pdf"]);
}

#[test]
fn a_reading_depends_on_the_engine_and_not_on_the_number_of_threads() {
    let s = Scratch::new();
    s.file("in/a.tif", picture(1240, 1754, 255));
    age(&s.path("in"));
    let program = engine(&s, "9.9");
    let run = |jobs| s.ingest(&["--ocr-program", &program, "--jobs", jobs]);
    assert_eq!(code(&run("1")), 0);
    assert_eq!(code(&run("2")), 0);
    assert_eq!(asked(&s), 1);
    engine(&s, "10.0");
    assert_eq!(code(&run("2")), 0);
    assert_eq!(asked(&s), 2);
    assert_eq!(s.records()[0]["source"]["ocr"]["version"], "10.0");
}

/// The pages that a box of a record lies on.
fn boxed_pages(value: &Value) -> BTreeSet<u64> {
    let below: Vec<&Value> = match value {
        Value::Object(map) => map.values().collect(),
        Value::Array(list) => list.iter().collect(),
        _ => Vec::new(),
    };
    let mut pages: BTreeSet<u64> = below.into_iter().flat_map(boxed_pages).collect();
    if value["boxes"].is_array() {
        pages.extend(value["page"].as_u64());
    }
    pages
}

#[test]
fn page_images_of_a_folder_are_one_input() {
    let s = Scratch::new();
    engine(&s, "9.9");
    for (n, name) in ["page-1.tif", "page-2.tif", "page-10.tif"]
        .iter()
        .enumerate()
    {
        s.file(
            &format!("in/plan/{name}"),
            picture(1240, 1754, 250 + n as u8),
        );
    }
    s.file("in/plan/note.txt", PLAN);
    age(&s.path("in"));
    let output = ingest(&s, &["--pages-in-folder"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert_eq!(s.paths(), ["plan", "plan/note.txt"]);
    let record = &s.records()[0];
    assert_eq!(record["source"]["pages"], 3);
    assert_eq!(record["source"]["media_type"], "image/tiff");
    assert_eq!(boxed_pages(record), BTreeSet::from([1, 2, 3]));
    assert_eq!(pdfs(&s), ["plan.pdf"]);
    assert_eq!(asked(&s), 3);

    assert_eq!(code(&ingest(&s, &["--pages-in-folder"])), 0);
    assert_eq!(asked(&s), 3);
    let id = record["record_id"].clone();
    s.file("in/plan/page-3.tif", picture(1240, 1754, 200));
    assert_eq!(code(&ingest(&s, &["--pages-in-folder"])), 0);
    assert_eq!(asked(&s), 7);
    assert_eq!(s.records()[0]["source"]["pages"], 4);
    assert_ne!(s.records()[0]["record_id"], id);

    // Without the option each is an input by itself again.
    assert_eq!(code(&ingest(&s, &[])), 0);
    assert_eq!(s.paths().len(), 5);
    assert_eq!(pdfs(&s).len(), 4);
}

#[test]
fn page_images_that_come_in_are_waited_for() {
    let s = Scratch::new();
    let program = engine(&s, "9.9");
    s.file("in/plan/1.tif", picture(1240, 1754, 255));
    age(&s.path("in"));
    let mut watching = sohoa();
    watching
        .arg("ingest")
        .arg(s.path("in"))
        .arg("--out")
        .arg(s.path("out"));
    watching.args(["--watch=1", "--pages-in-folder", "--ocr-program", &program]);
    let mut watching = watching
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let pages = |count: u64| {
        let start = Instant::now();
        loop {
            let records = fs::read_to_string(s.path("out/records.jsonl")).unwrap_or_default();
            if records.contains(&format!("\"pages\":{count},")) {
                return true;
            }
            if start.elapsed() > Duration::from_secs(60) {
                return false;
            }
            sleep(Duration::from_millis(50));
        }
    };
    let first = pages(1);
    s.file("in/plan/2.tif", picture(1240, 1754, 250));
    let second = first && pages(2);
    watching.kill().unwrap();
    watching.wait().unwrap();
    assert!(first && second, "{first} {second}");
    assert_eq!(s.paths(), ["plan"]);
}

#[test]
fn probe_tells_what_pictures_are() {
    let s = Scratch::new();
    s.file("in/a.tif", picture(2480, 3508, 255));
    s.file("in/b.png", b"\x89PNG\r\n\x1a\nbroken");
    let mut command = sohoa();
    let output = command
        .arg("probe")
        .arg(s.path("in"))
        .arg("--json")
        .output()
        .unwrap();
    assert_eq!(code(&output), 1);
    let said = stdout(&output);
    let lines: Vec<Value> = said
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    assert_eq!(lines[0]["form"], "TIFF");
    assert_eq!(lines[0]["media_type"], "image/tiff");
    assert_eq!(
        (&lines[0]["pages"], &lines[0]["pages_to_recognise"]),
        (&1.into(), &1.into())
    );
    assert_eq!(lines[0]["dpi"], 300);
    assert!(lines[0]["error"].is_null());
    assert_eq!(lines[1]["error"]["code"], "damaged");
    let output = sohoa()
        .args(["--lang", "vi", "probe"])
        .arg(s.path("in/a.tif"))
        .output()
        .unwrap();
    assert_eq!(code(&output), 0);
    assert!(
        stdout(&output).contains("OCR: 1 (300 dpi)"),
        "{}",
        stdout(&output)
    );
}
