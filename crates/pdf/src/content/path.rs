//! Paths: straight rules of tables out of lines and thin boxes, and the boxes that clip.

use sohoa_span::Box4;

use super::matrix::Matrix;

/// A filled box thinner than this is a rule.
const THIN: f32 = 2.6;
/// A line that leaves its direction by more than this is no rule.
const SLANT: f32 = 0.8;

/// The path being built.
#[derive(Default)]
pub(super) struct Path {
    /// Corners of each part, in page coordinates.
    parts: Vec<Vec<(f32, f32)>>,
    /// A curve is no rule and no box; its path still clips by its box.
    curved: bool,
}

impl Path {
    pub fn move_to(&mut self, at: (f32, f32)) {
        self.parts.push(vec![at]);
    }

    pub fn line_to(&mut self, at: (f32, f32)) {
        match self.parts.last_mut() {
            Some(part) => part.push(at),
            None => self.move_to(at),
        }
    }

    pub fn curve_to(&mut self, at: (f32, f32)) {
        self.curved = true;
        self.line_to(at);
    }

    pub fn close(&mut self) {
        if let Some(part) = self.parts.last_mut()
            && part.len() > 2
        {
            part.push(part[0]);
        }
    }

    pub fn rectangle(&mut self, m: Matrix, [x, y, w, h]: [f64; 4]) {
        let corners = [(x, y), (x + w, y), (x + w, y + h), (x, y + h), (x, y)];
        let corners = corners.map(|(x, y)| point(m, x, y));
        self.parts.push(corners.to_vec());
    }

    /// The box around all parts.
    pub fn bounds(&self) -> Option<Box4> {
        let mut points = self.parts.iter().flatten();
        let (x, y) = *points.next()?;
        Some(points.fold([x, y, x, y], |b, (x, y)| {
            [b[0].min(*x), b[1].min(*y), b[2].max(*x), b[3].max(*y)]
        }))
    }

    /// The rules that stroking the path draws.
    pub fn stroked(&self, rules: &mut Vec<Box4>) {
        if self.curved {
            return;
        }
        for part in &self.parts {
            for pair in part.windows(2) {
                rules.extend(rule(pair[0], pair[1]));
            }
        }
    }

    /// The rules that filling the path draws.
    pub fn filled(&self, rules: &mut Vec<Box4>) {
        if self.curved {
            return;
        }
        for part in &self.parts {
            let Some((first, rest)) = part.split_first() else {
                continue;
            };
            let b = rest
                .iter()
                .fold([first.0, first.1, first.0, first.1], |b, (x, y)| {
                    [b[0].min(*x), b[1].min(*y), b[2].max(*x), b[3].max(*y)]
                });
            let (w, h) = (b[2] - b[0], b[3] - b[1]);
            if w.min(h) <= THIN && w.max(h) > THIN {
                rules.push(b);
            }
        }
    }
}

/// A straight piece along an edge of the page, as a thin box.
fn rule(a: (f32, f32), b: (f32, f32)) -> Option<Box4> {
    let (w, h) = ((a.0 - b.0).abs(), (a.1 - b.1).abs());
    let along = w.min(h) <= SLANT && w.max(h) > THIN;
    along.then(|| [a.0.min(b.0), a.1.min(b.1), a.0.max(b.0), a.1.max(b.1)])
}

/// A point of user space on the page.
pub(super) fn point(m: Matrix, x: f64, y: f64) -> (f32, f32) {
    let (x, y) = m.apply(x, y);
    (x as f32, y as f32)
}
