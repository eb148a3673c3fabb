//! PDFs of four producers: the text they were made from, and the places where poppler sees its words.

use std::fs;
use std::path::{Path, PathBuf};

use sohoa_layout::{Failure, Layout, Limits};

const PRODUCERS: [&str; 4] = ["reportlab", "fpdf2", "weasyprint", "libreoffice"];

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fixtures")
        .join(name)
}

fn read(producer: &str) -> (String, Layout) {
    let bytes = fs::read(fixture(&format!("{producer}.pdf"))).unwrap();
    sohoa_pdf::read(&bytes, &Limits::default()).unwrap()
}

#[test]
fn text_is_what_it_was_made_from() {
    for producer in PRODUCERS {
        let want = fs::read_to_string(fixture(&format!("{producer}.txt"))).unwrap();
        assert_eq!(read(producer).0, want, "{producer}");
    }
}

#[test]
fn page_numbers_are_furniture() {
    let (text, layout) = read("reportlab");
    let furniture: Vec<&str> = layout
        .furniture
        .iter()
        .map(|r| &text[r.start as usize..r.end as usize])
        .collect();
    assert_eq!(furniture, ["1\n"]);
    assert_eq!(layout.pages, Some(1));
    assert!(layout.notices.is_empty(), "{:?}", layout.notices);
}

#[test]
fn a_password_is_needed_to_read_only_where_it_is() {
    let file = |name: &str| fs::read(fixture(name)).unwrap();
    let locked = sohoa_pdf::read(&file("locked.pdf"), &Limits::default());
    assert_eq!(locked, Err(Failure::Encrypted));
    let (text, _) = sohoa_pdf::read(&file("restricted.pdf"), &Limits::default()).unwrap();
    assert_eq!(text, read("reportlab").0);
}

/// Page, left, top, right, bottom and letters of each word, as poppler tells them.
fn seen_by_poppler(producer: &str) -> Vec<(u32, [f32; 4], String)> {
    let lines = fs::read_to_string(fixture(&format!("{producer}.words.tsv"))).unwrap();
    let line = |l: &str| {
        let f: Vec<&str> = l.split('\t').collect();
        let bbox = [1, 2, 3, 4].map(|i| f[i].parse().unwrap());
        (f[0].parse().unwrap(), bbox, f[5].to_owned())
    };
    lines.lines().map(line).collect()
}

#[test]
fn words_stand_where_poppler_sees_them() {
    for producer in PRODUCERS {
        let (text, layout) = read(producer);
        let mut seen = seen_by_poppler(producer);
        assert_eq!(layout.words.len(), seen.len(), "{producer}");
        for word in &layout.words {
            let letters = &text[word.start as usize..word.end as usize];
            let bbox = word.place.bbox.unwrap();
            let near = |(page, b, t): &(u32, [f32; 4], String)| {
                let close = (0..4).all(|i| (b[i] - bbox[i]).abs() < 1.0);
                *page == word.place.page && t == letters && close
            };
            let found = seen.iter().position(near);
            let found = found.unwrap_or_else(|| panic!("{producer}: {letters} at {bbox:?}"));
            seen.swap_remove(found);
        }
    }
}
