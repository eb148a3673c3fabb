//! Where the paper's points come to lie in the picture: skew, perspective, turns.

use crate::dice::Dice;
use crate::paper::truth::Box4;
use crate::scan::level::Damage;
use crate::scan::planes::Planes;

/// A projective map, row by row.
type Map = [f32; 9];

const SAME: Map = [1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0];

/// Leads pixels of the paper to pixels of the picture.
pub struct Bend(Map);

impl Bend {
    /// The bend of a damage, and the size of the picture.
    pub fn of(damage: &Damage, size: (usize, usize), dice: &mut Dice) -> (Bend, (usize, usize)) {
        let (w, h) = (size.0 as f32, size.1 as f32);
        let mut map = SAME;
        if damage.skew != 0.0 {
            map = times(&about(w / 2.0, h / 2.0, damage.skew), &map);
        }
        if damage.photo {
            map = times(&perspective(w, h, dice), &map);
        }
        let (turn, size) = match damage.turn {
            90 => (
                [0.0, -1.0, h - 1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0],
                (size.1, size.0),
            ),
            180 => (
                [-1.0, 0.0, w - 1.0, 0.0, -1.0, h - 1.0, 0.0, 0.0, 1.0],
                size,
            ),
            270 => (
                [0.0, 1.0, 0.0, -1.0, 0.0, w - 1.0, 0.0, 0.0, 1.0],
                (size.1, size.0),
            ),
            _ => (SAME, size),
        };
        (Bend(times(&turn, &map)), size)
    }

    fn is_straight(&self) -> bool {
        self.0 == SAME
    }

    /// A box led along: the box about its four corners.
    pub fn led(&self, place: Box4, scale: f32) -> Box4 {
        if self.is_straight() {
            return place;
        }
        let [left, top, right, low] = place.map(|v| v * scale);
        let corners = [(left, top), (right, top), (right, low), (left, low)];
        let corners = corners.map(|(x, y)| apply(&self.0, x, y));
        let fold = |start: f32, pick: fn(&(f32, f32)) -> f32, join: fn(f32, f32) -> f32| {
            corners.iter().map(pick).fold(start, join) / scale
        };
        [
            fold(f32::MAX, |c| c.0, f32::min),
            fold(f32::MAX, |c| c.1, f32::min),
            fold(f32::MIN, |c| c.0, f32::max),
            fold(f32::MIN, |c| c.1, f32::max),
        ]
    }
}

/// The picture of bent paper; around it lies what the damage says.
pub fn bent(page: Planes, bend: &Bend, size: (usize, usize), damage: &Damage) -> Planes {
    let ground = if damage.border { 28 } else { 252 };
    if bend.is_straight() {
        return page;
    }
    let back = inverse(&bend.0);
    let mut out = vec![vec![ground; size.0 * size.1]; page.planes.len()];
    for y in 0..size.1 {
        for x in 0..size.0 {
            let (u, v) = apply(&back, x as f32, y as f32);
            let Some(near) = Near::of(u, v, &page) else {
                continue;
            };
            for (plane, paper) in out.iter_mut().zip(&page.planes) {
                plane[y * size.0 + x] = near.mixed(paper, page.width);
            }
        }
    }
    Planes {
        width: size.0,
        height: size.1,
        planes: out,
    }
}

/// The four pixels about a point and how much each counts.
struct Near {
    at: usize,
    u: f32,
    v: f32,
}

impl Near {
    fn of(u: f32, v: f32, page: &Planes) -> Option<Near> {
        if u < 0.0 || v < 0.0 {
            return None;
        }
        let (x, y) = (u as usize, v as usize);
        (x + 1 < page.width && y + 1 < page.height).then(|| Near {
            at: y * page.width + x,
            u: u - x as f32,
            v: v - y as f32,
        })
    }

    fn mixed(&self, paper: &[u8], width: usize) -> u8 {
        let row = |at: usize| {
            let (a, b) = (f32::from(paper[at]), f32::from(paper[at + 1]));
            a + (b - a) * self.u
        };
        let (a, b) = (row(self.at), row(self.at + width));
        (a + (b - a) * self.v + 0.5) as u8
    }
}

/// A turn about a point by some degrees.
fn about(x: f32, y: f32, degrees: f32) -> Map {
    let (sin, cos) = degrees.to_radians().sin_cos();
    [
        cos,
        -sin,
        x - cos * x + sin * y,
        sin,
        cos,
        y - sin * x - cos * y,
        0.0,
        0.0,
        1.0,
    ]
}

/// The paper as a camera sees it from a little aside: each corner some hundredths inward.
fn perspective(w: f32, h: f32, dice: &mut Dice) -> Map {
    let mut inward = || dice.between(5, 45) as f32 / 1000.0;
    let [a, b, c, d] = std::array::from_fn(|_| (inward() * w, inward() * h));
    let quad = [
        (a.0, a.1),
        (w - b.0, b.1),
        (w - c.0, h - c.1),
        (d.0, h - d.1),
    ];
    times(
        &onto(quad),
        &[1.0 / w, 0.0, 0.0, 0.0, 1.0 / h, 0.0, 0.0, 0.0, 1.0],
    )
}

/// The unit square onto four corners, clockwise from the top left.
fn onto([a, b, c, d]: [(f32, f32); 4]) -> Map {
    let (dx1, dx2, dx3) = (b.0 - c.0, d.0 - c.0, a.0 - b.0 + c.0 - d.0);
    let (dy1, dy2, dy3) = (b.1 - c.1, d.1 - c.1, a.1 - b.1 + c.1 - d.1);
    let det = dx1 * dy2 - dx2 * dy1;
    let (g, h) = ((dx3 * dy2 - dx2 * dy3) / det, (dx1 * dy3 - dx3 * dy1) / det);
    [
        b.0 - a.0 + g * b.0,
        d.0 - a.0 + h * d.0,
        a.0,
        b.1 - a.1 + g * b.1,
        d.1 - a.1 + h * d.1,
        a.1,
        g,
        h,
        1.0,
    ]
}

/// First `b`, then `a`.
fn times(a: &Map, b: &Map) -> Map {
    std::array::from_fn(|i| {
        let (row, column) = (i / 3, i % 3);
        (0..3).map(|k| a[row * 3 + k] * b[k * 3 + column]).sum()
    })
}

fn apply(m: &Map, x: f32, y: f32) -> (f32, f32) {
    let w = m[6] * x + m[7] * y + m[8];
    (
        (m[0] * x + m[1] * y + m[2]) / w,
        (m[3] * x + m[4] * y + m[5]) / w,
    )
}

/// The way back, up to a factor, which a projective map does not feel.
fn inverse(m: &Map) -> Map {
    let minor = |a: usize, b: usize, c: usize, d: usize| m[a] * m[d] - m[b] * m[c];
    [
        minor(4, 5, 7, 8),
        -minor(1, 2, 7, 8),
        minor(1, 2, 4, 5),
        -minor(3, 5, 6, 8),
        minor(0, 2, 6, 8),
        -minor(0, 2, 3, 5),
        minor(3, 4, 6, 7),
        -minor(0, 1, 6, 7),
        minor(0, 1, 3, 4),
    ]
}
