//! The tree of the body and the titles of the annexes.

use sohoa_record::model::Section;

use crate::case::Case;
use crate::fold::{fold, fold_marker};

pub(crate) fn score(case: &mut Case<'_>) {
    units(case);
    annexes(case);
}

/// Numbered units by line: where each stands in the tree, and how it is marked.
fn units(case: &mut Case<'_>) {
    let mut found = Vec::new();
    if let Some(doc) = case.found {
        marked(&doc.sections, &mut found);
    }
    let gold = &case.gold.outline;
    let want: Vec<_> = gold.iter().map(|u| (u.line, u.path.clone())).collect();
    let have: Vec<_> = found
        .iter()
        .map(|s| (s.span.lines[0], s.path.clone()))
        .collect();
    case.sets("outline", &want, &have, "");
    let want: Vec<_> = gold
        .iter()
        .map(|u| (u.line, fold_marker(&u.marker)))
        .collect();
    let marker = |s: &Section| fold_marker(s.marker.as_deref().unwrap_or_default());
    let have: Vec<_> = found.iter().map(|s| (s.span.lines[0], marker(s))).collect();
    case.sets("outline_markers", &want, &have, "");
}

/// Units with a marker, in order; unnumbered headings are passed through.
fn marked<'s>(sections: &'s [Section], out: &mut Vec<&'s Section>) {
    for s in sections {
        if s.marker.is_some() {
            out.push(s);
        }
        marked(&s.children, out);
    }
}

fn annexes(case: &mut Case<'_>) {
    let gold = case.gold.annexes.iter();
    let want: Vec<_> = gold
        .map(|a| fold(a.title.as_deref().unwrap_or_default()))
        .collect();
    let found = case.found.map_or(&[][..], |d| &d.annexes);
    let title = |t: &Option<sohoa_record::model::Traced<String>>| {
        t.as_ref().map(|t| fold(&t.value)).unwrap_or_default()
    };
    let have: Vec<_> = found.iter().map(|a| title(&a.title)).collect();
    case.sets("annexes", &want, &have, "annex titles");
}
