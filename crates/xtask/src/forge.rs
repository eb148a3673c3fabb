//! Writes forged documents and their gold facts into a folder, laid out as the corpus is.

use std::path::PathBuf;
use std::{fs, io};

use sohoa_eval::noise::relined;
use sohoa_forge::{Family, Form, forge};
use sohoa_source::Limits;
use sohoa_typeset::FontFiles;

use crate::sheets;

/// How it is called.
pub const USAGE: &str = "  forge --seed N --count N --out DIR [--form text|ocr|html|docx|pdf|scan] [--kind KIND|each]\n           \
     [--level clean|light|medium|hard|each] [--pages pdf|png|tiff|jpeg] [--fonts DIR]\n           \
     write invented documents and their gold facts; of scans also truth/: their text, words and cells with boxes";

/// Which families are written.
enum Kind {
    Any,
    One(Family),
    /// One after the other.
    Each,
}

/// A form of text, or of paper.
enum Shape {
    Text(Form),
    Pdf,
    Scan,
}

struct Order {
    seed: u64,
    count: u64,
    out: PathBuf,
    kind: Kind,
    shape: Shape,
    sheets: sheets::Order,
    fonts: Option<PathBuf>,
}

/// Writes `DIR/texts` and `DIR/gold`.
pub fn run(args: impl Iterator<Item = String>) -> io::Result<()> {
    let order = order(args)?;
    for folder in ["texts", "gold"] {
        fs::create_dir_all(order.out.join(folder))?;
    }
    let files = match order.shape {
        Shape::Text(_) => None,
        _ => Some(FontFiles::find(order.fonts.as_deref()).map_err(io::Error::other)?),
    };
    for nth in 0..order.count {
        let family = match order.kind {
            Kind::Any => None,
            Kind::One(family) => Some(family),
            Kind::Each => Some(Family::ALL[nth as usize % Family::ALL.len()]),
        };
        match (&order.shape, &files) {
            (Shape::Pdf, Some(files)) => sheets::pdf(order.seed, nth, family, files, &order.out)?,
            (Shape::Scan, Some(files)) => {
                order
                    .sheets
                    .scan(order.seed, nth, family, files, &order.out)?;
            }
            (Shape::Text(form), _) => text(&order, nth, family, *form)?,
            _ => {}
        }
    }
    Ok(())
}

fn text(order: &Order, nth: u64, family: Option<Family>, form: Form) -> io::Result<()> {
    let forged = forge(order.seed, nth, family, form);
    let path = order.out.join("texts").join(&forged.file);
    fs::write(&path, &forged.bytes)?;
    let gold = match form {
        // A word processor's file has no lines: the gold leads into the text that is read from it.
        Form::Docx => sohoa_source::load(&path, &Limits::default())
            .map(|read| relined(&forged.gold, &forged.text, &read.text))
            .map_err(io::Error::other)?,
        _ => forged.gold,
    };
    let name = forged.file.split('.').next().unwrap_or_default();
    let json = serde_json::to_string_pretty(&gold)?;
    fs::write(order.out.join(format!("gold/{name}.json")), json + "\n")
}

fn order(mut args: impl Iterator<Item = String>) -> io::Result<Order> {
    let wrong = |what: String| io::Error::new(io::ErrorKind::InvalidInput, what);
    let mut order = Order {
        seed: 1,
        count: 10,
        out: PathBuf::new(),
        kind: Kind::Any,
        shape: Shape::Text(Form::Text),
        sheets: sheets::Order::default(),
        fonts: None,
    };
    while let Some(name) = args.next() {
        let value = args
            .next()
            .ok_or_else(|| wrong(format!("{name} needs a value")))?;
        let number = || {
            value
                .parse()
                .map_err(|_| wrong(format!("{value} is no number")))
        };
        match name.as_str() {
            "--seed" => order.seed = number()?,
            "--count" => order.count = number()?,
            "--out" => order.out = PathBuf::from(&value),
            "--fonts" => order.fonts = Some(PathBuf::from(&value)),
            "--level" => order.sheets.levels = sheets::levels(&value)?,
            "--pages" => order.sheets.pages = sheets::Pages::named(&value)?,
            "--kind" if value == "each" => order.kind = Kind::Each,
            "--kind" => {
                let family = Family::ALL.into_iter().find(|f| f.name() == value);
                let family = family.ok_or_else(|| wrong(format!("no kind is called {value}")))?;
                order.kind = Kind::One(family);
            }
            "--form" => order.shape = shape(&value)?,
            _ => return Err(wrong(format!("{name} is not known"))),
        }
    }
    if order.out.as_os_str().is_empty() {
        return Err(wrong("--out is missing".to_owned()));
    }
    Ok(order)
}

fn shape(name: &str) -> io::Result<Shape> {
    let text = Form::ALL.into_iter().find(|f| f.name() == name);
    match (name, text) {
        (_, Some(form)) => Ok(Shape::Text(form)),
        ("pdf", _) => Ok(Shape::Pdf),
        ("scan", _) => Ok(Shape::Scan),
        _ => Err(io::Error::other(format!("no form is called {name}"))),
    }
}
