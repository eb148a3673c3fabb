//! What the tests of the command line share: the program, folders of their own, a text to read.
#![allow(dead_code)]

pub mod compact;
pub mod corpus;
pub mod damage;
pub mod drawn;
pub mod drawn_lists;
pub mod laws;
pub mod marks;
pub mod picture;
pub mod promise;
pub mod reading;
pub mod run;
pub mod shared;
pub mod walk;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::Value;

/// A small plan (fictional).
pub const PLAN: &str = "ỦY BAN NHÂN DÂN\nXÃ SUỐI ĐÁ\nSố: 12 /KH-UBND\n\
    Suối Đá, ngày 05 tháng 3 năm 2024\nKẾ HOẠCH\nKiểm tra công vụ năm 2024\n\
    Căn cứ Kế hoạch số 45/KH-UBND ngày 20/02/2024 của UBND huyện;\nI. MỤC TIÊU\n\
    - Ít nhất 95% hồ sơ được giải quyết đúng hạn.\n";

/// A folder of its own for one test, removed when the test is over.
pub struct Scratch(PathBuf);

impl Scratch {
    pub fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("sohoa-test-{}-{number}", std::process::id());
        let path = std::env::temp_dir().join(name);
        fs::create_dir_all(&path).unwrap();
        Scratch(path.canonicalize().unwrap())
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Writes a file, with the folders above it.
    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    /// Runs `sohoa ingest FOLDER/in --out FOLDER/out` with more arguments.
    pub fn ingest(&self, more: &[&str]) -> Output {
        let mut command = sohoa();
        command.arg("ingest").arg(self.path("in"));
        command.arg("--out").arg(self.path("out")).args(more);
        command.output().unwrap()
    }

    pub fn report(&self) -> Value {
        json(&self.path("out/report.json"))
    }

    pub fn records(&self) -> Vec<Value> {
        let text = fs::read_to_string(self.path("out/records.jsonl")).unwrap();
        let lines = text.lines();
        lines.map(|l| serde_json::from_str(l).unwrap()).collect()
    }

    /// Paths of the records, in the order of the file.
    pub fn paths(&self) -> Vec<String> {
        let path = |r: &Value| r["source"]["path"].as_str().unwrap().to_owned();
        self.records().iter().map(path).collect()
    }

    /// The report's line for an input that gave no record.
    pub fn error(&self, path: &str) -> Value {
        let report = self.report();
        let mut errors = report["errors"].as_array().unwrap().iter();
        let found = errors.find(|e| e["path"] == path).cloned();
        found.unwrap_or_else(|| panic!("no line for {path}: {report}"))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The program, deaf to the locale and colours of whoever runs the tests.
pub fn sohoa() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sohoa"));
    for name in ["LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR"] {
        command.env_remove(name);
    }
    command
}

pub fn json(path: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

pub fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

pub fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}
