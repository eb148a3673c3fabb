//! Forms of files as an archive holds them, from the disk to the record.

mod common;

use common::corpus::root;
use std::process::Output;

use common::{PLAN, Scratch, code, stderr, stdout};
use serde_json::{Value, json};

fn sohoa(args: &[&str]) -> Output {
    common::sohoa().args(args).output().unwrap()
}

/// Leaves out where on the page things stand.
fn without_boxes(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.remove("boxes");
            fields.values_mut().for_each(without_boxes);
        }
        Value::Array(items) => items.iter_mut().for_each(without_boxes),
        _ => {}
    }
}

/// One page that Tesseract read, in three of its forms, is one record.
#[test]
fn a_recognised_page_is_one_record_in_every_form() {
    let s = Scratch::new();
    for name in ["paper.tsv", "paper.hocr", "paper.alto.xml"] {
        let bytes = std::fs::read(root("crates/markup/fixtures").join(name)).unwrap();
        s.file(&format!("in/{name}"), bytes);
    }
    assert_eq!(code(&s.ingest(&[])), 0);
    let mut documents = Vec::new();
    for record in s.records() {
        assert_eq!(record["source"]["ocr"]["engine"], "tesseract");
        let number = &record["documents"][0]["number"];
        assert_eq!(number["value"]["canonical"], "14/KH-UBND");
        let boxes = number["span"]["boxes"].as_array().unwrap();
        assert_eq!(boxes.len(), 1, "{number}");
        let mut own = record["documents"].clone();
        without_boxes(&mut own);
        documents.push(own);
    }
    assert_eq!(documents.len(), 3);
    assert_eq!(documents[0][0]["date"]["value"], "2023-03-06");
    assert!(documents[0][0]["targets"].as_array().unwrap().len() > 1);
    assert!(documents.windows(2).all(|d| d[0] == d[1]));
}

fn mail(attached: &str) -> String {
    format!(
        "From: a@example.org\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain; \
         charset=utf-8\nContent-Transfer-Encoding: 8bit\n\nKính gửi các đơn vị.\n--x\nContent-Type: text/plain; charset=utf-8; \
         name=\"plan.txt\"\nContent-Disposition: attachment; filename=\"plan.txt\"\nContent-Transfer-Encoding: 8bit\n\n\
         {attached}\n--x\nContent-Type: image/png; name=\"a.png\"\nContent-Disposition: attachment; filename=\"a.png\"\n\
         Content-Transfer-Encoding: base64\n\niVBORw0KGgo=\n--x--\n"
    )
}

#[test]
fn members_have_records_and_report_lines_of_their_own() {
    let s = Scratch::new();
    s.file("in/b.txt", PLAN);
    s.file("in/a.eml", mail(PLAN));
    assert_eq!(code(&s.ingest(&[])), 1);
    assert_eq!(s.paths(), ["a.eml!/body.txt", "a.eml!/plan.txt", "b.txt"]);
    let records = s.records();
    assert_eq!(
        records[1]["documents"][0]["number"]["value"],
        records[2]["documents"][0]["number"]["value"]
    );
    assert_ne!(records[1]["record_id"], records[0]["record_id"]);
    assert_eq!(s.error("a.eml!/a.png")["code"], "damaged");
    let few = s.ingest(&["--max-members", "1"]);
    assert_eq!(code(&few), 1);
    assert_eq!(s.error("a.eml!/plan.txt")["code"], "limited");
}

#[test]
fn probe_tells_what_lies_there() {
    let s = Scratch::new();
    s.file(
        "in/a.doc",
        "<!DOCTYPE html><body><p>Số: 5/KH-UBND</p></body>",
    );
    s.file("in/b.txt", PLAN);
    s.file("in/c.zip", b"Rar!\x1a\x07\0");
    let folder = s.path("in");
    let folder = folder.to_str().unwrap();
    let output = sohoa(&["probe", folder, "--json"]);
    assert_eq!(code(&output), 1, "{}", stderr(&output));
    let lines: Vec<Value> = stdout(&output)
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    let told = |i: usize, key: &str| lines[i][key].clone();
    assert_eq!(
        (told(0, "form"), told(0, "evidence"), told(0, "misnamed")),
        (json!("HTML"), json!("markup"), json!(true))
    );
    assert_eq!(
        (told(1, "form"), told(1, "encoding"), told(1, "misnamed")),
        (json!("text"), json!("utf-8"), json!(false))
    );
    assert_eq!(
        (told(2, "form"), told(2, "evidence"), told(2, "misnamed")),
        (json!("RAR"), json!("signature"), json!(true))
    );
    assert_eq!(lines[2]["error"]["code"], "unsupported_rar");
    let output = sohoa(&["probe", folder, "--lang", "vi"]);
    let said = stdout(&output);
    assert!(
        said.contains("đuôi tên tệp không khớp") && said.contains("tất cả"),
        "{said}"
    );
    assert!(stderr(&output).contains("c.zip"));
    assert_eq!(code(&sohoa(&["probe", "missing"])), 2);
}
