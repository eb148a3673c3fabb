//! Files of LibreOffice, made by `fixtures/make.py`, against the texts they were made from.

use std::fs;
use std::path::{Path, PathBuf};

use sohoa_layout::{Failure, Layout, Limits, NoticeKind};
use sohoa_oldword::{doc, rtf};

const NAMES: [&str; 2] = [
    "11-ke-hoach-xa-giao-viec",
    "18-ke-hoach-phong-noi-vu-kiem-tra",
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

fn read(name: &str) -> Result<(String, Layout), Failure> {
    let bytes = fs::read(folder().join(name)).unwrap();
    let limits = Limits::default();
    if name.ends_with(".rtf") {
        rtf::read(&bytes, &limits)
    } else {
        doc::read(&bytes, &limits)
    }
}

/// The lines that are not empty, with single blanks.
fn lines(text: &str) -> Vec<String> {
    let lines = text.lines().filter(|l| !l.is_empty());
    lines.map(squeeze).collect()
}

fn squeeze(line: &str) -> String {
    let words: Vec<&str> = line.split(' ').filter(|w| !w.is_empty()).collect();
    words.join(" ")
}

#[test]
fn one_of_everything() {
    let expected = lines(&fs::read_to_string(folder().join("plan.txt")).unwrap());
    for name in ["plan.doc", "plan.rtf"] {
        let (text, layout) = read(name).unwrap();
        // The sign of a bullet is written in the text of RTF.
        assert_eq!(lines(&text.replace("\n• ", "\n- ")), expected, "{name}");
        let furniture = layout.furniture.iter();
        let furniture: Vec<&str> = furniture
            .map(|r| text[r.start as usize..r.end as usize].trim())
            .collect();
        assert_eq!(furniture, ["Lưu hành nội bộ", "Trang 1"], "{name}");
        let notices: Vec<NoticeKind> = layout.notices.iter().map(|n| n.kind).collect();
        assert_eq!(notices, [NoticeKind::ChangesAccepted], "{name}");
    }
}

#[test]
fn texts_of_the_corpus_come_back() {
    for name in NAMES {
        let source = folder().join(format!("../../../corpus/texts/{name}.txt"));
        let source = lines(&fs::read_to_string(source).unwrap());
        for form in ["doc", "rtf"] {
            let (text, layout) = read(&format!("{name}.{form}")).unwrap();
            assert_eq!(lines(&text), source, "{name}.{form}");
            assert_eq!(layout, Layout::default(), "{name}.{form}");
        }
    }
}
