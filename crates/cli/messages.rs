//! Every word that the command line says, in English and in Vietnamese.

use clap::ValueEnum;
use sohoa_batch::{BatchError, FailedInput, Place};
use sohoa_record::model::{CitationRole, Diagnostic, Level, Secrecy, Severity, Urgency};
use sohoa_source::{Evidence, SourceError};

/// The language of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    /// Tiếng Việt
    Vi,
    /// English
    En,
}

/// A word or sentence: English, Vietnamese.
#[derive(Debug, Clone, Copy)]
pub struct Label(&'static str, &'static str);

macro_rules! labels {
    ($($name:ident: $en:literal, $vi:literal;)*) => {
        $(pub const $name: Label = Label($en, $vi);)*
    };
}

labels! {
    STDOUT: "cannot write to standard output", "không ghi được ra đầu ra chuẩn";
    INPUT: "Input", "Tệp";
    DOCUMENTS: "Documents", "Văn bản";
    TASKS: "Tasks", "Nhiệm vụ";
    TARGETS: "Targets", "Chỉ tiêu";
    CITATIONS: "Citations", "Viện dẫn";
    CHECK: "Check", "Cần xem";
    NO_DOCUMENT: "(no document)", "(không có văn bản)";
    UNTITLED: "(untitled)", "(không có trích yếu)";
    RECORDS: "records", "bản ghi";
    FAILED: "failed", "không đọc được";
    SKIPPED: "left out", "bỏ qua";
    DOCUMENTS_LOWER: "documents", "văn bản";
    TASKS_LOWER: "tasks", "nhiệm vụ";
    TARGETS_LOWER: "targets", "chỉ tiêu";
    CITATIONS_LOWER: "citations", "viện dẫn";
    CHECKS_LOWER: "things to check", "chỗ cần xem";
    SECONDS: "s", "giây";
    UNCHANGED: "unchanged", "không đổi";
    PAGES_LOWER: "pages", "trang";
    SLOW: "slow", "chậm";
    WRITING: "writing the outputs", "đang ghi kết quả";
    INTERRUPTED: "ended before all was read; the outputs are those of the last finished run, and the same command goes on from here",
        "đã dừng trước khi đọc hết; kết quả vẫn là của lần chạy hoàn tất gần nhất, chạy lại lệnh này sẽ làm tiếp";
    ENDING: "ending after the inputs in hand; interrupt once more to end at once",
        "sẽ dừng sau các tệp đang đọc; ngắt thêm một lần để dừng ngay";
    NO_SIGNALS: "interrupts cannot be heard", "không nhận được tín hiệu ngắt";
    WATCHING: "waiting for new files; interrupt to end", "đang chờ tệp mới; ngắt để dừng";
    NEXT: "Next", "Tiếp theo";
    WRITTEN: "Written", "Đã ghi";
    MORE: "more", "mục nữa";
    NO_RECORD_WITH: "no record with this id or path", "không có bản ghi nào có mã hoặc đường dẫn này";
    SEVERAL_WITH: "several records have this id; give more of it, or the path",
        "nhiều bản ghi có mã này; hãy ghi mã dài hơn hoặc ghi đường dẫn";
    CHOOSE: "Choose one with --id", "Chọn một bản ghi bằng --id";
    BAD_LINE: "is not a record of this version of the program",
        "không phải là bản ghi của phiên bản chương trình này";
    LINE: "line", "dòng";
    LINE_HEAD: "Line", "Dòng";
    NUMBER: "Number", "Số";
    DATE: "Date", "Ngày";
    ISSUER: "Issued by", "Cơ quan ban hành";
    PLACE: "Place", "Nơi ban hành";
    TITLE: "Subject", "Trích yếu";
    SIGNER: "Signed by", "Người ký";
    ADDRESSEES: "To", "Kính gửi";
    RECIPIENTS: "Recipients", "Nơi nhận";
    ARCHIVE: "Archive", "Lưu";
    ATTACHED_TO: "Promulgated with", "Ban hành kèm theo";
    MARKS: "Marks", "Độ khẩn, mật";
    DRAFT: "DRAFT", "DỰ THẢO";
    INFERRED: "concluded from the text", "suy ra từ nội dung";
    NOT_FOUND: "not found", "không tìm thấy";
    OUTLINE: "Outline", "Bố cục";
    ANNEX: "Annex", "Phụ lục";
    TABLE: "table", "bảng";
    ROWS: "rows", "hàng";
    CODE: "Code", "Số TT";
    TASK: "Task", "Nội dung";
    LEAD: "Lead", "Chủ trì";
    DEADLINE: "Deadline", "Thời hạn";
    ARROW: "→ ISO", "→ ISO";
    AMOUNT: "Amount (đồng)", "Kinh phí (đồng)";
    BUDGET: "Budget", "Kinh phí";
    TOTAL_PRINTED: "total as printed", "tổng ghi trên văn bản";
    TOTAL_COMPUTED: "sum of the rows", "cộng các hàng";
    UNBALANCED: "they do not agree", "hai số không khớp";
    MISSING: "rows without a legible amount", "hàng không đọc được số tiền";
    FIGURE: "Figure", "Con số";
    ABOUT: "About", "Về việc";
    INSTRUMENT: "Instrument", "Văn bản";
    ROLE: "Role", "Vai trò";
    TO_CHECK: "To be checked", "Cần kiểm tra";
    NOTHING_TO_CHECK: "nothing", "không có";
    REPAIRS: "Repairs", "Sửa lỗi";
    APPLIED: "applied", "đã sửa";
    PROPOSED: "proposed only", "chỉ đề nghị";
    COVERAGE: "Placed", "Đã xếp chỗ";
    OF_CHARACTERS: "of the characters", "số chữ";
    UNREADABLE: "cannot be read", "không đọc được";
    FORM: "Form", "Dạng";
    EVIDENCE: "Told by", "Nhận biết bằng";
    ENCODING: "Encoding", "Bảng mã";
    PAGES: "Pages", "Trang";
    TEXT_LAYER: "Text layer", "Lớp chữ";
    REMARK: "Remark", "Ghi chú";
    FILES: "Files", "Số tệp";
    BYTES: "Bytes", "Byte";
    UNREAD: "Cannot be read", "Không đọc được";
    YES: "yes", "có";
    NO: "no", "không";
    MISNAMED: "its name says otherwise", "đuôi tên tệp không khớp";
    NO_GOLD: "there are no gold facts (*.json) in this folder", "thư mục này không có tệp đáp án (*.json)";
    BAD_GOLD: "these are no gold facts", "đây không phải là tệp đáp án";
    NO_RECORD: "is no record: it is not JSON, or has no list of documents",
        "không phải là bản ghi: không phải JSON hoặc không có danh sách văn bản";
    NONE_OF_THE_GOLD: "no record is of a text that has gold facts",
        "không có bản ghi nào thuộc văn bản có đáp án";
    NO_FAMILY: "no such family was graded", "không chấm nhóm nào có tên này";
    BELOW: "is below", "thấp hơn";
    FAMILY: "family", "nhóm";
    HITS: "right", "đúng";
    MISSES: "missed", "sót";
    EXTRAS: "extra", "thừa";
    TEXTS_RIGHT: "texts right", "tệp đúng hết";
    RECORDS_RIGHT: "Records all right", "Bản ghi đúng hết";
    MEAN_MACRO: "mean macro F1 of a record", "F1 macro trung bình của một bản ghi";
    MACRO: "macro F1", "F1 macro";
    WEAKEST: "weakest families", "nhóm yếu nhất";
    WITHOUT_RECORD: "no record", "không có bản ghi";
    SINCE_BASELINE: "Since the baseline", "So với lần trước";
    NO_CHANGE: "Nothing changed.", "Không có gì thay đổi.";
    BEFORE: "before", "trước";
    NOW: "now", "nay";
    GAINED: "gained", "thêm đúng";
    LOST: "lost", "mất đúng";
    ALL: "all", "tất cả";
    WRONG_FACTS: "Wrong facts", "Chỗ sai";
    NO_DATABASE: "there is no database here; make it with `sohoa export RUN --sqlite`",
        "chưa có cơ sở dữ liệu; hãy tạo bằng `sohoa export RUN --sqlite`";
    STALE_DATABASE: "the records are newer than the database; make it again with `sohoa export RUN --sqlite`",
        "bản ghi mới hơn cơ sở dữ liệu; hãy tạo lại bằng `sohoa export RUN --sqlite`";
    MORE_THAN: "more than", "hơn";
    WITHOUT_MARKS: "Nothing was found with these marks; these have the words without them.",
        "Không tìm thấy với dấu như đã gõ; dưới đây là kết quả không xét dấu.";
    DUE: "due", "hạn";
    NO_DOCUMENT_FOUND: "No document was found in this input.", "Không tìm thấy văn bản nào trong tệp này.";
}

impl From<Lang> for sohoa_export::Lang {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Vi => sohoa_export::Lang::Vi,
            Lang::En => sohoa_export::Lang::En,
        }
    }
}

impl Lang {
    /// Vietnamese where the locale says so, else English.
    pub fn of_locale() -> Self {
        let names = ["LC_ALL", "LC_MESSAGES", "LANG"];
        let mut set = names.iter().filter_map(std::env::var_os);
        match set.find(|v| !v.is_empty()) {
            Some(v) if v.to_string_lossy().starts_with("vi") => Lang::Vi,
            _ => Lang::En,
        }
    }

    /// The label in this language.
    pub fn of(self, label: Label) -> &'static str {
        match self {
            Lang::En => label.0,
            Lang::Vi => label.1,
        }
    }

    /// The sentence of an input's failure.
    pub fn error(self, error: &SourceError) -> String {
        match self {
            Lang::En => error.message(),
            Lang::Vi => error.message_vi(),
        }
    }

    /// The sentence of a failure that a run noted.
    pub fn failure(self, failed: &FailedInput) -> &str {
        match self {
            Lang::En => &failed.message,
            Lang::Vi => &failed.message_vi,
        }
    }

    /// The sentence of a batch that could not run.
    pub fn batch_error(self, error: &BatchError) -> String {
        match self {
            Lang::En => error.message(),
            Lang::Vi => error.message_vi(),
        }
    }

    /// The sentence of a diagnostic.
    pub fn diagnostic(self, diagnostic: &Diagnostic) -> &str {
        match self {
            Lang::En => &diagnostic.message,
            Lang::Vi => &diagnostic.message_vi,
        }
    }

    /// What kind of value is uncertain.
    pub fn place(self, place: Place) -> &'static str {
        self.of(match place {
            Place::Issuer => Label("issuer", "cơ quan ban hành"),
            Place::Number => Label("number", "số, ký hiệu"),
            Place::Place => Label("place", "nơi ban hành"),
            Place::Date => Label("date", "ngày"),
            Place::Title => Label("subject", "trích yếu"),
            Place::Addressee => Label("addressee", "nơi kính gửi"),
            Place::Recipient => Label("recipient", "nơi nhận"),
            Place::Archive => Label("archive", "nơi lưu"),
            Place::Preamble => Label("preamble", "căn cứ"),
            Place::Paragraph => Label("paragraph", "đoạn văn"),
            Place::Section => Label("section", "đề mục"),
            Place::Cell => Label("cell", "ô bảng"),
            Place::Footnote => Label("footnote", "chú thích"),
            Place::Annex => Label("annex", "phụ lục"),
            Place::Signature => Label("signature", "chữ ký"),
            Place::Task => Label("task", "nhiệm vụ"),
            Place::Target => Label("target", "chỉ tiêu"),
            Place::Citation => Label("citation", "viện dẫn"),
        })
    }

    /// How grave a diagnostic is.
    pub fn severity(self, severity: Severity) -> &'static str {
        self.of(match severity {
            Severity::Error => Label("error", "lỗi"),
            Severity::Warning => Label("warning", "cảnh báo"),
            Severity::Info => Label("note", "ghi chú"),
        })
    }

    /// Why an instrument is cited.
    pub fn role(self, role: CitationRole) -> &'static str {
        self.of(match role {
            CitationRole::LegalBasis => Label("legal basis", "căn cứ"),
            CitationRole::AttachedTo => Label("promulgates", "ban hành kèm"),
            CitationRole::Mention => Label("mention", "nhắc đến"),
        })
    }

    /// The level of an issuer.
    pub fn level(self, level: Level) -> &'static str {
        self.of(match level {
            Level::Central => Label("central", "trung ương"),
            Level::Province => Label("province", "tỉnh"),
            Level::District => Label("district", "huyện"),
            Level::Commune => Label("commune", "xã"),
            Level::Department => Label("department", "sở, phòng, ban"),
            Level::Party => Label("party", "Đảng"),
            Level::Other => Label("other", "khác"),
        })
    }
}

/// What told the form of an input.
pub fn evidence(evidence: Evidence) -> Label {
    match evidence {
        Evidence::Signature => Label("signature", "chữ ký tệp"),
        Evidence::Markup => Label("markup", "thẻ đánh dấu"),
        Evidence::Letters => Label("letters", "nội dung chữ"),
    }
}

/// The type's printed name, which is Vietnamese in both languages.
pub fn kind_name(kind: &str) -> &'static str {
    let mut types = sohoa_vocab::DOC_TYPES.iter();
    types.find(|t| t.kind == kind).map_or("Văn bản", |t| t.name)
}

/// Độ khẩn as it is stamped.
pub fn urgency(urgency: Urgency) -> &'static str {
    match urgency {
        Urgency::HoaToc => "Hỏa tốc",
        Urgency::ThuongKhan => "Thượng khẩn",
        Urgency::Khan => "Khẩn",
    }
}

/// Độ mật as it is stamped.
pub fn secrecy(secrecy: Secrecy) -> &'static str {
    match secrecy {
        Secrecy::Mat => "Mật",
        Secrecy::ToiMat => "Tối mật",
        Secrecy::TuyetMat => "Tuyệt mật",
    }
}
