//! How an office types: sizes, margins, where page numbers stand, what is written by hand.

use crate::dice::Dice;
use crate::world::Era;

/// The habits of one file; points.
#[derive(Debug, Clone)]
pub struct House {
    /// Size of running text.
    pub size: f32,
    /// From baseline to baseline, in parts of the size.
    pub leading: f32,
    /// Between paragraphs.
    pub gap: f32,
    /// Of a paragraph's first line.
    pub indent: f32,
    /// Top, right, bottom, left.
    pub margins: [f32; 4],
    /// Page numbers above the text, else below on the right.
    pub numbers_above: bool,
    /// The header of a table again on the next page.
    pub repeats: bool,
    /// Rows may go on over a page's end.
    pub breaks_rows: bool,
    /// Size of the words of tables.
    pub table_size: f32,
    /// What is written by hand: number, day, month.
    pub hand: [bool; 3],
    /// Whether what is signed is stamped and signed by hand.
    pub sealed: bool,
}

const MM: f32 = 72.0 / 25.4;

impl House {
    /// Habits by lot; what comes from the hand only where `inked`.
    pub fn by_lot(dice: &mut Dice, era: Era, inked: bool) -> House {
        let mm = |dice: &mut Dice, low, high| dice.between(low, high) as f32 * MM;
        let margins = [
            mm(dice, 20, 25),
            mm(dice, 15, 20),
            mm(dice, 20, 25),
            mm(dice, 30, 35),
        ];
        let hand = match dice.weighted(&[35, 10, 35, 20]) {
            0 => [false; 3],
            1 => [true, false, false],
            2 => [true, true, false],
            _ => [true; 3],
        };
        House {
            size: [13.0, 14.0][dice.weighted(&[40, 60])],
            leading: [1.15, 1.25, 1.4][dice.weighted(&[45, 35, 20])],
            gap: dice.between(2, 6) as f32,
            indent: dice.between(28, 36) as f32,
            margins,
            numbers_above: era >= Era::Decree2020 || dice.chance(30),
            repeats: dice.chance(45),
            breaks_rows: dice.chance(40),
            table_size: [11.0, 12.0, 13.0][dice.weighted(&[20, 50, 30])],
            hand: if inked { hand } else { [false; 3] },
            sealed: inked && dice.chance(80),
        }
    }
}
