//! A repaired page turned by half a circle.

use image::imageops::rotate180;
use sohoa_image::{Affine, Ink, Region, Repaired, Rule};

/// The page as it looks upside down.
pub(crate) fn upside_down(page: Repaired) -> Repaired {
    let (width, height) = page.gray.dimensions();
    let back = Affine::shift(-f64::from(width), -f64::from(height)).then(Affine::scale(-1.0, -1.0));
    let rules = page.rules.iter().map(|r| rule(*r, width, height)).collect();
    let regions = page.coloured.regions.iter();
    let region = |r: &Region| {
        let [x0, y0, x1, y1] = r.bbox;
        let across = |x: u32| width.saturating_sub(x);
        let down = |y: u32| height.saturating_sub(y);
        Region {
            bbox: [across(x1), down(y1), across(x0), down(y0)],
            ..*r
        }
    };
    Repaired {
        gray: rotate180(&page.gray),
        bilevel: rotate180(&page.bilevel),
        coloured: Ink {
            regions: regions.rev().map(region).collect(),
            labels: page.coloured.labels.as_ref().map(rotate180),
        },
        rules,
        to_page: back.then(page.to_page),
        ..page
    }
}

fn rule(rule: Rule, width: u32, height: u32) -> Rule {
    let (length, breadth) = if rule.horizontal {
        (width, height)
    } else {
        (height, width)
    };
    Rule {
        start: length.saturating_sub(rule.end),
        end: length.saturating_sub(rule.start),
        at: breadth as f32 - rule.at,
        ..rule
    }
}
