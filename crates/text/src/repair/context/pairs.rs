//! How often a file sets two words side by side: its own word for a reading, or against it.

use sohoa_lm::{Id, Model};

use super::sites::Site;

/// Most that the file can say for a candidate, and against it, in nats.
pub(super) const FOR: f32 = 3.0;
const AGAINST: f32 = -2.0;

/// Logarithms of (n + 1/2) / (1/2).
const LOG: [f32; 16] = [
    0.0, 1.099, 1.609, 1.946, 2.197, 2.398, 2.565, 2.708, 2.833, 2.944, 3.045, 3.135, 3.219, 3.296,
    3.367, 3.434,
];

/// Most counts that are kept: a longer text repeats its pairs rather than bring new ones.
const MOST: usize = 1 << 22;

/// Counts of neighbouring words, hashed into a table with room (a clash adds a count now and then).
#[derive(Debug)]
pub(super) struct Pairs {
    counts: Vec<u8>,
    mask: usize,
}

impl Pairs {
    pub fn count(sites: &[Site]) -> Pairs {
        let size = (sites.len() * 8).next_power_of_two().clamp(64, MOST);
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
    #[inline]
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

    /// How often the rest of the file has `written` beside `l` or `r`.
    pub fn elsewhere(&self, l: Id, written: Id, r: Id) -> u32 {
        let here = u32::from(l > Model::COMMA) + u32::from(r > Model::COMMA);
        self.around(l, written, r).saturating_sub(here)
    }

    /// What the file says for `candidate` between `l` and `r`, in nats, where what is written stands there
    /// `elsewhere` times.
    #[inline]
    pub fn evidence(&self, l: Id, candidate: Id, r: Id, elsewhere: u32) -> f32 {
        let other = self.around(l, candidate, r);
        match (other, elsewhere) {
            (0, 0) => 0.0,
            (0, n) => AGAINST.max(-LOG[n.min(15) as usize]),
            (n, 0) => FOR.min(LOG[n.min(15) as usize]),
            (n, m) => ((n as f32 + 0.5) / (m as f32 + 0.5))
                .ln()
                .clamp(AGAINST, FOR),
        }
    }
}
