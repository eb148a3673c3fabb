//! What a Word document shows on paper.

mod common;

use common::{item, p, read_docx, tc};
use sohoa_layout::NoticeKind;

/// Roman, decimal under it, letters, bullets; a second list of the same numbering that starts anew.
const NUMBERING: &str = "<w:numbering><w:abstractNum w:abstractNumId='5'>\
<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='upperRoman'/><w:lvlText w:val='%1.'/></w:lvl>\
<w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:isLgl/><w:lvlText w:val='%1.%2.'/></w:lvl>\
<w:lvl w:ilvl='2'><w:start w:val='3'/><w:numFmt w:val='lowerLetter'/><w:lvlRestart w:val='0'/><w:lvlText w:val='%3)'/></w:lvl>\
<w:lvl w:ilvl='3'><w:numFmt w:val='bullet'/><w:lvlText w:val='\u{f02d}'/></w:lvl></w:abstractNum>\
<w:abstractNum w:abstractNumId='6'><w:lvl w:ilvl='0'><w:pStyle w:val='Muc'/><w:numFmt w:val='decimal'/><w:lvlText w:val='Điều %1.'/></w:lvl></w:abstractNum>\
<w:num w:numId='1'><w:abstractNumId w:val='5'/></w:num>\
<w:num w:numId='2'><w:abstractNumId w:val='5'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='1'/></w:lvlOverride></w:num>\
<w:num w:numId='3'><w:abstractNumId w:val='6'/></w:num></w:numbering>";

fn lines(text: &str) -> Vec<&str> {
    text.lines().filter(|l| !l.is_empty()).collect()
}

#[test]
fn numerals_of_lists() {
    let body: String = [
        (1, 0),
        (1, 1),
        (1, 2),
        (1, 1),
        (1, 2),
        (1, 3),
        (1, 0),
        (1, 1),
        (2, 0),
        (2, 0),
        (1, 0),
    ]
    .map(|(list, level)| item(list, level, "x"))
    .concat();
    let (text, _) = read_docx(&body, &[("numbering.xml", NUMBERING)]);
    let shown = [
        "I.", "1.1.", "c)", "1.2.", "d)", "-", "II.", "2.1.", "I.", "II.", "III.",
    ];
    assert_eq!(lines(&text), shown.map(|n| format!("{n} x")));
}

#[test]
fn numerals_of_styles() {
    let styles = "<w:styles><w:style w:type='paragraph' w:styleId='Muc'><w:pPr><w:numPr><w:numId w:val='3'/></w:numPr></w:pPr></w:style>\
        <w:style w:type='paragraph' w:styleId='Con'><w:basedOn w:val='Muc'/></w:style></w:styles>";
    let body = p("<w:pStyle w:val='Muc'/>", "a")
        + &p("<w:pStyle w:val='Con'/>", "b")
        + &p(
            "<w:pStyle w:val='Muc'/><w:numPr><w:numId w:val='0'/></w:numPr>",
            "c",
        );
    let (text, _) = read_docx(
        &body,
        &[("numbering.xml", NUMBERING), ("styles.xml", styles)],
    );
    assert_eq!(lines(&text), ["Điều 1. a", "Điều 2. b", "c"]);
}

#[test]
fn merged_cells_keep_their_columns() {
    let ruled = "<w:tblPr><w:tblBorders><w:insideV w:val='single'/></w:tblBorders></w:tblPr>";
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let body = format!(
        "<w:tbl>{ruled}{}{}{}{}</w:tbl>",
        row(&[
            tc("<w:vMerge w:val='restart'/>", "TT"),
            tc("<w:gridSpan w:val='2'/>", "Thời gian")
        ]),
        row(&[tc("<w:vMerge/>", ""), tc("", "Từ"), tc("", "Đến")]),
        row(&[tc("<w:gridSpan w:val='3'/>", "A. Nhóm")]),
        row(&[tc("", "1"), tc("", ""), tc("", "Quý I")]),
    );
    let (text, _) = read_docx(&body, &[]);
    assert_eq!(
        lines(&text),
        ["TT\tThời gian\t", "\tTừ\tĐến", "A. Nhóm", "1\t\tQuý I"]
    );
}

#[test]
fn a_slip_of_the_ruler_makes_no_column() {
    let ruled = "<w:tblPr><w:tblBorders><w:insideV w:val='single'/></w:tblBorders></w:tblPr>\
        <w:tblGrid><w:gridCol w:w='900'/><w:gridCol w:w='40'/><w:gridCol w:w='4000'/></w:tblGrid>";
    let body = format!(
        "<w:tbl>{ruled}<w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>",
        tc("", "1"),
        tc("<w:gridSpan w:val='2'/>", "Một"),
        tc("<w:gridSpan w:val='2'/>", "2"),
        tc("", "Hai"),
    );
    assert_eq!(lines(&read_docx(&body, &[]).0), ["1\tMột", "2\tHai"]);
}

#[test]
fn a_letterhead_is_read_by_columns() {
    let row = |left: &str, right: &str| format!("<w:tr>{}{}</w:tr>", tc("", left), tc("", right));
    let body = format!(
        "<w:tbl>{}{}</w:tbl>",
        row("UBND XÃ", "CỘNG HÒA"),
        row("Số: 5", "ngày 6")
    );
    assert_eq!(
        read_docx(&body, &[]).0,
        "UBND XÃ\nSố: 5\n\nCỘNG HÒA\nngày 6\n\n"
    );
}

#[test]
fn changes_are_accepted() {
    let body = "<w:p><w:r><w:t>Một</w:t></w:r><w:del><w:r><w:delText> bỏ</w:delText></w:r></w:del>\
        <w:ins><w:r><w:t> thêm</w:t></w:r></w:ins></w:p>\
        <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>nối </w:t></w:r></w:p><w:p><w:r><w:t>tiếp</w:t></w:r></w:p>";
    let (text, layout) = read_docx(body, &[]);
    assert_eq!(lines(&text), ["Một thêm", "nối tiếp"]);
    assert_eq!(layout.notices[0].kind, NoticeKind::ChangesAccepted);
}

#[test]
fn what_the_paper_shows() {
    let run =
        |properties: &str, inner: &str| format!("<w:r><w:rPr>{properties}</w:rPr>{inner}</w:r>");
    let body = [
        run("<w:caps/>", "<w:t>kế hoạch</w:t>"),
        run("<w:vanish/>", "<w:t>ẩn</w:t>"),
        run("", "<w:br/><w:sym w:font='Symbol' w:char='F0B3'/><w:tab/><w:t>5</w:t><w:noBreakHyphen/>"),
        run("", "<w:fldChar w:fldCharType='begin'/><w:instrText>DATE</w:instrText><w:t>mã</w:t>"),
        run("", "<w:fldChar w:fldCharType='separate'/><w:t>6</w:t><w:fldChar w:fldCharType='end'/>"),
        run("<w:rFonts w:ascii='.VnTime'/>", "<w:t>ngµy</w:t>"),
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent><w:p><w:r><w:t>khung</w:t></w:r></w:p></w:txbxContent></w:drawing></mc:Choice>\
         <mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>khung</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
            .to_owned(),
    ];
    let (text, _) = read_docx(&format!("<w:p>{}</w:p>", body.concat()), &[]);
    assert_eq!(lines(&text), ["KẾ HOẠCH", "≥ 5-6ngày", "khung"]);
}

#[test]
fn notes_and_headers() {
    let notes = "<w:footnotes><w:footnote w:type='separator' w:id='0'/><w:footnote w:id='7'><w:p><w:r><w:t>Số liệu 2020.</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let header = "<w:hdr><w:p><w:r><w:t>Trang 2</w:t></w:r></w:p></w:hdr>";
    let body = "<w:p><w:r><w:t>Đạt 95%</w:t><w:footnoteReference w:id='7'/></w:r></w:p>\
        <w:sectPr><w:headerReference r:id='r1'/><w:headerReference r:id='r1'/></w:sectPr>";
    let (text, layout) = read_docx(body, &[("footnotes.xml", notes), ("header1.xml", header)]);
    assert_eq!(lines(&text), ["Đạt 95%[1]", "[1] Số liệu 2020.", "Trang 2"]);
    let start = text.find("Trang").unwrap() as u32;
    assert!(layout.is_furniture(start) && !layout.is_furniture(0));
}

#[test]
fn tabs_part_a_letterhead_and_nothing_else() {
    let run = |inner: &str| format!("<w:p><w:r>{inner}</w:r></w:p>");
    let body = run("<w:t>Nơi nhận:</w:t><w:tab/><w:tab/><w:t>CHỦ TỊCH</w:t>")
        + &run("<w:t>1.</w:t><w:tab/><w:t>Mục đích</w:t>");
    assert_eq!(
        lines(&read_docx(&body, &[]).0),
        ["Nơi nhận:\tCHỦ TỊCH", "1. Mục đích"]
    );
}
