//! One phenomenon of recognised files each, and one page in three forms.

use super::*;

const TSV: &str = include_str!("../../fixtures/paper.tsv");
const HOCR: &str = include_str!("../../fixtures/paper.hocr");
const ALTO: &str = include_str!("../../fixtures/paper.alto.xml");

fn limits() -> Limits {
    Limits::default()
}

#[test]
fn one_page_in_three_forms_is_one_text() {
    let tsv = tsv::read(TSV.as_bytes(), &limits()).unwrap();
    let hocr = hocr::read(HOCR.as_bytes(), &limits()).unwrap();
    let alto = alto::read(ALTO.as_bytes(), &limits()).unwrap();
    assert_eq!(tsv.0, hocr.0);
    assert_eq!(tsv.0, alto.0);
    assert!(
        tsv.0.starts_with("ỦY BAN NHÂN DÂN    CỘNG HÒA"),
        "{}",
        tsv.0
    );
    for (a, b, c) in tsv
        .1
        .words
        .iter()
        .zip(&hocr.1.words)
        .zip(&alto.1.words)
        .map(|((a, b), c)| (a, b, c))
    {
        assert_eq!(
            (a.start, a.end, a.place.line),
            (b.start, b.end, b.place.line)
        );
        assert_eq!(
            (a.place.confidence, a.place.line),
            (c.place.confidence, c.place.line)
        );
        let near = |x: Place, y: Place| {
            let (x, y) = (x.bbox.unwrap(), y.bbox.unwrap());
            x.iter().zip(y).all(|(x, y)| (x - y).abs() < 0.2)
        };
        assert!(
            near(a.place, b.place) && near(a.place, c.place),
            "{a:?} {b:?} {c:?}"
        );
    }
    assert_eq!(tsv.1.words.len(), 155);
}

#[test]
fn the_engine_is_told() {
    let told = |layout: Layout| layout.ocr.map(|o| (o.engine, o.version, o.language));
    let text = |s: &str| s.to_owned();
    let (_, hocr) = hocr::read(HOCR.as_bytes(), &limits()).unwrap();
    assert_eq!(
        told(hocr),
        Some((text("tesseract"), Some(text("5.3.0")), Some(text("vie"))))
    );
    let (_, alto) = alto::read(ALTO.as_bytes(), &limits()).unwrap();
    assert_eq!(
        told(alto),
        Some((text("tesseract"), Some(text("5.3.0")), None))
    );
    assert_eq!(
        engine("ABBYY FineReader", Some("12"))
            .unwrap()
            .version
            .as_deref(),
        Some("12")
    );
    assert_eq!(engine(" ", None), None);
}

#[test]
fn files_say_what_they_are() {
    assert!(tsv::recognises(TSV.as_bytes()) && !tsv::recognises(b"level\tten"));
    assert!(hocr::recognises(HOCR.as_bytes()) && !hocr::recognises(b"<html><p>ocr</html>"));
    assert!(alto::recognises(ALTO.as_bytes()) && !page_xml::recognises(ALTO.as_bytes()));
    assert!(page_xml::recognises(
        b"<?xml version='1.0'?><!-- a --><pc:PcGts xmlns:pc='x'>"
    ));
    assert!(!alto::recognises("Số < 5, alto >".as_bytes()));
}

fn alto_of(unit: &str, page: &str, inner: &str) -> (String, Layout) {
    let file = format!(
        "<alto xmlns='http://www.loc.gov/standards/alto/ns-v4#'><Description><MeasurementUnit>{unit}</MeasurementUnit>\
         </Description><Layout><Page {page}>{inner}</Page></Layout></alto>"
    );
    alto::read(file.as_bytes(), &limits()).unwrap()
}

#[test]
fn units_become_points() {
    let inner = "<PrintSpace><TextBlock><TextLine><String CONTENT='Số' HPOS='254' VPOS='0' WIDTH='254' HEIGHT='127' WC='0.5'/>\
        </TextLine></TextBlock></PrintSpace>";
    let first = |unit, page| alto_of(unit, page, inner).1.words[0].place.bbox.unwrap()[0];
    assert_eq!(first("mm10", ""), 72.0);
    assert_eq!(first("inch1200", ""), 254.0 * 72.0 / 1200.0);
    assert!((first("pixel", "WIDTH='1240' HEIGHT='1754'") - 254.0 * 72.0 / 150.0).abs() < 0.2);
    assert_eq!(
        first("pixel", "WIDTH='1000' HEIGHT='1000'"),
        254.0 * 72.0 / 300.0
    );
    assert_eq!(alto_of("mm10", "", inner).1.confidence(0..9), Some(0.5));
}

#[test]
fn margins_hyphens_and_pages() {
    let block = |text: &str| {
        format!(
            "<TextBlock><TextLine><String CONTENT='{text}'/><HYP CONTENT='-'/></TextLine></TextBlock>"
        )
    };
    let inner = format!(
        "<TopMargin>{}</TopMargin><PrintSpace>{}</PrintSpace>",
        block("Trang"),
        block("Nội")
    );
    let (text, layout) = alto_of("pixel", "", &inner);
    assert_eq!(text, "Trang-\n\nNội-\n");
    assert!(layout.is_furniture(0) && !layout.is_furniture(8));
    let two = "<html><body><div class=ocr_page title='bbox 0 0 10 10'><span class=ocr_line title='bbox 1 2 3 4; x_confs 0.5 0.7'>\
        Một hai</span></div><div class='ocr_page'>Ba<span class='ocr_pageno'>2</span></div></body></html>";
    let (text, layout) = hocr::read(two.as_bytes(), &limits()).unwrap();
    assert_eq!(text, "Một hai\u{c}Ba\n\n2\n");
    assert_eq!((layout.pages, layout.words[1].place.page), (Some(2), 1));
    assert_eq!(layout.confidence(0..3), Some(f64::from(0.6f32)));
    let one = Limits {
        pages: 1,
        ..limits()
    };
    let (text, layout) = hocr::read(two.as_bytes(), &one).unwrap();
    assert_eq!(
        (text.as_str(), layout.notices[0].kind),
        ("Một hai\n", NoticeKind::Limited)
    );
}

#[test]
fn page_xml_orders_tables_and_furniture() {
    let line = |text: &str| {
        format!(
            "<TextLine><Coords points='0,0 30,0 30,20'/><TextEquiv conf='0.9'><Unicode>{text}</Unicode></TextEquiv></TextLine>"
        )
    };
    let cell = |row: u32, column: u32, text: &str| {
        format!(
            "<TextRegion><Roles><TableCellRole rowIndex='{row}' columnIndex='{column}'/></Roles>{}</TextRegion>",
            line(text)
        )
    };
    let file = format!(
        "<PcGts><Metadata><Creator>kraken 4.1</Creator></Metadata><Page imageWidth='1000' imageHeight='1000'>\
         <ReadingOrder><OrderedGroup><RegionRefIndexed index='1' regionRef='b'/><RegionRefIndexed index='0' regionRef='a'/>\
         </OrderedGroup></ReadingOrder><TextRegion id='b'>{}</TextRegion><TextRegion id='a'><TextLine><Word><Coords>\
         <Point x='3' y='4'/><Point x='13' y='9'/></Coords><TextEquiv index='1'><Unicode>sai</Unicode></TextEquiv>\
         <TextEquiv index='0'><Unicode>đúng</Unicode></TextEquiv></Word></TextLine></TextRegion>\
         <TextRegion type='page-number'>{}</TextRegion><TableRegion>{}{}{}</TableRegion></Page></PcGts>",
        line("Hai chữ"),
        line("7"),
        cell(0, 0, "TT"),
        cell(0, 2, "Nội dung"),
        cell(1, 1, "5"),
    );
    let (text, layout) = page_xml::read(file.as_bytes(), &limits()).unwrap();
    assert_eq!(text, "đúng\n\nHai chữ\n\n7\n\nTT\t\tNội dung\n\t5\n");
    let hundredths = layout.words[0]
        .place
        .bbox
        .unwrap()
        .map(|n| (n * 100.0).round());
    assert_eq!(hundredths, [72.0, 96.0, 312.0, 216.0]);
    assert_eq!(layout.furniture.len(), 1);
    assert_eq!(layout.ocr.unwrap().engine, "kraken");
}

#[test]
fn damaged_files_are_told() {
    let failure = |read: Result<(String, Layout), Failure>| read.unwrap_err();
    let cut = &ALTO.as_bytes()[..ALTO.len() / 2];
    assert!(matches!(
        failure(alto::read(cut, &limits())),
        Failure::Damaged(_)
    ));
    assert!(matches!(
        failure(tsv::read(b"level\tpage_num\tblock_num\tx", &limits())),
        Failure::Damaged(_)
    ));
    let few = Limits {
        members: 0,
        ..limits()
    };
    assert_eq!(
        failure(alto::read(ALTO.as_bytes(), &few)),
        Failure::Limited("--max-members")
    );
}
