//! Every diagnostic: its stable code, its severity and its words in English and Vietnamese.

use sohoa_span::Span;

use crate::model::{Diagnostic, Severity};

/// What a person should look at. The snake-case name is the stable code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Code {
    EmptyText,
    NotVietnamese,
    NotAdministrative,
    UnattributedText,
    NumberBlank,
    NumberDoubtful,
    DateIncomplete,
    IssuerInferred,
    TitleMissing,
    NumberingGap,
    MarkerRepeated,
    LabelShifted,
    TableHeaderLost,
    TotalMismatch,
    AmountsMissing,
    DateConflict,
    NameConflict,
    YearMismatch,
    RepairsProposed,
    NeedsOcr,
    OcrMissing,
    OcrFailed,
    ByHand,
    TextLayerLies,
    EncodingGuessed,
    InputDamaged,
    InputLimited,
    ChangesAccepted,
    ReadByProgram,
    RecognitionDoubtful,
}

impl Code {
    fn row(self) -> (&'static str, Severity, &'static str, &'static str) {
        use Severity::{Error, Info, Warning};
        match self {
            Code::EmptyText => (
                "empty_text",
                Error,
                "the text is empty",
                "văn bản không có nội dung",
            ),
            Code::NotVietnamese => (
                "not_vietnamese",
                Error,
                "the text does not look Vietnamese",
                "nội dung không giống tiếng Việt",
            ),
            Code::NotAdministrative => (
                "not_administrative",
                Warning,
                "nothing shows an administrative document",
                "không thấy dấu hiệu của văn bản hành chính",
            ),
            Code::UnattributedText => (
                "unattributed_text",
                Warning,
                "text that no rule placed",
                "đoạn chưa được xếp vào đâu",
            ),
            Code::NumberBlank => (
                "number_blank",
                Info,
                "the number was left blank",
                "số văn bản còn để trống",
            ),
            Code::NumberDoubtful => (
                "number_doubtful",
                Warning,
                "the number was read from damaged print",
                "số văn bản đọc từ chữ bị hỏng, cần đối chiếu",
            ),
            Code::DateIncomplete => (
                "date_incomplete",
                Info,
                "the date of issue is incomplete",
                "ngày ban hành chưa đủ",
            ),
            Code::IssuerInferred => (
                "issuer_inferred",
                Info,
                "no letterhead: the issuer was taken from the text",
                "không có phần đầu văn bản: cơ quan ban hành suy từ nội dung",
            ),
            Code::TitleMissing => (
                "title_missing",
                Warning,
                "no subject was found",
                "không tìm thấy trích yếu",
            ),
            Code::NumberingGap => (
                "numbering_gap",
                Warning,
                "a numeral is missing before this one",
                "thiếu số thứ tự trước mục này",
            ),
            Code::MarkerRepeated => (
                "marker_repeated",
                Warning,
                "the same numeral stands twice",
                "số thứ tự bị lặp",
            ),
            Code::LabelShifted => (
                "label_shifted",
                Warning,
                "labels of the table stand one row below their text",
                "nhãn trong bảng bị lệch xuống một dòng",
            ),
            Code::TableHeaderLost => (
                "table_header_lost",
                Warning,
                "the table has no header row; columns were told by their content",
                "bảng mất dòng tiêu đề; cột được nhận theo nội dung",
            ),
            Code::TotalMismatch => (
                "total_mismatch",
                Warning,
                "the printed total differs from the sum",
                "tổng in trên văn bản khác tổng cộng các dòng",
            ),
            Code::AmountsMissing => (
                "amounts_missing",
                Info,
                "rows without a legible amount",
                "có dòng không đọc được số tiền",
            ),
            Code::DateConflict => (
                "date_conflict",
                Warning,
                "one instrument is given two dates",
                "một văn bản được ghi hai ngày khác nhau",
            ),
            Code::NameConflict => (
                "name_conflict",
                Warning,
                "the letterhead and the dateline spell one name in two ways",
                "tên trong tên cơ quan và trong địa danh viết khác nhau",
            ),
            Code::YearMismatch => (
                "year_mismatch",
                Warning,
                "the year does not fit",
                "năm không khớp",
            ),
            Code::RepairsProposed => (
                "repairs_proposed",
                Info,
                "places that may be damaged and were left as printed",
                "chỗ nghi in hỏng, còn giữ nguyên",
            ),
            Code::NeedsOcr => (
                "needs_ocr",
                Error,
                "the page is a picture and was not read",
                "trang là ảnh chụp, chưa đọc được chữ",
            ),
            Code::OcrMissing => (
                "ocr_missing",
                Error,
                "pictures cannot be read before this is installed: apt install tesseract-ocr tesseract-ocr-vie",
                "muốn đọc trang ảnh, cần cài chương trình nhận dạng: apt install tesseract-ocr tesseract-ocr-vie",
            ),
            Code::OcrFailed => (
                "ocr_failed",
                Error,
                "the recognition of the page failed",
                "nhận dạng chữ trên trang không thành công",
            ),
            Code::ByHand => (
                "by_hand",
                Warning,
                "written by hand or stamped over: compare with the picture",
                "chữ viết tay hoặc bị dấu đè lên, cần đối chiếu với ảnh",
            ),
            Code::TextLayerLies => (
                "text_layer_lies",
                Warning,
                "the text layer of the page is not what the page shows; it was left out",
                "lớp chữ của trang không đúng với hình in, đã bỏ qua",
            ),
            Code::EncodingGuessed => (
                "encoding_guessed",
                Warning,
                "the encoding was guessed from the letters",
                "bảng mã được đoán theo mặt chữ, cần đối chiếu",
            ),
            Code::InputDamaged => (
                "input_damaged",
                Warning,
                "the file is damaged; what could be read was read",
                "tệp bị hỏng, chỉ đọc được phần còn lại",
            ),
            Code::InputLimited => (
                "input_limited",
                Warning,
                "a part of the file was left out because of a limit",
                "một phần của tệp bị bỏ qua vì vượt giới hạn",
            ),
            Code::ChangesAccepted => (
                "changes_accepted",
                Info,
                "tracked changes were read as accepted",
                "các thay đổi có theo dõi được đọc như đã chấp nhận",
            ),
            Code::ReadByProgram => (
                "read_by_program",
                Info,
                "another program read the file",
                "tệp được đọc bằng chương trình khác",
            ),
            Code::RecognitionDoubtful => (
                "recognition_doubtful",
                Warning,
                "recognition was unsure of words in the register data",
                "máy nhận dạng không chắc về chữ trong thông tin văn bản",
            ),
        }
    }

    /// The diagnostic at `span`; `what` names the thing itself.
    pub(crate) fn diagnostic(self, span: Span, what: &str) -> Diagnostic {
        let (code, severity, en, vi) = self.row();
        let with = |words: &str| {
            if what.is_empty() {
                words.to_owned()
            } else {
                format!("{words}: {what}")
            }
        };
        Diagnostic {
            code: code.into(),
            severity,
            message: with(en),
            message_vi: with(vi),
            span,
        }
    }
}
