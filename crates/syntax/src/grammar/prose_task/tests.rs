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
