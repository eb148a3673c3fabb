//! Makes the table of names.

use std::collections::BTreeMap;

use crate::name::key;
use crate::table::all;

/// The table of names as `unit_names.tsv` has it: each key with the lists and codes of the units it leads to.
#[must_use]
pub fn index() -> String {
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    for u in all() {
        let codes = names.entry(key(u.name)).or_default();
        codes.push(if codes.is_empty() { '\t' } else { ' ' });
        codes.push(u.list());
        codes.push_str(u.code);
    }
    let lines = names.into_iter().map(|(name, codes)| name + &codes + "\n");
    lines.collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn names_are_those_of_the_units() {
        assert!(
            super::index() == crate::table::NAMES,
            "stale: cargo run -p sohoa-xtask -- units --index"
        );
    }
}
