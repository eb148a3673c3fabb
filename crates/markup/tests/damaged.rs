//! Damaged files of every form: a text or a clear failure, never a panic, and never long.
//!
//! `SOHOA_DAMAGED=1000` asks for so many of each form.

use std::time::{Duration, Instant};

use sohoa_layout::{Failure, Layout, Limits};
use sohoa_markup::html;
use sohoa_markup::ocr::{alto, hocr, page_xml, tsv};

type Read = fn(&[u8], &Limits) -> Result<(String, Layout), Failure>;

const PORTAL: &str = "<!DOCTYPE html><html><head><meta charset=utf-8><style>p.a{font-family:.VnTime}.x{display:none}</style></head>\
    <body><nav><a href=/>Trang chủ</a></nav><table border=0><tr><td>UBND XÃ ĐỒI SIM<td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</table>\
    <p>Số: 14/KH-UBND</p><p class=a>KÕ ho¹ch</p><ol type=I start=2><li>Một<ul><li>Hai</ul></ol>\
    <table border=1><tr><th rowspan=2>TT<th colspan=3>Nội dung<tr><td>a<td>b<td><table><tr><td>c</table></table>\
    <p>Theo mẫu<a href='#_ftn1'>[1]</a>&nbsp;&nbsp;&nbsp;x</p><script>a<b</script><p hidden>y</body></html>";

const PAGE_XML: &str = "<?xml version='1.0'?><PcGts><Metadata><Creator>kraken 4</Creator></Metadata><Page imageWidth='900' imageHeight='900'>\
    <ReadingOrder><OrderedGroup><RegionRefIndexed index='0' regionRef='a'/></OrderedGroup></ReadingOrder>\
    <TextRegion id='a'><TextLine><Coords points='1,2 30,40'/><Word><TextEquiv conf='.5'><Unicode>Số</Unicode></TextEquiv></Word></TextLine></TextRegion>\
    <TableRegion><TextRegion><Roles><TableCellRole rowIndex='0' columnIndex='1'/></Roles><TextEquiv><Unicode>TT</Unicode></TextEquiv></TextRegion>\
    </TableRegion></Page></PcGts>";

/// Numbers that look like chance and are the same each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n.max(1) as u64) as usize
    }

    /// Bytes flipped, a part cut out, doubled or overwritten by another, or the end lost.
    fn damage(&mut self, whole: &[u8]) -> Vec<u8> {
        let mut bytes = whole.to_vec();
        for _ in 0..=self.below(4) {
            let a = self.below(bytes.len());
            let b = a + self.below(60).min(bytes.len() - a);
            match self.below(5) {
                0 if a < bytes.len() => bytes[a] = self.below(256) as u8,
                1 => drop(bytes.drain(a..b)),
                2 => bytes.truncate(a),
                3 => {
                    let part = bytes[a..b].to_vec();
                    let at = self.below(bytes.len());
                    bytes.splice(at..at, part);
                }
                _ => {
                    let noise: Vec<u8> = (a..b).map(|_| self.below(256) as u8).collect();
                    bytes.splice(a..b, noise);
                }
            }
        }
        bytes
    }
}

#[test]
fn damaged_files_give_a_text_or_a_failure() {
    let rounds = std::env::var("SOHOA_DAMAGED")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(200);
    let fixture = |name: &str| {
        std::fs::read(format!("{}/fixtures/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
    };
    let forms: [(&str, Vec<u8>, Read); 5] = [
        ("html", PORTAL.into(), html::read),
        ("hocr", fixture("paper.hocr"), hocr::read),
        ("alto", fixture("paper.alto.xml"), alto::read),
        ("page xml", PAGE_XML.into(), page_xml::read),
        ("tsv", fixture("paper.tsv"), tsv::read),
    ];
    let mut chance = Chance(0x5eed);
    for (name, whole, read) in &forms {
        assert!(read(whole, &Limits::default()).is_ok(), "{name}");
        let mut texts = 0;
        for round in 0..rounds {
            let bytes = chance.damage(whole);
            let start = Instant::now();
            let outcome = read(&bytes, &Limits::default());
            assert!(
                start.elapsed() < Duration::from_secs(2),
                "{name} {round} takes long"
            );
            if let Ok((text, layout)) = outcome {
                texts += 1;
                in_order(&text, &layout);
            }
        }
        println!("{name}: {texts} of {rounds} gave a text");
        assert!(texts > 0, "{name}");
    }
}

/// Words lie in the text, on the bounds of letters, one behind the other; and so does the furniture.
fn in_order(text: &str, layout: &Layout) {
    let words = layout.words.iter().map(|w| w.start..w.end);
    for ranges in [words.collect(), layout.furniture.clone()] {
        let ranges: Vec<std::ops::Range<u32>> = ranges;
        for r in &ranges {
            assert!(
                text.get(r.start as usize..r.end as usize).is_some(),
                "{r:?}"
            );
        }
        assert!(ranges.windows(2).all(|w| w[0].end <= w[1].start));
    }
}

/// What an enemy writes: each shape is one that some parser is slow on.
#[test]
fn hostile_pages_end_soon() {
    let shapes = [
        "<table><tr><td>".repeat(60),
        format!(
            "<table border=1><tr>{}</table>",
            "<td rowspan=9>".repeat(20_000)
        ),
        format!(
            "<table border=1>{}</table>",
            "<tr><td colspan=1000>a<td>b".repeat(3_000)
        ),
        "<li>".repeat(200_000),
        "<p>a".repeat(200_000),
        "<a href=#1>".repeat(500),
        "<ul><li>".repeat(250),
        format!("<p class='{}'>a", "x ".repeat(200_000)),
        format!("<style>{}</style><p>a", "p{font-family:a}".repeat(50_000)),
        "&nbsp;".repeat(200_000),
        "<!--".repeat(100_000),
    ];
    for shape in &shapes {
        let start = Instant::now();
        let _ = html::read(shape.as_bytes(), &Limits::default());
        let _ = hocr::read(shape.as_bytes(), &Limits::default());
        assert!(
            start.elapsed() < Duration::from_secs(20),
            "{}",
            &shape[..40.min(shape.len())]
        );
    }
}
