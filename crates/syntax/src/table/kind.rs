//! What kind of thing a cell holds, judged by its words.
//!
//! The kind says in which columns a cell may stand, so that ragged rows find their columns again.

use sohoa_text::phrases::Phrases;

use crate::table::header;

/// What a cell holds, judged by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Nothing.
    Empty,
    /// `01`, `2.1`, `a)`, `IV`.
    Ordinal,
    /// `Hoạt động 1.2.1`.
    Code,
    /// A plain sum.
    Money,
    /// A sum for a unit, or several sums with labels.
    Price,
    /// A month, a date, "Thường xuyên".
    Time,
    /// Two months in one cell.
    Span,
    /// Names who leads and who takes part.
    Assignment,
    /// An agency alone.
    Agency,
    /// A document or another product.
    Product,
    /// A figure to be reached.
    Target,
    /// Anything else.
    Text,
}

impl Kind {
    /// All of them, in order.
    pub(super) const ALL: [Kind; 12] = [
        Kind::Empty,
        Kind::Ordinal,
        Kind::Code,
        Kind::Money,
        Kind::Price,
        Kind::Time,
        Kind::Span,
        Kind::Assignment,
        Kind::Agency,
        Kind::Product,
        Kind::Target,
        Kind::Text,
    ];
}

static AGENCIES: Phrases = Phrases::new(&[
    "phong ",
    "cac phong",
    "van phong",
    "ubnd",
    "uy ban",
    "cac co quan",
    "cac don vi",
    "co quan",
    "don vi",
    "so ",
    "cac so",
    "ban ",
    "cac ban",
    "cong an",
    "trung tam",
    "dai ",
    "vp.",
    "vp ",
    "chi cuc",
    "cuc ",
    "thanh tra",
    "hoi ",
    "mat tran",
    "ubmttq",
    "truong ",
    "cac truong",
    "tram ",
    "bo phan",
    "bch",
    "bo chi huy",
    "ban chi huy",
    "hdnd",
    "cac xa",
    "cac huyen",
    "toan the",
    "thu truong",
    "to ",
    "doan ",
    "kho bac",
    "bao hiem",
    "chi nhanh",
    "lien doan",
    "cong chuc",
    "can bo",
    "doanh nghiep",
    "cac doanh",
    "cac to chuc",
    "cac nganh",
    "cac hoi",
    "bi thu",
    "chu tich",
]);

/// Work and things whose names begin like an agency once the marks are folded: "Sơ kết", "Số hóa", "Ban hành".
static NO_AGENCIES: Phrases = Phrases::new(&[
    "so ket",
    "so hoa",
    "so luong",
    "so lieu",
    "so do",
    "so tien",
    "so tay",
    "so bo",
    "so cap",
    "so sanh",
    "so tuyen",
    "ban hanh",
    "ban giao",
    "ban do",
    "hoi nghi",
    "hoi thao",
    "hoi thi",
    "hoi dap",
    "hoi cho",
    "phong chong",
    "phong, chong",
    "phong ngua",
    "phong trao",
    "truong hop",
    "dai hoi",
    "dai bieu",
    "cuc bo",
    "don vi tinh",
    "thanh tra, kiem tra",
    "thanh tra viec",
    "thanh tra cong tac",
]);

static PRODUCTS: Phrases = Phrases::new(&[
    "bao cao",
    "ke hoach",
    "van ban",
    "cac van ban",
    "quyet dinh",
    "cac quyet dinh",
    "bien ban",
    "to trinh",
    "cong van",
    "danh muc",
    "tai lieu",
    "ho so",
    "phuong an",
    "de an",
    "du thao",
    "ban hanh",
    "tong hop danh sach",
    "danh sach",
    "thong bao",
    "huong dan",
    "quy che",
    "chuong trinh",
    "cac ke hoach",
    "cac bao cao",
    "nghi quyet",
    "chi thi",
    "chuyen muc",
    "xay dung ke hoach",
    "co so du lieu",
    "bo ho so",
    "tin, bai",
    "giay ",
    "hop dong",
    "phan mem",
    "san pham",
]);

static TARGETS: Phrases = Phrases::new(&[
    "chi so",
    "chi tieu",
    "ty le",
    "tren ",
    "it nhat",
    "toi thieu",
    "dam bao",
    "100",
    "phan dau",
    "dat ",
]);

static TIMES: Phrases = Phrases::new(&[
    "thang ",
    "quy ",
    "nam 2",
    "ngay ",
    "thuong xuyen",
    "hang ",
    "hang thang",
    "trong quy",
    "trong thang",
    "trong nam",
    "truoc ngay",
    "truoc thang",
    "ca nam",
    "dinh ky",
    "theo dinh ky",
    "dot xuat",
    "theo tien do",
    "tien do",
    "theo ke hoach",
    "6 thang",
    "06 thang",
    "9 thang",
    "giai doan",
    "tu thang",
    "tu ngay",
    "tu quy",
    "tu nam",
    "den nam",
    "den thang",
    "den het",
    "cuoi nam",
    "dau nam",
    "cham nhat",
    "theo tung nam",
    "theo quy dinh",
    "gui bao cao",
    "hoan thanh trong",
    "hoan thanh truoc",
    "cuoi thang",
    "dau thang",
    "dau quy",
    "cuoi quy",
    "theo phuong an",
    "theo lich",
    "lien tuc",
    "khi co",
    "sau khi",
    "hoan thanh",
    "cap nhat",
    "dip ",
    "nua dau",
    "tuan ",
    "tu nay",
    "t1/",
    "xong truoc",
]);

/// Words of time at the end of a longer cell; all of them begin with a t.
static LAST_WORDS: Phrases = Phrases::new(&["trong quy", "thuong xuyen", "trong nam"]);

/// The kind of a folded cell.
#[must_use]
pub fn kind(fold: &str) -> Kind {
    let bare = fold.trim_matches(['.', ',', ';', ' ']);
    if bare.is_empty() || bare.bytes().all(|b| matches!(b, b'-' | b'_' | b'.' | b' ')) {
        return if fold.is_empty() {
            Kind::Empty
        } else {
            Kind::Ordinal
        };
    }
    if is_ordinal(bare) {
        return Kind::Ordinal;
    }
    let digits = bare.bytes().filter(u8::is_ascii_digit).count();
    if bare.len() < 40 && header::group_label(bare.as_bytes()).is_some_and(|l| l.len == bare.len())
    {
        return Kind::Code;
    }
    if digits > 0
        && let Some(k) = money(bare, digits)
    {
        return k;
    }
    if bare.len() < 140
        && let Some(k) = time(bare)
    {
        return k;
    }
    // "- Chủ trì: …" and "… chủ trì, phối hợp …".
    if fold.len() < 600 && names_agency(bare) && fold.contains("chu tri") {
        return Kind::Assignment;
    }
    let starts = |list: &Phrases| list.at(bare.as_bytes()).is_some();
    let lead = bare.trim_start_matches(['-', '+', '*', ' ']);
    if fold.len() < 200 && is_agency(lead) {
        return Kind::Agency;
    }
    if starts(&PRODUCTS) {
        return Kind::Product;
    }
    if starts(&TARGETS) || bare.contains('%') {
        return Kind::Target;
    }
    Kind::Text
}

/// A cue with a colon, or an agency before it.
fn names_agency(bare: &str) -> bool {
    let lead = bare.trim_start_matches(['-', '+', '*', ' ']);
    lead.starts_with("chu tri") || lead.starts_with("phoi hop") || is_agency(lead)
}

fn is_agency(lead: &str) -> bool {
    let lead = lead.as_bytes();
    AGENCIES.at(lead).is_some() && NO_AGENCIES.at(lead).is_none()
}

fn is_ordinal(bare: &str) -> bool {
    let token = bare.trim_end_matches([')', '.', ' ']);
    let numeric = token.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && token.split('.').all(|p| !p.is_empty() && p.len() <= 2);
    let roman = token.len() <= 5
        && token
            .bytes()
            .all(|b| matches!(b, b'i' | b'v' | b'x' | b'l' | b'|'));
    let letter = token.len() == 1 && token.bytes().all(|b| b.is_ascii_alphabetic());
    token.len() <= 8 && !token.is_empty() && (numeric && token != "0" || roman || letter)
}

fn money(bare: &str, digits: usize) -> Option<Kind> {
    let plain = bare.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == ' ');
    let amount = plain
        .bytes()
        .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b' '));
    let unit = &bare[plain.len()..];
    let unit = unit.trim();
    let known = matches!(
        unit,
        "" | "d"
            | "dong"
            | "vnd"
            | "trieu dong"
            | "trieu"
            | "ty"
            | "ty dong"
            | "nghin dong"
            | "tr.d"
            | "trd"
    );
    if amount
        && known
        && (bare == "0"
            || digits >= 4 && plain.contains('.')
            || digits >= 6
            || !unit.is_empty()
            || plain.contains(','))
    {
        return Some(Kind::Money);
    }
    let grouped = bare
        .as_bytes()
        .windows(4)
        .any(|w| w[0] == b'.' && w[1..].iter().all(u8::is_ascii_digit));
    let per = bare.contains('/') || bare.contains("dong") || bare.len() < 30;
    (grouped && per && bare.len() < 400).then_some(Kind::Price)
}

/// Months, quarters, dates and words of time; a sentence is none.
fn time(bare: &str) -> Option<Kind> {
    let head = bare.trim_start_matches(['-', '+', ' ', '(']);
    let dated = head
        .bytes()
        .take_while(|b| b.is_ascii_digit() || matches!(b, b'/' | b'-' | b'.' | b' ' | b'o' | b'l'))
        .count()
        == head.len()
        && head.contains('/');
    let glued = head
        .strip_prefix("thang")
        .is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()));
    if !dated && !glued && TIMES.at(head.as_bytes()).is_none() {
        let tail = &bare.as_bytes()[bare.len().saturating_sub(28)..];
        let last = |i: usize| LAST_WORDS.at(&tail[i..]).is_some();
        let ends =
            bare.len() < 80 && memchr::memchr_iter(b't', tail).any(last) && !bare.contains('%');
        return ends.then_some(Kind::Time);
    }
    let months = head.matches("thang").count();
    let joined = !head.starts_with("tu ")
        && !head.contains("den")
        && head.len() < 40
        && head.split("thang").skip(1).all(|p| p.trim().len() <= 8);
    Some(if months == 2 && joined && head.starts_with("thang") {
        Kind::Span
    } else {
        Kind::Time
    })
}

#[cfg(test)]
mod tests {
    use sohoa_text::fold::fold_string;

    use super::*;

    #[test]
    fn kinds() {
        for (i, kind) in Kind::ALL.into_iter().enumerate() {
            assert_eq!(kind as usize, i);
        }
        for (cell, want) in [
            ("01", Kind::Ordinal),
            ("2.1", Kind::Ordinal),
            ("IV", Kind::Ordinal),
            ("Hoạt động 1.2.1", Kind::Code),
            ("5.000.000", Kind::Money),
            ("0", Kind::Money),
            ("1,5 tỷ đồng", Kind::Money),
            ("100.000 người/ngày", Kind::Price),
            ("Tháng 3", Kind::Time),
            ("Tháng 1 Tháng 12", Kind::Span),
            ("Thường xuyên", Kind::Time),
            (
                "- Chủ trì: Phòng Tư pháp - Phối hợp: các phòng",
                Kind::Assignment,
            ),
            ("Các phòng, ban, đơn vị", Kind::Agency),
            ("Sơ kết, tổng kết", Kind::Text),
            ("Số hóa hồ sơ hộ tịch", Kind::Text),
            ("Báo cáo kết quả", Kind::Product),
            ("100% hồ sơ đúng hạn", Kind::Target),
            ("Rà soát quy trình nội bộ", Kind::Text),
            ("", Kind::Empty),
        ] {
            assert_eq!(kind(&fold_string(cell)), want, "{cell}");
        }
    }
}
