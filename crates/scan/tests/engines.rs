//! Scanners with engines that answer what a test wants: no recognition needs to be installed.

use std::io::Cursor;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use image::{GrayImage, ImageFormat, Luma};
use sohoa_layout::{Failure, Layout, Limits, NoticeKind, Ocr};
use sohoa_ocr::{OcrEngine, Settings, Trouble};
use sohoa_scan::{Options, Scanner};

const HEAD: &str =
    "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext";

/// Answers with the words that it was told, the same for every picture.
struct Fake {
    words: Vec<(u32, [u32; 4], &'static str)>,
    asked: AtomicU32,
    identity: Ocr,
}

impl Fake {
    fn new(words: &[(u32, [u32; 4], &'static str)]) -> Box<Fake> {
        Box::new(Fake {
            words: words.to_vec(),
            asked: AtomicU32::default(),
            identity: Ocr {
                engine: "fake".to_owned(),
                ..Ocr::default()
            },
        })
    }
}

impl OcrEngine for Fake {
    fn identity(&self) -> &Ocr {
        &self.identity
    }

    fn table(&self, _: &GrayImage, settings: Settings) -> Result<String, Trouble> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        if self.words.is_empty() {
            return Err(Trouble::TimeOut(9));
        }
        let words = if settings.digits {
            &[][..]
        } else {
            &self.words
        };
        let row = |(line, [x, y, w, h], text): &(u32, [u32; 4], &str)| {
            format!("5\t1\t1\t1\t{line}\t1\t{x}\t{y}\t{w}\t{h}\t95\t{text}\n")
        };
        Ok(format!(
            "{HEAD}\n{}",
            words.iter().map(row).collect::<String>()
        ))
    }
}

/// A page of A4 at 300 dpi with dark boxes.
fn page(boxes: &[[u32; 4]]) -> Vec<u8> {
    let mut image = GrayImage::from_pixel(2480, 3508, Luma([255]));
    for [x, y, w, h] in boxes {
        for (dx, dy) in (0..*h).flat_map(|dy| (0..*w).map(move |dx| (dx, dy))) {
            image.put_pixel(x + dx, y + dy, Luma([0]));
        }
    }
    png(&image)
}

fn png(image: &GrayImage) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    image.write_to(&mut out, ImageFormat::Png).unwrap();
    out.into_inner()
}

fn read(
    words: &[(u32, [u32; 4], &'static str)],
    bytes: &[u8],
) -> Result<(String, Layout), Failure> {
    let scanner = Scanner::with_engine(Options::default(), Fake::new(words));
    scanner.read(bytes, &Limits::default())
}

#[test]
fn halves_of_a_letterhead_come_apart() {
    let words = [
        (1, [300, 300, 150, 40], "SỞ"),
        (1, [470, 300, 150, 40], "XÂY"),
        (1, [1300, 300, 300, 40], "CỘNG"),
        (1, [1620, 300, 300, 40], "HÒA"),
        (2, [320, 370, 280, 40], "DỰNG"),
        (2, [1400, 370, 200, 40], "Độc"),
        (2, [1620, 370, 200, 40], "lập"),
    ];
    let (text, layout) = read(&words, &page(&[])).unwrap();
    assert_eq!(text, "SỞ XÂY\nDỰNG\nCỘNG HÒA\nĐộc lập\n");
    assert_eq!(layout.pages, Some(1));
    assert_eq!(layout.ocr.unwrap().engine, "fake");
    // Pixels at 300 dpi are points on the page.
    let bbox = layout.words[0].place.bbox.unwrap();
    assert!(
        (bbox[0] - 72.0).abs() < 1.0 && (bbox[2] - 108.0).abs() < 1.0,
        "{bbox:?}"
    );
}

#[test]
fn words_stand_in_their_cells() {
    let across = [600, 700, 800].map(|y| [300, y, 1500, 4]);
    let down = [300, 700, 1796].map(|x| [x, 600, 4, 204]);
    let rules: Vec<[u32; 4]> = across.into_iter().chain(down).collect();
    let words = [
        (1, [320, 640, 60, 40], "1"),
        (1, [720, 640, 200, 40], "Rà"),
        (1, [940, 640, 200, 40], "soát"),
        (2, [320, 740, 60, 40], "2"),
        (2, [720, 740, 200, 40], "Tập"),
    ];
    let (text, _) = read(&words, &page(&rules)).unwrap();
    assert_eq!(text, "1\tRà soát\n2\tTập\n");
}

#[test]
fn strokes_off_the_line_are_a_pens() {
    // Two tall strokes between print: no digits that the engine could tell.
    let ink = [[420, 260, 8, 90], [470, 270, 8, 95]];
    let words = [
        (1, [300, 300, 80, 48], "Số:"),
        (1, [420, 280, 60, 60], "22"),
        (1, [520, 300, 200, 40], "/KH-SYT"),
    ];
    let (text, layout) = read(&words, &page(&ink)).unwrap();
    assert!(
        text.starts_with("Số: ") && text.ends_with(" /KH-SYT\n"),
        "{text}"
    );
    let guess = layout.by_hand[0].clone();
    assert!(layout.confidence(guess.clone()).unwrap() < 0.6);
    let place = layout.boxes(guess, 1)[0];
    assert!((place[0] - 100.8).abs() < 2.0, "{place:?}");
}

#[test]
fn failing_engines_are_told() {
    let failed = read(&[], &page(&[])).unwrap_err();
    assert_eq!(
        failed,
        Failure::Unrecognised("stopped after 9 s".to_owned())
    );
    let missing = Scanner::new(Options {
        program: PathBuf::from("no-such-program"),
        ..Options::default()
    });
    let failed = missing.read(&page(&[]), &Limits::default()).unwrap_err();
    assert_eq!(
        failed,
        Failure::NoOcr("no-such-program is not installed".to_owned())
    );
}

#[test]
fn pages_that_fail_leave_the_others() {
    use sohoa_page::Recogniser;
    let scanner = Scanner::with_engine(Options::default(), Fake::new(&[]));
    let sheets = scanner.pages(b"%PDF-1.4 nothing", &Limits::default(), &[1, 3]);
    let kinds = |i: usize| sheets[i].notices.iter().map(|n| n.kind).collect::<Vec<_>>();
    assert_eq!(kinds(0)[0], NoticeKind::NeedsOcr);
    assert_eq!(sheets[1].notices[0].page, Some(3));
}

#[test]
fn odd_pictures_are_quick() {
    let start = Instant::now();
    let word = [(1, [0, 0, 1, 1], "Số:")];
    for (width, height) in [(1, 1), (1, 900), (5000, 3), (20, 20)] {
        let picture = GrayImage::new(width, height);
        let _ = read(&word, &png(&picture));
    }
    let bytes = page(&[]);
    for cut in [0, 7, 30, 60, bytes.len() / 2] {
        assert!(read(&word, &bytes[..cut]).is_err(), "{cut}");
    }
    assert!(start.elapsed() < Duration::from_secs(60));
}
