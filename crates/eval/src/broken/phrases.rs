//! Words that made-up tables are made of: two sets without a phrase in common, one to build rules with and
//! one only to report on.

/// The phrases of one set.
#[derive(Debug)]
pub struct Phrases {
    /// What is done, to what, and where: a task is one of each.
    pub verbs: &'static [&'static str],
    /// See `verbs`.
    pub objects: &'static [&'static str],
    /// See `verbs`; mostly empty.
    pub places: &'static [&'static str],
    /// What comes of it.
    pub products: &'static [&'static str],
    /// What is to be reached.
    pub targets: &'static [&'static str],
    /// Who leads.
    pub leads: &'static [&'static str],
    /// Who takes part.
    pub partners: &'static [&'static str],
    /// Until when.
    pub deadlines: &'static [&'static str],
    /// Two deadlines in one cell.
    pub double_deadlines: &'static [&'static str],
    /// Fields of work.
    pub fields: &'static [&'static str],
    /// Units of measure.
    pub units: &'static [&'static str],
    /// Remarks.
    pub notes: &'static [&'static str],
    /// Titles of groups.
    pub groups: &'static [&'static str],
    /// Figures that are measured.
    pub indicators: &'static [&'static str],
    /// Titles of annexes.
    pub titles: &'static [&'static str],
}

/// The set to build rules with.
pub const WORKSHOP: Phrases = Phrases {
    verbs: &[
        "Rà soát",
        "Tổ chức",
        "Kiểm tra",
        "Xây dựng",
        "Tuyên truyền về",
        "Cập nhật",
        "Triển khai",
        "Tham mưu",
        "Đôn đốc",
        "Lắp đặt, vận hành",
    ],
    objects: &[
        "thủ tục hành chính thuộc phạm vi quản lý",
        "hệ thống chiếu sáng công cộng",
        "hồ sơ đất đai còn tồn đọng",
        "lớp bồi dưỡng kỹ năng số cho cán bộ thôn",
        "việc niêm yết giá dịch vụ",
        "công tác phòng, chống dịch bệnh trên đàn gia súc",
        "phong trào thi đua yêu nước",
        "quy chế làm việc và phân công nhiệm vụ",
        "cơ sở dữ liệu hộ tịch điện tử",
        "mô hình vườn mẫu, nhà sạch",
        "việc tiếp công dân, giải quyết đơn thư",
        "các điểm tập kết rác thải sinh hoạt",
        "nội dung Nghị quyết của Hội đồng nhân dân",
        "bảng giá cho thuê mặt bằng chợ",
        "đội ngũ cộng tác viên dân số",
        "tuyến đường hoa do phụ nữ tự quản",
    ],
    places: &[
        "",
        "",
        "",
        "tại các thôn, khu phố",
        "trên địa bàn toàn huyện",
        "theo hướng dẫn của cấp trên",
        "bảo đảm đúng thời gian quy định",
    ],
    products: &[
        "Báo cáo kết quả",
        "Kế hoạch được phê duyệt",
        "Quyết định ban hành",
        "Biên bản kiểm tra",
        "Danh sách học viên",
        "Văn bản chỉ đạo",
        "Hồ sơ nghiệm thu",
        "Bộ tài liệu tập huấn",
        "Chuyên mục phát sóng",
    ],
    targets: &[
        "100% hồ sơ đúng hạn",
        "Ít nhất 90% hộ dân tham gia",
        "Đạt từ 85% trở lên",
        "Tối thiểu 02 cuộc mỗi năm",
        "Giảm 5% so với năm trước",
    ],
    leads: &[
        "Phòng Tư pháp",
        "Phòng Nội vụ",
        "Phòng Tài chính - Kế hoạch",
        "Văn phòng HĐND và UBND",
        "Công an huyện",
        "Trung tâm Văn hóa, Thể thao",
        "UBND các xã, thị trấn",
        "Hội Liên hiệp Phụ nữ huyện",
    ],
    partners: &[
        "Các phòng, ban có liên quan",
        "Phòng Lao động - Thương binh và Xã hội",
        "Ủy ban MTTQ Việt Nam huyện",
        "Các cơ quan, đơn vị; UBND các xã",
        "Huyện đoàn, Hội Nông dân",
        "Chi cục Thuế khu vực",
        "Bộ phận Một cửa các xã",
    ],
    deadlines: &[
        "Quý I/2024",
        "Quý II năm 2024",
        "Tháng 3/2024",
        "Tháng 11",
        "Trước ngày 30/6/2024",
        "Thường xuyên",
        "Hàng tháng",
        "Hằng quý",
        "Trong năm 2024",
        "6 tháng đầu năm",
        "Từ tháng 4 đến tháng 9/2024",
        "15/12/2024",
        "Theo tiến độ được duyệt",
    ],
    double_deadlines: &[
        "- Quý I/2024 - Tháng 12/2024",
        "- Tháng 6/2024 - Tháng 11/2024",
    ],
    fields: &[
        "Cải cách thể chế",
        "Tài chính công",
        "Xây dựng Đảng",
        "Chính quyền số",
        "An ninh trật tự",
    ],
    units: &["Người", "Lớp", "Bộ", "Cuộc", "Hộ", "Km", "Cái"],
    notes: &[
        "Nguồn ngân sách huyện",
        "Đã bố trí vốn",
        "Lồng ghép với hội nghị sơ kết",
        "Xã hội hóa",
        "Chuyển tiếp từ năm 2023",
    ],
    groups: &[
        "Công tác chỉ đạo, điều hành",
        "Hạ tầng kỹ thuật",
        "Văn hóa, xã hội",
        "Đào tạo, bồi dưỡng",
        "Quản lý đô thị",
        "Thông tin, tuyên truyền",
    ],
    indicators: &[
        "Số hộ thoát nghèo",
        "Diện tích rừng trồng mới",
        "Số lao động được giải quyết việc làm",
        "Chiều dài đường được bê tông hóa",
        "Số lớp học được sửa chữa",
        "Sản lượng thịt hơi xuất chuồng",
        "Số người tham gia bảo hiểm tự nguyện",
    ],
    titles: &[
        "DANH MỤC NHIỆM VỤ TRỌNG TÂM NĂM 2024",
        "PHÂN CÔNG THỰC HIỆN KẾ HOẠCH NĂM 2024",
    ],
};

/// The set only to report on.
pub const SEALED: Phrases = Phrases {
    verbs: &[
        "Khảo sát",
        "Hoàn thiện",
        "Thẩm định",
        "Nâng cấp",
        "Phổ biến",
        "Hướng dẫn thực hiện",
        "Vận động nhân dân tham gia",
        "Củng cố",
        "Đánh giá",
        "Biên soạn",
    ],
    objects: &[
        "đề cương văn hóa của khu dân cư",
        "công trình thủy lợi nội đồng",
        "trang thông tin điện tử và chữ ký số chuyên dùng",
        "nguồn nước sinh hoạt hợp vệ sinh",
        "việc chấp hành kỷ luật, kỷ cương công vụ",
        "chương trình mỗi xã một sản phẩm",
        "vị trí việc làm trong đơn vị sự nghiệp",
        "chợ đầu mối và các cửa hàng tiện ích",
        "quy hoạch chi tiết khu trung tâm",
        "tủ sách pháp luật ở nhà sinh hoạt cộng đồng",
        "phần mềm quản lý tài sản công",
        "lực lượng bảo vệ an ninh ở cơ sở",
        "di tích lịch sử đã được xếp hạng",
        "đường dây nóng tiếp nhận phản ánh",
        "vùng trồng cây ăn quả tập trung",
    ],
    places: &[
        "",
        "",
        "",
        "ở các ấp vùng ven",
        "phục vụ người dân và doanh nghiệp",
        "gắn với trách nhiệm người đứng đầu",
        "giai đoạn đến năm 2030",
    ],
    products: &[
        "Tờ trình và dự thảo quyết định",
        "Phương án đã thẩm định",
        "Thông báo kết luận",
        "Công văn hướng dẫn",
        "Đề án hoàn chỉnh",
        "Báo cáo chuyên đề",
        "Sổ tay nghiệp vụ",
        "Bản đồ hiện trạng",
        "Giấy chứng nhận",
    ],
    targets: &[
        "Trên 95% thôn đạt chuẩn",
        "Ít nhất 03 mô hình",
        "Tỷ lệ hài lòng đạt 92%",
        "Phấn đấu đạt 80%",
        "100% cán bộ được tập huấn",
    ],
    leads: &[
        "Phòng Y tế",
        "Phòng Giáo dục và Đào tạo",
        "Ban Quản lý dự án",
        "Thanh tra huyện",
        "Sở Xây dựng",
        "Ban Chỉ huy Quân sự",
        "Đài Truyền thanh",
        "Phòng Kinh tế và Hạ tầng",
    ],
    partners: &[
        "Các sở, ngành liên quan",
        "Hội Cựu chiến binh; Liên đoàn Lao động",
        "Kho bạc Nhà nước",
        "Mặt trận Tổ quốc và các đoàn thể",
        "Các trường học trên địa bàn",
        "Phòng Văn hóa và Thông tin, Bưu điện",
        "Trạm Y tế các phường",
    ],
    deadlines: &[
        "Quý III/2025",
        "Quý IV năm 2025",
        "Tháng 8/2025",
        "Tháng 02",
        "Trước ngày 15/10/2025",
        "Thường xuyên trong năm",
        "Định kỳ hàng quý",
        "Hằng năm",
        "Năm 2025",
        "6 tháng cuối năm 2025",
        "Từ tháng 5 đến tháng 7/2025",
        "20/11/2025",
        "Theo kế hoạch của tỉnh",
    ],
    double_deadlines: &[
        "- Quý II/2025 - Quý IV/2025",
        "- Tháng 5/2025 - Tháng 10/2025",
    ],
    fields: &[
        "Tổ chức bộ máy",
        "Giáo dục",
        "Môi trường",
        "Thủ tục hành chính",
        "Quốc phòng địa phương",
    ],
    units: &["Hồ sơ", "Chiếc", "Lượt", "Buổi", "Ha", "Xã", "Tấn"],
    notes: &[
        "Kinh phí tỉnh hỗ trợ",
        "Chờ hướng dẫn",
        "Kết hợp với đợt cao điểm",
        "Vốn vay ưu đãi",
        "Điều chỉnh sau sơ kết",
    ],
    groups: &[
        "Hoàn thiện thể chế",
        "Nông nghiệp và môi trường",
        "Giáo dục, y tế",
        "Xây dựng cơ bản",
        "Quốc phòng, an ninh",
        "Chuyển đổi số",
    ],
    indicators: &[
        "Số vụ cháy được kéo giảm",
        "Tổng đàn gia cầm",
        "Số giường bệnh tăng thêm",
        "Lượng khách tham quan",
        "Số hợp tác xã thành lập mới",
        "Diện tích lúa chất lượng cao",
        "Số thuê bao sử dụng nước sạch",
    ],
    titles: &[
        "CHI TIẾT CÁC NỘI DUNG CÔNG VIỆC NĂM 2025",
        "BẢNG TỔNG HỢP NHIỆM VỤ NĂM 2025",
    ],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sets_share_no_phrase() {
        let lists = |p: &Phrases| {
            [
                p.verbs,
                p.objects,
                p.places,
                p.products,
                p.targets,
                p.leads,
                p.partners,
                p.deadlines,
                p.double_deadlines,
                p.fields,
                p.units,
                p.notes,
                p.groups,
                p.indicators,
                p.titles,
            ]
            .concat()
        };
        let sealed = lists(&SEALED);
        let shared: Vec<_> = lists(&WORKSHOP)
            .into_iter()
            .filter(|p| !p.is_empty() && sealed.contains(p))
            .collect();
        assert!(shared.is_empty(), "{shared:?}");
    }
}
