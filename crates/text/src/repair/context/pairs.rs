//! How often a file sets two words side by side: its own word for a reading, or against it.

use sohoa_lm::{Id, Model};

use super::sites::Site;

/// Most that the file can say for a candidate, and against it, in nats.
pub(super) const FOR: f32 = 3.0;
const AGAINST: f32 = -2.0;

/// Counts of neighbouring words, hashed into a table with room (a clash adds a count now and then).
#[derive(Debug)]
pub(super) struct Pairs {
    counts: Vec<u8>,
    mask: usize,
}

impl Pairs {
    pub fn count(sites: &[Site]) -> Pairs {
        let size = (sites.len() * 8).next_power_of_two().max(64);
        let mut pairs = Pairs {
            counts: vec![0; size],
            mask: size - 1,
        };
        for w in sites.windows(2) {
            let at = pairs.place(w[0].id, w[1].id);
            pairs.counts[at] = pairs.counts[at].saturating_add(1);
        }
        pairs
    }

    fn place(&self, a: Id, b: Id) -> usize {
        let key = u64::from(a) << 16 | u64::from(b);
        (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as usize & self.mask
    }

    /// Counts of a word between its neighbours; classes and unknown words say nothing.
    fn around(&self, l: Id, w: Id, r: Id) -> u32 {
        let of = |a: Id, b: Id, neighbour: Id| {
            if neighbour <= Model::COMMA {
                0
            } else {
                u32::from(self.counts[self.place(a, b)])
            }
        };
        of(l, w, l) + of(w, r, r)
    }

    /// What the rest of the file says for `candidate` between `l` and `r` instead of `written`, in nats.
    pub fn evidence(&self, l: Id, written: Id, candidate: Id, r: Id) -> f32 {
        let here = u32::from(l > Model::COMMA) + u32::from(r > Model::COMMA);
        let other = self.around(l, candidate, r) as f32;
        let same = self.around(l, written, r).saturating_sub(here) as f32;
        ((other + 0.5) / (same + 0.5)).ln().clamp(AGAINST, FOR)
    }
}
