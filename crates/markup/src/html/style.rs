//! The little of style sheets that changes what is read: fonts of old encodings, hidden elements, kinds of lists.
//!
//! ```text
//! sheet     = { selectors , "{" , declarations , "}" | "@" rule , left out }
//! selectors = selector , { "," , selector }
//! selector  = [ element ] , [ "." class ]          others are left out
//! ```

use std::collections::HashMap;

use scraper::node::Element;

/// What a style says; `None` where it says nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Style {
    pub font: Option<String>,
    pub hidden: Option<bool>,
    pub block: bool,
    /// White space is kept as it is.
    pub pre: Option<bool>,
    /// Kind of the numbers of a list.
    pub list: Option<String>,
    /// What a word processor says of the list that a paragraph is of.
    pub mso_list: Option<String>,
}

impl Style {
    /// Reads declarations.
    pub fn of(declarations: &str) -> Style {
        let mut style = Style::default();
        for (name, value) in declarations.split(';').filter_map(|d| d.split_once(':')) {
            style.declare(&name.trim().to_ascii_lowercase(), value.trim());
        }
        style
    }

    fn declare(&mut self, name: &str, value: &str) {
        let word = || {
            value
                .split_ascii_whitespace()
                .next()
                .unwrap_or("")
                .to_ascii_lowercase()
        };
        match name {
            "font-family" => self.font = first_font(value),
            "display" => {
                let word = word();
                self.hidden = Some(word == "none");
                self.block = word == "block";
            }
            "visibility" => self.hidden = Some(word() == "hidden"),
            "mso-hide" => self.hidden = Some(word() == "all"),
            "white-space" => self.pre = Some(word().starts_with("pre")),
            "list-style" | "list-style-type" => self.list = Some(word()),
            "mso-list" => self.mso_list = Some(value.to_ascii_lowercase()),
            _ => {}
        }
    }

    /// Takes over what a stronger style says.
    fn overrule(&mut self, other: &Style) {
        let take = |a: &mut Option<String>, b: &Option<String>| {
            if b.is_some() {
                a.clone_from(b);
            }
        };
        take(&mut self.font, &other.font);
        take(&mut self.list, &other.list);
        take(&mut self.mso_list, &other.mso_list);
        self.hidden = other.hidden.or(self.hidden);
        self.pre = other.pre.or(self.pre);
        self.block |= other.block;
    }
}

/// The first font of a list, without its quotes.
fn first_font(value: &str) -> Option<String> {
    let first = value.split(',').next()?;
    let name = first.trim().trim_matches(['"', '\'']).trim();
    (!name.is_empty()).then(|| name.to_owned())
}

/// The rules of a page's sheets, by element and class; either may be empty.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    rules: HashMap<(String, String), Style>,
}

impl Sheet {
    /// Adds the rules of a sheet.
    pub fn add(&mut self, css: &str) {
        let css = without_comments(css);
        let mut rest = css.as_str();
        while let Some(open) = rest.find(['{', ';']) {
            let (selectors, after) = (rest[..open].trim(), &rest[open + 1..]);
            if rest.as_bytes()[open] == b';' {
                rest = after;
            } else if selectors.starts_with('@') {
                rest = behind_block(after);
            } else {
                let end = after.find('}').unwrap_or(after.len());
                self.rule(selectors, &after[..end]);
                rest = after.get(end + 1..).unwrap_or("");
            }
        }
    }

    fn rule(&mut self, selectors: &str, declarations: &str) {
        let style = Style::of(declarations);
        if style == Style::default() {
            return;
        }
        for selector in selectors.split(',').map(str::trim) {
            let (element, class) = selector.split_once('.').unwrap_or((selector, ""));
            let plain = |s: &str| {
                s.bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b))
            };
            if plain(element) && plain(class) && !selector.is_empty() {
                let key = (element.to_ascii_lowercase(), class.to_owned());
                self.rules.entry(key).or_default().overrule(&style);
            }
        }
    }

    /// The style of an element: its own attributes are stronger than the sheets.
    pub fn style(&self, element: &Element) -> Style {
        let mut style = Style::default();
        if !self.rules.is_empty() {
            self.look_up(element, &mut style);
        }
        if element.name() == "font" {
            style.font = element.attr("face").and_then(first_font).or(style.font);
        }
        if let Some(own) = element.attr("style") {
            style.overrule(&Style::of(own));
        }
        if element.attr("hidden").is_some() {
            style.hidden = Some(true);
        }
        style
    }

    fn look_up(&self, element: &Element, style: &mut Style) {
        let name = element.name();
        let mut rule = |name: &str, class: &str| {
            if let Some(rule) = self.rules.get(&(name.to_owned(), class.to_owned())) {
                style.overrule(rule);
            }
        };
        rule(name, "");
        for class in element.classes() {
            rule("", class);
            rule(name, class);
        }
    }
}

fn without_comments(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, comment)) = rest.split_once("/*") {
        out.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out.replace("<!--", " ").replace("-->", " ")
}

/// What follows the block that is open, blocks within it passed by.
fn behind_block(css: &str) -> &str {
    let mut depth = 1usize;
    for (at, b) in css.bytes().enumerate() {
        match b {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return &css[at + 1..];
        }
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;
    use scraper::{Html, Selector};

    fn style(page: &str, css: &str) -> Style {
        let mut sheet = Sheet::default();
        sheet.add(css);
        let page = Html::parse_fragment(page);
        let selector = Selector::parse("[id=x]").unwrap();
        sheet.style(page.select(&selector).next().unwrap().value())
    }

    #[test]
    fn sheets_attributes_and_their_order() {
        let css = "<!-- p.MsoNormal, li.MsoNormal {font-size:14pt; font-family:\".VnTime\"} /* } */ \
            @media print { p { display:none } } .an{display:none} div p {display:none} -->";
        let font = |page: &str| style(page, css).font;
        assert_eq!(font("<p id=x class=MsoNormal>").as_deref(), Some(".VnTime"));
        assert_eq!(font("<p id=x>"), None);
        assert_eq!(
            font("<font id=x face='.VnTimeH, Arial'>").as_deref(),
            Some(".VnTimeH")
        );
        let own = "<p id=x class=MsoNormal style='font-family:Arial'>";
        assert_eq!(font(own).as_deref(), Some("Arial"));
        assert_eq!(style("<p id=x class='b an'>", css).hidden, Some(true));
        assert_eq!(style("<p id=x>", css).hidden, None);
        assert_eq!(style("<p id=x hidden>", css).hidden, Some(true));
    }

    #[test]
    fn damaged_sheets_end() {
        for css in [
            "p{",
            "@media {",
            "p.a{font-family:",
            "}}}",
            "/*",
            "{;}{",
            "p{}.{x:y}",
        ] {
            Sheet::default().add(css);
        }
    }
}
