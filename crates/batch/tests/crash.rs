//! What ends the program ends it once; then it fails alone, and the rest is done.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};
use std::time::{Duration, SystemTime};

use serde_json::Value;

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let name = format!("sohoa-crash-{name}-{}", std::process::id());
        let path = std::env::temp_dir().join(name);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(path.join("in")).unwrap();
        Folder(path)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.0.join("in").join(name), text).unwrap();
    }

    fn changed_at(&self, name: &str, time: SystemTime) {
        let path = self.0.join("in").join(name);
        let file = fs::File::options().write(true).open(path).unwrap();
        file.set_modified(time).unwrap();
    }

    fn start(&self, more: &[&str]) -> ExitStatus {
        let mut command = Command::new(env!("CARGO_BIN_EXE_faulty"));
        command.arg(self.0.join("out")).arg(self.0.join("in"));
        command.args(more).status().unwrap()
    }

    /// Starts until a run comes to its end; how often it died before.
    fn until_done(&self, more: &[&str]) -> usize {
        (0..20)
            .find(|_| self.start(more).success())
            .expect("no run came to its end")
    }

    fn errors(&self) -> Vec<(String, String)> {
        let report = fs::read_to_string(self.out("report.json")).unwrap();
        let report: Value = serde_json::from_str(&report).unwrap();
        let text = |e: &Value, key: &str| e[key].as_str().unwrap().to_owned();
        let errors = report["errors"].as_array().unwrap().iter();
        errors.map(|e| (text(e, "path"), text(e, "code"))).collect()
    }

    fn records(&self) -> Vec<String> {
        let records = fs::read_to_string(self.out("records.jsonl")).unwrap();
        let path = |line: &str| -> String {
            let record: Value = serde_json::from_str(line).unwrap();
            record["source"]["path"].as_str().unwrap().to_owned()
        };
        records.lines().map(path).collect()
    }

    fn out(&self, name: &str) -> PathBuf {
        Path::new(&self.0).join("out").join(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn pair(path: &str, code: &str) -> (String, String) {
    (path.to_owned(), code.to_owned())
}

#[test]
fn what_ends_the_program_fails_alone() {
    let folder = Folder::new("abort");
    for n in 0..20 {
        folder.write(&format!("{n:02}.txt"), &format!("Số: {n}/KH-UBND\n"));
    }
    folder.write("05a.txt", "ABORT\n");
    folder.write("11a.txt", "OVERFLOW\n");
    let died = folder.until_done(&["60"]);
    assert!((1..=2).contains(&died), "{died}");
    let crashed = [pair("05a.txt", "crashed"), pair("11a.txt", "crashed")];
    assert_eq!(folder.errors(), crashed);
    let expected: Vec<_> = (0..20).map(|n| format!("{n:02}.txt")).collect();
    assert_eq!(folder.records(), expected);
    // It is not tried again by itself, and when it is asked for, only alone.
    assert_eq!(folder.until_done(&["60"]), 0);
    assert_eq!(folder.until_done(&["60", "--retry"]), 0);
    assert_eq!(folder.errors(), crashed);
    folder.write("05a.txt", "Số: 5/KH-UBND\nmended");
    assert_eq!(folder.until_done(&["60"]), 0);
    assert_eq!(folder.records().len(), 21);
}

#[test]
fn what_never_ends_is_given_up() {
    let folder = Folder::new("hang");
    for n in 0..10 {
        folder.write(&format!("{n}.txt"), &format!("Số: {n}/KH-UBND\n"));
    }
    for name in ["1a.txt", "3a.txt", "5a.txt"] {
        folder.write(name, &format!("HANG {name}\n"));
    }
    assert_eq!(folder.until_done(&["1"]), 0);
    let slow = ["1a.txt", "3a.txt", "5a.txt"].map(|n| pair(n, "too_slow"));
    assert_eq!(folder.errors(), slow);
    assert_eq!(folder.records().len(), 10);
    assert_eq!(folder.until_done(&["1", "--retry"]), 0);
    assert_eq!(folder.errors(), slow);
}

#[test]
fn a_member_that_ends_the_program_fails_alone() {
    member("member", SystemTime::now() - Duration::from_secs(60));
}

/// The stamp of a container that young tells nothing: all in it is read again, but what ended the program.
#[test]
fn a_member_of_a_container_that_was_just_written_fails_alone() {
    member("young", SystemTime::now() + Duration::from_secs(3600));
}

fn member(name: &str, changed: SystemTime) {
    let folder = Folder::new(name);
    let part = |name: &str, text: &str| {
        format!(
            "--x\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename={name}\r\n\r\n{text}\r\n"
        )
    };
    let parts = [
        part("a.txt", "Plan"),
        part("b.txt", "ABORT"),
        part("c.txt", "Other"),
    ]
    .concat();
    let mail = format!(
        "From: a@b.vn\r\nTo: c@d.vn\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n{parts}--x--\r\n"
    );
    folder.write("m.eml", &mail);
    folder.changed_at("m.eml", changed);
    assert_eq!(folder.until_done(&["60"]), 1);
    assert_eq!(folder.errors(), [pair("m.eml!/b.txt", "crashed")]);
    assert_eq!(folder.records(), ["m.eml!/a.txt", "m.eml!/c.txt"]);
    assert_eq!(folder.until_done(&["60"]), 0);
    assert_eq!(folder.errors(), [pair("m.eml!/b.txt", "crashed")]);
    assert_eq!(folder.records(), ["m.eml!/a.txt", "m.eml!/c.txt"]);
}
