//! The tail of a document: recipients, archive line and signature.

use crate::agency;
use crate::block::{Block, Columns};
use crate::draft::Draft;
use crate::facts::Signature;
use crate::names::person;
use crate::rich::Rich;
use crate::world::Seat;

/// How the signer signs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Signing {
    /// For the collective body, where there is one.
    Body,
    /// In the chief's own power, as decisions are.
    Chief,
    /// Nobody has signed.
    Blank,
}

/// Recipients and signature.
pub fn tail(draft: &mut Draft, signing: Signing, first: &str) {
    let left = recipients(draft, first);
    let right = signature(draft, signing);
    let other = draft
        .world
        .partner
        .clone()
        .map(|(_, authority)| partner(draft, authority));
    draft.blocks.push(Block::Columns(Columns {
        left,
        right,
        level: (0, 0),
        is_tail: true,
    }));
    draft.blocks.extend(other.map(Block::Lines));
}

/// The second signature of a joint paper.
fn partner(draft: &mut Draft, authority: String) -> Vec<Rich> {
    let name = person(&mut draft.dice);
    let lines = vec![
        authority.as_str().into(),
        "CHỦ TỊCH".into(),
        Rich::default(),
        name.as_str().into(),
    ];
    draft.facts.co_signature = Some(Signature {
        authority: Some(authority),
        position: Some("CHỦ TỊCH".to_owned()),
        name: Some(name),
        ..Signature::default()
    });
    lines
}

fn recipients(draft: &mut Draft, first: &str) -> Vec<Rich> {
    let mut names: Vec<String> = Vec::new();
    if !first.is_empty() {
        names.push(first.to_owned());
    }
    if draft.world.seat != Seat::Ministry && draft.dice.chance(60) {
        let note = *draft.dice.pick(&["", "", " (b/c)", " (để b/c)"]);
        names.push(format!("{}{note}", draft.world.above));
    }
    let count = draft.dice.between(1, 4);
    names.extend(agency::several(draft, count));
    let code = draft.world.topic.code;
    let archive = match draft.dice.below(5) {
        0 => "VT".to_owned(),
        1 => format!("VT, {code}, H"),
        2 => format!("VT-{code}"),
        _ => format!("VT, {code}"),
    };
    let colon = if draft.dice.chance(80) { ":" } else { "" };
    let label = if draft.dice.chance(90) {
        "Nơi nhận:"
    } else {
        "Nơi nhận"
    };
    let mut lines: Vec<Rich> = vec![label.into()];
    lines.extend(names.iter().map(|n| Rich::from(format!("- {n};"))));
    lines.push(format!("- Lưu{colon} {archive}.").into());
    draft.facts.recipients = names;
    draft.facts.archive = Some(archive);
    lines
}

fn signature(draft: &mut Draft, signing: Signing) -> Vec<Rich> {
    let chief = draft.world.chief;
    let mut signed = Signature {
        authority: draft
            .world
            .authority
            .clone()
            .filter(|_| signing != Signing::Chief),
        ..Signature::default()
    };
    let party = draft.world.seat == Seat::Party;
    match draft.dice.weighted(&[55, 35, 5, 5]) {
        1 if party => signed.position = Some("PHÓ BÍ THƯ".to_owned()),
        1 => {
            signed.on_behalf_of = Some(format!("KT. {chief}"));
            let deputy = if chief == "BỘ TRƯỞNG" {
                "THỨ TRƯỞNG".into()
            } else {
                format!("PHÓ {chief}")
            };
            signed.position = Some(deputy);
        }
        2 if chief == "CHỦ TỊCH" && draft.world.partner.is_none() => {
            signed.authority = None;
            signed.on_behalf_of = Some("TL. CHỦ TỊCH".to_owned());
            signed.position = Some("CHÁNH VĂN PHÒNG".to_owned());
        }
        3 if chief == "CHỦ TỊCH" => signed.position = Some("Q. CHỦ TỊCH".to_owned()),
        _ => signed.position = Some(chief.to_owned()),
    }
    let stacked = [&signed.authority, &signed.on_behalf_of, &signed.position];
    let mut lines: Vec<Rich> = stacked
        .into_iter()
        .flatten()
        .map(|l| Rich::from(l.as_str()))
        .collect();
    if signing != Signing::Blank {
        let name = person(&mut draft.dice);
        lines.push(Rich::default());
        let words = draft.header("signature.name", &name);
        lines.push(words);
        signed.name = Some(name);
    }
    draft.facts.signature = Some(signed);
    lines
}
