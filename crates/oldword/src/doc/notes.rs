//! Places that stories name in one another: calls of notes, texts of notes, boxes and their anchors.

use std::ops::Range;

use super::bytes::{size_at, u32_at};

/// A list of places with something of a fixed size about each.
pub(super) struct Places<'t> {
    bytes: &'t [u8],
    size: usize,
}

impl<'t> Places<'t> {
    pub(super) fn new(bytes: &'t [u8], size: usize) -> Places<'t> {
        Places { bytes, size }
    }

    /// One place less than there are bounds.
    pub(super) fn count(&self) -> usize {
        self.bytes.len().saturating_sub(4) / (4 + self.size)
    }

    pub(super) fn starts(&self) -> impl Iterator<Item = usize> {
        (0..self.count()).map_while(|i| size_at(self.bytes, 4 * i))
    }

    /// From each place to the next, within `story`; what goes backwards is empty.
    pub(super) fn ranges(&self, story: &Range<usize>) -> Vec<Range<usize>> {
        let inside = |n: usize| story.start.saturating_add(n).min(story.end);
        let bound = |i: usize| size_at(self.bytes, 4 * i).map(inside);
        let mut last = story.start;
        let mut range = |i: usize| {
            let start = bound(i)?.max(last);
            last = bound(i + 1)?.max(start);
            Some(start..last)
        };
        (0..self.count()).map_while(&mut range).collect()
    }

    /// The number at `at` in what is told about place `i`.
    pub(super) fn told(&self, i: usize, at: usize) -> Option<u32> {
        u32_at(self.bytes, 4 * (self.count() + 1) + self.size * i + at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_never_overlap_nor_leave_the_story() {
        let numbers = [0u32, 9, 4, 99, 1, 2, 3];
        let bytes: Vec<u8> = numbers.iter().flat_map(|n| n.to_le_bytes()).collect();
        let places = Places::new(&bytes, 4);
        assert_eq!(places.ranges(&(100..120)), [100..109, 109..109, 109..120]);
        assert_eq!(places.told(1, 0), Some(2));
    }
}
