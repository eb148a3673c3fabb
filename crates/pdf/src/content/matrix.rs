//! Affine transformations of the plane, as PDF writes them: six numbers.

/// Maps (x, y) to (a·x + c·y + e, b·x + d·y + f).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Matrix {
    pub a: f64,
    pub b: f64,
    pub c: f64,
    pub d: f64,
    pub e: f64,
    pub f: f64,
}

impl Matrix {
    pub const IDENTITY: Matrix = Matrix::new([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    pub const fn new([a, b, c, d, e, f]: [f64; 6]) -> Matrix {
        Matrix { a, b, c, d, e, f }
    }

    /// First this, then `next`.
    pub fn then(self, next: Matrix) -> Matrix {
        let (x, y) = next.turn(self.a, self.b);
        let (z, w) = next.turn(self.c, self.d);
        let (e, f) = next.apply(self.e, self.f);
        Matrix::new([x, y, z, w, e, f])
    }

    /// Where a point goes.
    pub fn apply(self, x: f64, y: f64) -> (f64, f64) {
        let (x, y) = self.turn(x, y);
        (x + self.e, y + self.f)
    }

    /// Where a direction goes: no shift.
    pub fn turn(self, x: f64, y: f64) -> (f64, f64) {
        (self.a * x + self.c * y, self.b * x + self.d * y)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shift_after_scale() {
        let scale = Matrix::new([2.0, 0.0, 0.0, 3.0, 0.0, 0.0]);
        let shift = Matrix::new([1.0, 0.0, 0.0, 1.0, 10.0, 20.0]);
        assert_eq!(scale.then(shift).apply(1.0, 1.0), (12.0, 23.0));
        assert_eq!(shift.then(scale).apply(1.0, 1.0), (22.0, 63.0));
    }
}
