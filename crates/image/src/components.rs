//! Pieces of ink that hang together.

use crate::runs::Runs;

/// A piece of ink.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Component {
    /// First column and row, and those after the last.
    pub bbox: [u32; 4],
    /// Pixels of ink.
    pub area: u32,
}

impl Component {
    pub fn width(&self) -> u32 {
        self.bbox[2] - self.bbox[0]
    }

    pub fn height(&self) -> u32 {
        self.bbox[3] - self.bbox[1]
    }
}

/// The pieces of a picture.
pub(crate) struct Components {
    /// The piece that each run belongs to.
    pub of_run: Vec<u32>,
    pub list: Vec<Component>,
}

impl Components {
    /// Finds the pieces; pixels that touch by a corner hang together.
    pub fn of(runs: &Runs) -> Components {
        let mut parent: Vec<u32> = (0..runs.all().len() as u32).collect();
        for y in 1..runs.height {
            join_rows(runs, y, &mut parent);
        }
        collect(runs, &mut parent)
    }
}

/// Joins the runs of a row with those above that they touch.
fn join_rows(runs: &Runs, y: u32, parent: &mut [u32]) {
    let (above, here) = (runs.range(y - 1), runs.range(y));
    let all = runs.all();
    let mut first = above.start;
    for i in here {
        let (start, end) = all[i];
        while first < above.end && all[first].1 < start {
            first += 1;
        }
        let mut j = first;
        while j < above.end && all[j].0 <= end {
            union(parent, i as u32, j as u32);
            j += 1;
        }
    }
}

fn root(parent: &mut [u32], mut i: u32) -> u32 {
    while parent[i as usize] != i {
        let up = parent[parent[i as usize] as usize];
        parent[i as usize] = up;
        i = up;
    }
    i
}

fn union(parent: &mut [u32], a: u32, b: u32) {
    let (a, b) = (root(parent, a), root(parent, b));
    // The earlier run leads, so that a leader comes before those it leads.
    parent[a.max(b) as usize] = a.min(b);
}

fn collect(runs: &Runs, parent: &mut [u32]) -> Components {
    let mut of_run = vec![0u32; parent.len()];
    let mut list: Vec<Component> = Vec::new();
    for y in 0..runs.height {
        for i in runs.range(y) {
            let (start, end) = runs.all()[i];
            let lead = root(parent, i as u32) as usize;
            if lead == i {
                of_run[i] = list.len() as u32;
                let bbox = [start, y, end, y + 1];
                list.push(Component { bbox, area: 0 });
            } else {
                of_run[i] = of_run[lead];
            }
            let piece = &mut list[of_run[i] as usize];
            let [x0, y0, x1, _] = piece.bbox;
            piece.bbox = [x0.min(start), y0, x1.max(end), y + 1];
            piece.area += end - start;
        }
    }
    Components { of_run, list }
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::GrayImage;

    #[test]
    fn arms_that_meet_below_are_one_piece() {
        let rows = ["#..#.", "#..#.", "####.", "....#", ".#..."];
        let pixels = rows
            .concat()
            .bytes()
            .map(|b| if b == b'#' { 0 } else { 255 })
            .collect();
        let picture = GrayImage::from_raw(5, 5, pixels).expect("a square");
        let found = Components::of(&Runs::of(&picture));
        let want = [
            Component {
                bbox: [0, 0, 5, 4],
                area: 9,
            },
            Component {
                bbox: [1, 4, 2, 5],
                area: 1,
            },
        ];
        assert_eq!(found.list, want);
        assert_eq!(found.of_run, [0, 0, 0, 0, 0, 0, 1]);
    }
}
