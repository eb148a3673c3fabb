//! What only Unix file systems can hold: odd names, pipes, links.
#![cfg(unix)]

mod common;

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::process::{Command, Stdio};

use common::{PLAN, Scratch, code, sohoa, stderr, stdout};

#[test]
fn odd_names_survive() {
    let s = Scratch::new();
    s.file("in/hai\ndòng.txt", PLAN);
    s.file("in/Ke\u{302}\u{301} hoa\u{323}ch.txt", PLAN);
    let odd = s.path("in").join(OsStr::from_bytes(b"x\xff.txt"));
    // Some systems refuse such a name; then there is nothing to test.
    let made = fs::write(odd, PLAN).is_ok();
    let output = s.ingest(&[]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let mut expected = vec!["Ke\u{302}\u{301} hoa\u{323}ch.txt", "hai\ndòng.txt"];
    if made {
        expected.push("x\\xFF.txt");
    }
    assert_eq!(s.paths(), expected);
    assert!(
        !stdout(&output).contains("hai\nd"),
        "a name stays on its line"
    );
}

#[test]
fn a_failing_input_with_a_newline_keeps_its_name() {
    let s = Scratch::new();
    s.file("in/a\nb.pdf", "%PDF-1.4");
    assert_eq!(code(&s.ingest(&[])), 1);
    let message = s.error("a\nb.pdf")["message"].as_str().unwrap().to_owned();
    assert!(message.starts_with("a\\nb.pdf: "), "{message}");
}

#[test]
fn pipes_and_sockets_are_never_opened() {
    let s = Scratch::new();
    s.file("in/a.txt", PLAN);
    let pipe = s.path("in/pipe");
    assert!(
        Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .unwrap()
            .success()
    );
    let _socket = UnixListener::bind(s.path("in/socket")).unwrap();
    let output = s.ingest(&[]);
    assert_eq!(code(&output), 1);
    assert_eq!(s.paths(), ["a.txt"]);
    assert_eq!(s.error("pipe")["code"], "special_file");
    assert_eq!(s.error("socket")["code"], "special_file");
    let output = sohoa().arg("show").arg(&pipe).output().unwrap();
    assert_eq!(code(&output), 1);
}

#[test]
fn link_loops_end() {
    let s = Scratch::new();
    s.file("in/a/x.txt", PLAN);
    symlink(s.path("in"), s.path("in/a/up")).unwrap();
    symlink("self", s.path("in/self")).unwrap();
    symlink(s.path("in/a/x.txt"), s.path("in/link.txt")).unwrap();
    symlink(s.path("in/nowhere"), s.path("in/dangling")).unwrap();
    let output = s.ingest(&[]);
    assert_eq!(code(&output), 1);
    assert_eq!(s.paths(), ["a/x.txt", "link.txt"]);
    assert_eq!(s.report()["skipped"]["link_loop"], 1);
    assert_eq!(s.error("dangling")["code"], "not_found");
    assert_eq!(s.error("self")["code"], "io");
}

#[test]
fn folders_that_link_to_each_other_end() {
    let s = Scratch::new();
    let names: Vec<String> = (0..12).map(|i| format!("in/d{i}")).collect();
    for name in &names {
        s.file(&format!("{name}/x.txt"), "x");
        for (i, other) in names.iter().enumerate() {
            symlink(s.path(other), s.path(&format!("{name}/l{i}"))).unwrap();
        }
    }
    assert_eq!(code(&s.ingest(&[])), 0);
    assert!(s.records().len() < 2000);
}

#[test]
fn what_may_not_be_read_is_said() {
    let s = Scratch::new();
    let file = s.file("in/a.txt", PLAN);
    fs::set_permissions(&file, fs::Permissions::from_mode(0o000)).unwrap();
    // Root reads everything.
    if fs::read(&file).is_err() {
        assert_eq!(code(&s.ingest(&[])), 1);
        assert_eq!(s.error("a.txt")["code"], "permission_denied");
    }
}

#[test]
fn a_closed_pipe_is_no_panic() {
    let s = Scratch::new();
    let file = s.file("a.txt", PLAN.repeat(20_000));
    let mut command = sohoa();
    command.arg("text").arg("--source").arg(&file);
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(code(&output), 0);
    assert_eq!(stderr(&output), "");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_2() {
    let full = || {
        fs::OpenOptions::new()
            .write(true)
            .open("/dev/full")
            .unwrap()
    };
    let output = sohoa().arg("schema").stdout(full()).output().unwrap();
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("standard output"));
}
