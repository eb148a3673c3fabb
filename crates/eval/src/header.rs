//! Who issued what when and to whom: `header`, `lists`, `legal_bases`, the tie of `annexes`.

use sohoa_record::model::{Citation, Document, Traced};

use crate::case::{Case, Field};
use crate::fold::{fold, fold_number, near_text, same, same_text, token_f1};
use crate::gold;

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
    let gold = case.gold.issuer.as_ref();
    let found = case.found.and_then(|d| d.issuer.as_ref()).map(|t| &t.value);
    let name = found.map(|i| i.name.clone());
    let level = found.map(|i| slug(&i.level));
    compare(
        case,
        "issuer.name",
        gold.map(|i| i.name.clone()),
        name,
        same_text,
    );
    compare(
        case,
        "issuer.level",
        gold.map(|i| i.level.clone()),
        level,
        same_text,
    );
}

fn register(case: &mut Case<'_>) {
    let (g, p) = (case.gold, case.found);
    let number = p.and_then(|d| d.number.as_ref());
    let number = number.map(|n| fold_number(&n.value.canonical));
    compare(
        case,
        "number",
        g.number.as_deref().map(fold_number),
        number,
        same,
    );
    let value = |pick: fn(&Document) -> &Option<Traced<String>>| p.and_then(|d| text(pick(d)));
    let (place, date) = (value(|d| &d.place), value(|d| &d.date));
    let (title, archive) = (value(|d| &d.title), value(|d| &d.archive));
    compare(case, "place", g.place.clone(), place, same_text);
    compare(case, "date", g.date.clone(), date, same);
    compare(case, "title", g.title.clone(), title, near_text);
    let flag = |on: bool| on.then(|| "true".to_owned());
    compare(
        case,
        "draft",
        flag(g.draft),
        flag(p.is_some_and(|d| d.draft)),
        same,
    );
    let alike = |a: &str, b: &str| token_f1(a, b) >= 0.6;
    compare(case, "archive", g.archive.clone(), archive, alike);
}

fn signature(case: &mut Case<'_>) {
    let gold = case.gold.signature.clone().unwrap_or_default();
    let found = case.found.and_then(|d| d.signature.clone());
    let found = found.unwrap_or_default();
    for (name, want, have) in [
        ("signature.authority", gold.authority, &found.authority),
        ("signature.position", gold.position, &found.position),
        ("signature.name", gold.name, &found.name),
    ] {
        compare(case, name, want, text(have), same_text);
    }
}

fn lists(case: &mut Case<'_>) {
    let (g, p) = (case.gold, case.found);
    for (name, want, have) in [
        ("addressees", &g.addressees, p.map(|d| &d.addressees)),
        ("recipients", &g.recipients, p.map(|d| &d.recipients)),
    ] {
        let want: Vec<_> = want.iter().map(|s| fold(s)).collect();
        let have: Vec<_> = have.into_iter().flatten().map(|t| fold(&t.value)).collect();
        case.sets("lists", &want, &have, name);
    }
}

type Cited = (Option<String>, Option<String>);

fn legal_bases(case: &mut Case<'_>) {
    let number = |n: &Option<String>| n.as_deref().map(fold_number);
    let want = |b: &gold::Basis| (number(&b.number), b.date.clone());
    let want: Vec<Cited> = case.gold.legal_bases.iter().map(want).collect();
    let found = case.found.map_or(&[][..], |d| &d.legal_bases);
    let have: Vec<Cited> = found
        .iter()
        .map(|c| (accepted(case, c), c.date.clone()))
        .collect();
    case.sets("legal_bases", &want, &have, "");
}

/// The number of a found basis, or the gold one where the reading is accepted.
fn accepted(case: &Case<'_>, found: &Citation) -> Option<String> {
    let at = found.span.lines[0];
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
    let gold = gold.and_then(|t| t.number.as_deref().map(fold_number));
    let found = case.found.and_then(|d| d.attached_to.as_ref());
    let found = found.and_then(|c| c.number.as_deref().map(fold_number));
    compare(case, "attached_to", gold, found, same);
}

fn text(traced: &Option<Traced<String>>) -> Option<String> {
    traced.as_ref().map(|t| t.value.clone())
}

/// The name that a value of an enumeration has in JSON.
pub(crate) fn slug(value: &impl serde::Serialize) -> String {
    let json = serde_json::to_value(value).unwrap_or_default();
    json.as_str().unwrap_or_default().to_owned()
}
