//! Where a pixel of one image lies on another.

/// A map of the plane: `x' = a·x + c·y + e`, `y' = b·x + d·y + f`, with `[a, b, c, d, e, f]` as PDF writes it.
///
/// Points are places on the image, not numbers of pixels: the pixel in the first column covers 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Affine(pub [f64; 6]);

impl Default for Affine {
    fn default() -> Affine {
        Affine::IDENTITY
    }
}

impl Affine {
    /// Leaves every point where it is.
    pub const IDENTITY: Affine = Affine([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// Stretches both axes.
    #[must_use]
    pub fn scale(x: f64, y: f64) -> Affine {
        Affine([x, 0.0, 0.0, y, 0.0, 0.0])
    }

    /// Moves every point.
    #[must_use]
    pub fn shift(x: f64, y: f64) -> Affine {
        Affine([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// Turns about the origin; with the y axis pointing down a positive angle (in radians) turns clockwise.
    #[must_use]
    pub fn turn(angle: f64) -> Affine {
        let (sin, cos) = angle.sin_cos();
        Affine([cos, sin, -sin, cos, 0.0, 0.0])
    }

    /// This map first, then `next`.
    #[must_use]
    pub fn then(self, next: Affine) -> Affine {
        let [a, b, c, d, e, f] = self.0;
        let (e, f) = next.apply(e, f);
        let [na, nb, nc, nd, ..] = next.0;
        let linear = |x: f64, y: f64| (na * x + nc * y, nb * x + nd * y);
        let ((a, b), (c, d)) = (linear(a, b), linear(c, d));
        Affine([a, b, c, d, e, f])
    }

    /// Where a point comes to lie.
    #[must_use]
    pub fn apply(self, x: f64, y: f64) -> (f64, f64) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// The smallest upright box `[x0, y0, x1, y1]` around a box after the map.
    #[must_use]
    pub fn apply_box(self, [x0, y0, x1, y1]: [f64; 4]) -> [f64; 4] {
        let corners = [(x0, y0), (x1, y0), (x0, y1), (x1, y1)].map(|(x, y)| self.apply(x, y));
        let none = [f64::MAX, f64::MAX, f64::MIN, f64::MIN];
        corners.iter().fold(none, |out, &(x, y)| {
            [out[0].min(x), out[1].min(y), out[2].max(x), out[3].max(y)]
        })
    }

    /// The way back; `None` where the map leaves no area.
    #[must_use]
    pub fn inverse(self) -> Option<Affine> {
        let [a, b, c, d, e, f] = self.0;
        let area = a * d - b * c;
        if area.abs() < 1e-12 || !area.is_finite() {
            return None;
        }
        let [a, b, c, d] = [d / area, -b / area, -c / area, a / area];
        Some(Affine([a, b, c, d, -(a * e + c * f), -(b * e + d * f)]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near((x, y): (f64, f64), (u, v): (f64, f64)) -> bool {
        (x - u).abs() < 1e-9 && (y - v).abs() < 1e-9
    }

    #[test]
    fn there_and_back() {
        let map = Affine::turn(0.3)
            .then(Affine::scale(2.0, 3.0))
            .then(Affine::shift(5.0, -7.0));
        let back = map.inverse().expect("it has area");
        let (x, y) = map.apply(11.0, 13.0);
        assert!(near(back.apply(x, y), (11.0, 13.0)));
        assert_eq!(Affine::scale(0.0, 1.0).inverse(), None);
    }

    #[test]
    fn the_first_map_comes_first() {
        let map = Affine::shift(1.0, 0.0).then(Affine::turn(std::f64::consts::FRAC_PI_2));
        assert!(near(map.apply(0.0, 0.0), (0.0, 1.0)));
        assert_eq!(
            Affine::shift(1.0, 2.0).apply_box([0.0, 0.0, 3.0, 4.0]),
            [1.0, 2.0, 4.0, 6.0]
        );
    }
}
