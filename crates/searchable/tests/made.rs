//! Files as they are written, read by others: our own reader of PDF, `lopdf`, and programs where they are installed.

mod common;

use std::process::Command;

use common::{Input, PLAN, boxes_near, input, words_of};
use lopdf::{Dictionary, Document, Object};
use sohoa_layout::{Layout, Limits};

fn written(input: &Input) -> Vec<u8> {
    let limits = Limits::default();
    let pages = sohoa_raster::pages(&input.bytes, &limits).expect("it opens");
    let mut out = Vec::new();
    let done = sohoa_searchable::write(
        &mut out,
        &pages,
        &input.text,
        &input.meta.layout,
        &input.record(),
    );
    done.expect("memory");
    out
}

fn dictionary<'d>(doc: &'d Document, dict: &'d Dictionary, key: &[u8]) -> &'d Dictionary {
    let (_, object) = doc
        .dereference(dict.get(key).expect("a key"))
        .expect("an object");
    match object {
        Object::Stream(stream) => &stream.dict,
        other => other.as_dict().expect("a dictionary"),
    }
}

#[test]
fn our_own_reader_reads_the_same_words_in_the_same_places() {
    for pages in 1..=2 {
        let input = input(PLAN, pages, 0.0);
        let (text, layout) = sohoa_pdf::read(&written(&input), &Limits::default()).expect("a PDF");
        let want = words_of(&input.repaired(), &input.meta.layout);
        let got = words_of(&text, &layout);
        let letters =
            |words: &[common::Boxed]| words.iter().map(|w| w.text.clone()).collect::<Vec<_>>();
        assert_eq!(letters(&got), letters(&want));
        boxes_near(&got, &want, 3.0);
        assert_eq!(layout.pages, Some(pages));
        assert!(layout.notices.is_empty(), "{:?}", layout.notices);
    }
}

#[test]
fn lines_askew_stay_lines() {
    let input = input(PLAN, 1, 0.015);
    let (text, _) = sohoa_pdf::read(&written(&input), &Limits::default()).expect("a PDF");
    let lines = |t: &str| t.lines().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(lines(&text), lines(&input.repaired()));
}

#[test]
fn the_file_has_what_pdf_a_asks_for() {
    let bytes = written(&input(PLAN, 2, 0.0));
    assert!(bytes.starts_with(b"%PDF-1.7\n%\x80\x80\x80\x80\n"));
    let doc = Document::load_mem(&bytes).expect("lopdf opens it");
    assert!(doc.xref_recovery.is_none());
    let id = doc
        .trailer
        .get(b"ID")
        .and_then(Object::as_array)
        .expect("an ID");
    assert_eq!(id[0], id[1]);
    let catalogue = doc.catalog().expect("a catalogue");
    let metadata = catalogue
        .get(b"Metadata")
        .and_then(Object::as_reference)
        .expect("metadata");
    let metadata = doc
        .get_object(metadata)
        .and_then(Object::as_stream)
        .expect("a stream");
    assert!(metadata.dict.get(b"Filter").is_err());
    let packet = String::from_utf8(metadata.content.clone()).expect("text");
    for part in [
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>B</pdfaid:conformance>",
        "Kế hoạch 12/KH-UBND: Kiểm tra công vụ năm 2024",
        "Ủy ban nhân dân xã Suối Đá",
    ] {
        assert!(packet.contains(part), "{part} is not in {packet}");
    }
    assert!(!packet.contains("Date"));
    let info = dictionary(&doc, &doc.trailer, b"Info");
    assert!(info.get(b"CreationDate").is_err() && info.get(b"Title").is_ok());
    let intents = catalogue
        .get(b"OutputIntents")
        .and_then(Object::as_array)
        .expect("intents");
    let intent = intents[0].as_dict().expect("an intent");
    assert_eq!(
        intent.get(b"S").and_then(Object::as_name).ok(),
        Some(&b"GTS_PDFA1"[..])
    );
    assert_eq!(
        dictionary(&doc, intent, b"DestOutputProfile")
            .get(b"N")
            .and_then(Object::as_i64)
            .ok(),
        Some(3)
    );
    for page in doc.page_iter() {
        let page = doc.get_dictionary(page).expect("a page");
        assert!(page.get(b"Group").is_err());
        let resources = dictionary(&doc, page, b"Resources");
        assert!(resources.get(b"ExtGState").is_err());
        let font = dictionary(&doc, dictionary(&doc, resources, b"Font"), b"F");
        assert!(font.get(b"ToUnicode").is_ok());
        let inner = font
            .get(b"DescendantFonts")
            .and_then(Object::as_array)
            .expect("a font");
        let inner = doc
            .dereference(&inner[0])
            .expect("a font")
            .1
            .as_dict()
            .expect("a font");
        let about = dictionary(&doc, inner, b"FontDescriptor");
        assert!(about.get(b"FontFile2").is_ok());
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    assert_eq!(written(&input(PLAN, 2, 0.0)), written(&input(PLAN, 2, 0.0)));
}

#[test]
fn a_jpeg_goes_straight_through() {
    let input = Input {
        bytes: common::jpeg(1654, 2339),
        ..input(PLAN, 1, 0.0)
    };
    let out = written(&input);
    let found = out.windows(input.bytes.len()).any(|w| w == input.bytes);
    assert!(found, "the bytes of the JPEG are not in the file");
}

#[test]
fn a_page_that_cannot_be_decoded_is_blank() {
    let folder = tempfile::tempdir().expect("a folder");
    let paths = ["1.png", "2.png"].map(|name| folder.path().join(name));
    std::fs::write(&paths[0], common::png(90, 120)).expect("a file");
    std::fs::write(&paths[1], b"no picture").expect("a file");
    let pages = sohoa_raster::pages_of_files(&paths, &Limits::default()).expect("they open");
    let input = input(PLAN, 2, 0.0);
    let mut out = Vec::new();
    let (layout, record) = (&input.meta.layout, input.record());
    sohoa_searchable::write(&mut out, &pages, &input.text, layout, &record).expect("memory");
    let doc = Document::load_mem(&out).expect("lopdf opens it");
    let pictures = |page| doc.get_page_images(page).map_or(0, |images| images.len());
    let pictures: Vec<usize> = doc.page_iter().map(pictures).collect();
    assert_eq!(pictures, [1, 0]);
}

#[test]
fn a_picture_of_one_pixel_is_a_page() {
    let input = Input {
        bytes: common::png(1, 1),
        text: String::new(),
        meta: sohoa_record::Meta {
            layout: Layout::default(),
            ..input(PLAN, 1, 0.0).meta
        },
    };
    let doc = Document::load_mem(&written(&input)).expect("lopdf opens it");
    let page = doc.page_iter().next().expect("a page");
    let size = doc
        .get_dictionary(page)
        .and_then(|p| p.get(b"MediaBox"))
        .expect("a size");
    let side = size.as_array().expect("a box")[2]
        .as_float()
        .expect("a number");
    assert!(side >= 3.0, "{side}");
}

/// Runs a program on the file; says so where it is not installed.
fn program(name: &str, arguments: &[&str], bytes: &[u8]) -> Option<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("a.pdf");
    std::fs::write(&file, bytes).expect("a file");
    let Ok(output) = Command::new(name)
        .args(arguments)
        .arg(&file)
        .arg("-")
        .output()
    else {
        eprintln!("SKIPPED: {name} is not installed");
        return None;
    };
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{name}: {said}");
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn poppler_finds_the_words_in_their_boxes() {
    for slant in [0.0, 0.015] {
        let input = input(PLAN, 2, slant);
        let Some(page) = program("pdftotext", &["-bbox"], &written(&input)) else {
            return;
        };
        let got = common::of_poppler(&page);
        let want = words_of(&input.repaired(), &input.meta.layout);
        assert_eq!(got.len(), want.len());
        boxes_near(&got, &want, 3.0);
        let text = program("pdftotext", &[], &written(&input)).expect("it is installed");
        let words = |t: &str| t.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(words(&text), words(&input.repaired()));
    }
}

#[test]
fn qpdf_has_nothing_to_say() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("a.pdf");
    std::fs::write(&file, written(&input(PLAN, 2, 0.0))).expect("a file");
    let Ok(output) = Command::new("qpdf").arg("--check").arg(&file).output() else {
        eprintln!("SKIPPED: qpdf is not installed");
        return;
    };
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
