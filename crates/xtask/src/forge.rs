//! Writes forged documents and their gold facts into a folder, laid out as the corpus is.

use std::path::PathBuf;
use std::{fs, io};

use sohoa_eval::noise::relined;
use sohoa_forge::{Family, Form, forge};
use sohoa_source::Limits;

/// How it is called.
pub const USAGE: &str = "  forge --seed N --count N --out DIR [--form text|ocr|html|docx] [--kind KIND|each]\n           \
     write invented documents and their gold facts";

/// Which families are written.
enum Kind {
    Any,
    One(Family),
    /// One after the other.
    Each,
}

struct Order {
    seed: u64,
    count: u64,
    out: PathBuf,
    kind: Kind,
    form: Form,
}

/// Writes `DIR/texts` and `DIR/gold`.
pub fn run(args: impl Iterator<Item = String>) -> io::Result<()> {
    let order = order(args)?;
    let (texts, gold) = (order.out.join("texts"), order.out.join("gold"));
    fs::create_dir_all(&texts)?;
    fs::create_dir_all(&gold)?;
    for nth in 0..order.count {
        let family = match order.kind {
            Kind::Any => None,
            Kind::One(family) => Some(family),
            Kind::Each => Some(Family::ALL[nth as usize % Family::ALL.len()]),
        };
        let forged = forge(order.seed, nth, family, order.form);
        let path = texts.join(&forged.file);
        fs::write(&path, &forged.bytes)?;
        let gold_of = |shown: &str| relined(&forged.gold, &forged.text, shown);
        let gold_facts = match order.form {
            // A word processor's file has no lines: the gold leads into the text that is read from it.
            Form::Docx => sohoa_source::load(&path, &Limits::default())
                .map(|read| gold_of(&read.text))
                .map_err(io::Error::other)?,
            _ => forged.gold,
        };
        let name = forged.file.split('.').next().unwrap_or_default();
        let json = serde_json::to_string_pretty(&gold_facts)?;
        fs::write(gold.join(format!("{name}.json")), json + "\n")?;
    }
    Ok(())
}

fn order(mut args: impl Iterator<Item = String>) -> io::Result<Order> {
    let wrong = |what: String| io::Error::new(io::ErrorKind::InvalidInput, what);
    let mut order = Order {
        seed: 1,
        count: 10,
        out: PathBuf::new(),
        kind: Kind::Any,
        form: Form::Text,
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
            "--kind" if value == "each" => order.kind = Kind::Each,
            "--kind" => {
                let family = Family::ALL.into_iter().find(|f| f.name() == value);
                let family = family.ok_or_else(|| wrong(format!("no kind is called {value}")))?;
                order.kind = Kind::One(family);
            }
            "--form" => {
                let form = Form::ALL.into_iter().find(|f| f.name() == value);
                order.form = form.ok_or_else(|| wrong(format!("no form is called {value}")))?;
            }
            _ => return Err(wrong(format!("{name} is not known"))),
        }
    }
    if order.out.as_os_str().is_empty() {
        return Err(wrong("--out is missing".to_owned()));
    }
    Ok(order)
}
