//! Leftovers of markup that OCR engines and portals leave in plain text.
//!
//! Known: `**bold**`, `*italic*`, `~~struck~~`, `# heading`, HTML tags and entities, `\` escapes, pen
//! marks. Anything else that looks like markup is kept: text is never thrown away on suspicion.

/// A piece of markup at the cursor and what takes its place.
pub(crate) struct Hit {
    pub len: usize,
    pub by: &'static str,
}

const fn hit(len: usize, by: &'static str) -> Option<Hit> {
    Some(Hit { len, by })
}

/// The markup at the start of `rest`, given the character before it on the line.
pub(crate) fn at(rest: &str, before: Option<char>) -> Option<Hit> {
    match rest.as_bytes()[0] {
        b'*' => star(rest, before),
        b'~' if rest.starts_with("~~") => hit(2, ""),
        b'#' if before.is_none() => hashes(rest),
        b'\\' if rest[1..].starts_with(['*', '_', '#', '-', '.', '[', ']', '(', ')', '+', '|']) => {
            hit(1, "")
        }
        b'<' => tag(rest),
        b'&' => entity(rest),
        _ => None,
    }
}

/// A tick or cross drawn by a pen, not part of the text.
pub(crate) fn is_pen_mark(c: char) -> bool {
    matches!(c, '✓' | '✔' | '✗' | '✘' | '☑' | '☒' | '☐')
}

/// Bytes of a speck that recognition took for a point or a quote: at the start of a line, a blank behind it, then
/// a word. A point in mid-height may be a bullet and stays, but for a numeral behind it: no item has two marks.
pub(crate) fn speck(line: &str) -> usize {
    let len = match line.as_bytes() {
        [b'.' | b',' | b'\'' | b'`' | b'"', b' ', ..] => 1,
        [0xc2, 0xb0 | 0xb7, b' ', ..] => 2,
        [b'~', b' ', ..] => 1,
        // Accents that stand by themselves.
        [0xcb, _, b' ', ..] => 2,
        _ => return 0,
    };
    let rest = line[len..].trim_start_matches(' ');
    let sure = !matches!(line.as_bytes()[0], b'~' | 0xc2) || opens_numbered(rest);
    let word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '+' | '(' | '\t');
    if sure && rest.starts_with(word) {
        len
    } else {
        0
    }
}

/// A short numeral with its dot or bracket.
fn opens_numbered(rest: &str) -> bool {
    let end = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    (1..=4).contains(&end) && rest[end..].starts_with(['.', ')'])
}

/// Emphasis; a lone star (Party letterhead) and a star with a blank behind it (bullet) are text.
fn star(rest: &str, before: Option<char>) -> Option<Hit> {
    if rest.starts_with("**") {
        return hit(rest.len() - rest.trim_start_matches('*').len(), "");
    }
    let after = rest[1..].chars().next();
    let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    if blank(after) && blank(before) || digit(before) && digit(after) {
        return None;
    }
    // A note mark at the start of a line, "(*)" and "*)".
    if after == Some(')') && matches!(before, None | Some('('))
        || before == Some(')') && !blank(after)
    {
        return None;
    }
    hit(1, "")
}

fn hashes(rest: &str) -> Option<Hit> {
    let n = rest.len() - rest.trim_start_matches('#').len();
    (n <= 6 && rest[n..].starts_with(' ')).then_some(Hit { len: n, by: "" })
}

const TAGS: &[&str] = &[
    "a",
    "article",
    "b",
    "blockquote",
    "br",
    "center",
    "code",
    "div",
    "em",
    "font",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "i",
    "img",
    "li",
    "ol",
    "p",
    "pre",
    "s",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
];

/// An HTML tag, or the brackets of an autolink. Cells of a table row become tabs.
fn tag(rest: &str) -> Option<Hit> {
    let body = &rest[1..];
    let name = body.strip_prefix('/').unwrap_or(body);
    let len = name
        .bytes()
        .take_while(u8::is_ascii_alphanumeric)
        .count()
        .min(12);
    let word = name[..len].to_ascii_lowercase();
    if !TAGS.contains(&word.as_str()) {
        return None;
    }
    let stop = rest
        .bytes()
        .take(400)
        .position(|b| b == b'>' || b == b'\n')?;
    if rest.as_bytes()[stop] != b'>'
        || !matches!(name.as_bytes().get(len), Some(b'>' | b' ' | b'/'))
    {
        return None;
    }
    let closes_cell = body.starts_with('/') && matches!(word.as_str(), "td" | "th");
    let goes_on = rest[stop + 1..].trim_start().starts_with("<t");
    hit(stop + 1, if closes_cell && goes_on { "\t" } else { " " })
}

fn entity(rest: &str) -> Option<Hit> {
    const ENTITIES: &[(&str, &str)] = &[
        ("&nbsp;", " "),
        ("&amp;", "&"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&ndash;", "–"),
        ("&mdash;", "—"),
    ];
    ENTITIES
        .iter()
        .find(|(e, _)| rest.starts_with(e))
        .map(|&(e, by)| Hit { len: e.len(), by })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn specks_stand_before_a_word() {
        for line in [
            "' 2. Tổ chức",
            "ˆ UBND TỈNH",
            ". - Sở Y tế",
            "° II. MỤC TIÊU",
            "~ b) Rà soát",
            "` \tHọp",
        ] {
            assert!(speck(line) > 0, "{line}");
        }
        for line in [
            ". . . . .",
            "· Rà soát",
            "~ Rà soát",
            "'Tổ liên gia'",
            "\"",
            "* Ghi chú",
            "",
        ] {
            assert_eq!(speck(line), 0, "{line}");
        }
    }
}
