//! Damaged containers: each member a text or a clear error, never a panic, and soon. `SOHOA_DAMAGED=1000` asks for so
//! many of each kind.

use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::GzEncoder;
use sohoa_source::{Limits, load_input, walk};
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

fn rounds() -> u64 {
    let asked = std::env::var("SOHOA_DAMAGED").ok();
    asked.and_then(|n| n.parse().ok()).unwrap_or(60)
}

/// The same numbers on every machine (SplitMix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) as usize % n.max(1)
    }

    /// Cut off, bytes flipped, a part overwritten with noise, or noise behind a true head.
    fn damage(&mut self, whole: &[u8]) -> Vec<u8> {
        let mut bytes = whole.to_vec();
        let from = self.below(bytes.len());
        match self.below(4) {
            0 => bytes.truncate(from),
            1 => {
                for _ in 0..=self.below(20) {
                    let at = self.below(bytes.len());
                    bytes[at] = self.below(256) as u8;
                }
            }
            2 => {
                let to = (from + self.below(200)).min(bytes.len());
                (from..to).for_each(|i| bytes[i] = self.below(256) as u8);
            }
            _ => {
                let head = from.min(600);
                bytes[head..].fill_with(|| self.below(256) as u8);
            }
        }
        bytes
    }
}

type Members = Vec<(&'static str, Vec<u8>)>;

fn members() -> Members {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let file = |name: &str| fs::read(crates.join(name)).unwrap();
    vec![
        ("Kế hoạch.txt", "Số: 5/KH-UBND\nKẾ HOẠCH\n".into()),
        ("a/plan.doc", file("oldword/fixtures/plan.doc")),
        ("a/book.xls", file("office/fixtures/book.xls")),
        ("a/paper.hocr", file("markup/fixtures/paper.hocr")),
        ("b.pdf", file("pdf/fixtures/weasyprint.pdf")),
    ]
}

fn zip(members: &Members, method: CompressionMethod) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(method);
    for (name, bytes) in members {
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn tar(members: &Members) -> Vec<u8> {
    let mut tar = tar::Builder::new(Vec::new());
    for (name, bytes) in members {
        let mut header = tar::Header::new_ustar();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        tar.append_data(&mut header, name, bytes.as_slice())
            .unwrap();
    }
    tar.into_inner().unwrap()
}

fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut gz = GzEncoder::new(Vec::new(), Compression::best());
    gz.write_all(bytes).unwrap();
    gz.finish().unwrap()
}

fn mail(members: &Members) -> Vec<u8> {
    let mut out =
        "From: a@example.org\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n\
        --x\nContent-Type: text/plain; charset=utf-8\n\nKính gửi\n"
            .to_owned()
            .into_bytes();
    for (name, bytes) in members {
        let head = format!(
            "--x\nContent-Type: application/octet-stream; name=\"{name}\"\n\
             Content-Disposition: attachment\nContent-Transfer-Encoding: 8bit\n\n"
        );
        out.extend(head.as_bytes());
        out.extend(bytes);
        out.push(b'\n');
    }
    out.extend(b"--x--\n");
    out
}

/// In a debug build, beside other tests, all is slower than in any release.
const SOON: Duration = Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 2 });

/// Reads every member of the file; how many gave a text.
fn read(path: &Path, bytes: &[u8], what: &str) -> usize {
    fs::write(path, bytes).unwrap();
    let start = Instant::now();
    let limits = Limits::default();
    let found = walk(&[PathBuf::from(path)], &limits);
    assert!(
        found.inputs.len() + found.problems.len() > 0,
        "{what}: no word about it"
    );
    let mut texts = 0;
    for input in &found.inputs {
        match load_input(input, &limits) {
            Ok(_) => texts += 1,
            Err(error) => assert_ne!(error.code(), "internal", "{what}: {}", error.message()),
        }
    }
    assert!(start.elapsed() < SOON, "{what}: {:?}", start.elapsed());
    texts
}

fn damaged(name: &str, whole: &[u8], members: usize) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    assert_eq!(read(&path, whole, name), members);
    let mut dice = Dice(whole.len() as u64);
    for round in 0..rounds() {
        let bytes = dice.damage(whole);
        read(&path, &bytes, &format!("{name} {round}"));
    }
}

#[test]
fn archives() {
    let members = members();
    let count = members.len();
    damaged(
        "stored.zip",
        &zip(&members, CompressionMethod::Stored),
        count,
    );
    damaged(
        "packed.zip",
        &zip(&members, CompressionMethod::Deflated),
        count,
    );
    damaged("x.tar", &tar(&members), count);
    damaged("x.tar.gz", &gz(&tar(&members)), count);
}

#[test]
fn mails() {
    let members = members();
    damaged("x.eml", &mail(&members), members.len() + 1);
}

#[test]
fn containers_in_containers() {
    let members = members();
    let count = members.len();
    let inner = zip(&members, CompressionMethod::Deflated);
    let tgz = gz(&tar(&vec![("in.zip", inner), ("a.txt", b"a".to_vec())]));
    let mail = mail(&vec![("in.tgz", tgz), ("b.txt", b"b".to_vec())]);
    let outer = zip(&vec![("in.eml", mail)], CompressionMethod::Stored);
    damaged("nested.zip", &outer, count + 3);
}
