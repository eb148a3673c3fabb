//! Assignments as they are printed: who, with whom, what and when.

use super::*;

/// Lead, helpers, what and when of each task.
fn read(text: &str) -> Vec<[String; 4]> {
    let f = Folded::new(text);
    let cut = |r: &(usize, usize)| f.slice(r.0, r.1).to_owned();
    let join = |v: &[(usize, usize)]| v.iter().map(cut).collect::<Vec<_>>().join("|");
    let line = |t: &ProseTask| {
        [
            join(&t.lead),
            join(&t.coordinating),
            cut(&t.text),
            t.deadline.as_ref().map(cut).unwrap_or_default(),
        ]
    };
    scan_prose_tasks(&f, false).iter().map(line).collect()
}

#[track_caller]
fn is(text: &str, want: [&str; 4]) {
    assert_eq!(read(text), [want.map(str::to_owned)], "{text}");
}

#[test]
fn given() {
    is(
        "Giao Phòng Y tế chủ trì, phối hợp với Công an xã tổ chức tập huấn, hoàn thành trước ngày 30/6/2023.",
        [
            "Phòng Y tế",
            "Công an xã",
            "tổ chức tập huấn, hoàn thành trước ngày 30/6/2023",
            "hoàn thành trước ngày 30/6/2023",
        ],
    );
    is(
        "Giao Trạm Y tế: Chủ trì tham mưu kế hoạch.",
        ["Trạm Y tế", "", "tham mưu kế hoạch", ""],
    );
    is(
        "3. Giao cho Phòng Y tế tổng hợp số liệu trong quý I/2023.",
        [
            "Phòng Y tế",
            "",
            "tổng hợp số liệu trong quý I/2023",
            "trong quý I/2023",
        ],
    );
}

#[test]
fn duties() {
    is(
        "Văn phòng HĐND và UBND xã có trách nhiệm tiếp nhận hồ sơ.",
        ["Văn phòng HĐND và UBND xã", "", "tiếp nhận hồ sơ", ""],
    );
    is(
        "- Phòng Y tế chủ trì, phối hợp với các trạm rà soát thiết bị;",
        ["Phòng Y tế", "các trạm", "rà soát thiết bị", ""],
    );
    is(
        "Phòng Tài chính - Kế hoạch: Chủ trì tham mưu dự toán.",
        ["Phòng Tài chính - Kế hoạch", "", "tham mưu dự toán", ""],
    );
}

#[test]
fn no_assignments() {
    for text in [
        "Giao Phòng Y tế",
        "a) Phòng Y tế:",
        "Nhiệm vụ được giao trong năm.",
        "Cơ quan chủ trì",
        "Nâng cao trách nhiệm của người đứng đầu.",
        "Phương tiện giao thông: xe máy",
        "",
    ] {
        assert_eq!(read(text), Vec::<[String; 4]>::new(), "{text}");
    }
}

#[test]
fn plain_verbs() {
    let read = |t: &str| {
        let f = Folded::new(t);
        scan_prose_tasks(&f, true)
            .iter()
            .map(|h| {
                let cut = |r: &(usize, usize)| f.slice(r.0, r.1).to_owned();
                format!(
                    "{} | {} | {} | {}",
                    h.lead.iter().map(cut).collect::<String>(),
                    h.coordinating.iter().map(cut).collect::<String>(),
                    cut(&h.text),
                    h.deadline.as_ref().map(cut).unwrap_or_default()
                )
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(
        read("Sở Xây dựng rà soát quy hoạch; báo cáo UBND tỉnh trong năm 2022."),
        ["Sở Xây dựng |  | rà soát quy hoạch; báo cáo UBND tỉnh trong năm 2022 | trong năm 2022"]
    );
    assert_eq!(
        read("Đề nghị Hội Nông dân xã vận động hội viên tham gia vào thứ Sáu hằng tuần."),
        ["Hội Nông dân xã |  | vận động hội viên tham gia vào thứ Sáu hằng tuần | hằng tuần"]
    );
    assert_eq!(
        read("Phòng Y tế trình phương án trước ngày 20/3/2024; công khai kết quả."),
        [
            "Phòng Y tế |  | trình phương án trước ngày 20/3/2024 | trước ngày 20/3/2024",
            "Phòng Y tế |  | công khai kết quả | ",
        ]
    );
    assert_eq!(
        read("Tổ kiểm tra (theo Quyết định số 1/QĐ-UBND) phối hợp với Công an xã giữ trật tự."),
        ["Tổ kiểm tra | Công an xã | giữ trật tự | "]
    );
    assert_eq!(
        read("Người cao tuổi: Hội Phụ nữ xã tổ chức thăm hỏi."),
        ["Hội Phụ nữ xã |  | tổ chức thăm hỏi | "]
    );
    for closing in [
        "Yêu cầu Thủ trưởng các cơ quan, đơn vị tổ chức thực hiện.",
        "Các cơ quan, đơn vị thực hiện tốt nhiệm vụ.",
        "Chủ tịch UBND các xã chịu trách nhiệm trước UBND huyện.",
        "Văn phòng thông báo để các đơn vị biết.",
        "UBND xã đã ban hành Kế hoạch.",
        "Tổ giúp việc gồm 03 người, họp hằng quý.",
    ] {
        assert_eq!(read(closing), Vec::<String>::new(), "{closing}");
    }
}

#[test]
fn under_a_heading() {
    let agency = |t: &str| {
        let f = Folded::new(t);
        agency_heading(&f).map(|r| f.slice(r.0, r.1).to_owned())
    };
    assert_eq!(agency("Phòng Y tế:").as_deref(), Some("Phòng Y tế"));
    assert_eq!(
        agency("Giao Trung tâm Y tế xã").as_deref(),
        Some("Trung tâm Y tế xã")
    );
    assert_eq!(
        agency("Ban Quản lý dự án đầu tư xây dựng xã:").as_deref(),
        Some("Ban Quản lý dự án đầu tư xây dựng xã")
    );
    for heading in [
        "Tổ chức thực hiện",
        "Phòng, chống dịch",
        "Phòng Y tế chủ trì tập huấn",
        "Mở 02 lớp",
        "",
    ] {
        assert_eq!(agency(heading), None, "{heading}");
    }
    let f = Folded::new(
        "Là thường trực; chủ trì, phối hợp với Trạm Y tế lập lịch, xong trước ngày 30/1/2026.",
    );
    let [task] = &scan_duties(&f)[..] else {
        panic!("one duty");
    };
    let helper = task.coordinating[0];
    assert_eq!(f.slice(helper.0, helper.1), "Trạm Y tế");
    assert!(scan_duties(&Folded::new("Trên đây là Kế hoạch của xã.")).is_empty());
    let f = Folded::new("Cơ quan thực hiện: Phòng Y tế chủ trì, phối hợp với Công an xã.");
    let task = labelled_agency(&f).unwrap();
    assert_eq!(f.slice(task.lead[0].0, task.lead[0].1), "Phòng Y tế");
    let f = Folded::new("Thời gian: Trong quý II.");
    let time = labelled_time(&f).unwrap();
    assert_eq!(f.slice(time.0, time.1), "Trong quý II");
}
