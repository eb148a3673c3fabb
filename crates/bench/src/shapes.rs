//! Invented texts of any length: what could cost more than its length says, each alone.

use std::fmt::Write;

use crate::set::Set;

/// What a text is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// One document, one tree of sections.
    Sections,
    /// One document, one paragraph.
    Paragraph,
    /// One document, one table with damaged rows.
    Table,
    /// Many documents, one behind the other.
    Documents,
}

impl Shape {
    /// All of them.
    pub const ALL: [Shape; 4] = [
        Shape::Sections,
        Shape::Paragraph,
        Shape::Table,
        Shape::Documents,
    ];

    /// What the report calls it.
    pub fn name(self) -> &'static str {
        match self {
            Shape::Sections => "sections",
            Shape::Paragraph => "paragraph",
            Shape::Table => "table",
            Shape::Documents => "documents",
        }
    }

    /// A text of this shape, of about so many bytes; documents are taken from `set`.
    pub fn text(self, bytes: usize, set: &Set) -> String {
        if self == Shape::Documents {
            return documents(bytes, set);
        }
        let mut text = HEAD.to_owned();
        if self == Shape::Table {
            text.push_str(TABLE_HEAD);
        }
        for n in 1.. {
            if text.len() >= bytes {
                break;
            }
            match self {
                Shape::Sections => section(n, &mut text),
                Shape::Table => row(n, &mut text),
                _ => sentence(n, ' ', &mut text),
            }
        }
        text
    }
}

const HEAD: &str = "ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nXÃ SUỐI ĐÁ\tĐộc lập - Tự do - Hạnh phúc\n\
    Số: 12/KH-UBND\tSuối Đá, ngày 05 tháng 3 năm 2024\n\nKẾ HOẠCH\nKiểm tra công vụ năm 2024\n\n\
    Ủy ban nhân dân xã ban hành kế hoạch như sau:\nI. NỘI DUNG\n";

const TABLE_HEAD: &str = "TT\tNội dung\tCơ quan chủ trì\tThời gian\tKinh phí (đồng)\n";

/// Five items under a heading, each with its facts.
fn section(n: usize, text: &mut String) {
    if n > 1 {
        write(text, format_args!("{n}. Kiểm tra lĩnh vực thứ {n}\n"));
    } else {
        text.push_str("1. Kiểm tra thường xuyên\n");
    }
    for (i, letter) in ["a", "b", "c", "d", "đ"].into_iter().enumerate() {
        write(text, format_args!("{letter}) "));
        sentence(n * 5 + i, '\n', text);
    }
}

fn sentence(n: usize, end: char, text: &mut String) {
    let (number, day, share) = (n % 900 + 1, n % 27 + 1, n % 50 + 50);
    write(
        text,
        format_args!(
            "Giao Phòng Tư pháp chủ trì, phối hợp với Công an xã rà soát theo Quyết định số {number}/QĐ-UBND \
             ngày {day:02}/02/2024, báo cáo trước ngày {day:02}/6/2024; phấn đấu ít nhất {share}% hồ sơ đúng hạn.{end}"
        ),
    );
}

/// Every seventeenth row lost the seam of two cells.
fn row(n: usize, text: &mut String) {
    let seam = if n.is_multiple_of(17) { ' ' } else { '\t' };
    let quarter = ["I", "II", "III", "IV"][n % 4];
    let amount = n % 90 + 10;
    write(
        text,
        format_args!(
            "{n}\tRà soát, cập nhật thủ tục hành chính thứ {n}\tPhòng Tư pháp{seam}Quý {quarter}/2024\t{amount}.000.000\n"
        ),
    );
}

fn documents(bytes: usize, set: &Set) -> String {
    let mut text = String::with_capacity(bytes);
    for (one, _) in set.texts.iter().cycle() {
        if text.len() >= bytes {
            break;
        }
        text.push_str(one);
        text.push_str("\n\n");
    }
    text.truncate(text.floor_char_boundary(bytes));
    text
}

fn write(text: &mut String, what: std::fmt::Arguments<'_>) {
    // A string takes all that is written to it.
    let _ = text.write_fmt(what);
}
