//! One phenomenon each.

use super::*;

fn repaired(text: &str) -> String {
    let mut out = text.to_owned();
    for c in changes(text, numbers(text)).into_iter().rev() {
        out.replace_range(c.range, &c.value);
    }
    out
}

#[test]
fn spaces_strokes_and_shapes() {
    for (damaged, right) in [
        ("số 12 / KH-UBND ngày", "số 12/KH-UBND ngày"),
        ("số 2O14/QD-UBND", "số 2014/QĐ-UBND"),
        ("số O1/2019 /TT-BNV", "số 01/2019/TT-BNV"),
        ("Nghị định 61/2018/ND-CP", "Nghị định 61/2018/NĐ-CP"),
        ("Số :...4.1.../QĐ-UBND", "Số :41/QĐ-UBND"),
        (
            "số 41/QĐ-UBND, Số: 4/L/QĐ-UBND",
            "số 41/QĐ-UBND, Số: 41/QĐ-UBND",
        ),
        (
            "số 218/QĐ-UBND, số: 2/8/QĐ-UBND",
            "số 218/QĐ-UBND, số: 218/QĐ-UBND",
        ),
        ("sô 17 / 2019 / QD - UBND", "sô 17/2019/QĐ-UBND"),
        ("số 02/2017/NĐ -CP", "số 02/2017/NĐ-CP"),
        ("Số: 27 /2001/QĐ/BTC", "Số: 27/2001/QĐ/BTC"),
        ("Số 12 - KH/HU", "Số 12-KH/HU"),
        ("số Q.7/TTr-NV", "số 07/TTr-NV"),
        ("số 28/2018/QD-TTG", "số 28/2018/QĐ-TTg"),
        ("số l5/BC-HDND", "số 15/BC-HĐND"),
        ("số 45|KH-UBND", "số 45/KH-UBND"),
        ("số 45/KH.UBND ngày", "số 45/KH-UBND ngày"),
        ("54/2017/QHl4", "54/2017/QH14"),
        ("số 1961/QĐUBND", "số 1961/QĐ-UBND"),
        ("số 61/2018/NĐCP", "số 61/2018/NĐ-CP"),
        ("số 28/2018/QĐTTg", "số 28/2018/QĐ-TTg"),
        ("số 12/TTrSNV ngày", "số 12/TTr-SNV ngày"),
        ("số 18NQ/TW", "số 18-NQ/TW"),
        ("Số 12 HD/BTG", "Số 12-HD/BTG"),
        ("Số: 1120 /XYZ-KHTC", "Số: 1120/XYZ-KHTC"),
        ("số 54/2017/QH 14", "số 54/2017/QH14"),
    ] {
        assert_eq!(repaired(damaged), right);
    }
}

#[test]
fn leaves_the_rest_alone() {
    for text in [
        "ngày 19/6/2015",
        "và/hoặc",
        "300.000/người/ngày",
        "Số:      /KH-UBND",
        "54/2017/QH14",
        "đạt 3/4 chỉ tiêu",
        "cchc/KEHOACH2020/.",
        "12/KH-UBND - Văn phòng",
        "30c/NQ-CP",
        "số 15/SGDĐT-KHTC",
        "số 15/TTCP-VP",
        "còn 12 HD/BTG",
        "tỷ lệ 12 /XYZ-KHTC",
        "(HĐND/UBND)",
        "1|KH|UBND",
        "12/KH. Phòng Nội vụ",
        "26/2026/TT-BCT . TT",
        "số 66.18/2026/NQ-CP",
    ] {
        assert_eq!(repaired(text), text);
    }
}
