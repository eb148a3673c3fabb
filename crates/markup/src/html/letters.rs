//! Letters from before Unicode: by the fonts that a page names, or else by what its words say.

use std::collections::HashMap;

use sohoa_layout::{Layout, Notice, NoticeKind};
use sohoa_legacy::{Encoding, Font, by_font, decode, decode_mixed};

use super::dom::Dom;

/// Stands between texts; a browser shows it as a blank.
const BETWEEN: char = '\u{c}';
/// An encoding told more surely than this is not worth a word.
const SURE: f64 = 0.95;

/// Restores the letters of a page; the layout names the encoding that most of them were in.
pub(super) fn restore(dom: &mut Dom<'_>, layout: &mut Layout) {
    let fonts: Vec<Option<Font>> = dom.fonts.iter().map(|name| by_font(name)).collect();
    if fonts.iter().any(Option::is_some) {
        by_fonts(dom, &fonts, layout);
    } else {
        by_words(dom, layout);
    }
}

fn by_fonts(dom: &mut Dom<'_>, fonts: &[Option<Font>], layout: &mut Layout) {
    let mut words: HashMap<Encoding, usize> = HashMap::new();
    let mut all = 0;
    for i in 0..dom.len() {
        let Some(text) = dom.words(i) else {
            continue;
        };
        let count = text.split_whitespace().count();
        all += count;
        let font = fonts.get(usize::from(dom.items[i as usize].font));
        if let Some(Some(font)) = font {
            *words.entry(font.encoding).or_default() += count;
            let restored = decode(text, font.encoding, font.capital).into_owned();
            dom.restored.insert(i, restored);
        }
    }
    let decoded = words.values().sum::<usize>();
    layout.decoded = u32::try_from(decoded).unwrap_or(u32::MAX);
    let most = words
        .into_iter()
        .max_by_key(|(encoding, n)| (*n, encoding.name()));
    if let Some((encoding, _)) = most.filter(|_| decoded * 2 > all) {
        layout.encoding = Some(encoding.name().to_owned());
    }
}

fn by_words(dom: &mut Dom<'_>, layout: &mut Layout) {
    let texts: Vec<u32> = (0..dom.len()).filter(|i| dom.words(*i).is_some()).collect();
    let shown = |i: &u32| dom.words(*i).unwrap_or_default().replace(BETWEEN, " ");
    let page: Vec<String> = texts.iter().map(shown).collect();
    let page = page.join(&BETWEEN.to_string());
    let read = decode_mixed(&page);
    let restored: Vec<&str> = read.text.split(BETWEEN).collect();
    if read.spans.is_empty() || restored.len() != texts.len() {
        return;
    }
    let sureness = read.spans.iter().map(|s| s.confidence).fold(1.0, f64::min);
    let words = read.spans.iter().map(|s| s.words).sum::<usize>();
    layout.decoded = u32::try_from(words).unwrap_or(u32::MAX);
    let encoding = read.verdict.encoding;
    if encoding != Encoding::Utf8 {
        layout.encoding = Some(encoding.name().to_owned());
    }
    if sureness < SURE {
        layout.notices.push(Notice {
            kind: NoticeKind::EncodingGuessed,
            page: None,
            what: format!("{}, {:.0} %", encoding.name(), sureness * 100.0),
        });
    }
    let restored = texts
        .into_iter()
        .zip(restored.into_iter().map(str::to_owned));
    dom.restored.extend(restored);
}
