//! One phenomenon each.

use super::*;

#[test]
fn mottos_through_damage() {
    assert_eq!(
        motto(b"cong hoa xa hoi chu nghia viet nam"),
        Some((Motto::State, 0))
    );
    assert_eq!(
        motto(b"ubnd huyen cong hoa xa hqi chu nghia viet nam"),
        Some((Motto::State, 11))
    );
    assert_eq!(
        motto(b"doc lap - tu do - hanh phuc"),
        Some((Motto::Independence, 0))
    );
    assert_eq!(
        motto(b"phong tu phap\tdoc lap - tu do - hanh phuc"),
        Some((Motto::Independence, 14))
    );
    assert_eq!(motto(b"dang cong san viet nam"), Some((Motto::Party, 0)));
    assert_eq!(motto(b"phong noi vu chu tri, phoi hop"), None);
}

#[test]
fn number_lines() {
    for (line, number) in [
        ("Số: 12/KH-UBND", "12/KH-UBND"),
        ("Số :41/QĐ-UBND", "41/QĐ-UBND"),
        ("Số 12-KH/HU", "12-KH/HU"),
        ("Số: /KH-UBND", "/KH-UBND"),
        ("Nghị quyết số: 12/NQ-HĐND", "12/NQ-HĐND"),
        ("Số: ....../KH-UBND", "....../KH-UBND"),
        (
            "So: 5/BC-STP Sông Trúc, ngày 5 tháng 3 năm 2024",
            "5/BC-STP",
        ),
    ] {
        let hit = number_line(line).unwrap_or_else(|| panic!("{line}"));
        assert_eq!(&line[hit.number], number);
    }
    assert_eq!(number_line("Số lượng: 12/KH-UBND"), None);
    assert_eq!(number_line("Sở Nội vụ"), None);
    assert_eq!(number_line("Kế hoạch số: 12/KH-UBND của huyện"), None);
}

#[test]
fn places_and_dates() {
    let f = Folded::new("Sông Trúc, ngày 05 tháng 3 năm 2024");
    let hit = place_date(&f).unwrap();
    let place = hit.place.unwrap();
    assert_eq!(f.slice(place.start, place.end), "Sông Trúc");
    assert_eq!(hit.iso.as_deref(), Some("2024-03-05"));
    let f = Folded::new("\tSông Trúc, ngày 05 tháng 3 năm 2024");
    let place = place_date(&f).unwrap().place.unwrap();
    assert_eq!(f.slice(place.start, place.end), "Sông Trúc");
    let f = Folded::new("Sông Trúc, ngày tháng năm 2024");
    assert_eq!(place_date(&f).unwrap().iso.as_deref(), Some("2024"));
    assert!(place_date(&Folded::new("Báo cáo trước ngày 05 tháng 3 năm 2024 về Sở")).is_none());
}

#[test]
fn offices_and_words_that_begin_like_them() {
    for office in ["ban dan toc", "phong noi vu", "so tu phap", "hoi nong dan"] {
        assert!(is_office(office.as_bytes()), "{office}");
    }
    for words in [
        "ban hanh ke hoach",
        "phong, chong lut bao",
        "bo sung danh muc",
        "quan ly rung",
    ] {
        assert!(!is_office(words.as_bytes()), "{words}");
    }
}

#[test]
fn marks_alone_on_their_line() {
    assert_eq!(mark(b"du thao"), Some(Mark::Draft));
    assert_eq!(mark(b"(du thao lan 2)"), Some(Mark::Draft));
    assert_eq!(mark(b"hoa toc"), Some(Mark::HoaToc));
    assert_eq!(mark(b"du thao ke hoach"), None);
}
