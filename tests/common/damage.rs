//! Texts that no one should have to read: assembled from nasty fragments, or spoiled on the way.

use proptest::prelude::*;
use proptest::sample::{Index, select};

/// What real scans, portals and converters leave behind, and a little more.
const FRAGMENTS: &[&str] = &[
    "\n",
    "\n\n",
    "\r\n",
    "\u{c}",
    "\t",
    "\t\t",
    " ",
    "  ",
    "\u{a0}",
    "\u{200b}",
    "\u{feff}",
    "\u{ad}",
    "\u{301}",
    "\u{323}",
    "e\u{302}\u{301}",
    "u\u{31b}\u{309}",
    "\u{fffd}",
    "\0",
    "\u{7}",
    "\u{7f}",
    "\r",
    "**",
    "*",
    "<p>",
    "</td><td>",
    "<ul><li>",
    "&nbsp;",
    "&lt;",
    "\\-",
    "~~",
    "# ",
    "| ",
    " | ",
    "|---|---|",
    "I. ",
    "II, ",
    "l. ",
    "|.",
    "IV",
    "1. ",
    "1.1. ",
    "1.1.1.1.1.1.1.1.1.1 ",
    "a) ",
    "b)",
    "đ) ",
    "- ",
    "-",
    "+ ",
    "• ",
    "– ",
    "Điều 1. ",
    "Chương II",
    "Mục 1",
    "Phần I",
    "PHỤ LỤC I",
    "Phụ lục",
    "(Kèm theo Quyết định số ",
    "ỦY BAN NHÂN DÂN",
    "HUYỆN SUỐI ĐÁ",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Số: ",
    "12/KH-UBND",
    "l2 /QÐ-UBND",
    "     /CV-",
    "61/2018/NĐ-CP",
    "/",
    "ngày ",
    "05 tháng 3 năm 2024",
    "ngày   tháng   năm",
    "KẾ HOẠCH",
    "QUYẾT ĐỊNH:",
    "TỜ TRÌNH",
    "V/v ",
    "Kính gửi:",
    "Căn cứ ",
    "Thực hiện ",
    "Luật Tổ chức chính quyền địa phương",
    "của Chính phủ;",
    "Nơi nhận:",
    "- Như trên;",
    "Lưu: VT.",
    "TM. ",
    "KT. ",
    "CHỦ TỊCH",
    "PHÓ CHỦ TỊCH",
    "Hoàng Văn Thử",
    "./.",
    "-----",
    "_____",
    "……………",
    "..........",
    "\n2\n",
    "Trang 2/9",
    "STT\tNội dung\tĐơn vị chủ trì\tThời gian",
    "TT\tNhiệm vụ\tKinh phí",
    "1\tHọp\tPhòng Nội vụ\tQuý I/2024",
    "I\tCông tác chung",
    "Tổng cộng\t\t1.234.567.000",
    "Giao Phòng Tư pháp chủ trì, phối hợp với Công an xã ",
    "trước ngày 30/6/2024",
    "hằng quý",
    "ít nhất 95%",
    "từ 10 đến 12,5 triệu đồng",
    "100%",
    "1.000.000.000.000.000.000",
    "99999999999999999999999999",
    "ĐVT: triệu đồng",
    "Х",
    "А",
    "ｆｕｌｌ",
    "ð",
    "Ð",
    "İ",
    "ß",
    "ﬁ",
    "汉字",
    "😀",
    "🇻🇳",
    "o\u{200b}\u{301}",
    "a\u{323} \u{301}",
    "12\u{301}/KH-UBND",
    "\u{202e}",
    "a\u{323} \u{301}",
    "a\u{300}\u{301}\u{302}\u{303}\u{309}",
    "ƯƠ",
    "ạ",
    "Hỏa tốc",
    "DỰ THẢO",
    "[1]",
    "(*)",
    "¹",
    "½",
    "²",
];

/// A fragment, a run of one fragment, or a few characters of any kind.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        12 => select(FRAGMENTS).prop_map(str::to_owned),
        1 => (select(FRAGMENTS), 2..40usize).prop_map(|(f, n)| f.repeat(n)),
        1 => (1..60usize).prop_map(ladder),
        1 => "\\PC{0,12}",
        1 => "[ -~]{0,20}",
        3 => select(&["\n", "\n", "\t", " "][..]).prop_map(str::to_owned),
    ]
}

/// Numbering that goes down a step on every line.
fn ladder(depth: usize) -> String {
    let mut out = String::new();
    let mut numeral = String::from("\n1");
    for _ in 0..depth {
        out.push_str(&numeral);
        out.push_str(". x");
        numeral.push_str(".1");
    }
    out
}

/// A text of such fragments.
pub fn nasty() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..60).prop_map(|parts| parts.concat())
}

/// A line that goes on for very long.
pub fn endless() -> impl Strategy<Value = String> {
    let run = (select(FRAGMENTS), select(FRAGMENTS), 500..2500usize);
    run.prop_map(|(a, b, n)| format!("{a}{b}").repeat(n))
}

/// One way to spoil a text.
#[derive(Debug, Clone)]
pub enum Harm {
    Delete(Index),
    Repeat(Index),
    Swap(Index, Index),
    Cut(Index),
    Behead(Index),
    Flip(Index, char),
    Insert(Index, &'static str),
    Join(Index),
}

fn harm() -> impl Strategy<Value = Harm> {
    let at = any::<Index>;
    let letter = select(
        &[
            'l', '1', 'O', '0', 'đ', 'ạ', 'I', '|', '.', '/', '-', ' ', '\t', '\n', '\u{301}',
        ][..],
    );
    prop_oneof![
        3 => at().prop_map(Harm::Delete),
        2 => at().prop_map(Harm::Repeat),
        3 => (at(), at()).prop_map(|(a, b)| Harm::Swap(a, b)),
        1 => at().prop_map(Harm::Cut),
        1 => at().prop_map(Harm::Behead),
        5 => (at(), letter).prop_map(|(a, c)| Harm::Flip(a, c)),
        2 => (at(), select(FRAGMENTS)).prop_map(|(a, f)| Harm::Insert(a, f)),
        2 => at().prop_map(Harm::Join),
    ]
}

/// One of `texts`, spoiled in a few ways.
pub fn spoiled(texts: Vec<String>) -> impl Strategy<Value = String> {
    let harms = prop::collection::vec(harm(), 1..12);
    (select(texts), harms).prop_map(|(text, harms)| harms.iter().fold(text, |t, h| spoil(&t, h)))
}

fn spoil(text: &str, harm: &Harm) -> String {
    match harm {
        Harm::Cut(at) => text[..boundary(text, at)].to_owned(),
        Harm::Behead(at) => text[boundary(text, at)..].to_owned(),
        Harm::Insert(at, words) => {
            let (a, b) = text.split_at(boundary(text, at));
            format!("{a}{words}{b}")
        }
        Harm::Flip(at, c) => {
            let (a, b) = text.split_at(boundary(text, at));
            let mut rest = b.chars();
            rest.next();
            format!("{a}{c}{}", rest.as_str())
        }
        _ => spoil_lines(text, harm),
    }
}

fn spoil_lines(text: &str, harm: &Harm) -> String {
    let mut lines: Vec<&str> = text.split('\n').collect();
    let joined;
    match harm {
        Harm::Delete(at) => {
            let n = at.index(lines.len());
            lines.remove(n);
        }
        Harm::Repeat(at) => {
            let n = at.index(lines.len());
            let again = lines[n];
            lines.insert(n, again);
        }
        Harm::Swap(a, b) => {
            let (a, b) = (a.index(lines.len()), b.index(lines.len()));
            lines.swap(a, b);
        }
        Harm::Join(at) if lines.len() > 1 => {
            let n = at.index(lines.len() - 1);
            let below = lines.remove(n + 1);
            joined = format!("{} {below}", lines[n]);
            lines[n] = &joined;
        }
        _ => {}
    }
    lines.join("\n")
}

/// A character boundary of the text.
fn boundary(text: &str, at: &Index) -> usize {
    let mut i = at.index(text.len() + 1);
    while !text.is_char_boundary(i) {
        i -= 1;
    }
    i
}
