//! Nothing is lost, nothing is invented, nothing panics: laws that hold for every text.
//!
//! `PROPTEST_CASES=5000 cargo test --test lossless` looks longer; `PROPTEST_RNG_SEED=7` looks elsewhere.

mod common;

use std::fmt::{self, Debug};
use std::fs;

use common::Scratch;
use common::corpus::{files, papers, root};
use common::damage::{endless, nasty, spoiled};
use common::laws::{LAWS, Law, Made, differences, values};
use common::shared::shared;
use proptest::prelude::*;
use proptest::test_runner::{RngSeed, TestError, TestRunner};
use sohoa_record::Meta;
use unicode_normalization::UnicodeNormalization;

/// The same cases on every run, unless the environment asks for others.
fn config(cases: u32) -> ProptestConfig {
    let asked = |name| std::env::var(name).is_ok();
    let mut config = ProptestConfig::default();
    if !asked("PROPTEST_CASES") {
        config.cases = cases;
    }
    if !asked("PROPTEST_RNG_SEED") {
        config.rng_seed = RngSeed::Fixed(1945);
    }
    config.failure_persistence = None;
    config.max_shrink_iters = 1000;
    config
}

/// Texts of the corpus, fixtures, and the seeds where they are at hand: name and text.
fn texts() -> Vec<(String, String)> {
    let mut all: Vec<_> = files(&root("corpus/texts"), "txt");
    all.extend(files(&root("fixtures"), "txt"));
    all.extend(shared("seeds").iter().flat_map(|f| files(f, "txt")));
    let read = |path: &std::path::PathBuf| {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        (name, fs::read_to_string(path).unwrap())
    };
    all.iter().map(read).collect()
}

fn bodies() -> Vec<String> {
    papers().iter().map(|p| p.text().to_owned()).collect()
}

/// The faults of a text under one law, as a sentence.
fn check(name: &str, law: Law, source: &str) -> Result<(), String> {
    let faults = law(&Made::of(source));
    if faults.is_empty() {
        return Ok(());
    }
    let few: Vec<_> = faults.iter().take(6).cloned().collect();
    Err(format!(
        "{name}: {} faults\n  {}",
        faults.len(),
        few.join("\n  ")
    ))
}

fn law(name: &str) -> Law {
    LAWS.iter().find(|(n, _)| *n == name).unwrap().1
}

fn holds_for_texts(name: &str) {
    let texts = texts();
    let faults = texts.iter().filter_map(|(file, text)| {
        let fault = check(name, law(name), text).err()?;
        Some(format!("{file} {fault}"))
    });
    let faults: Vec<_> = faults.collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

fn holds_for(name: &str, cases: u32, strategy: impl Strategy<Value = String>) {
    run(cases, strategy, |text| check(name, law(name), text));
}

/// Runs cases; a failure shows the beginning of the smallest one found.
fn run<T: Debug>(
    cases: u32,
    strategy: impl Strategy<Value = T>,
    test: impl Fn(&T) -> Result<(), String>,
) {
    let mut runner = TestRunner::new(config(cases));
    let done = runner.run(&strategy, |case| test(&case).map_err(TestCaseError::fail));
    match done {
        Err(TestError::Fail(reason, case)) => {
            let head: String = format!("{case:?}").chars().take(2000).collect();
            panic!("{reason}\nthe case begins with {head}");
        }
        Err(TestError::Abort(reason)) => panic!("{reason}"),
        Ok(()) => {}
    }
}

/// One module for each law: real texts, spoiled texts, nonsense.
macro_rules! laws {
    ($($law:ident)*) => {$(
        mod $law {
            use super::*;

            #[test]
            fn holds_for_every_text() {
                holds_for_texts(stringify!($law));
            }

            #[test]
            fn holds_for_spoiled_texts() {
                holds_for(stringify!($law), 60, spoiled(bodies()));
            }

            #[test]
            fn holds_for_nonsense() {
                holds_for(stringify!($law), 150, nasty());
            }
        }
    )*};
}

laws!(edits repairs leaves coverage spans traced raws items);

/// Small texts that broke a law once.
const ONCE_BROKE: &[&str] = &[
    "",
    "o\u{200b}\u{301}",
    "aV/v \u{200b}CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "ỦY BAN NHÂN DÂN Lưu: VT.",
    "Kính gửi:\n- Sở Nội vụ;\n- Như trên.\n",
];

#[test]
fn what_broke_a_law_once_holds() {
    let mut faults = Vec::new();
    for text in ONCE_BROKE {
        for (name, law) in LAWS {
            let fault = check(name, *law, text).err();
            faults.extend(fault.map(|f| format!("{text:?} {f}")));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn every_law_is_tested() {
    let source = include_str!("lossless.rs");
    let list = source.lines().find(|l| l.starts_with("laws!(")).unwrap();
    for (name, _) in LAWS {
        assert!(list.contains(name), "{name} is never tested");
    }
}

fn gives_a_record(text: &str) -> Result<(), String> {
    let lines = sohoa_record::repaired_text(text).split('\n').count();
    let record = sohoa_record::read(text, &Meta::default());
    let last = record.documents.iter().map(|d| d.span.lines[1]).max();
    match last {
        Some(last) if last as usize > lines => {
            Err(format!("a document ends on line {last} of {lines}"))
        }
        _ => Ok(()),
    }
}

#[test]
fn any_string_gives_a_record() {
    run(300, any::<String>(), |text| gives_a_record(text));
}

#[test]
fn nonsense_gives_a_record() {
    run(300, nasty(), |text| gives_a_record(text));
}

#[test]
fn an_endless_line_gives_a_record() {
    run(12, endless(), |text| gives_a_record(text));
}

/// Bytes that show themselves as the text they nearly are.
struct Bytes(Vec<u8>);

impl Debug for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", String::from_utf8_lossy(&self.0))
    }
}

/// Bytes that are text, nearly text, or nothing of the kind.
fn bytes() -> impl Strategy<Value = Bytes> {
    let utf16 = (nasty(), any::<bool>()).prop_map(|(text, mark)| {
        let mark = mark.then_some(0xfeff);
        let units = mark.into_iter().chain(text.encode_utf16());
        units.flat_map(u16::to_le_bytes).collect::<Vec<u8>>()
    });
    let harms = prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..8);
    let hurt = (nasty(), harms).prop_map(|(text, harms)| {
        let mut bytes = text.into_bytes();
        bytes.push(b'\n');
        for (at, byte) in harms {
            let i = at.index(bytes.len());
            bytes[i] = byte;
        }
        bytes
    });
    let noise = prop::collection::vec(any::<u8>(), 0..400);
    prop_oneof![noise, utf16, hurt].prop_map(Bytes)
}

#[test]
fn any_bytes_give_a_record_or_an_error() {
    run(200, bytes(), |Bytes(bytes)| {
        let scratch = Scratch::new();
        let file = scratch.file("any.txt", bytes);
        match sohoa_source::load(&file, &sohoa_source::Limits::default()) {
            Ok(decoded) => gives_a_record(&decoded.text),
            Err(error) if error.message().is_empty() => Err("an error without a word".into()),
            Err(_) => Ok(()),
        }
    });
}

/// Same text, same bytes of JSON.
#[test]
fn reading_is_a_pure_function() {
    for (name, text) in texts() {
        let json = || serde_json::to_string(&sohoa_record::read(&text, &Meta::default())).unwrap();
        assert!(json() == json(), "{name} was read in two ways");
    }
}

/// Another spelling of the same characters or line ends gives the same values on the same lines.
fn reads_alike(spell: impl Fn(&str) -> String) {
    let mut faults = Vec::new();
    for (name, text) in texts() {
        let text: String = text.nfc().collect();
        let read = |text: &str| values(&sohoa_record::read(text, &Meta::default()));
        let mut found = Vec::new();
        differences(&read(&text), &read(&spell(&text)), "", &mut found);
        faults.extend(found.into_iter().take(4).map(|d| format!("{name}{d}")));
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn decomposed_letters_give_the_same_values() {
    reads_alike(|text| text.nfd().collect());
}

#[test]
fn carriage_returns_give_the_same_values() {
    reads_alike(|text| text.replace('\n', "\r\n"));
}
