//! What happens to paper on its way to a picture: it yellows, is punched and copied, lies crooked, is badly lit.
//!
//! ```text
//! sheet ──▶ draw ──▶ soil: show-through, holes ──▶ bend: skew, perspective, turns ──▶ light: fading, shade
//!       ──▶ grain: blur, speckle, noise ──▶ bilevel or JPEG ──▶ shot
//! ```

mod bend;
mod grain;
mod level;
mod planes;
mod soil;

use image::DynamicImage;
use sohoa_typeset::pdf::{Coded, Picture};
use sohoa_typeset::{Fonts, draw};

use crate::dice::Dice;
use crate::paper::Leaf;
use crate::paper::truth::Seen;

pub use level::{Damage, Level};
use planes::Planes;

/// The picture of a page.
pub struct Shot {
    /// Its pixels: grey or coloured.
    pub pixels: DynamicImage,
    /// Pixels an inch.
    pub dpi: f32,
    /// The JPEG file that they come from, where they were compressed.
    pub jpeg: Option<Vec<u8>>,
    /// Whether it has but black and white.
    pub bilevel: bool,
    /// What is seen on it, its boxes in points of the picture.
    pub seen: Seen,
    /// What was done to it.
    pub damage: Damage,
}

impl Shot {
    /// The page of a PDF that the picture fills.
    #[must_use]
    pub fn picture(&self) -> Picture {
        match &self.jpeg {
            None => Picture::of(&self.pixels, self.seen.size, self.bilevel),
            Some(jpeg) => Picture {
                size: self.seen.size,
                pixels: (self.pixels.width(), self.pixels.height()),
                colour: self.pixels.color().has_color(),
                coded: Coded::Jpeg(jpeg.clone()),
            },
        }
    }
}

/// Takes the picture of a page; `behind` is what stands on its back.
pub fn shoot(
    leaf: &Leaf,
    behind: Option<&Leaf>,
    fonts: &Fonts<'_>,
    damage: Damage,
    dice: &mut Dice,
) -> Shot {
    let dpi = damage.dpi as f32;
    let paper = |leaf: &Leaf| Planes::of(&draw(&leaf.sheet, fonts, dpi), damage.colour);
    let mut page = paper(leaf);
    if let Some(behind) = behind.filter(|_| damage.shows_through) {
        soil::show_through(&mut page, &paper(behind));
    }
    if damage.holes {
        soil::holes(&mut page, dpi, dice);
    }
    let (bend, size) = bend::Bend::of(&damage, page.size(), dice);
    let mut page = bend::bent(page, &bend, size, &damage);
    let mut seen = leaf.seen.clone();
    let (wide, high) = (size.0 as f32 * 72.0 / dpi, size.1 as f32 * 72.0 / dpi);
    seen.size = (wide, high);
    seen.boxes_mut()
        .for_each(|place| *place = bend.led(*place, dpi / 72.0));
    grain::light(&mut page, &damage, dice);
    grain::blur(&mut page, damage.blur * dpi / 300.0);
    grain::speckle(&mut page, damage.speckle, dice);
    grain::noise(&mut page, damage.noise, dice);
    if damage.bilevel {
        grain::bilevel(&mut page);
    }
    let (pixels, jpeg) = grain::compressed(page.image(), damage.jpeg);
    Shot {
        pixels,
        jpeg,
        dpi,
        bilevel: damage.bilevel,
        seen,
        damage,
    }
}
