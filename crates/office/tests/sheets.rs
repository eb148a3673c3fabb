//! Sheets and OpenDocument texts.

mod common;

use common::{odt, xlsx};
use sohoa_layout::{Failure, Limits};
use sohoa_office::{docx, odf, xls, xlsx as excel};

fn lines(text: &str) -> Vec<&str> {
    text.lines().filter(|l| !l.is_empty()).collect()
}

#[test]
fn a_workbook_shows_formats_fonts_and_cached_values() {
    let styles = "<numFmts><numFmt numFmtId='170' formatCode='dd/mm/yyyy'/></numFmts>\
        <fonts><font><name val='Arial'/></font><font><name val='.VnTime'/></font></fonts>\
        <cellXfs><xf/><xf numFmtId='3'/><xf numFmtId='170'/><xf fontId='1'/></cellXfs>";
    let strings =
        "<si><t>TT</t></si><si><t>Néi dung</t></si><si><r><t>Số </t></r><r><t>tiền</t></r></si>";
    let sheet = "<sheetData><row r='1'><c r='A1' t='inlineStr'><is><t>DANH MỤC</t></is></c></row>\
        <row r='3'><c r='A3' t='s'><v>0</v></c><c r='B3' t='s' s='3'><v>1</v></c><c r='D3' t='s'><v>2</v></c></row>\
        <row r='4'><c r='A4'><v>1</v></c><c r='B4' s='2'><v>43891</v></c><c r='D4' s='1'><f>SUM(D5)</f><v>5000000</v></c></row>\
        <row r='5' hidden='1'><c r='A5'><v>9</v></c></row></sheetData><mergeCells><mergeCell ref='A1:D1'/></mergeCells>";
    let (text, _) = excel::read(&xlsx(styles, strings, sheet), &Limits::default()).unwrap();
    assert_eq!(
        lines(&text),
        [
            "Biểu 2",
            "DANH MỤC",
            "TT\tNội dung\tSố tiền",
            "1\t01/03/2020\t5.000.000"
        ]
    );
}

#[test]
fn an_old_workbook() {
    let bytes = include_bytes!("../fixtures/book.xls");
    let (text, layout) = xls::read(bytes, &Limits::default()).unwrap();
    assert_eq!(
        lines(&text),
        [
            "Biểu 1",
            "BIỂU KINH PHÍ",
            "STT\tNội dung\tSố tiền",
            "1\tTập huấn\t5000000",
            "2\tIn tờ rơi\t1500000",
            "Lập ngày\t01/03/2020",
            "Sheet3",
            "Cộng hòa xã hội chủ nghĩa Việt Nam",
            "Độc lập - Tự do - Hạnh phúc"
        ]
    );
    assert!(!layout.furniture.is_empty());
}

#[test]
fn an_old_workbook_shows_formats_and_fonts() {
    let bytes = include_bytes!("../fixtures/formats.xls");
    let (text, layout) = xls::read(bytes, &Limits::default()).unwrap();
    assert_eq!(
        lines(&text),
        [
            "Bieu",
            "STT\tSố tiền\tTỶ LỆ\tSố hiệu",
            "1\t5.000.000\t95,5%\t07",
            "2\t1.234,50\t\t29/02/2020"
        ]
    );
    assert_eq!(layout.encoding.as_deref(), Some("tcvn3"));
    assert!(layout.notices.is_empty(), "{:?}", layout.notices);
}

#[test]
fn what_the_fuzzer_found_is_refused() {
    let ring = include_bytes!("../fixtures/ring.xls");
    let merged = include_bytes!("../fixtures/merged.xls");
    for bytes in [ring, merged] {
        let read = xls::read(bytes, &Limits::default());
        assert!(matches!(read, Err(Failure::Damaged(_))), "{read:?}");
    }
}

#[test]
fn an_opendocument_text() {
    let styles = "<text:list-style style:name='L1'><text:list-level-style-number text:level='1' style:num-format='I' style:num-suffix='.'/>\
        <text:list-level-style-number text:level='2' style:num-format='1' text:display-levels='2' style:num-suffix='.'/></text:list-style>\
        <style:style style:name='C' style:family='table-cell'><style:table-cell-properties fo:border='0.5pt solid #000000'/></style:style>\
        <style:style style:name='H' style:family='text'><style:text-properties fo:text-transform='uppercase'/></style:style>";
    let item = |inner: &str| format!("<text:list-item>{inner}</text:list-item>");
    let deep = item("<text:p>nhỏ</text:p>");
    let cell = |text: &str, more: &str| {
        format!(
            "<table:table-cell table:style-name='C' {more}><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let body = format!(
        "<text:tracked-changes><text:changed-region/></text:tracked-changes>\
         <text:list text:style-name='L1'>{}{}</text:list>\
         <text:p>Thân<text:s text:c='2'/><text:span text:style-name='H'>hoa</text:span><text:note><text:note-citation>*</text:note-citation><text:note-body><text:p>Ghi chú.</text:p></text:note-body></text:note></text:p>\
         <table:table><table:table-row>{}{}{}</table:table-row><table:table-row>{}<table:covered-table-cell/>{}</table:table-row></table:table>",
        item(&format!(
            "<text:p>lớn</text:p><text:list>{deep}{deep}</text:list>"
        )),
        item("<text:p>sau</text:p>"),
        cell("TT", ""),
        cell("Từ", ""),
        cell("Đến", ""),
        cell("gộp", "table:number-columns-spanned='2'"),
        cell("x", ""),
    );
    let (text, layout) = odf::read(&odt(styles, &body), &Limits::default()).unwrap();
    assert_eq!(
        lines(&text),
        [
            "I. lớn",
            "I.1. nhỏ",
            "I.2. nhỏ",
            "II. sau",
            "Thân HOA[1]",
            "[1] Ghi chú.",
            "TT\tTừ\tĐến",
            "gộp\t\tx"
        ]
    );
    assert_eq!(layout.notices.len(), 1);
}

#[test]
fn an_opendocument_sheet_has_fonts_of_cells_and_hidden_columns() {
    let styles = "<style:style style:name='V' style:family='table-cell'><style:text-properties fo:font-family='.VnTime'/></style:style>";
    let cell = |more: &str, text: &str| {
        format!("<table:table-cell {more}><text:p>{text}</text:p></table:table-cell>")
    };
    let row = |cells: &[String]| format!("<table:table-row>{}</table:table-row>", cells.concat());
    let table = [
        "<table:table table:name='Biểu'><table:table-column table:number-columns-repeated='2'/>\
         <table:table-column table:visibility='collapse'/><table:table-column table:default-cell-style-name='V'/>",
        &row(&[cell("", "TT"), cell("table:style-name='V'", "Sè tiÒn"), cell("", "kín"), cell("", "Tû lÖ")]),
        &row(&[cell("", "1"), cell("", "5.000"), cell("", "kín"), cell("", "5%")]),
        "</table:table>",
    ]
    .concat();
    let content = format!(
        "<office:document-content><office:automatic-styles>{styles}</office:automatic-styles>\
         <office:body><office:spreadsheet>{table}</office:spreadsheet></office:body></office:document-content>"
    );
    let bytes = common::pack(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", &content),
    ]);
    let (text, _) = odf::read(&bytes, &Limits::default()).unwrap();
    assert_eq!(lines(&text), ["Biểu", "TT\tSố tiền\tTỷ lệ", "1\t5.000\t5%"]);
}

#[test]
fn numerals_by_their_pattern_and_columns_by_tabs() {
    let styles = "<text:list-style style:name='L1'><text:list-level-style-number text:level='1' style:num-format='I' loext:num-list-format='%1%.'/>\
        <text:list-level-style-number text:level='2' style:num-format='1' text:display-levels='2' loext:num-list-format='(%2%)'/></text:list-style>";
    let item = |inner: &str| format!("<text:list-item>{inner}</text:list-item>");
    let deep = item("<text:p>nhỏ</text:p>");
    let body = format!(
        "<text:list text:style-name='L1'>{}</text:list><text:p>Nơi nhận:<text:tab/><text:tab/>CHỦ TỊCH</text:p>",
        item(&format!(
            "<text:p>lớn</text:p><text:list>{deep}{deep}</text:list>"
        ))
    );
    let (text, _) = odf::read(&odt(styles, &body), &Limits::default()).unwrap();
    assert_eq!(
        lines(&text),
        ["I. lớn", "(1) nhỏ", "(2) nhỏ", "Nơi nhận:\tCHỦ TỊCH"]
    );
}

#[test]
fn bombs_and_other_files_are_refused() {
    let limits = Limits::default();
    let bomb = common::pack(&[("word/document.xml", &" ".repeat(8 << 20))]);
    assert_eq!(
        docx::read(&bomb, &limits).unwrap_err(),
        Failure::Limited("--max-ratio")
    );
    let few = Limits {
        members: 1,
        ..limits
    };
    let members = common::docx("", &[("styles.xml", "")]);
    assert_eq!(
        docx::read(&members, &few).unwrap_err(),
        Failure::Limited("--max-members")
    );
    for read in [docx::read, excel::read, odf::read, xls::read] {
        assert!(matches!(
            read(b"PK\x03\x04 nothing", &limits),
            Err(Failure::Damaged(_))
        ));
        assert!(matches!(
            read(&common::pack(&[("a", "b")]), &limits),
            Err(Failure::Damaged(_))
        ));
    }
}
