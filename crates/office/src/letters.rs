//! Letters of the fonts from before Unicode, decoded: the one place where this is done.

use std::borrow::Cow;

use sohoa_layout::{NoticeKind, Writer};
use sohoa_legacy::{Encoding, by_font, decode, decode_mixed};

/// Decodes, and counts what was decoded.
#[derive(Debug, Default)]
pub(crate) struct Letters {
    /// Letters beyond ASCII by the encoding they were in.
    old: Vec<(Encoding, usize)>,
    /// Those that were Unicode.
    unicode: usize,
    /// The encoding that was told by the letters alone.
    guessed: Option<Encoding>,
}

impl Letters {
    /// What words in a font say.
    pub(crate) fn read<'w>(&mut self, words: &'w str, font: Option<&str>) -> Cow<'w, str> {
        let Some(font) = font.and_then(by_font) else {
            self.unicode += beyond_ascii(words);
            return Cow::Borrowed(words);
        };
        self.count(font.encoding, beyond_ascii(words));
        if words.contains(is_shifted) {
            let bytes: String = words.chars().map(unshifted).collect();
            return Cow::Owned(decode(&bytes, font.encoding, font.capital).into_owned());
        }
        decode(words, font.encoding, font.capital)
    }

    /// Decodes texts without known fonts by their letters, all of them together.
    pub(crate) fn guess<'t>(&mut self, texts: impl Iterator<Item = &'t mut String>) {
        let texts: Vec<&mut String> = texts.collect();
        let all: Vec<&str> = texts.iter().map(|t| t.as_str()).collect();
        let all = all.join("\n");
        let read = decode_mixed(&all);
        let lines: Vec<&str> = read.text.split('\n').collect();
        if read.spans.is_empty() || lines.len() != texts.len() {
            self.unicode += beyond_ascii(&all);
            return;
        }
        for span in &read.spans {
            self.count(span.encoding, beyond_ascii(&read.text[span.range.clone()]));
        }
        let decoded: usize = self.old.iter().map(|(_, n)| n).sum();
        self.unicode += beyond_ascii(&read.text).saturating_sub(decoded);
        self.guessed = Some(read.verdict.encoding).filter(|e| *e != Encoding::Utf8);
        for (text, line) in texts.into_iter().zip(lines) {
            line.clone_into(text);
        }
    }

    /// Writes down the encoding that most letters were in.
    pub(crate) fn tell(&self, writer: &mut Writer) {
        let most = self.old.iter().max_by_key(|(_, n)| *n);
        let all = self.unicode + self.old.iter().map(|(_, n)| n).sum::<usize>();
        if let Some((encoding, _)) = most.filter(|(_, n)| *n * 2 > all) {
            writer.layout_mut().encoding = Some(encoding.name().to_owned());
        }
        if let Some(guessed) = self.guessed {
            writer.notice(NoticeKind::EncodingGuessed, None, guessed.name());
        }
    }

    fn count(&mut self, encoding: Encoding, letters: usize) {
        match self.old.iter_mut().find(|(e, _)| *e == encoding) {
            Some((_, n)) => *n += letters,
            None => self.old.push((encoding, letters)),
        }
    }
}

fn beyond_ascii(text: &str) -> usize {
    text.chars().filter(|c| !c.is_ascii()).count()
}

/// Fonts without a character set of their own have their bytes in the private use area.
fn is_shifted(c: char) -> bool {
    ('\u{f020}'..='\u{f0ff}').contains(&c)
}

fn unshifted(c: char) -> char {
    match u32::from(c).checked_sub(0xf000).and_then(char::from_u32) {
        Some(byte) if is_shifted(c) => byte,
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fonts_tell_the_encoding_and_capitals() {
        let mut letters = Letters::default();
        assert_eq!(letters.read("céng hßa", Some(".VnTimeH")), "CỘNG HÒA");
        assert_eq!(letters.read("c\u{f0e9}ng", Some(".VnTime")), "cộng");
        assert_eq!(letters.read("café", Some("Arial")), "café");
        let mut writer = Writer::default();
        letters.tell(&mut writer);
        assert_eq!(writer.finish().1.encoding.as_deref(), Some("tcvn3"));
    }

    #[test]
    fn letters_tell_the_encoding_where_no_font_does() {
        let mut texts = [
            "Céng hßa x· héi chñ nghÜa".to_owned(),
            "5".to_owned(),
            "ViÖt Nam".to_owned(),
        ];
        let mut letters = Letters::default();
        letters.guess(texts.iter_mut());
        assert_eq!(texts, ["Cộng hòa xã hội chủ nghĩa", "5", "Việt Nam"]);
        assert_eq!(letters.guessed, Some(Encoding::Tcvn3));
    }
}
