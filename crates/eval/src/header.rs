//! Who issued what when and to whom: `header`, `lists`, `legal_bases`, the tie of `annexes`.

use crate::case::{Case, Field};
use crate::fact::Fact;
use crate::fold::{fold, fold_number, near_text, same, same_number, same_text, token_f1};
use crate::found::Citation;

pub(crate) fn score(case: &mut Case<'_>) {
    issuer(case);
    register(case);
    signature(case);
    lists(case);
    legal_bases(case);
    tie(case);
}

/// One field of the header under its accepted readings (`KIND:FIELD`).
fn compare(
    case: &mut Case<'_>,
    name: &str,
    gold: Option<String>,
    got: Option<String>,
    same: impl Fn(&str, &str) -> bool,
) {
    let family = if name == "attached_to" {
        "annexes"
    } else {
        "header"
    };
    let key = format!("{}:{name}", case.gold.kind);
    let field = Field {
        family,
        key,
        name,
        gold,
        got,
    };
    case.field(field, same);
}

fn issuer(case: &mut Case<'_>) {
    let (gold, found) = (case.gold.issuer.as_ref(), case.found);
    let want = gold.map(|i| i.name.clone());
    let have = found.and_then(|d| d.issuer.clone());
    compare(case, "issuer.name", want, have, same_text);
    let want = gold.map(|i| i.level.clone());
    let have = found.and_then(|d| d.level.clone());
    compare(case, "issuer.level", want, have, same_text);
}

fn register(case: &mut Case<'_>) {
    let g = case.gold;
    let p = case.found.cloned().unwrap_or_default();
    compare(case, "number", g.number.clone(), p.number, same_number);
    compare(case, "place", g.place.clone(), p.place, same_text);
    compare(case, "date", g.date.clone(), p.date, same);
    compare(case, "title", g.title.clone(), p.title, near_text);
    let flag = |on: bool| on.then(|| "true".to_owned());
    compare(case, "draft", flag(g.draft), flag(p.draft), same);
    let alike = |a: &str, b: &str| token_f1(a, b) >= 0.6;
    compare(case, "archive", g.archive.clone(), p.archive, alike);
}

fn signature(case: &mut Case<'_>) {
    let gold = case.gold.signature.clone().unwrap_or_default();
    let found = case.found.map(|d| d.signature.clone());
    let names = [
        "signature.authority",
        "signature.position",
        "signature.name",
    ];
    let wants = [gold.authority, gold.position, gold.name];
    let haves = found.unwrap_or_default();
    for ((name, want), have) in names.iter().zip(wants).zip(haves) {
        compare(case, name, want, have, same_text);
    }
}

fn lists(case: &mut Case<'_>) {
    let (g, p) = (case.gold, case.found);
    for (name, want, have) in [
        ("addressees", &g.addressees, p.map(|d| &d.addressees)),
        ("recipients", &g.recipients, p.map(|d| &d.recipients)),
    ] {
        let facts = |all: &[String]| -> Vec<Fact> {
            all.iter().map(|s| Fact::folded(0, s, fold)).collect()
        };
        let have = have.map(|h| facts(h)).unwrap_or_default();
        case.sets("lists", &facts(want), &have, name);
    }
}

/// Instruments by number and date; their place is not graded.
fn legal_bases(case: &mut Case<'_>) {
    let cited = |number: Option<&str>, date: &Option<String>| {
        let date = date.as_deref().unwrap_or("no date");
        Fact::at(0, format!("{} of {date}", number.unwrap_or("no number")))
    };
    let gold = case.gold.legal_bases.iter();
    let number = |n: &Option<String>| n.as_deref().map(fold_number);
    let want: Vec<Fact> = gold
        .map(|b| cited(number(&b.number).as_deref(), &b.date))
        .collect();
    let found = case.found.map_or(&[][..], |d| &d.legal_bases);
    let have: Vec<Fact> = found
        .iter()
        .map(|c| cited(accepted(case, c).as_deref(), &c.date))
        .collect();
    case.sets("legal_bases", &want, &have, "");
}

/// The number of a found basis, or the gold one where the reading is accepted.
fn accepted(case: &Case<'_>, found: &Citation) -> Option<String> {
    let at = found.line;
    let mut number = found.number.as_deref().map(fold_number);
    let others = case.accepted(&format!("{at}:number"));
    let others: Vec<_> = others
        .iter()
        .map(|o| o.as_deref().map(fold_number))
        .collect();
    for gold in case.gold.legal_bases.iter().filter(|b| b.line == at) {
        if others.contains(&number) {
            number = gold.number.as_deref().map(fold_number);
        }
    }
    number
}

fn tie(case: &mut Case<'_>) {
    let gold = case.gold.attached_to.as_ref();
    let gold = gold.and_then(|t| t.number.clone());
    let found = case.found.and_then(|d| d.attached_to.clone());
    compare(case, "attached_to", gold, found, same_number);
}
