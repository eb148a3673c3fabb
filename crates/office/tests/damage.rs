//! Damaged files give a text or a clear error, never a panic; `SOHOA_DAMAGED` sets how many of each kind.

mod common;

use std::io::{Cursor, Read};
use std::time::{Duration, Instant};

use common::{docx, item, odt, p, pack, tc, xlsx};
use sohoa_layout::{Failure, Layout, Limits};

type Reader = fn(&[u8], &Limits) -> Result<(String, Layout), Failure>;

fn rounds() -> u64 {
    std::env::var("SOHOA_DAMAGED")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(200)
}

/// A generator that gives the same numbers everywhere.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n.max(1)
    }

    /// Bytes flipped, cut out, cut off, or random.
    fn damage(&mut self, bytes: &mut Vec<u8>) {
        match self.below(4) {
            0 => bytes.truncate(self.below(bytes.len())),
            1 => {
                let from = self.below(bytes.len());
                let to = (from + self.below(64)).min(bytes.len());
                bytes.drain(from..to);
            }
            2 => {
                let from = self.below(bytes.len());
                let to = (from + self.below(200)).min(bytes.len());
                (from..to).for_each(|i| bytes[i] = self.below(256) as u8);
            }
            _ => {
                for _ in 0..=self.below(12) {
                    let at = self.below(bytes.len());
                    bytes[at] ^= 1 << self.below(8);
                }
            }
        }
    }
}

fn check(read: Reader, bytes: &[u8], what: &str, n: u64) {
    let start = Instant::now();
    if let Ok((text, layout)) = read(bytes, &Limits::default()) {
        assert!(
            layout
                .furniture
                .iter()
                .all(|r| r.end as usize <= text.len()),
            "{what} {n}"
        );
    }
    assert!(start.elapsed() < Duration::from_secs(2), "{what} {n}");
}

/// Damages the file as it lies on the disk, and where it is packed, the parts within it.
fn damaged(read: Reader, whole: &[u8], what: &str) {
    assert!(read(whole, &Limits::default()).is_ok(), "{what}");
    let parts = unpacked(whole);
    for n in 0..rounds() {
        let mut dice = Dice(n + 1);
        let mut bytes = whole.to_vec();
        dice.damage(&mut bytes);
        check(read, &bytes, what, n);
        if !parts.is_empty() {
            let at = dice.below(parts.len());
            let mut parts = parts.clone();
            let mut inner = std::mem::take(&mut parts[at].1).into_bytes();
            dice.damage(&mut inner);
            parts[at].1 = String::from_utf8_lossy(&inner).into_owned();
            let parts: Vec<(&str, &str)> = parts
                .iter()
                .map(|(n, t)| (n.as_str(), t.as_str()))
                .collect();
            check(read, &pack(&parts), what, n);
        }
    }
}

fn unpacked(bytes: &[u8]) -> Vec<(String, String)> {
    let Ok(mut zip) = zip::ZipArchive::new(Cursor::new(bytes)) else {
        return Vec::new();
    };
    let count = zip.len();
    let part = |i| {
        let mut file = zip.by_index(i).unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        (file.name().unwrap().into_owned(), text)
    };
    (0..count).map(part).collect()
}

#[test]
fn word() {
    let numbering = "<w:numbering><w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/>\
        <w:lvlText w:val='%1.'/></w:lvl></w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num></w:numbering>";
    let notes = "<w:footnotes><w:footnote w:id='7'><w:p><w:r><w:t>Chú.</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let row = |n: u32| {
        format!(
            "<w:tr>{}{}</w:tr>",
            tc("<w:gridSpan w:val='2'/>", &n.to_string()),
            tc("<w:vMerge/>", "ô")
        )
    };
    let table = format!(
        "<w:tbl><w:tblGrid><w:gridCol w:w='90'/></w:tblGrid>{}</w:tbl>",
        (0..9).map(row).collect::<String>()
    );
    let lists: String = (0..9).map(|_| item(1, 0, "Mục đích")).collect();
    let call = "<w:p><w:r><w:footnoteReference w:id='7'/></w:r></w:p>";
    let body = p("<w:jc w:val='center'/>", "KẾ HOẠCH") + &lists + &table + call;
    let bytes = docx(
        &body,
        &[("numbering.xml", numbering), ("footnotes.xml", notes)],
    );
    damaged(sohoa_office::docx::read, &bytes, "docx");
}

#[test]
fn opendocument() {
    let styles = "<text:list-style style:name='L'><text:list-level-style-number text:level='1' style:num-format='1'/></text:list-style>";
    let list = "<text:list text:style-name='L'><text:list-item><text:p>Một</text:p></text:list-item></text:list>";
    let table = "<table:table><table:table-row><table:table-cell table:number-columns-repeated='3'><text:p>ô</text:p></table:table-cell></table:table-row></table:table>";
    damaged(
        sohoa_office::odf::read,
        &odt(styles, &(list.repeat(5) + table)),
        "odt",
    );
}

#[test]
fn excel() {
    let row = |n: u32| {
        format!(
            "<row r='{n}'><c r='A{n}' t='s'><v>0</v></c><c r='B{n}' s='1'><v>{n}000</v></c></row>"
        )
    };
    let sheet = format!(
        "<sheetData>{}</sheetData>",
        (1..20).map(row).collect::<String>()
    );
    let styles = "<cellXfs><xf/><xf numFmtId='3'/></cellXfs>";
    damaged(
        sohoa_office::xlsx::read,
        &xlsx(styles, "<si><t>Chữ</t></si>", &sheet),
        "xlsx",
    );
}

#[test]
fn old_excel() {
    damaged(
        sohoa_office::xls::read,
        include_bytes!("../fixtures/book.xls"),
        "xls",
    );
}
