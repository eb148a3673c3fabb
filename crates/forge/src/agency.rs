//! Agencies below an issuer, by name.

use crate::draft::Draft;
use crate::grammar::say;
use crate::world::Seat;

/// One agency.
pub fn one(draft: &mut Draft) -> String {
    if draft.dice.chance(12)
        && let Some(all) = below(draft)
    {
        return all;
    }
    let rule = draft.world.agencies;
    say(draft, rule).text
}

/// Some agencies, no two alike.
pub fn several(draft: &mut Draft, count: usize) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for _ in 0..count * 3 {
        let name = one(draft);
        if names.len() < count && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// All units one level below.
pub fn below(draft: &Draft) -> Option<String> {
    let old = draft.world.era != crate::world::Era::TwoLevels;
    let all = match draft.world.seat {
        Seat::Province if old => "UBND các huyện, thành phố",
        Seat::Province => "UBND các xã, phường",
        Seat::District => "UBND các xã, thị trấn",
        _ => return None,
    };
    Some(all.to_owned())
}
