//! Prints what is read on the pages of an input, with what was written by hand in brackets.
//!
//!     cargo run --release -p sohoa-scan --example read -- FILE [CACHE]

use std::path::PathBuf;

use sohoa_layout::Limits;
use sohoa_page::Recogniser;
use sohoa_scan::{Options, Scanner};

fn main() {
    let mut args = std::env::args_os().skip(1);
    let (Some(file), cache) = (args.next(), args.next()) else {
        return eprintln!("read FILE [CACHE]");
    };
    let bytes = std::fs::read(file).unwrap_or_default();
    let scanner = Scanner::new(Options {
        cache: cache.map(PathBuf::from),
        ..Options::default()
    });
    let limits = Limits::default();
    let pages = sohoa_raster::pages(&bytes, &limits).map_or(0, |p| p.len());
    let numbers: Vec<u32> = (1..).take(pages).collect();
    for sheet in scanner.pages(&bytes, &limits, &numbers) {
        for item in &sheet.items {
            let cells = item.cells.iter().map(|cell| {
                let words = cell.iter().map(|w| match w.by_hand {
                    true => format!("[{}]", w.text),
                    false => w.text.clone(),
                });
                words.collect::<Vec<_>>().join(" ")
            });
            println!("{}", cells.collect::<Vec<_>>().join("\t"));
        }
        println!("---- {:?}", sheet.notices);
    }
}
