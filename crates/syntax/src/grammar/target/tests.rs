//! Targets as they are printed: words, comparator, value, unit and what is measured.

use super::*;

/// Each target as `words | comparator value[-upper] unit | about`.
fn read(text: &str) -> Vec<String> {
    let f = Folded::new(text);
    let line = |h: &TargetHit| {
        let upper = h.upper.map(|u| format!("-{u}")).unwrap_or_default();
        format!(
            "{} | {} {}{upper} {} | {}",
            f.slice(h.start, h.end),
            h.comparator,
            h.value,
            h.unit,
            f.slice(h.about.0, h.about.1)
        )
    };
    scan_targets(&f, Setting::Plain).iter().map(line).collect()
}

#[track_caller]
fn is(text: &str, want: &[&str]) {
    assert_eq!(read(text), want, "{text}");
}

#[test]
fn comparators() {
    is(
        "Ít nhất 95% hồ sơ được giải quyết đúng hạn.",
        &["Ít nhất 95% | >= 95 % | hồ sơ được giải quyết đúng hạn"],
    );
    is(
        "Tỷ lệ giải quyết đúng hạn đạt từ 95% trở lên.",
        &["từ 95% trở lên | >= 95 % | Tỷ lệ giải quyết đúng hạn"],
    );
    is(
        "Tỷ lệ chậm hạn không quá 2%",
        &["không quá 2% | <= 2 % | Tỷ lệ chậm hạn"],
    );
    is(
        "Tỷ lệ hộ nghèo giảm xuống dưới 1%.",
        &["dưới 1% | < 1 % | Tỷ lệ hộ nghèo"],
    );
    is(
        "Trên 80% người dân hài lòng",
        &["Trên 80% | > 80 % | người dân hài lòng"],
    );
    is(
        "Mức độ hài lòng ≥ 90%",
        &["≥ 90% | >= 90 % | Mức độ hài lòng"],
    );
    is(
        "Số hồ sơ trực tuyến tăng 10% so với năm 2022",
        &["10% | = 10 % | Số hồ sơ trực tuyến"],
    );
}

#[test]
fn ranges_and_changes() {
    is(
        "Tỷ lệ đạt từ 85% đến 90%.",
        &["từ 85% đến 90% | >= 85-90 % | Tỷ lệ"],
    );
    is("Tỷ lệ đạt 85 - 90%.", &["85 - 90% | >= 85-90 % | Tỷ lệ"]);
    is(
        "Nâng tỷ lệ từ 85% lên 90%",
        &["từ 85% lên 90% | >= 90 % | tỷ lệ"],
    );
}

#[test]
fn several_in_a_sentence() {
    is(
        "100% công chức cấp xã và 80% viên chức được tập huấn; 50% hộ dân tham gia.",
        &[
            "100% | = 100 % | công chức cấp xã",
            "80% | = 80 % | viên chức được tập huấn",
            "50% | = 50 % | hộ dân tham gia",
        ],
    );
}

#[test]
fn other_units() {
    is(
        "Thu ngân sách đạt 500 triệu đồng",
        &["500 triệu đồng | = 500000000 đồng | Thu ngân sách"],
    );
    is(
        "Tổ chức ít nhất 02 lớp tập huấn",
        &["ít nhất 02 lớp | >= 2 lớp | lớp tập huấn"],
    );
    is(
        "Phấn đấu 10 xã đạt chuẩn",
        &["10 xã | = 10 xã | xã đạt chuẩn"],
    );
    is(
        "Thời gian chờ không quá 30 phút",
        &["không quá 30 phút | <= 30 phút | Thời gian chờ"],
    );
}

#[test]
fn counts_and_limits() {
    is(
        "Trồng mới 42.000 cây phân tán",
        &["42.000 cây | = 42000 cây | cây phân tán"],
    );
    is(
        "Nâng cấp 4 trạm cũ, kéo thêm 38 km đường ống.",
        &["4 trạm | = 4 trạm | trạm cũ", "38 km | = 38 km | đường ống"],
    );
    is("Mỗi xã 2 lớp một năm", &["2 lớp | = 2 lớp | lớp một năm"]);
    is(
        "Mỗi huyện xây dựng từ 03 đến 05 điểm chữa cháy",
        &["từ 03 đến 05 điểm | >= 3-5 điểm | điểm chữa cháy"],
    );
    is(
        "mỗi cơ sở không kiểm tra quá 01 lần trong năm",
        &["không kiểm tra quá 01 lần | <= 1 lần | cơ sở"],
    );
    is(
        "Hoàn thành hồ sơ, không để quá 04 ngày làm việc",
        &["không để quá 04 ngày làm việc | <= 4 ngày làm việc | Hoàn thành hồ sơ"],
    );
    is(
        "Số ca mắc dưới 7 người/100.000 dân.",
        &["dưới 7 người/100.000 dân | < 7 người/100.000 dân | Số ca mắc"],
    );
    is(
        "Tổng kinh phí từ 350 triệu đồng đến 400 triệu đồng",
        &["từ 350 triệu đồng đến 400 triệu đồng | >= 350000000-400000000 đồng | Tổng kinh phí"],
    );
}

#[test]
fn headings_decide() {
    let count = |t: &str, s| scan_targets(&Folded::new(t), s).len();
    let goal = "11/12 xã đạt chuẩn; 01 xã nâng cao";
    assert_eq!(count(goal, Setting::Goals), 2);
    assert_eq!(count(goal, Setting::Plain), 0);
    let now = "15/17 trạm có bác sĩ, phấn đấu tối thiểu 02 trạm đạt chuẩn";
    assert_eq!(count(now, Setting::Goals), 1);
    let sum = "Ngân sách xã chi 187 triệu đồng";
    assert_eq!(count(sum, Setting::Money), 1);
    assert_eq!(count(sum, Setting::Plain), 0);
    assert_eq!(count("Tỷ lệ đạt 80%", Setting::State), 0);
    let limit = "Phản ánh: không quá 03 ngày";
    assert_eq!(count(limit, Setting::Procedure), 0);
    assert_eq!(count(limit, Setting::Plain), 1);
}

#[test]
fn as_misread() {
    is(
        "di dời không dưới 6O hộ",
        &["không dưới 6O hộ | >= 60 hộ | hộ"],
    );
    is("l00% văn bản số", &["l00% | = 100 % | văn bản số"]);
    is("đạt 1OO % kế hoạch", &["1OO % | = 100 % | kế hoạch"]);
    is("đạt 99,5%.", &["99,5% | = 99.5 % | "]);
}

#[test]
fn not_targets() {
    for text in [
        "dịch vụ mức độ 3, 4",
        "thực hiện 01 cửa liên thông",
        "ngày 15/6/2020",
        "Nghị định số 61/2018/NĐ-CP",
        "ISO 9001:2015",
        "hỗ trợ 50% kinh phí",
        "(theo Quyết định số 12/QĐ-UBND giảm 10%)",
        "kết quả đã đạt 85%",
        "có 12 đơn vị",
        "vốn 500 triệu USD",
        "tổng đài 1022",
        "hồ chứa trên 40 ha",
        "trong thời hạn 05 ngày làm việc",
        "vi phạm từ 02 lần trở lên không xét thi đua",
        "không để xảy ra vụ ngộ độc từ 30 người mắc trở lên",
        "ở ngõ sâu trên 50 m",
        "Xã hiện có 12/15 thôn đạt chuẩn, bằng 80%",
        "tổng kết chỉ tiêu 6 tháng cuối năm",
        "mở 02 lớp kỹ năng",
        "Năm 2025, đã thu hồi số tiền phải nộp, đạt 100% kết luận",
        "trong mỗi 5 xã",
        "",
    ] {
        assert_eq!(read(text), Vec::<String>::new(), "{text}");
    }
}
