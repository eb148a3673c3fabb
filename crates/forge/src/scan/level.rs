//! How badly a page is damaged.
//!
//! Letters that plain Tesseract 5.3.0 (`vie` of Debian 12, psm 3) reads wrong, free of order, in hundredths
//! (`xtask scans --plain`, seeds 33 and 77, at the hard level 55 too; 35 or 36 pages a level, of which 3 to 5 have
//! tables): clean 0.36 on pages without tables and about 0.8 on all, light 6.4 and about 7.7, medium 12.3 and about
//! 12.6, hard 19.6 and about 20.8. Aimed at are 0.2, 8, 11.6 and 21.6, a quarter more or less: the clean level is
//! above that, though nothing is done to its pages. What is lost there are the numerals of headings (`I.`), the
//! dashes of the motto, and in tables the lone ordinals.

use crate::dice::Dice;

/// The four levels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// A good scan of a clean print: no pen, no stamp.
    Clean,
    /// A good scan with stamps, some specks and a little skew.
    Light,
    /// A copied or photographed page.
    Medium,
    /// Low resolution, faded, crooked, dirty.
    Hard,
}

impl Level {
    /// All levels.
    pub const ALL: [Level; 4] = [Level::Clean, Level::Light, Level::Medium, Level::Hard];

    /// Its name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Level::Clean => "clean",
            Level::Light => "light",
            Level::Medium => "medium",
            Level::Hard => "hard",
        }
    }
}

/// What is done to one page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Damage {
    /// Pixels an inch.
    pub dpi: u32,
    /// In colour where there is any, or in grey.
    pub colour: bool,
    /// Degrees, clockwise: 0, 90, 180, 270.
    pub turn: u32,
    /// Degrees.
    pub skew: f32,
    /// Seen by a camera from aside.
    pub photo: bool,
    /// Dark where the paper ends.
    pub border: bool,
    /// Punched.
    pub holes: bool,
    /// The other side shows.
    pub shows_through: bool,
    /// Share of its darkness that the ink has lost.
    pub fade: f32,
    /// Share of its light that the darkest corner has lost.
    pub shade: f32,
    /// Sigma in pixels at 300 an inch.
    pub blur: f32,
    /// Share of the pixels that are specks.
    pub speckle: f32,
    /// Sigma of the sensor's noise.
    pub noise: f32,
    /// Black and white only.
    pub bilevel: bool,
    /// Quality, where it is compressed with loss.
    pub jpeg: Option<u8>,
}

/// No damage at all.
pub const NONE: Damage = Damage {
    dpi: 300,
    colour: true,
    turn: 0,
    skew: 0.0,
    photo: false,
    border: false,
    holes: false,
    shows_through: false,
    fade: 0.0,
    shade: 0.0,
    blur: 0.0,
    speckle: 0.0,
    noise: 0.0,
    bilevel: false,
    jpeg: None,
};

impl Damage {
    /// The damage of a page at a level, by lot.
    pub fn by_lot(level: Level, dice: &mut Dice) -> Damage {
        match level {
            Level::Clean => NONE,
            Level::Light => light(dice),
            Level::Medium => medium(dice),
            Level::Hard => hard(dice),
        }
    }
}

fn light(dice: &mut Dice) -> Damage {
    Damage {
        colour: dice.chance(85),
        skew: within(dice, 0.5),
        holes: dice.chance(20),
        blur: between(dice, 0.0, 0.8),
        speckle: between(dice, 0.010, 0.022),
        jpeg: dice.chance(50).then(|| dice.between(40, 80) as u8),
        ..NONE
    }
}

fn medium(dice: &mut Dice) -> Damage {
    let copied = dice.chance(15);
    let photo = !copied && dice.chance(10);
    Damage {
        colour: !copied && dice.chance(85),
        turn: turn(dice, 2),
        skew: within(dice, 1.2),
        photo,
        border: photo || dice.chance(20),
        holes: dice.chance(30),
        shows_through: dice.chance(15),
        shade: if photo { between(dice, 0.2, 0.4) } else { 0.0 },
        blur: between(dice, 0.6, 1.4),
        speckle: between(dice, 0.014, 0.028),
        noise: between(dice, 0.0, 8.0),
        bilevel: copied,
        jpeg: (!copied).then(|| dice.between(25, 60) as u8),
        ..NONE
    }
}

fn hard(dice: &mut Dice) -> Damage {
    let photo = dice.chance(15);
    Damage {
        dpi: dice.between(150, 180) as u32,
        colour: dice.chance(85),
        turn: turn(dice, 3),
        skew: within(dice, 1.8),
        photo,
        border: photo || dice.chance(30),
        holes: dice.chance(30),
        shows_through: dice.chance(20),
        fade: between(dice, 0.3, 0.5),
        shade: between(dice, 0.1, 0.35),
        blur: between(dice, 0.8, 1.6),
        speckle: between(dice, 0.001, 0.003),
        noise: between(dice, 4.0, 10.0),
        jpeg: Some(dice.between(25, 50) as u8),
        ..NONE
    }
}

/// A page put in wrongly, so many times out of a hundred.
fn turn(dice: &mut Dice, percent: usize) -> u32 {
    if dice.chance(percent) {
        *dice.pick(&[90, 180, 270])
    } else {
        0
    }
}

/// A number between two, by lot.
fn between(dice: &mut Dice, low: f32, high: f32) -> f32 {
    low + (high - low) * dice.below(1001) as f32 / 1000.0
}

/// A number no further from nothing than this.
fn within(dice: &mut Dice, most: f32) -> f32 {
    between(dice, -most, most)
}
