//! RTF: a text of groups and control words.
//!
//! The [`token`]s are read one by one. A [`reader`] keeps the groups that are open and the stories that grow;
//! [`words`] does what control words say.

mod fonts;
mod group;
mod reader;
mod token;
mod words;

use sohoa_layout::{Failure, Layout, Limits};

use reader::Reader;
use token::{Token, Tokens};

/// Reads an RTF document: its text, the rows of its tables with tabs, notes at its end.
///
/// # Errors
/// [`Failure::Damaged`] where it is none, [`Failure::Limited`] where its groups nest too deep.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<(String, Layout), Failure> {
    if !bytes.starts_with(b"{\\rtf") {
        return Err(Failure::Damaged("no header of RTF".to_owned()));
    }
    let mut reader = Reader::new();
    for token in Tokens::new(bytes) {
        match token {
            Token::Open => {
                limits.in_time()?;
                reader.open(limits)?;
            }
            Token::Close => reader.close(),
            Token::Word(word, number) => reader.word(word, number),
            Token::Sign(sign) => reader.sign(sign),
            Token::Byte(byte) => reader.byte(byte),
        }
        if reader.groups.is_empty() {
            break;
        }
    }
    Ok(reader.finish().write())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(rtf: &str) -> String {
        let (text, _) = read(rtf.as_bytes(), &Limits::default()).unwrap();
        text
    }

    #[test]
    fn paragraphs_letters_and_hidden_text() {
        let rtf = r"{\rtf1\ansi\ansicpg1258{\info{\title X}}{\*\generator Y;}K\u7871\'1a ho\u7841?ch\line n\'e3m{\v z}\par{\deleted b}Hai\par}";
        let rtf = rtf.replace(r"\'1a", "?");
        assert_eq!(text(&rtf), "Kế hoạch\nnăm\nHai\n");
        let (_, layout) = read(rtf.as_bytes(), &Limits::default()).unwrap();
        assert_eq!(layout.notices.len(), 1);
    }

    #[test]
    fn old_fonts_are_decoded_run_by_run() {
        let fonts = r"{\fonttbl{\f0 Times New Roman;}{\f1\fcharset0{\*\panose 02}.VnTimeH;}{\f2 VNI-Times;}}";
        let rtf =
            format!(r"{{\rtf1\ansi\deff0{fonts}\f1 c\'e9ng h\'dfa\f0\par\f2 tæn{{\b h}}\par}}");
        let rtf: Vec<u8> = encoding_rs::WINDOWS_1252.encode(&rtf).0.into();
        let (text, layout) = read(&rtf, &Limits::default()).unwrap();
        assert_eq!(text, "CỘNG HÒA\ntỉnh\n");
        assert_eq!(layout.encoding.as_deref(), Some("tcvn3"));
    }

    #[test]
    fn tables_with_merged_cells() {
        let define = r"\trowd\clbrdrt\brdrs\cellx500\cellx3000\cellx5000";
        let merged = r"\trowd\clbrdrt\brdrs\clmgf\cellx500\clmrg\cellx3000\clmrg\cellx5000";
        let rtf = format!(
            r"{{\rtf1 {define}\pard\intbl TT\cell Vi\u7879?c\par l\'e0m\cell H\u7841?n\cell\row {merged}\intbl I. Chung\cell\cell\cell\row\pard Sau\par}}"
        );
        assert_eq!(text(&rtf), "TT\tViệc làm\tHạn\nI. Chung\n\nSau\n");
    }

    #[test]
    fn notes_edges_boxes_and_numbers() {
        let rtf = r"{\rtf1{\header Trang \par}{\pntext 1.\tab}M\u7897?t{\super\chftn{\footnote\pard{\super\chftn} Xem lu\u7853?t}} n\u7919?a{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt M\u7852?T\par}}{\shprslt c}}\par{\field{\*\fldinst PAGE}{\fldrslt hai}}\par}";
        assert_eq!(text(rtf), "MẬT\n1. Một[1] nữa\nhai\n[1] Xem luật\nTrang\n");
    }

    #[test]
    fn depth_is_limited_and_a_cut_is_told() {
        let deep = format!("{{\\rtf1 {}", "{".repeat(100));
        let failed = read(deep.as_bytes(), &Limits::default());
        assert_eq!(failed, Err(Failure::Limited("--max-depth")));
        let (text, layout) = read(b"{\\rtf1 Hai", &Limits::default()).unwrap();
        assert_eq!((text.as_str(), layout.notices.len()), ("Hai\n", 1));
    }
}
