//! Writes the page images of files as PNG, as they are and repaired: `pages OUT FILE…`;
//! with `-` for OUT nothing is written. For developers.

use std::path::Path;
use std::time::Instant;

use image::{DynamicImage, GrayImage};
use sohoa_image::{Repaired, Steps, grid, repair};
use sohoa_layout::Limits;

fn main() {
    let mut args = std::env::args().skip(1);
    let out = args.next().unwrap_or_else(|| ".".to_owned());
    let off = std::env::var("OFF").unwrap_or_default();
    for file in args {
        let name = Path::new(&file)
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if let Err(failure) = write(&out, &file, &name, &off) {
            println!("{file}: {failure:?}");
        }
    }
}

fn write(out: &str, file: &str, name: &str, off: &str) -> Result<(), sohoa_layout::Failure> {
    let bytes = std::fs::read(file).unwrap_or_default();
    let pages = sohoa_raster::pages(&bytes, &Limits::default())?;
    for number in 0..pages.len() {
        let start = Instant::now();
        let page = pages.page(number)?;
        let decoded = start.elapsed().as_millis();
        let start = Instant::now();
        let fixed = repair(&page.pixels, page.dpi, &steps(off));
        let size = (page.pixels.width(), page.pixels.height());
        println!(
            "{name} p{number}: {:?} {size:?} {:.0} dpi {:?} {:?} in {decoded} ms; {:?} in {} ms; {} rules, {} tables, {:?}",
            page.origin,
            page.dpi,
            page.size,
            page.pixels.color(),
            fixed.steps,
            start.elapsed().as_millis(),
            fixed.rules.len(),
            grid::tables(&fixed.rules, fixed.dpi).len(),
            fixed.coloured.regions.len(),
        );
        if std::env::var_os("CELLS").is_some() {
            cells(&fixed);
        }
        if out == "-" {
            continue;
        }
        let save = |picture: &DynamicImage, kind: &str| {
            let path = format!("{out}/{name}-{number}{kind}.png");
            picture
                .save(&path)
                .unwrap_or_else(|e| println!("{path}: {e}"));
        };
        save(&DynamicImage::ImageLuma8(drawn(&fixed)), "-grid");
        save(&DynamicImage::ImageLuma8(fixed.gray), "-gray");
        save(&page.pixels, "");
    }
    Ok(())
}

/// Prints row, column, spans and box of each cell, the box on the picture as it was.
fn cells(fixed: &Repaired) {
    for (number, table) in grid::tables(&fixed.rules, fixed.dpi).iter().enumerate() {
        for cell in &table.cells {
            let [x0, y0, x1, y1] = fixed.to_page.apply_box(cell.bbox.map(f64::from));
            println!(
                "cell {number} {} {} {} {} {x0:.1} {y0:.1} {x1:.1} {y1:.1}",
                cell.row, cell.column, cell.row_span, cell.column_span
            );
        }
    }
}

/// The steps without those named in the variable `OFF`.
fn steps(off: &str) -> Steps {
    let mut steps = Steps::default();
    for name in off.split(',') {
        if let Some(step) = steps.named(name) {
            *step = false;
        }
    }
    steps
}

/// The bilevel picture, pale, with rules and cells drawn over it.
fn drawn(fixed: &Repaired) -> GrayImage {
    let mut out = fixed.bilevel.clone();
    out.iter_mut().for_each(|v| *v = (*v).max(170));
    let mut fill = |[x0, y0, x1, y1]: [f32; 4]| {
        for y in (y0.max(0.0) as u32)..(y1.max(y0 + 1.0) as u32).min(fixed.gray.height()) {
            for x in (x0.max(0.0) as u32)..(x1.max(x0 + 1.0) as u32).min(fixed.gray.width()) {
                out.put_pixel(x, y, image::Luma([0]));
            }
        }
    };
    fixed.rules.iter().for_each(|r| fill(r.bbox()));
    for table in grid::tables(&fixed.rules, fixed.dpi) {
        for cell in &table.cells {
            let [x0, y0, x1, y1] = cell.bbox;
            let inner = [x0 + 8.0, y0 + 8.0, x1 - 8.0, y1 - 8.0];
            fill([inner[0], inner[1], inner[2], inner[1] + 2.0]);
            fill([inner[0], inner[3], inner[2], inner[3] + 2.0]);
            fill([inner[0], inner[1], inner[0] + 2.0, inner[3]]);
            fill([inner[2], inner[1], inner[2] + 2.0, inner[3]]);
        }
    }
    out
}
