//! One page each, written by hand: how text can stand in a PDF.

use sohoa_layout::{Failure, Layout, Limits, NoticeKind};

/// A file of one page; objects 4 and on are the fonts, forms and pictures that `resources` names.
fn pdf(page: &str, resources: &str, content: &str, objects: &[&str]) -> Vec<u8> {
    let fixed = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        format!(
            "<< /Type /Page /Parent 2 0 R {page} /Resources << {resources} >> /Contents 99 0 R >>"
        ),
    ];
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    let more = objects.iter().map(|o| (*o).to_owned());
    let numbered = (1..)
        .zip(fixed.into_iter().chain(more))
        .chain([(99, stream("", content))]);
    for (number, body) in numbered {
        places.push((number, out.len()));
        // Letters of Latin-1 stand for bytes.
        let object = format!("{number} 0 obj\n{body}\nendobj\n");
        out.extend(object.chars().map(|c| u8::try_from(u32::from(c)).unwrap()));
    }
    let start = out.len();
    let mut table = "xref\n".to_owned();
    for (number, at) in places {
        table += &format!("{number} 1\n{at:010} 00000 n \n");
    }
    table += &format!("trailer << /Root 1 0 R /Size 100 >>\nstartxref\n{start}\n%%EOF\n");
    out.extend(table.bytes());
    out
}

fn stream(dict: &str, content: &str) -> String {
    let length = content.chars().count();
    format!("<< {dict} /Length {length} >> stream\n{content}\nendstream")
}

const A4: &str = "/MediaBox [0 0 595 842]";
const TIMES: &str =
    "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>";

fn read(bytes: &[u8]) -> (String, Layout) {
    sohoa_pdf::read(bytes, &Limits::default()).unwrap()
}

fn text(resources: &str, content: &str, objects: &[&str]) -> String {
    read(&pdf(A4, resources, content, objects)).0
}

fn first_box(layout: &Layout) -> [i32; 4] {
    layout.words[0]
        .place
        .bbox
        .unwrap()
        .map(|v| v.round() as i32)
}

const FONT: &str = "/Font << /F 4 0 R >>";

#[test]
fn a_turned_and_cut_page_is_as_it_is_shown() {
    let content = "BT /F 10 Tf 1 0 0 1 100 200 Tm (Suoi) Tj ET";
    let upright = read(&pdf("/MediaBox [0 0 300 400]", FONT, content, &[TIMES]));
    assert_eq!(first_box(&upright.1), [100, 191, 118, 204]);
    let cut = read(&pdf(
        "/MediaBox [0 0 300 400] /CropBox [50 100 250 300]",
        FONT,
        content,
        &[TIMES],
    ));
    assert_eq!(first_box(&cut.1), [50, 91, 68, 104]);
    let turned = read(&pdf(
        "/MediaBox [0 0 300 400] /Rotate 90",
        FONT,
        content,
        &[TIMES],
    ));
    assert_eq!(first_box(&turned.1), [197, 100, 210, 118]);
    assert!([&upright, &cut, &turned].iter().all(|r| r.0 == "Suoi\n"));
}

#[test]
fn names_of_glyphs() {
    let font = "<< /Type /Font /Subtype /Type1 /BaseFont /ABCDEF+Times /Encoding << /BaseEncoding /WinAnsiEncoding
        /Differences [1 /uni1EA1 /ohornhookabove 65 /Dcroat] >> /FirstChar 0 /Widths [500 500 500] >>";
    assert_eq!(
        text(
            FONT,
            "BT /F 10 Tf 50 50 Td (A\\001\\002\\374) Tj ET",
            &[font]
        ),
        "Đạởü\n"
    );
}

#[test]
fn codes_of_two_bytes_with_and_without_a_table() {
    let cmap = stream("", "1 beginbfrange <0001> <0003> <1EA1> endbfrange");
    let font = "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 5 0 R >>";
    let inner = "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /DW 500 /W [2 [250]] >>";
    let bytes = pdf(
        A4,
        FONT,
        "BT /F 10 Tf 50 50 Td <000100020003> Tj ET",
        &[font, &cmap, inner],
    );
    let (text, layout) = read(&bytes);
    assert_eq!(text, "ạẢả\n");
    assert_eq!(first_box(&layout)[2], 50 + 5 + 3 + 5);
}

#[test]
fn fonts_from_before_unicode() {
    let font = |name: &str| {
        format!("<< /Type /Font /Subtype /TrueType /BaseFont /{name} /Encoding /WinAnsiEncoding >>")
    };
    let two = "/Font << /F 4 0 R /G 5 0 R >>";
    let content = "BT /F 10 Tf 50 50 Td (KÕ ho¹ch) Tj /G 10 Tf 0 -20 Td (nh©n d©n) Tj ET";
    let (decoded, layout) = read(&pdf(
        A4,
        two,
        content,
        &[&font(".VnTime"), &font("ABCDEF+.VnTimeH")],
    ));
    assert_eq!(decoded, "Kế hoạch\nNHÂN DÂN\n");
    assert_eq!(layout.encoding.as_deref(), Some("tcvn3"));
    assert_eq!(
        text(
            FONT,
            "BT /F 10 Tf 50 50 Td (nhaân) Tj ( daân) Tj ET",
            &[&font("VNI-Times")]
        ),
        "nhân dân\n"
    );
}

#[test]
fn the_file_says_what_glyphs_mean() {
    let content =
        "BT /F 10 Tf 50 50 Td /Span << /ActualText <FEFF1EE7> >> BDC (xyz) Tj EMC ( y) Tj ET";
    assert_eq!(text(FONT, content, &[TIMES]), "ủ y\n");
}

#[test]
fn forms_within_forms() {
    let form = stream(
        "/Subtype /Form /Matrix [1 0 0 1 0 -30] /Resources << /Font << /F 4 0 R >> /XObject << /B 5 0 R >> >>",
        "BT /F 10 Tf 50 90 Td (trong) Tj ET /B Do",
    );
    let content = "BT /F 10 Tf 50 90 Td (ngoài) Tj ET /B Do";
    assert_eq!(
        text(
            "/Font << /F 4 0 R >> /XObject << /B 5 0 R >>",
            content,
            &[TIMES, &form]
        ),
        "ngoài\ntrong\n"
    );
}

#[test]
fn what_is_clipped_away_is_not_there() {
    let content = "q 0 0 200 200 re W n BT /F 10 Tf 50 50 Td (trong) Tj 400 0 Td (ngoài) Tj ET Q";
    assert_eq!(text(FONT, content, &[TIMES]), "trong\n");
}

#[test]
fn bold_by_painting_twice_is_one_word() {
    let content = "BT /F 10 Tf 50 50 Td (Nam) Tj 0.3 0 Td (Nam) Tj ET";
    assert_eq!(text(FONT, content, &[TIMES]), "Nam\n");
}

#[test]
fn gaps_part_words() {
    let content = "BT /F 10 Tf 50 50 Td [(ban) -300 (hành) -20 (h)] TJ ET";
    assert_eq!(text(FONT, content, &[TIMES]), "ban hànhh\n");
}

#[test]
fn footnotes_are_called() {
    let content = "BT /F 12 Tf 80 700 Td (Quy ) Tj (ch) Tj /F 7 Tf 5 Ts (1) Tj /F 12 Tf 0 Ts (, nêu trên áp cho toàn xã và các phòng ban có liên quan trong khu) Tj ET
        80 120 m 220 120 l S BT /F 6 Tf 80 108 Td (1) Tj /F 10 Tf 4 -4 Td ( Ban hành tháng 5.) Tj ET";
    assert_eq!(
        text(FONT, content, &[TIMES]),
        "Quy ch [1], nêu trên áp cho toàn xã và các phòng ban có liên quan trong khu\n[1] Ban hành tháng 5.\n"
    );
}

#[test]
fn a_caption_over_a_picture_is_no_page() {
    let picture = stream(
        "/Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray",
        "x",
    );
    let content = "q 595 0 0 842 0 0 cm /P Do Q BT /F 10 Tf 50 50 Td (Ký) Tj ET";
    let (text, layout) = read(&pdf(
        A4,
        "/Font << /F 4 0 R >> /XObject << /P 5 0 R >>",
        content,
        &[TIMES, &picture],
    ));
    assert_eq!(text, "");
    let notices: Vec<_> = layout.notices.iter().map(|n| (n.kind, n.page)).collect();
    assert_eq!(notices, [(NoticeKind::NeedsOcr, Some(1))]);
}

#[test]
fn a_layer_of_recognition_is_told() {
    let content = "BT 3 Tr /F 10 Tf 50 50 Td (ban hành theo) Tj ET";
    let (text, layout) = read(&pdf(A4, FONT, content, &[TIMES]));
    assert_eq!(text, "ban hành theo\n");
    assert!(layout.ocr.is_some());
}

#[test]
fn text_up_the_page_reads_as_one_line() {
    let content = "BT /F 10 Tf 0 1 -1 0 300 100 Tm (Ph) Tj ( l) Tj ET";
    assert_eq!(text(FONT, content, &[TIMES]), "Ph l\n");
}

#[test]
fn files_that_cannot_be_read_say_why() {
    let damaged = sohoa_pdf::read(b"%PDF-1.4\nnothing", &Limits::default());
    assert!(matches!(damaged, Err(Failure::Damaged(_))), "{damaged:?}");
    let limits = Limits {
        pages: 0,
        ..Limits::default()
    };
    let many = sohoa_pdf::read(&pdf(A4, "", "", &[]), &limits);
    assert_eq!(many, Err(Failure::Limited("--max-pages")));
    let whole = pdf(A4, FONT, "BT /F 10 Tf 50 50 Td (Nam) Tj ET", &[TIMES]);
    let cut = whole.len() - 30;
    let (text, layout) = read(&whole[..cut]);
    assert_eq!(text, "Nam\n");
    assert_eq!(layout.notices[0].kind, NoticeKind::Damaged);
}
