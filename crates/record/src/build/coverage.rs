//! What became of every non-blank character of the source.

use sohoa_syntax::tree::Tree;
use sohoa_text::Text;

use crate::model::Coverage;

/// Counts characters: attributed, furniture (markup included) and the unattributed rest.
pub(crate) fn coverage(text: &Text<'_>, tree: &Tree) -> Coverage {
    let characters = count(text.source());
    let removed: u64 = text
        .map()
        .edits()
        .iter()
        .map(|e| e.dropped(&text.source()[e.source_start as usize..e.source_end as usize]))
        .sum();
    let source = |r: &std::ops::Range<usize>| {
        let [a, b] = text.map().to_source(r);
        count_kept(text, a, b)
    };
    let furniture: u64 = tree.furniture.iter().map(source).sum();
    let left: u64 = tree.unattributed.iter().map(source).sum();
    let furniture = furniture + removed;
    Coverage {
        characters,
        attributed: characters.saturating_sub(furniture + left),
        furniture,
        unattributed: tree
            .unattributed
            .iter()
            .map(|r| text.span(std::slice::from_ref(r)))
            .collect(),
    }
}

/// Non-blank characters of a stretch of the source, removed markup left out.
fn count_kept(text: &Text<'_>, from: usize, to: usize) -> u64 {
    let edits = text.map().edits();
    let first = edits.partition_point(|e| (e.source_end as usize) <= from);
    let removed: u64 = edits[first..]
        .iter()
        .take_while(|e| (e.source_start as usize) < to)
        .map(|e| {
            let inside = (e.source_start as usize).max(from)..(e.source_end as usize).min(to);
            e.dropped(&text.source()[inside])
        })
        .sum();
    count(&text.source()[from..to]).saturating_sub(removed)
}

/// Non-blank characters: first bytes of characters, less the white space among them.
fn count(s: &str) -> u64 {
    let bytes = s.as_bytes();
    // Counted in blocks that one byte can count: the compiler makes wide instructions of that.
    let kept = |b: &u8| u8::from((*b & 0xc0 != 0x80) & !matches!(*b, b' ' | 0x09..=0x0d));
    let (blocks, rest) = bytes.as_chunks::<192>();
    let in_block = |block: &[u8; 192]| usize::from(block.iter().map(kept).sum::<u8>());
    let kept =
        blocks.iter().map(in_block).sum::<usize>() + rest.iter().filter(|b| kept(b) > 0).count();
    // White space beyond ASCII begins with one of these; U+1680 has a first byte that letters share.
    let wide = memchr::memchr3_iter(0xc2, 0xe2, 0xe3, bytes)
        .chain(memchr::memmem::find_iter(bytes, "\u{1680}".as_bytes()))
        .filter(|&i| s[i..].starts_with(char::is_whitespace))
        .count();
    (kept - wide) as u64
}
