//! Noise: what each kind costs in each family, `cargo run --release -p sohoa-xtask -- noise`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use sohoa_eval::noise::{Kind, Paper, RATE, kinds, matrix, twin};

pub(crate) const USAGE: &str = "  \
  noise    read the corpus under each kind of noise and print the scores by family
           [--gold DIR --texts DIR] [--seed N] [--rate R] [--kind K]… [--out DIR: write the twins instead]";

struct Options {
    gold: PathBuf,
    texts: PathBuf,
    seed: u64,
    rate: f64,
    kinds: Vec<Kind>,
    out: Option<PathBuf>,
}

pub(crate) fn run(args: impl Iterator<Item = String>, root: &Path) -> io::Result<()> {
    let options = options(args, root)?;
    let papers = papers(&options.gold, &options.texts)?;
    if let Some(out) = &options.out {
        return write(&options, &papers, out);
    }
    let matrix = matrix(&papers, &options.kinds, options.seed, options.rate);
    print!("{}", matrix.map_err(io::Error::other)?);
    Ok(())
}

fn options(mut args: impl Iterator<Item = String>, root: &Path) -> io::Result<Options> {
    let mut out = Options {
        gold: root.join("corpus/gold"),
        texts: root.join("corpus/texts"),
        seed: 1,
        rate: RATE,
        kinds: Vec::new(),
        out: None,
    };
    let all = kinds();
    while let Some(arg) = args.next() {
        let value = args.next().ok_or_else(|| wrong(&arg))?;
        match arg.as_str() {
            "--gold" => out.gold = value.into(),
            "--texts" => out.texts = value.into(),
            "--seed" => out.seed = value.parse().map_err(|_| wrong(&arg))?,
            "--rate" => out.rate = value.parse().map_err(|_| wrong(&arg))?,
            "--kind" => {
                let kind = all.iter().find(|k| k.name == value);
                out.kinds.push(*kind.ok_or_else(|| unknown(&value, &all))?);
            }
            "--out" => out.out = Some(value.into()),
            _ => return Err(wrong(&arg)),
        }
    }
    if out.kinds.is_empty() {
        out.kinds = all;
    }
    Ok(out)
}

fn wrong(arg: &str) -> io::Error {
    io::Error::other(format!("{arg}: unknown or without a value\n{USAGE}"))
}

fn unknown(kind: &str, all: &[Kind]) -> io::Error {
    let list = all.iter().map(|k| format!("  {:10} {}", k.name, k.what));
    let list: Vec<String> = list.collect();
    io::Error::other(format!(
        "{kind}: no such noise; there are\n{}",
        list.join("\n")
    ))
}

/// The annotated texts of which both halves are there, by name.
pub(crate) fn papers(gold: &Path, texts: &Path) -> io::Result<Vec<Paper>> {
    let mut out = Vec::new();
    for entry in fs::read_dir(gold)? {
        let path = entry?.path();
        if path.extension().is_some_and(|e| e == "json") {
            let gold: serde_json::Value = serde_json::from_str(&fs::read_to_string(&path)?)?;
            let file = gold["file"].as_str().unwrap_or_default().to_owned();
            let text = fs::read_to_string(texts.join(&file))?;
            out.push(Paper { file, text, gold });
        }
    }
    out.sort_by(|a, b| a.file.cmp(&b.file));
    Ok(out)
}

/// Writes `OUT/KIND/texts/` and `OUT/KIND/gold/`.
fn write(options: &Options, papers: &[Paper], out: &Path) -> io::Result<()> {
    for kind in &options.kinds {
        let [texts, gold] = ["texts", "gold"].map(|d| out.join(kind.name).join(d));
        fs::create_dir_all(&texts)?;
        fs::create_dir_all(&gold)?;
        for paper in papers {
            let twin = twin(kind, paper, options.seed, options.rate);
            fs::write(texts.join(&twin.file), &twin.text)?;
            let name = Path::new(&twin.file).with_extension("json");
            let json = serde_json::to_string_pretty(&twin.gold)?;
            fs::write(gold.join(name), json + "\n")?;
        }
        println!("{}", kind.name);
    }
    Ok(())
}
