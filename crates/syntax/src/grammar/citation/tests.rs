//! One phenomenon each.

use super::*;

fn all(text: &str) -> Vec<(String, &'static str, Option<String>)> {
    scan(&Folded::new(text))
        .into_iter()
        .map(|h| (h.canonical.unwrap_or_default(), h.kind, h.date))
        .collect()
}

#[test]
fn numbers_kinds_and_dates() {
    let got = all(
        "Căn cứ Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ về việc giải quyết hồ sơ; Kế hoạch số 109-KH/HU, Công văn số 15/UBND-NC.",
    );
    assert_eq!(
        got,
        [
            (
                "61/2018/NĐ-CP".into(),
                "nghi_dinh",
                Some("2018-04-23".into())
            ),
            ("109-KH/HU".into(), "ke_hoach", None),
            ("15/UBND-NC".into(), "cong_van", None),
        ]
    );
}

#[test]
fn letters_of_one_code_and_issuers_without_their_cue() {
    assert_eq!(
        all("Công văn 285/CCTTHC ngày 08/9/2009"),
        [("285/CCTTHC".into(), "cong_van", Some("2009-09-08".into()))]
    );
    assert_eq!(all("nhà số 3/TDP của xã"), []);
    let f = Folded::new("Nghị định số 5/2018/NĐ-CP ngày 23/4/2018 Chính phủ về việc khen;");
    let hit = &scan(&f)[0];
    assert_eq!(&f.text()[hit.issuer.clone().unwrap()], "Chính phủ");
}

#[test]
fn blanks_count_behind_their_label() {
    assert_eq!(
        all("(Kèm theo Kế hoạch số /KH-UBND ngày /01/2020 của UBND xã)"),
        [("/KH-UBND".into(), "ke_hoach", Some("2020-01".into()))]
    );
    assert_eq!(all("đơn vị/KH-UBND"), []);
}

#[test]
fn issuer_and_subject() {
    let f = Folded::new(
        "Quyết định số 5/QĐ-UBND ngày 01/02/2024 của UBND huyện về việc giao chỉ tiêu;",
    );
    let hit = &scan(&f)[0];
    assert_eq!(&f.text()[hit.issuer.clone().unwrap()], "UBND huyện");
    assert_eq!(
        &f.text()[hit.title.clone().unwrap()],
        "về việc giao chỉ tiêu"
    );
    assert_eq!(
        &f.text()[hit.range.clone()],
        "Quyết định số 5/QĐ-UBND ngày 01/02/2024 của UBND huyện"
    );
}

#[test]
fn whole_names_of_issuers() {
    for (text, issuer) in [
        (
            "Công văn số 5/SXD-VP của Sở Xây dựng xây dựng kế hoạch",
            "Sở Xây dựng",
        ),
        (
            "Công văn số 5/SGTVT-VP của Sở Giao thông vận tải;",
            "Sở Giao thông vận tải",
        ),
        (
            "Thông tư số 5/2016/TT-BLĐTBXH của Bộ Lao động - Thương binh và Xã hội về việc",
            "Bộ Lao động - Thương binh và Xã hội",
        ),
        (
            "Kế hoạch số 5/KH-UBND của UBND tỉnh và Sở Nội vụ",
            "UBND tỉnh",
        ),
        (
            "Kế hoạch số 5/KH-UBND của UBND tỉnh và các văn bản",
            "UBND tỉnh",
        ),
        (
            "Thông tư số 5/2016/TT-BTC của Bộ Tài chính Hướng dẫn chi tiêu",
            "Bộ Tài chính",
        ),
        (
            "Kết luận số 5-KL/BCĐ của Ban Chỉ đạo phòng, chống lụt bão tỉnh về việc",
            "Ban Chỉ đạo phòng, chống lụt bão tỉnh",
        ),
        (
            "Kế hoạch số 5/KH-UBND của UBND tỉnh tại phiên họp",
            "UBND tỉnh",
        ),
        (
            "Kế hoạch số 5/KH-UBND của UBND tỉnh giao chỉ tiêu",
            "UBND tỉnh",
        ),
    ] {
        let f = Folded::new(text);
        let hit = &scan(&f)[0];
        assert_eq!(&text[hit.issuer.clone().unwrap()], issuer);
    }
}
