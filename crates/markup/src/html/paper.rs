//! Finds the paper in a page by what papers have: motto, number, bases, articles, recipients, and running text that
//! is no link.
//!
//! From the outermost element the way goes inward as long as one element holds nearly all of that and nothing of
//! the paper's own marks stands beside it. What lies outside is the portal's, and so are the portal's own elements
//! within (navigation, asides, footers, buttons) that bear no such mark.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::dom::Dom;
use super::flow::{Block, Line};

/// A mark of a paper weighs as much as so many letters.
const MARK: u64 = 300;
/// The share of the weight, in percent, that the way inward keeps.
const KEPT: u64 = 75;
/// Letters beyond which a line is running text, whatever it begins with.
const LONG: usize = 400;

/// Which items belong to the portal.
pub(super) struct Apart {
    paper: Range<u32>,
    portal: Vec<Range<u32>>,
}

impl Apart {
    /// Whether a block is the portal's.
    pub fn holds(&self, block: &Block) -> bool {
        let item = block.item();
        let i = self.portal.partition_point(|r| r.end <= item);
        !self.paper.contains(&item) || self.portal.get(i).is_some_and(|r| r.start <= item)
    }
}

/// Parts the paper from the portal.
pub(super) fn apart(dom: &Dom<'_>, blocks: &[Block]) -> Apart {
    let weights = Weights::of(dom.len(), blocks);
    let body = (0..dom.len()).find(|i| dom.name(*i) == "body");
    let start = body.unwrap_or(0);
    let mut paper = start;
    while let Some(inner) = weights.way_inward(dom, paper) {
        paper = inner;
    }
    let end = |i: u32| dom.items.get(i as usize).map_or(0, |item| item.end);
    let mut portal = Vec::new();
    let mut i = paper;
    while i < end(paper) {
        if is_portal(dom, i) && weights.marks(i..end(i)) == 0 {
            portal.push(i..end(i));
            i = end(i);
        } else {
            i += 1;
        }
    }
    let paper = paper..end(paper).max(1);
    let lines = || blocks.iter().filter(|b| paper.contains(&b.item()));
    portal.extend(
        lines()
            .take_while(|b| is_link(b))
            .map(|b| b.item()..b.item() + 1),
    );
    portal.extend(
        lines()
            .rev()
            .take_while(|b| is_link(b))
            .map(|b| b.item()..b.item() + 1),
    );
    portal.sort_unstable_by_key(|r| (r.start, std::cmp::Reverse(r.end)));
    portal.dedup_by(|inner, outer| inner.start < outer.end);
    Apart { paper, portal }
}

/// A line that is nothing but links, as stand at the head and the end of a portal's pages.
fn is_link(block: &Block) -> bool {
    let (text, linked) = block.lines().iter().fold((0, 0), |(text, linked), l| {
        (text + l.text.len(), linked + l.linked)
    });
    linked * 10 >= text * 9
}

/// Elements that are never a paper's.
fn is_portal(dom: &Dom<'_>, i: u32) -> bool {
    let Some(element) = dom.element(i) else {
        return false;
    };
    let role = element.attr("role").unwrap_or("");
    let roles = [
        "navigation",
        "banner",
        "contentinfo",
        "search",
        "menu",
        "menubar",
        "complementary",
        "button",
    ];
    matches!(
        element.name(),
        "nav" | "aside" | "footer" | "button" | "menu"
    ) || roles.contains(&role)
}

/// Sums of weights and marks before each item.
struct Weights {
    weight: Vec<u64>,
    marks: Vec<u32>,
}

impl Weights {
    fn of(items: u32, blocks: &[Block]) -> Weights {
        let mut weight = vec![0u64; items as usize + 1];
        let mut marks = vec![0u32; items as usize + 1];
        for line in blocks.iter().flat_map(Block::lines) {
            let is_link = line.linked * 2 > line.text.len();
            let mark = u32::from(!is_link && is_mark(line));
            let at = line.item as usize + 1;
            weight[at] +=
                (line.text.len().saturating_sub(line.linked)) as u64 + u64::from(mark) * MARK;
            marks[at] += mark;
        }
        for i in 1..weight.len() {
            weight[i] += weight[i - 1];
            marks[i] += marks[i - 1];
        }
        Weights { weight, marks }
    }

    fn marks(&self, items: Range<u32>) -> u32 {
        self.marks[items.end as usize] - self.marks[items.start as usize]
    }

    fn weight(&self, items: Range<u32>) -> u64 {
        self.weight[items.end as usize] - self.weight[items.start as usize]
    }

    /// The element right below `i` that the paper is in, if it is in one.
    fn way_inward(&self, dom: &Dom<'_>, i: u32) -> Option<u32> {
        let end = |i: u32| dom.items[i as usize].end;
        if i >= dom.len() {
            return None;
        }
        let (weight, marks) = (self.weight(i..end(i)), self.marks(i..end(i)));
        let heaviest = dom.children(i).max_by_key(|c| self.weight(*c..end(*c)))?;
        let inner = heaviest..end(heaviest);
        let keeps = weight > 0 && self.weight(inner.clone()) * 100 >= weight * KEPT;
        let all_marks = self.marks(inner) == marks;
        (keeps && all_marks && dom.element(heaviest).is_some()).then_some(heaviest)
    }
}

/// Whether a line is one that only papers have.
fn is_mark(line: &Line) -> bool {
    if line.text.len() > LONG {
        return false;
    }
    let words = lower(&line.text);
    let opens = [
        "căn cứ ",
        "kính gửi",
        "kính gởi",
        "điều 1.",
        "điều 1:",
        "xét đề nghị",
        "theo đề nghị",
    ];
    let number = words
        .strip_prefix("số")
        .is_some_and(|n| n.trim_start().starts_with(':') && n.contains('/'));
    number || opens.iter().any(|w| words.starts_with(w)) || head_words(&words) || tail_words(&words)
}

/// A line of a letterhead's right side.
pub(super) fn is_of_head(text: &str) -> bool {
    text.len() <= LONG && head_words(&lower(text))
}

/// A line that opens the recipients or the signature.
pub(super) fn is_of_tail(text: &str) -> bool {
    text.len() <= LONG && tail_words(&lower(text))
}

fn head_words(words: &str) -> bool {
    let motto = words.starts_with("độc lập") && words.contains("tự do");
    let country = words.contains("xã hội chủ nghĩa việt nam") && words.len() < 80;
    motto || country || words.starts_with("đảng cộng sản việt nam") && words.len() < 60
}

fn tail_words(words: &str) -> bool {
    let opens = ["nơi nhận", "tm.", "tl.", "kt.", "tuq.", "t/m", "k/t", "q."];
    opens.iter().any(|w| words.starts_with(w))
}

fn lower(text: &str) -> String {
    text.nfc().flat_map(char::to_lowercase).collect()
}
