//! A bilevel picture as the runs of ink of its rows: small, and quick to walk.

use image::GrayImage;

/// A run of ink: first pixel and the one after the last.
pub(crate) type Run = (u32, u32);

/// The runs of ink of a picture, row by row.
pub(crate) struct Runs {
    pub width: u32,
    pub height: u32,
    /// Where the runs of a row begin; one more than there are rows.
    starts: Vec<usize>,
    runs: Vec<Run>,
}

impl Runs {
    /// The runs of pixels that are 0.
    pub fn of(bilevel: &GrayImage) -> Runs {
        let mut out = Runs::empty(bilevel.dimensions());
        for row in bilevel
            .as_raw()
            .chunks_exact(bilevel.width().max(1) as usize)
        {
            out.push_row(row);
        }
        out.finish()
    }

    /// The runs of the columns: the same picture mirrored about its diagonal.
    pub fn of_columns(&self) -> Runs {
        let mut out = Runs::empty((self.height, self.width));
        // A band of columns at a time, so that what is written stays near.
        const BAND: usize = 64;
        let height = self.height as usize;
        let mut band = vec![255u8; BAND * height];
        for left in (0..self.width).step_by(BAND) {
            band.fill(255);
            let right = (left + BAND as u32).min(self.width);
            for y in 0..self.height {
                let row = self.row(y);
                let first = row.partition_point(|r| r.1 <= left);
                for &(start, end) in row[first..].iter().take_while(|r| r.0 < right) {
                    for x in start.max(left)..end.min(right) {
                        band[(x - left) as usize * height + y as usize] = 0;
                    }
                }
            }
            for column in band
                .chunks_exact(height.max(1))
                .take((right - left) as usize)
            {
                out.push_row(column);
            }
        }
        out.finish()
    }

    /// The same picture with some of its runs only, chosen by their place in [`Runs::all`].
    pub fn only(&self, keep: impl Fn(usize) -> bool) -> Runs {
        let mut out = Runs::empty((self.width, self.height));
        for y in 0..self.height {
            out.starts.push(out.runs.len());
            let kept = self.range(y).filter(|i| keep(*i));
            out.runs.extend(kept.map(|i| self.runs[i]));
        }
        out.finish()
    }

    fn empty((width, height): (u32, u32)) -> Runs {
        Runs {
            width,
            height,
            starts: Vec::with_capacity(height as usize + 1),
            runs: Vec::new(),
        }
    }

    fn push_row(&mut self, row: &[u8]) {
        self.starts.push(self.runs.len());
        let mut at = 0;
        while let Some(start) = first_ink(&row[at..]) {
            let start = at + start;
            let end = row[start..].iter().position(|v| *v != 0);
            at = end.map_or(row.len(), |n| start + n);
            self.runs.push((start as u32, at as u32));
        }
    }

    fn finish(mut self) -> Runs {
        self.starts.push(self.runs.len());
        self
    }

    /// Where the runs of a row lie in [`Runs::all`].
    pub fn range(&self, y: u32) -> std::ops::Range<usize> {
        let y = y as usize;
        match (self.starts.get(y), self.starts.get(y + 1)) {
            (Some(&from), Some(&to)) => from..to,
            _ => 0..0,
        }
    }

    /// The runs of a row, from left to right.
    pub fn row(&self, y: u32) -> &[Run] {
        &self.runs[self.range(y)]
    }

    /// All runs, row after row.
    pub fn all(&self) -> &[Run] {
        &self.runs
    }
}

/// Pixels without ink that are passed by in one go.
const CHUNK: usize = 32;

fn first_ink(row: &[u8]) -> Option<usize> {
    let paper = |chunk: &&[u8; CHUNK]| chunk.iter().fold(255, |a: u8, v| a.min(*v)) > 0;
    let white = row.as_chunks().0.iter().take_while(paper).count() * CHUNK;
    let ink = row[white..].iter().position(|v| *v == 0);
    ink.map(|n| white + n)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(rows: &[&str]) -> GrayImage {
        let pixels = rows
            .concat()
            .bytes()
            .map(|b| if b == b'#' { 0 } else { 255 })
            .collect();
        GrayImage::from_raw(rows[0].len() as u32, rows.len() as u32, pixels).expect("a rectangle")
    }

    #[test]
    fn rows_and_columns() {
        let runs = Runs::of(&picture(&["##.#", "....", ".###"]));
        assert_eq!(runs.row(0), [(0, 2), (3, 4)]);
        assert_eq!(runs.row(1), []);
        assert_eq!(runs.row(2), [(1, 4)]);
        assert_eq!(runs.row(9), []);
        let columns = runs.of_columns();
        assert_eq!((columns.width, columns.height), (3, 4));
        assert_eq!(columns.row(1), [(0, 1), (2, 3)]);
        assert_eq!(columns.row(2), [(2, 3)]);
    }

    #[test]
    fn long_rows() {
        for ink in [0, 31, 32, 40, 95] {
            let row = |x: u32| image::Luma([if x == ink { 0 } else { 255 }]);
            let runs = Runs::of(&GrayImage::from_fn(96, 1, |x, _| row(x)));
            assert_eq!(runs.row(0), [(ink, ink + 1)]);
        }
    }

    #[test]
    fn nothing_has_no_runs() {
        let runs = Runs::of(&GrayImage::new(0, 0));
        assert!(runs.all().is_empty() && runs.of_columns().all().is_empty());
    }
}
