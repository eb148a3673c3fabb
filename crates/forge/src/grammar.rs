//! The phrase grammar: rules with several ways to be said, read once from our own tables.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::draft::Draft;
use crate::rich::Rich;

const TABLES: [&str; 2] = [
    include_str!("../tables/phrases.txt"),
    include_str!("../tables/names.txt"),
];

static GRAMMAR: LazyLock<Grammar> = LazyLock::new(|| Grammar::read(&TABLES));

struct Grammar {
    rules: HashMap<&'static str, Vec<Vec<Piece>>>,
}

/// A part of one way to say a rule.
enum Piece {
    Words(&'static str),
    Rule(&'static str),
    /// `{$name}`: a word of the document's world.
    Fact(&'static str),
    /// `{#name}`: words that the gold notes.
    Noted(&'static str),
}

impl Grammar {
    fn read(tables: &[&'static str]) -> Grammar {
        let mut rules: HashMap<&str, Vec<Vec<Piece>>> = HashMap::new();
        let mut name = "";
        let lines = tables.iter().flat_map(|t| t.lines());
        for line in lines.filter(|l| !l.is_empty() && !l.starts_with('#')) {
            match line.strip_prefix('@') {
                Some(rule) => name = rule,
                None => rules.entry(name).or_default().push(pieces(line)),
            }
        }
        Grammar { rules }
    }
}

fn pieces(line: &'static str) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut rest = line;
    while let Some((words, behind)) = rest.split_once('{') {
        let (name, after) = behind.split_once('}').unwrap_or((behind, ""));
        out.extend((!words.is_empty()).then_some(Piece::Words(words)));
        out.push(match (name.strip_prefix('$'), name.strip_prefix('#')) {
            (Some(fact), _) => Piece::Fact(fact),
            (_, Some(noted)) => Piece::Noted(noted),
            _ => Piece::Rule(name),
        });
        rest = after;
    }
    out.extend((!rest.is_empty()).then_some(Piece::Words(rest)));
    out
}

/// Says a rule in one of its ways; an unknown rule says its own name, so that a test sees it.
pub fn say(draft: &mut Draft, rule: &str) -> Rich {
    let mut out = Rich::default();
    expand(draft, rule, &mut out);
    out
}

fn expand(draft: &mut Draft, rule: &str, out: &mut Rich) {
    let Some(ways) = GRAMMAR.rules.get(rule) else {
        return out.push(&format!("{{{rule}}}"));
    };
    let way = draft.dice.below(ways.len());
    for piece in &ways[way] {
        match piece {
            Piece::Words(words) => out.push(words),
            Piece::Rule(name) => expand(draft, name, out),
            Piece::Fact(name) => out.push(draft.world.fact(name)),
            Piece::Noted(name) => draft.noted(name, out),
        }
    }
}

/// All ways of a rule that is only words.
pub fn words(rule: &str) -> Vec<&'static str> {
    let ways = GRAMMAR.rules.get(rule).into_iter().flatten();
    let plain = ways.filter_map(|way| match way.as_slice() {
        [Piece::Words(words)] => Some(*words),
        _ => None,
    });
    plain.collect()
}
