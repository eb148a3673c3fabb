//! Ink on pixels, and words in PDF.

use sohoa_typeset::{FontFiles, Fonts, Ink, Item, Run, Sheet, Stroke, Style, draw, pdf};

fn with_fonts(test: impl Fn(&FontFiles, &Fonts<'_>)) {
    match FontFiles::find(None) {
        Ok(files) => match files.fonts() {
            Ok(fonts) => test(&files, &fonts),
            Err(error) => panic!("{error}"),
        },
        Err(error) => eprintln!("SKIPPED: {error}"),
    }
}

fn sheet() -> Sheet {
    let run = Run {
        words: "Sở Y tế".to_owned(),
        x: 10.0,
        y: 30.0,
        size: 20.0,
        gap: 4.0,
        ..Run::default()
    };
    let mut rule = Stroke::rule((10.0, 40.0), (90.0, 40.0), 2.0);
    rule.ink = Ink(200, 0, 0);
    Sheet {
        width: 100.0,
        height: 50.0,
        items: vec![Item::Run(run), Item::Stroke(rule)],
    }
}

#[test]
fn words_and_rules_are_drawn_where_they_stand() {
    with_fonts(|_, fonts| {
        let pixels = draw(&sheet(), fonts, 144.0);
        assert_eq!(pixels.dimensions(), (200, 100));
        let dark = |x0: u32, x1: u32, y0: u32, y1: u32| {
            let all = (x0..x1).flat_map(|x| (y0..y1).map(move |y| (x, y)));
            all.filter(|(x, y)| pixels.get_pixel(*x, *y)[1] < 128)
                .count()
        };
        assert!(dark(20, 170, 20, 66) > 300);
        assert_eq!(dark(0, 18, 0, 100), 0);
        let rule = pixels.get_pixel(100, 80);
        assert_eq!(rule.0, [200, 0, 0]);
    });
}

#[test]
fn all_letters_have_glyphs_and_gaps_widen() {
    with_fonts(|_, fonts| {
        for c in "ạảãàáâậầấẩẫăắằặẳẵđẻẽẹêệềếểễỉĩịơợờớởỡụủũưựừứửữỵỷỹĐ".chars()
        {
            assert_ne!(fonts.glyph(Style::Bold, c).0, 0, "{c}");
        }
        let Some(Item::Run(mut run)) = sheet().items.into_iter().next() else {
            return;
        };
        let wide = run.end(fonts);
        run.gap = 0.0;
        assert!((wide - run.end(fonts) - 8.0).abs() < 0.01);
    });
}

#[test]
fn a_missing_font_names_the_package() {
    let missing = FontFiles::find(Some("/nowhere".as_ref())).err();
    assert!(missing.is_some_and(|m| m.to_string().contains("fonts-croscore")));
}

#[test]
fn a_pdf_carries_its_words() {
    with_fonts(|files, fonts| {
        let bytes = pdf::sheets(&[sheet(), sheet()], files, fonts);
        assert!(bytes.starts_with(b"%PDF-"));
        let count = |needle: &[u8]| bytes.windows(needle.len()).filter(|w| *w == needle).count();
        assert_eq!(count(b"/ToUnicode"), 4);
        assert_eq!(count(b"/MediaBox"), 2);
    });
}

#[test]
fn a_black_and_white_picture_goes_as_a_fax() {
    let mut grey = image::GrayImage::from_pixel(40, 30, image::Luma([255]));
    (5..20).for_each(|x| grey.put_pixel(x, 7, image::Luma([0])));
    let picture = pdf::Picture::of(&grey.into(), (40.0, 30.0), true);
    assert!(matches!(&picture.coded, pdf::Coded::Fax(bytes) if bytes.len() < 60));
    let bytes = pdf::pictures(&[picture]);
    assert!(bytes.windows(14).any(|w| w == b"CCITTFaxDecode"));
}
