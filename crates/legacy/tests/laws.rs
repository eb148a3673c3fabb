//! What holds for every text: no panic, Unicode stays itself, what was encoded comes back.

use proptest::prelude::*;
use sohoa_legacy::{
    Encoding, by_font, decode, decode_bytes, decode_mixed, decode_mixed_bytes, encode,
    restore_capitals,
};

/// A few lines of an invented notice.
const NOTICE: &str = "Kính gửi: Các tổ dân phố\n\
    Chiều thứ bảy tuần này hội phụ nữ mượn sân đình để gói bánh, mong bà con giữ trật tự.\n\
    1. Mỗi nhà góp hai cân gạo nếp và một bó lá dong;\n\
    đ) Củi do ông trưởng thôn chuẩn bị trước ngày 5.3.\n\
    Người viết: Lò Thị Quyên\n";

const DETECTED: [Encoding; 6] = [
    Encoding::Tcvn3,
    Encoding::Vni,
    Encoding::Viscii,
    Encoding::Vps,
    Encoding::Windows1258,
    Encoding::Viqr,
];

#[test]
fn a_notice_comes_back_from_every_encoding() {
    for encoding in DETECTED {
        let bytes = encode(NOTICE, encoding).unwrap();
        let read = decode_mixed_bytes(&bytes);
        assert_eq!(read.text, NOTICE, "{}", encoding.name());
        assert_eq!(read.verdict.encoding, encoding);
        assert!(read.verdict.confidence > 0.9, "{:?}", read.verdict);
    }
}

#[test]
fn short_lines_follow_their_neighbours() {
    let text = format!("UỶ BAN NHÂN DÂN\nXÃ RẠCH MÂY\n\n{NOTICE}III- NỘI DUNG\n{NOTICE}");
    for encoding in [Encoding::Viscii, Encoding::Vps, Encoding::Windows1258] {
        let bytes = encode(&text, encoding).unwrap();
        assert_eq!(decode_mixed_bytes(&bytes).text, text, "{}", encoding.name());
    }
    // Words that are Unicode as they stand do not.
    let bytes = encode(&NOTICE.repeat(2), Encoding::Viscii).unwrap();
    let old: String = bytes.iter().map(|b| char::from(*b)).collect();
    let mixed = format!("{old}là ủy ban\n{old}");
    let read = decode_mixed(&mixed);
    assert!(read.text.contains("\nlà ủy ban\n"), "{}", read.text);
}

#[test]
fn parts_in_several_encodings_come_back() {
    let (mut spoilt, mut whole) = (String::new(), String::new());
    for encoding in [Encoding::Tcvn3, Encoding::Utf8, Encoding::Vni] {
        let bytes = encode(NOTICE, encoding).unwrap();
        spoilt.extend(bytes.iter().map(|b| char::from(*b)));
        spoilt.push_str(NOTICE);
        whole.push_str(&NOTICE.repeat(2));
    }
    let read = decode_mixed(&spoilt);
    assert_eq!(read.text, whole);
    for span in &read.spans {
        assert!(read.text.is_char_boundary(span.range.start));
        assert!(span.confidence > 0.9, "{span:?}");
    }
}

#[test]
fn other_languages_and_code_stay_what_they_are() {
    for text in [
        "Là-bas, l'été dernier, nous étions très fâchés : ça coûtait 5 € à Orléans où l'on dîne.",
        "Über den Häusern schläft der Kater; größer als zwölf Äpfel ist er nicht. »Schön«, sagt sie.",
        "let x = a^2 + b^2; if (u+v) > 3 { foo(a(b)); } // don't, e.g. https://example.org/a?b=c.d",
        "Señor Muñoz comió piñas en São João; naïve façade, Ångström, 25 °C, 3 m², § 5.",
        "ngày 5.3, lúc 7h; Trần Văn Bé, xã Phú Mỹ",
        "bóng bóng, sè sè, là lá la",
    ] {
        let read = decode_mixed(text);
        assert_eq!(read.text, text, "{:?}", read.spans);
    }
}

#[test]
fn headings_in_capitals_come_back_in_capitals() {
    let read = decode_mixed("CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM\n§éc lËp - Tù do - H¹nh phóc");
    assert_eq!(
        read.text,
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    );
}

proptest! {
    #[test]
    fn no_input_is_too_odd(text in any::<String>(), bytes in any::<Vec<u8>>()) {
        for encoding in Encoding::ALL {
            let _ = decode(&text, encoding, true);
            let _ = decode_bytes(&bytes, encoding);
            let _ = encode(&text, encoding);
        }
        let _ = by_font(&text);
        let _ = restore_capitals(&text);
        let _ = decode_mixed(&text);
        let read = decode_mixed_bytes(&bytes);
        for span in read.spans {
            prop_assert!(read.text.get(span.range).is_some());
        }
    }

    #[test]
    fn words_in_any_order_come_back(order in proptest::collection::vec(0usize..60, 30..80)) {
        let words: Vec<&str> = NOTICE.split_whitespace().collect();
        let text: Vec<&str> = order.iter().map(|i| words[i % words.len()]).collect();
        let text = text.join(" ");
        for encoding in [Encoding::Vni, Encoding::Windows1258] {
            let bytes = encode(&text, encoding).unwrap();
            let read = decode_mixed_bytes(&bytes);
            prop_assert_eq!(read.text, text.as_str());
        }
    }
}
