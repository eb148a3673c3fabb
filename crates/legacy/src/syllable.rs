//! How unlikely a syllable is, from `tables/syllables.tsv` and the list of syllables of `vocab`.

use std::collections::HashMap;
use std::sync::LazyLock;

use sohoa_vocab::SYLLABLES;

/// Cost of a syllable that is possible and rare.
const RARE: u32 = 17;

/// Cost in nats of a lower-case word; `None` where it is no syllable.
pub(crate) fn cost(word: &str) -> Option<u32> {
    static COSTS: LazyLock<HashMap<&'static str, u32>> = LazyLock::new(|| {
        let table = include_str!("../tables/syllables.tsv");
        let rows = table.lines().filter_map(|l| l.split_once('\t'));
        let rows = rows.filter_map(|(cost, words)| Some((cost.parse::<u32>().ok()?, words)));
        rows.flat_map(|(cost, words)| words.split(' ').map(move |w| (w, cost)))
            .collect()
    });
    let frequent = COSTS.get(word).copied();
    frequent.or_else(|| SYLLABLES.contains(word).then_some(RARE))
}

#[cfg(test)]
mod tests {
    use super::cost;

    #[test]
    fn frequent_words_are_cheap() {
        assert!(cost("của") < cost("bưởi"));
        assert!(cost("bưởi").is_some());
        assert_eq!(cost("kxo"), None);
    }
}
