//! A read-only hash table that is queried where it lies: eight slots a bucket, two buckets a key.
//!
//! A slot holds sixteen bits of the key's hash and `V` bytes of values; nothing is unpacked when a model is
//! loaded. A key that was never put in is found by chance about once in four thousand times, which a
//! smoothed model bears.

/// Slots of a bucket.
const SLOTS: usize = 8;

/// A mixed 64-bit hash (the finaliser of SplitMix64).
#[must_use]
#[inline]
pub(crate) fn mix(key: u64) -> u64 {
    let mut z = key.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// The first bucket of a hash.
#[inline]
fn first(hash: u64, buckets: u64) -> usize {
    (((hash >> 32) * buckets) >> 32) as usize
}

/// The second bucket of a hash.
#[inline]
fn second(hash: u64, buckets: u64) -> usize {
    first(mix(hash), buckets)
}

/// The mark of a hash, which is never 0 (an empty slot).
#[inline]
fn mark(hash: u64) -> u16 {
    (hash as u16).max(1)
}

/// Which of four marks is `mark`: the lowest zero lane of the difference, found for all four at once.
#[inline]
fn lane(marks: &[u8], mark: u16) -> Option<usize> {
    const ONES: u64 = 0x0001_0001_0001_0001;
    let marks = u64::from_le_bytes(marks.try_into().ok()?);
    let differ = marks ^ (u64::from(mark) * ONES);
    let zero = differ.wrapping_sub(ONES) & !differ & (ONES << 15);
    (zero != 0).then(|| zero.trailing_zeros() as usize / 16)
}

/// A table of keys with `V` bytes each.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Table<'b, const V: usize> {
    bytes: &'b [u8],
    buckets: u64,
}

impl<'b, const V: usize> Table<'b, V> {
    const BUCKET: usize = SLOTS * (2 + V);

    /// Splits a table of `buckets` buckets off the front of `bytes`.
    pub(crate) fn split(bytes: &'b [u8], buckets: usize) -> Option<(Self, &'b [u8])> {
        let (mine, rest) = bytes.split_at_checked(buckets.checked_mul(Self::BUCKET)?)?;
        let buckets = buckets as u64;
        Some((
            Table {
                bytes: mine,
                buckets,
            },
            rest,
        ))
    }

    /// The values of `key`.
    #[inline]
    pub(crate) fn get(&self, key: u64) -> Option<[u8; V]> {
        if self.buckets == 0 {
            return None;
        }
        let hash = mix(key);
        self.find(first(hash, self.buckets), mark(hash))
            .or_else(|| self.find(second(hash, self.buckets), mark(hash)))
    }

    #[inline]
    fn find(&self, bucket: usize, mark: u16) -> Option<[u8; V]> {
        let bucket = &self.bytes[bucket * Self::BUCKET..][..Self::BUCKET];
        let (marks, values) = bucket.split_at(SLOTS * 2);
        let slot = lane(&marks[..8], mark).or_else(|| lane(&marks[8..], mark).map(|n| n + 4))?;
        values[slot * V..][..V].try_into().ok()
    }
}

/// Which keys were put in, a bit each: quick to say that a key was not, wrong about one time in eight that it was.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Filter<'b> {
    bits: &'b [u8],
    shift: u32,
}

impl Default for Filter<'_> {
    fn default() -> Self {
        Filter {
            bits: &[0],
            shift: 61,
        }
    }
}

impl<'b> Filter<'b> {
    /// Takes the bytes of a filter, of which there are a power of two.
    pub(crate) fn new(bits: &'b [u8]) -> Option<Self> {
        let shift = bits.len().checked_ilog2().map(|n| 61 - n)?;
        bits.len()
            .is_power_of_two()
            .then_some(Filter { bits, shift })
    }

    /// Spreads a key over 64 bits; the spread of a sum is the sum of the spreads.
    #[inline]
    pub(crate) fn spread(key: u64) -> u64 {
        key.wrapping_mul(0x9E37_79B9_7F4A_7C15)
    }

    #[inline]
    fn place(spread: u64, shift: u32) -> (usize, u8) {
        let bit = spread >> shift;
        ((bit >> 3) as usize, 1 << (bit & 7))
    }

    /// Whether the key of this spread may have been put in.
    #[inline]
    pub(crate) fn has(&self, spread: u64) -> bool {
        let (byte, bit) = Self::place(spread, self.shift);
        self.bits[byte] & bit != 0
    }

    /// The bytes of a filter of keys.
    pub(crate) fn build(keys: impl ExactSizeIterator<Item = u64>) -> Vec<u8> {
        let size = (keys.len() / 2).next_power_of_two();
        let shift = 61 - size.ilog2();
        let mut bits = vec![0; size];
        for key in keys {
            let (byte, bit) = Self::place(Self::spread(key), shift);
            bits[byte] |= bit;
        }
        bits
    }
}

/// Makes the bytes of a table; gives them with the number of buckets.
pub(crate) fn build<const V: usize>(entries: &[(u64, [u8; V])]) -> (Vec<u8>, usize) {
    let mut buckets = (entries.len() * 20 / 19 / SLOTS + 1) as u64;
    loop {
        if let Some(bytes) = fill(entries, buckets) {
            return (bytes, buckets as usize);
        }
        buckets += buckets / 64 + 1;
    }
}

/// Cuckoo hashing: a full bucket hands its slots on in turn to their other bucket.
fn fill<const V: usize>(entries: &[(u64, [u8; V])], buckets: u64) -> Option<Vec<u8>> {
    let mut held: Vec<Vec<u32>> = vec![Vec::with_capacity(SLOTS); buckets as usize];
    let mut turn = 0;
    for n in 0..entries.len() {
        let (mut item, mut into) = (n as u32, None);
        for _ in 0..2000 {
            let hash = mix(entries[item as usize].0);
            let (a, b) = (first(hash, buckets), second(hash, buckets));
            let target = match into {
                None if held[a].len() <= held[b].len() => a,
                None => b,
                Some(last) if last == a => b,
                Some(_) => a,
            };
            if held[target].len() < SLOTS {
                held[target].push(item);
                item = u32::MAX;
                break;
            }
            turn = (turn + 1) % SLOTS;
            std::mem::swap(&mut held[target][turn], &mut item);
            into = Some(target);
        }
        if item != u32::MAX {
            return None;
        }
    }
    let mut bytes = Vec::with_capacity(buckets as usize * Table::<V>::BUCKET);
    for bucket in held {
        let slot = |i: usize| bucket.get(i).map(|&n| &entries[n as usize]);
        for i in 0..SLOTS {
            let mark = slot(i).map_or(0, |e| mark(mix(e.0)));
            bytes.extend(mark.to_le_bytes());
        }
        for i in 0..SLOTS {
            bytes.extend(slot(i).map_or([0; V], |e| e.1));
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_has_what_was_put_in_and_tells_most_of_the_rest() {
        let key = |i: u32| mix(u64::from(i)) >> 32;
        let bits = Filter::build((0..20_000).map(key));
        let filter = Filter::new(&bits).unwrap();
        let has = |i| filter.has(Filter::spread(key(i)));
        assert!((0..20_000).all(has));
        let chance = (20_000..40_000).filter(|&i| has(i)).count();
        assert!(chance <= 3500, "{chance}");
        assert!(!Filter::default().has(Filter::spread(7)) && Filter::new(&[]).is_none());
    }

    #[test]
    fn finds_what_was_put_in_and_little_else() {
        let entries: Vec<(u64, [u8; 2])> = (0..20_000u64)
            .map(|i| (i * 7919, [i as u8, (i >> 8) as u8]))
            .collect();
        let (bytes, buckets) = build(&entries);
        assert!(bytes.len() < 20_000 * 4 * 108 / 100);
        let (table, rest) = Table::<2>::split(&bytes, buckets).unwrap();
        assert!(rest.is_empty());
        let wrong = entries
            .iter()
            .filter(|e| table.get(e.0) != Some(e.1))
            .count();
        // Two keys of one bucket may share a mark.
        assert!(wrong <= 8, "{wrong}");
        let chance = (0..20_000u64)
            .filter(|i| table.get(i * 7919 + 1).is_some())
            .count();
        assert!(chance <= 20, "{chance}");
    }
}
