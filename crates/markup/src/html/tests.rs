//! One phenomenon of web pages each.

use super::*;

fn text(page: &str) -> String {
    read(page.as_bytes(), &Limits::default()).unwrap().0
}

fn body(inner: &str) -> String {
    text(&format!("<html><body>{inner}</body></html>"))
}

/// The text with `~` before the portal's lines.
fn parted(page: &str) -> Vec<String> {
    let (text, layout) = read(page.as_bytes(), &Limits::default()).unwrap();
    let mut at = 0;
    let mut out = Vec::new();
    for line in text.lines() {
        let sign = if layout.is_furniture(at) { "~" } else { "" };
        out.push(format!("{sign}{line}"));
        at += line.len() as u32 + 1;
    }
    out
}

#[test]
fn pages_say_what_they_are() {
    for page in [
        "<!DOCTYPE html>",
        "\u{feff}\n<HTML xmlns:o=\"urn:x\">",
        "<?xml version='1.0'?>\n<!-- x --><html>",
        "<body>",
    ] {
        assert!(recognises(page.as_bytes()), "{page}");
    }
    for text in [
        "<p>Kế hoạch</p>",
        "**Số:** 5\n<ul><li>a",
        "<header>",
        "",
        "<!--",
        "Trang <html>",
    ] {
        assert!(!recognises(text.as_bytes()), "{text}");
    }
}

#[test]
fn blocks_breaks_and_entities() {
    assert_eq!(
        body("<p>Số:&nbsp;5 &amp; 6<br>Hai</p>Ba<div>Bốn<p>Năm"),
        "Số: 5 & 6\nHai\nBa\nBốn\nNăm\n"
    );
    assert_eq!(
        body("<p>Nội <b>du</b>ng <i> chi </i> tiết</p>"),
        "Nội dung chi tiết\n"
    );
    assert_eq!(body("<pre>Một\n  Hai</pre>"), "Một\nHai\n");
    assert_eq!(
        body("<span style='display:block'>Một</span><span style='display:block'>Hai</span>"),
        "Một\nHai\n"
    );
}

#[test]
fn what_is_hidden_is_not_read() {
    let page = "<html><head><title>T</title><style>.an{display:none}</style></head><body><script>x<y</script>\
        <p hidden>a</p><p class=an>b</p><p style='visibility: hidden'>c</p><!-- d --><select><option>e</select>\
        <p>Kế hoạch</p></body></html>";
    assert_eq!(text(page), "Kế hoạch\n");
}

#[test]
fn wide_gaps_stay_wide() {
    assert_eq!(
        body("<p>Nơi nhận:&nbsp;&nbsp; &nbsp;TM. ỦY BAN</p>"),
        "Nơi nhận:    TM. ỦY BAN\n"
    );
    assert_eq!(
        body("<p>&nbsp;&nbsp;&nbsp;&nbsp;Thụt đầu dòng</p>"),
        "Thụt đầu dòng\n"
    );
}

#[test]
fn lists_get_their_marks() {
    assert_eq!(
        body("<ul><li>Một<ul><li>Hai</ul><li><p>Ba</p><p>Bốn</p><li>- Năm<li></ul><p>Sáu</p>"),
        "- Một\n+ Hai\n- Ba\nBốn\n- Năm\nSáu\n"
    );
    assert_eq!(
        body("<ol type=I start=3><li>A<ol type=a><li>x<li value=4>y</ol><li>B</ol>"),
        "III. A\na) x\nd) y\nIV. B\n"
    );
    assert_eq!(
        body("<ol reversed><li>Hai<li>Một</ol><ol style='list-style-type:none'><li>Ba</ol>"),
        "2. Hai\n1. Một\nBa\n"
    );
}

#[test]
fn merged_cells() {
    let table = "<table border=1><tr><th rowspan=2>TT<th rowspan=2>Nội dung<th colspan=2>Kinh phí<tr><th>Tỉnh<th>Xã\
        <tr><td colspan=4>I. Tuyên truyền<tr><td>1<td rowspan=2>Họp<br>dân<td>5<td><tr><td>2<td>6<td>7</table>";
    assert_eq!(
        body(table),
        "TT\tNội dung\tKinh phí\n\t\tTỉnh\tXã\nI. Tuyên truyền\n1\tHọp dân\t5\t\n2\t\t6\t7\n"
    );
}

#[test]
fn a_head_of_two_columns_is_read_left_then_right() {
    let table = "<table><tr><td><p>UBND XÃ SUỐI ĐÁ</p><td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc\
        <tr><td>Số: 5/KH-UBND<td>Suối Đá, ngày 5 tháng 3 năm 2024</table>";
    assert_eq!(
        body(table),
        "UBND XÃ SUỐI ĐÁ\nSố: 5/KH-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\
        Suối Đá, ngày 5 tháng 3 năm 2024\n"
    );
}

#[test]
fn tables_that_lay_out_a_page_are_no_tables() {
    let page = "<table><tr><td>Trái<td><p>Một</p><table border=1><tr><td>1<td>a<tr><td>2<td>b</table></table>";
    assert_eq!(body(page), "Trái\nMột\n1\ta\n2\tb\n");
    assert_eq!(
        body("<table border=1><tr><td>Một<tr><td>Hai</table>"),
        "Một\nHai\n"
    );
}

#[test]
fn the_paper_is_found_and_the_portal_set_apart() {
    let page = "<html><body><div id=top><a href=/>Trang chủ</a> <a href=/vb>Văn bản</a></div><div><div class=c>\
        <p>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p><p>Số: 5/KH-UBND</p><p>Căn cứ Luật Đất đai;</p><aside>Tin mới</aside>\
        <p><a href=/vb/1>Nghị định 1</a></p></div><div>Lượt truy cập: 15</div></div><footer>Ban biên tập</footer></body></html>";
    assert_eq!(
        parted(page),
        [
            "~Trang chủ Văn bản",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Số: 5/KH-UBND",
            "Căn cứ Luật Đất đai;",
            "~Tin mới",
            "~Nghị định 1",
            "~Lượt truy cập: 15",
            "~Ban biên tập",
        ]
    );
}

#[test]
fn a_head_beside_its_body_stays_with_it() {
    let long = "Nội dung kế hoạch trong năm. ".repeat(40);
    let page = format!(
        "<html><body><nav>Trang chủ</nav><main><div>Số: 5/KH-UBND</div><div><p>{long}</p></div></main></body></html>"
    );
    let lines = parted(&page);
    assert_eq!(lines[..2], ["~Trang chủ", "Số: 5/KH-UBND"]);
}

#[test]
fn notes_and_marks_of_a_word_processor() {
    let page = "<p>Theo mẫu<a href='#_ftn1' name='_ftnref1'><span>[1]</span></a> mới<a href='#n2'><sup>2</sup></a></p>\
        <p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp;&nbsp;&nbsp; </span></span>Họp</p>\
        <p><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span></span>Báo cáo<o:p></o:p></p>";
    assert_eq!(body(page), "Theo mẫu[1] mới[2]\n1. Họp\n- Báo cáo\n");
}

#[test]
fn spans_without_end_cost_little() {
    let cells = "<td colspan=9999 rowspan=9999>a".repeat(500);
    let page = format!(
        "<table border=1><tr>{cells}{}</table>",
        "<tr><td>b".repeat(2000)
    );
    assert!(body(&page).len() < 100_000_000);
}

#[test]
fn empty_pages() {
    for page in [
        "",
        "<html>",
        "<body></body>",
        "<html><frameset><frame></frameset></html>",
        "<table><tr><td></table>",
    ] {
        assert_eq!(text(page), "");
    }
}

#[test]
fn old_letters_by_their_fonts_or_their_words() {
    let page = "<html><head><style>p.K{font-family:.VnTimeH}</style></head><body><p class=K>kÕ ho¹ch</p>\
        <font face=\".VnTime\">Suèi <b>§¸</b></font></body></html>";
    let (text, layout) = read(page.as_bytes(), &Limits::default()).unwrap();
    assert_eq!(text, "KẾ HOẠCH\nSuối Đá\n");
    assert_eq!(
        (layout.encoding.as_deref(), layout.decoded),
        (Some("tcvn3"), 4)
    );
    let words = "<html><body><p>C¨n cø LuËt Tæ chøc chÝnh quyÒn ®Þa ph­¬ng;</p><p>KÕ ho¹ch</p></body></html>";
    let (text, layout) = read(words.as_bytes(), &Limits::default()).unwrap();
    assert_eq!(
        text,
        "Căn cứ Luật Tổ chức chính quyền địa phương;\nKế hoạch\n"
    );
    assert_eq!(layout.encoding.as_deref(), Some("tcvn3"));
}
