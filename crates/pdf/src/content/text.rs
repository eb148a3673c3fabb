//! Text operators: the text state, and strings to glyphs with their places.

use lopdf::Dictionary;
use sohoa_span::Box4;

use super::lexer::Operand;
use super::matrix::Matrix;
use super::paint::{Glyph, Says};
use super::walk::{Walker, numbers};
use crate::font::Font;

impl<'d> Walker<'_, 'd> {
    pub(super) fn text_operator(
        &mut self,
        operator: &[u8],
        operands: &[Operand<'_>],
        resources: &[&'d Dictionary],
    ) {
        let number = |i: usize| operands.get(i).and_then(Operand::number);
        let last = operands.last();
        match operator {
            b"BT" => (self.text, self.line) = (Matrix::IDENTITY, Matrix::IDENTITY),
            b"Tf" => {
                let name = operands.first().and_then(Operand::name).unwrap_or_default();
                self.state.font = self.fonts.select(self.pdf, resources, name);
                self.state.size = number(1).unwrap_or(self.state.size);
            }
            b"Tc" => self.state.letter_gap = number(0).unwrap_or(0.0),
            b"Tw" => self.state.word_gap = number(0).unwrap_or(0.0),
            b"Tz" => self.state.stretch = number(0).unwrap_or(100.0) / 100.0,
            b"TL" => self.state.leading = number(0).unwrap_or(0.0),
            b"Ts" => self.state.rise = number(0).unwrap_or(0.0),
            b"Tr" => self.state.mode = number(0).unwrap_or(0.0) as i64,
            b"Td" => self.next_line(number(0), number(1)),
            b"TD" => {
                self.state.leading = -number(1).unwrap_or(0.0);
                self.next_line(number(0), number(1));
            }
            b"Tm" => {
                if let Some(m) = numbers(operands) {
                    (self.text, self.line) = (Matrix::new(m), Matrix::new(m));
                }
            }
            b"T*" => self.next_line(Some(0.0), Some(-self.state.leading)),
            b"Tj" => self.show(last),
            b"'" | b"\"" => {
                if operator == b"\"" {
                    self.state.word_gap = number(0).unwrap_or(0.0);
                    self.state.letter_gap = number(1).unwrap_or(0.0);
                }
                self.next_line(Some(0.0), Some(-self.state.leading));
                self.show(last);
            }
            b"TJ" => self.show(last),
            _ => {}
        }
    }

    fn next_line(&mut self, x: Option<f64>, y: Option<f64>) {
        let step = [1.0, 0.0, 0.0, 1.0, x.unwrap_or(0.0), y.unwrap_or(0.0)];
        self.line = Matrix::new(step).then(self.line);
        self.text = self.line;
    }

    fn show(&mut self, what: Option<&Operand<'_>>) {
        let Some((index, font)) = self.state.font.clone() else {
            return;
        };
        match what {
            Some(Operand::Text(bytes)) => self.string(index, &font, bytes),
            Some(Operand::Array(items)) => {
                for item in items {
                    match item {
                        Operand::Text(bytes) => self.string(index, &font, bytes),
                        Operand::Number(n) => {
                            let shift = -n / 1000.0 * self.state.size * self.state.stretch;
                            self.advance(shift);
                        }
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }

    fn advance(&mut self, by: f64) {
        let (x, y) = self.text.turn(by, 0.0);
        self.text.e += x;
        self.text.f += y;
    }

    fn string(&mut self, index: u16, font: &Font, bytes: &[u8]) {
        let s = &self.state;
        let (size, stretch, rise) = (s.size, s.stretch, s.rise);
        let (letter_gap, word_gap) = (s.letter_gap, s.word_gap);
        let hidden = s.mode == 3 || s.mode == 7;
        let clip = s.clip;
        // Direction and height do not change within the string.
        let (ux, uy) = s.ctm.turn(self.text.a, self.text.b);
        let (vx, vy) = s.ctm.turn(self.text.c, self.text.d);
        let across = (ux * vy - uy * vx).abs() / ux.hypot(uy).max(1e-9);
        let height = (across * size.abs()) as f32;
        for code in font.codes(bytes) {
            let width = f64::from(font.width(code.value)) * size;
            let (dx, dy) = (ux * width * stretch, uy * width * stretch);
            let (x, y) = self.text.turn(0.0, rise);
            let (x, y) = self.state.ctm.apply(x + self.text.e, y + self.text.f);
            let glyph = Glyph {
                says: Says::Code(code.value),
                x: x as f32,
                y: y as f32,
                dx: dx as f32,
                dy: dy as f32,
                size: height,
                font: index,
                hidden,
            };
            if self.budget.glyphs > 0 && is_visible(&glyph, clip) {
                self.budget.glyphs -= 1;
                self.out.glyphs.push(glyph);
            }
            let gap = if code.blank { word_gap } else { 0.0 };
            self.advance((width + letter_gap + gap) * stretch);
        }
    }
}

/// Inside the clipping box, with a place that can be told.
fn is_visible(glyph: &Glyph, clip: Option<Box4>) -> bool {
    let (x, y) = (
        glyph.x + glyph.dx / 2.0,
        glyph.y + glyph.dy / 2.0 - glyph.size / 4.0,
    );
    let known = x.is_finite() && y.is_finite() && glyph.size.is_finite() && glyph.size > 0.05;
    let far = x.abs().max(y.abs()) > 1e5;
    let inside = clip.is_none_or(|c| {
        let slack = glyph.size / 2.0;
        x > c[0] - slack && x < c[2] + slack && y > c[1] - slack && y < c[3] + slack
    });
    known && !far && inside
}
