//! CSV and XLSX as spreadsheet programs read them.

mod common;

use std::fs;

use calamine::{Data, Range, Reader, Xlsx, open_workbook};
use common::{RECORDS, Run, documents, tasks};
use sohoa_export::Lang;
use sohoa_record::model::Severity;

fn rows(run: &Run, name: &str) -> (Vec<String>, Vec<Vec<String>>) {
    let bytes = fs::read(run.path(name)).unwrap();
    let text = bytes
        .strip_prefix("\u{feff}".as_bytes())
        .expect("a byte order mark");
    let mut reader = csv::Reader::from_reader(text);
    let head = reader
        .headers()
        .unwrap()
        .iter()
        .map(str::to_owned)
        .collect();
    let rows = reader
        .records()
        .map(|r| r.unwrap().iter().map(str::to_owned).collect());
    (head, rows.collect())
}

fn column(head: &[String], name: &str) -> usize {
    head.iter()
        .position(|h| h == name)
        .unwrap_or_else(|| panic!("no {name}: {head:?}"))
}

#[test]
fn csv_holds_the_register_and_the_tasks() {
    let run = Run::of_corpus();
    run.export(|o| o.csv = true);
    let (head, register) = rows(&run, "register.csv");
    assert_eq!(register.len(), documents().count());
    let at = column(&head, "Số, ký hiệu");
    for (row, d) in register.iter().zip(documents()) {
        let number = d.number.as_ref().map_or("", |n| n.value.canonical.as_str());
        assert_eq!(row[at], number);
    }
    let (head, list) = rows(&run, "tasks.csv");
    assert_eq!(list.len(), tasks().count());
    let at = column(&head, "Kinh phí (đồng)");
    let sum: i64 = list.iter().filter_map(|r| r[at].parse::<i64>().ok()).sum();
    assert_eq!(sum, tasks().filter_map(|t| t.amount_vnd).sum::<i64>());
}

#[test]
fn headers_are_in_the_language_asked_for() {
    let run = Run::of_corpus();
    run.export(|o| {
        o.csv = true;
        o.lang = Lang::En;
    });
    assert!(rows(&run, "tasks.csv").0.contains(&"Lead".to_owned()));
}

#[test]
fn no_cell_of_csv_is_a_formula() {
    let mut record = RECORDS[0].clone();
    record.source.path = "=HYPERLINK(\"http://x\")".into();
    let run = Run::of(&serde_json::to_string(&record).unwrap());
    run.export(|o| o.csv = true);
    let (head, list) = rows(&run, "register.csv");
    assert_eq!(list[0][column(&head, "Tệp")], "'=HYPERLINK(\"http://x\")");
}

fn sheet(run: &Run, name: &str) -> Range<Data> {
    let mut book: Xlsx<_> = open_workbook(run.path("records.xlsx")).unwrap();
    book.worksheet_range(name).unwrap()
}

/// The cells below a header.
fn cells(range: &Range<Data>, title: &str) -> Vec<Data> {
    let titles = range.headers().unwrap();
    let at = column(&titles, title);
    range.rows().skip(1).map(|r| r[at].clone()).collect()
}

#[test]
fn a_workbook_holds_register_tasks_and_checks() {
    let run = Run::of_corpus();
    run.export(|o| o.xlsx = true);
    let register = sheet(&run, "Sổ văn bản");
    let list = sheet(&run, "Nhiệm vụ");
    let checks = sheet(&run, "Cần kiểm tra");
    assert_eq!(register.height() - 1, documents().count());
    assert_eq!(list.height() - 1, tasks().count());
    let grave = RECORDS.iter().flat_map(|r| &r.diagnostics);
    let grave = grave.filter(|d| d.severity != Severity::Info).count();
    let graded = cells(&checks, "Mức")
        .into_iter()
        .filter(|c| *c != Data::String("chưa chắc".into()));
    assert_eq!(graded.count(), grave);
}

#[test]
fn dates_are_dates_and_money_is_a_number() {
    let run = Run::of_corpus();
    run.export(|o| o.xlsx = true);
    let list = sheet(&run, "Nhiệm vụ");
    let until = cells(&list, "Đến ngày");
    let wanted = tasks()
        .filter(|t| sohoa_tables::dues(t).any(|d| d.end.is_some()))
        .count();
    assert_eq!(
        until
            .iter()
            .filter(|c| matches!(c, Data::DateTime(_)))
            .count(),
        wanted
    );
    let money = cells(&list, "Kinh phí (đồng)")
        .iter()
        .filter_map(|c| match c {
            Data::Float(number) => Some(*number as i64),
            _ => None,
        })
        .sum::<i64>();
    assert_eq!(money, tasks().filter_map(|t| t.amount_vnd).sum::<i64>());
    let dates = cells(&sheet(&run, "Sổ văn bản"), "Ngày ban hành");
    let whole = documents()
        .filter_map(|d| d.date.as_ref())
        .filter(|d| d.value.len() == 10);
    assert_eq!(
        dates
            .iter()
            .filter(|c| matches!(c, Data::DateTime(_)))
            .count(),
        whole.count()
    );
}

#[test]
fn the_same_records_give_the_same_bytes() {
    let run = Run::of_corpus();
    let read =
        || ["records.xlsx", "register.csv", "tasks.csv"].map(|n| fs::read(run.path(n)).unwrap());
    run.export(|o| (o.xlsx, o.csv) = (true, true));
    let once = read();
    std::thread::sleep(std::time::Duration::from_millis(2100));
    run.export(|o| (o.xlsx, o.csv) = (true, true));
    assert!(once == read());
}

#[test]
fn a_text_that_no_cell_can_hold_is_cut() {
    let mut record = RECORDS[0].clone();
    record.documents[0].title.as_mut().unwrap().value = "𝔸ế".repeat(40_000).into();
    let run = Run::of(&serde_json::to_string(&record).unwrap());
    run.export(|o| o.xlsx = true);
    let titles = cells(&sheet(&run, "Sổ văn bản"), "Trích yếu");
    let Data::String(title) = &titles[0] else {
        panic!("{:?}", titles[0])
    };
    assert!(title.starts_with("𝔸ế") && title.encode_utf16().count() <= 32_767);
}
