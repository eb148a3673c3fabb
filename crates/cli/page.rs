//! The page that is printed on: its width, its colours, and text made fit for it.
//!
//! What is printed comes from files that anybody may have written: control characters are never passed
//! on to the terminal.

use std::io::IsTerminal;

use console::{Style, Term, measure_text_width};

/// Width where there is no terminal to ask.
const PLAIN_WIDTH: usize = 100;

/// Standard output as a page.
#[derive(Debug, Clone, Copy)]
pub struct Page {
    /// Columns.
    pub width: usize,
    colour: bool,
}

impl Page {
    /// Asks the terminal; a pipe is a plain page.
    pub fn of_stdout() -> Self {
        let terminal = std::io::stdout().is_terminal();
        let asked = terminal.then(|| Term::stdout().size_checked()).flatten();
        let width = asked.map_or(PLAIN_WIDTH, |(_, columns)| usize::from(columns));
        let wanted = std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|t| t == "dumb");
        Page {
            width: width.clamp(40, 160),
            colour: terminal && wanted && !dumb,
        }
    }

    /// A page without colours.
    #[cfg(test)]
    pub fn plain(width: usize) -> Self {
        Page {
            width,
            colour: false,
        }
    }

    /// The page with colours, or without.
    pub fn coloured(self, colour: bool) -> Self {
        Page { colour, ..self }
    }

    /// Whether colours are shown.
    pub fn has_colour(self) -> bool {
        self.colour
    }

    fn paint(self, style: Style, text: &str) -> String {
        if self.colour && !text.is_empty() {
            style.force_styling(true).apply_to(text).to_string()
        } else {
            text.to_owned()
        }
    }

    /// For titles.
    pub fn strong(self, text: &str) -> String {
        self.paint(Style::new().bold(), text)
    }

    /// For headings of parts.
    pub fn heading(self, text: &str) -> String {
        self.paint(Style::new().bold().cyan(), text)
    }

    /// For what stands in the second row.
    pub fn faint(self, text: &str) -> String {
        self.paint(Style::new().dim(), text)
    }

    /// For what is wrong.
    pub fn alarm(self, text: &str) -> String {
        self.paint(Style::new().red().bold(), text)
    }

    /// For what a change takes away.
    pub fn removed(self, text: &str) -> String {
        self.paint(Style::new().red().strikethrough(), text)
    }

    /// For what a change puts in its place.
    pub fn added(self, text: &str) -> String {
        self.paint(Style::new().green(), text)
    }

    /// For what may be wrong.
    pub fn warn(self, text: &str) -> String {
        self.paint(Style::new().yellow(), text)
    }
}

/// Columns that the text takes.
pub fn width(text: &str) -> usize {
    measure_text_width(text)
}

/// One line without control characters, white space collapsed.
pub fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(
            word.chars()
                .map(|c| if is_obeyed(c) { '\u{fffd}' } else { c }),
        );
    }
    out
}

/// A part of a line as it stands: tabs part cells, control characters are shown, not obeyed.
pub fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' => out.push_str(" | "),
            c if is_obeyed(c) => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

/// Characters that a terminal obeys instead of showing: controls, and the marks that turn the direction.
fn is_obeyed(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Cuts the text to `columns`, with `…` where something was lost.
pub fn fit(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 1;
    for c in text.chars() {
        used += width(c.encode_utf8(&mut [0; 4]));
        if used > columns {
            break;
        }
        out.push(c);
    }
    out.truncate(out.trim_end().len());
    out.push('…');
    out
}

/// Fills the text up with blanks to `columns`.
pub fn pad(text: &str, columns: usize) -> String {
    let missing = columns.saturating_sub(width(text));
    format!("{text}{}", " ".repeat(missing))
}

/// Breaks the text at blanks into lines of at most `columns`; a longer word stays whole.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let last = lines.len() - 1;
        let line = &mut lines[last];
        if line.is_empty() {
            line.push_str(word);
        } else if width(line) + 1 + width(word) <= columns {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}

/// A whole number with a dot between groups of three digits, as Vietnamese papers write money.
pub fn dots(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut out = String::from(if number < 0 { "-" } else { "" });
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_has_dots() {
        assert_eq!(dots(0), "0");
        assert_eq!(dots(-1_234_567), "-1.234.567");
        assert_eq!(dots(100_000), "100.000");
    }

    #[test]
    fn text_fits() {
        assert_eq!(fit("Kế hoạch", 8), "Kế hoạch");
        assert_eq!(fit("Kế hoạch năm", 9), "Kế hoạch…");
        assert_eq!(fit("Kế hoạch", 1), "…");
        assert_eq!(wrap("a bc def", 4), ["a bc", "def"]);
    }

    #[test]
    fn the_terminal_obeys_no_file() {
        assert_eq!(clean("a\x1b[2J\n b\u{202e}"), "a\u{fffd}[2J b\u{fffd}");
    }
}
