//! Text may run in four directions; each is laid out as if it ran from left to right.

use sohoa_span::Box4;

use crate::content::paint::Glyph;

/// The direction in which a line of text runs on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Frame {
    Right,
    Up,
    Down,
    Left,
}

impl Frame {
    pub const ALL: [Frame; 4] = [Frame::Right, Frame::Up, Frame::Down, Frame::Left];

    /// The direction of a glyph.
    pub fn of(glyph: &Glyph) -> Frame {
        if glyph.dx.abs() >= glyph.dy.abs() {
            if glyph.dx < 0.0 {
                Frame::Left
            } else {
                Frame::Right
            }
        } else if glyph.dy < 0.0 {
            Frame::Up
        } else {
            Frame::Down
        }
    }

    /// A point of the page: along the line, then down from line to line.
    pub fn enter(self, x: f32, y: f32) -> (f32, f32) {
        match self {
            Frame::Right => (x, y),
            Frame::Up => (-y, x),
            Frame::Down => (y, -x),
            Frame::Left => (-x, -y),
        }
    }

    /// A box of the page, entered.
    pub fn enter_box(self, b: Box4) -> Box4 {
        ordered(self.enter(b[0], b[1]), self.enter(b[2], b[3]))
    }

    /// The way back for a box.
    pub fn leave_box(self, b: Box4) -> Box4 {
        let back = match self {
            Frame::Right => Frame::Right,
            Frame::Up => Frame::Down,
            Frame::Down => Frame::Up,
            Frame::Left => Frame::Left,
        };
        back.enter_box(b)
    }
}

fn ordered(a: (f32, f32), b: (f32, f32)) -> Box4 {
    [a.0.min(b.0), a.1.min(b.1), a.0.max(b.0), a.1.max(b.1)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        let b = [10.0, 20.0, 30.0, 25.0];
        for frame in Frame::ALL {
            assert_eq!(frame.leave_box(frame.enter_box(b)), b, "{frame:?}");
        }
        // A line that runs up the page: what stands lower comes first.
        assert!(Frame::Up.enter(0.0, 90.0).0 < Frame::Up.enter(0.0, 10.0).0);
    }
}
