//! Containers made on the spot.

use std::fs;
use std::io::{Cursor, Write};
use std::path::PathBuf;

use ::zip::write::{SimpleFileOptions, ZipWriter};
use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder};
use sohoa_layout::Limits;

use crate::{load_input, walk};

const TEXT: &str = "Số: 5/KH-UBND\nKẾ HOẠCH\n";

fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(::zip::CompressionMethod::Stored);
    for (name, bytes) in members {
        zip.start_file(*name, stored).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A ZIP archive with one member, deflated or said to be locked.
fn packed(name: &str, bytes: &[u8], flags: u16) -> Vec<u8> {
    let mut deflate = DeflateEncoder::new(Vec::new(), Compression::best());
    deflate.write_all(bytes).unwrap();
    let packed = deflate.finish().unwrap();
    let mut crc = flate2::Crc::new();
    crc.update(bytes);
    let mut common = Vec::new();
    for field in [20, flags, 8, 0, 0] {
        common.extend(u16::to_le_bytes(field));
    }
    for field in [crc.sum(), packed.len() as u32, bytes.len() as u32] {
        common.extend(u32::to_le_bytes(field));
    }
    common.extend(u16::to_le_bytes(name.len() as u16));
    let mut out = b"PK\x03\x04".to_vec();
    out.extend(&common);
    out.extend([0, 0]);
    out.extend(name.as_bytes());
    out.extend(&packed);
    let directory = out.len() as u32;
    out.extend(b"PK\x01\x02\x14\0");
    out.extend(&common);
    out.extend([0; 16]);
    out.extend(name.as_bytes());
    let size = out.len() as u32 - directory;
    out.extend(b"PK\x05\x06\0\0\0\0\x01\0\x01\0");
    out.extend(size.to_le_bytes());
    out.extend(directory.to_le_bytes());
    out.extend([0, 0]);
    out
}

fn tar(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut tar = ::tar::Builder::new(Vec::new());
    for (name, bytes) in members {
        let mut header = ::tar::Header::new_ustar();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        tar.append_data(&mut header, name, *bytes).unwrap();
    }
    tar.into_inner().unwrap()
}

fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut gz = GzEncoder::new(Vec::new(), Compression::best());
    gz.write_all(bytes).unwrap();
    gz.finish().unwrap()
}

/// Names with the length of the text, or with the code of the failure.
fn read(name: &str, bytes: &[u8], limits: &Limits) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), bytes).unwrap();
    let found = walk(&[PathBuf::from(folder.path())], limits);
    let mut out: Vec<String> = Vec::new();
    for input in &found.inputs {
        let end = match load_input(input, limits) {
            Ok(decoded) => decoded.text.len().to_string(),
            Err(error) => error.code().to_owned(),
        };
        out.push(format!("{} {end}", input.name));
    }
    out.extend(
        found
            .problems
            .iter()
            .map(|p| format!("{} {}", p.path(), p.code())),
    );
    out
}

fn all(name: &str, bytes: &[u8]) -> Vec<String> {
    read(name, bytes, &Limits::default())
}

#[test]
fn members_are_inputs() {
    let text = TEXT.as_bytes();
    let size = TEXT.len();
    let members: &[(&str, &[u8])] = &[
        ("b/Kế hoạch.txt", text),
        ("../a.txt", text),
        ("__MACOSX/x", text),
        ("c.bin", b"\0\x01\x02"),
    ];
    let expected = |archive: &str| {
        [
            format!("{archive}!/a.txt {size}"),
            format!("{archive}!/b/Kế hoạch.txt {size}"),
            format!("{archive}!/c.bin binary"),
        ]
    };
    assert_eq!(all("x.zip", &zip(members)), expected("x.zip"));
    let members: &[(&str, &[u8])] = &[
        ("b/Kế hoạch.txt", text),
        ("a.txt", text),
        ("c.bin", b"\0\x01\x02"),
    ];
    assert_eq!(all("x.tar", &tar(members)), expected("x.tar"));
    assert_eq!(all("x.tgz", &gz(&tar(members))), expected("x.tgz"));
    assert_eq!(
        all("a.txt.gz", &gz(text)),
        [format!("a.txt.gz!/a.txt {size}")]
    );
    assert_eq!(
        all("y.zip", &packed("a.txt", text, 0)),
        [format!("y.zip!/a.txt {size}")]
    );
}

#[test]
fn containers_nest_down_to_a_depth() {
    let inner = gz(&tar(&[("a.txt", TEXT.as_bytes())]));
    let outer = zip(&[
        ("b.tgz", &inner),
        (
            "c.zip",
            &zip(&[("d.zip", &packed("e.txt", TEXT.as_bytes(), 0))]),
        ),
    ]);
    let size = TEXT.len();
    assert_eq!(
        all("x.zip", &outer),
        [
            format!("x.zip!/b.tgz!/a.txt {size}"),
            format!("x.zip!/c.zip!/d.zip!/e.txt {size}")
        ]
    );
    let one = Limits {
        depth: 1,
        ..Limits::default()
    };
    assert_eq!(
        read("x.zip", &outer, &one)[1],
        "x.zip!/c.zip!/d.zip limited"
    );
}

#[test]
fn documents_and_damage_are_told_apart() {
    let docx = zip(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", b"<w/>"),
    ]);
    assert!(all("x.docx", &docx)[0].starts_with("x.docx "));
    assert_eq!(all("x.zip", &zip(&[])), ["x.zip damaged"]);
    let whole = zip(&[("a.txt", TEXT.as_bytes())]);
    assert_eq!(all("x.zip", &whole[..whole.len() / 2]), ["x.zip damaged"]);
    assert_eq!(
        all("x.zip", &packed("a.txt", TEXT.as_bytes(), 1)),
        ["x.zip!/a.txt encrypted"]
    );
    let cut = gz(TEXT.as_bytes());
    assert_eq!(all("x.gz", &cut[..cut.len() - 12]), ["x.gz damaged"]);
}

#[test]
fn bombs_do_not_go_off() {
    let zeros = vec![b'a'; 8 << 20];
    assert_eq!(
        all("x.zip", &packed("a.txt", &zeros, 0)),
        ["x.zip!/a.txt limited"]
    );
    assert_eq!(all("x.gz", &gz(&zeros)), ["x.gz limited"]);
    let few = Limits {
        members: 1,
        ..Limits::default()
    };
    let two = zip(&[("a.txt", b"x"), ("b.txt", b"y")]);
    assert_eq!(
        read("x.zip", &two, &few),
        ["x.zip!/a.txt 1", "x.zip!/b.txt limited"]
    );
}

#[test]
fn a_mail_is_its_letter_and_what_is_attached() {
    let mail = "From: a@example.org\r\nTo: b@example.org\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/mixed; boundary=\"x\"\r\n\r\n--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nKính gửi\r\n\
        --x\r\nContent-Type: text/plain; name=\"ke hoach.txt\"\r\nContent-Disposition: attachment; filename=\"ke hoach.txt\"\r\n\
        Content-Transfer-Encoding: base64\r\n\r\nS+G6vyBob+G6oWNo\r\n--x--\r\n";
    let found = all("x.eml", mail.as_bytes());
    assert_eq!(
        found[1],
        format!("x.eml!/ke hoach.txt {}", "Kế hoạch".len())
    );
    assert!(found[0].starts_with("x.eml!/body.txt "), "{found:?}");
    assert_eq!(all("x.txt", b"From: here\nto there: x\n\nMIME").len(), 1);
    assert!(all("x.txt", b"From: here\nto there: x\n\nMIME")[0].starts_with("x.txt 2"));
}
