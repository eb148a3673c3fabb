//! Confidence fitted and measured, `cargo run --release -p sohoa-xtask -- calibrate`.
//!
//! Forged papers, as they are, with recognition errors, and under each kind of noise, are read; every value
//! of a graded family is judged against the gold facts. For each family a logistic regression gives the
//! weights of the evidence. Other forged papers and the corpus (with noise) then tell how often values of a
//! given confidence are right.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{fs, io};

use sohoa_eval::noise::{Kind, Paper, RATE, kinds, twin};
use sohoa_eval::trust::{Reliability, judge};
use sohoa_eval::{Found, Gold};
use sohoa_forge::{Form, forge};
use sohoa_record::certainty::{self, COUNT, Evidence, Family, Key, NAMES};
use sohoa_record::{Meta, Options};

pub(crate) const USAGE: &str = "  \
  calibrate   fit the weights of confidence on forged papers and print how reliable it is on others
           [--count N] [--seed N] [--fit no: measure only] [--gold DIR --texts DIR: measure on these too]";

struct Order {
    count: u64,
    seed: u64,
    fit: bool,
    gold: Option<PathBuf>,
    texts: Option<PathBuf>,
}

pub(crate) fn run(args: impl Iterator<Item = String>, root: &Path) -> io::Result<()> {
    let order = order(args)?;
    if order.fit {
        let papers = forged(order.seed, order.count);
        let table = root.join("crates/record/tables/certainty.tsv");
        fs::write(table, fit(&papers))?;
        println!("weights written; build again to measure them (--fit no)");
        return Ok(());
    }
    // Papers that no weight was fitted on.
    report("forged", &forged(order.seed + 1, order.count));
    let corpus = super::noise::papers(&root.join("corpus/gold"), &root.join("corpus/texts"))?;
    report("corpus", &noisy(&corpus));
    if let (Some(gold), Some(texts)) = (&order.gold, &order.texts) {
        let papers = super::noise::papers(gold, texts)?;
        report("given texts, clean", &papers);
        report("given texts, with noise", &noisy(&papers));
    }
    Ok(())
}

fn order(mut args: impl Iterator<Item = String>) -> io::Result<Order> {
    let mut order = Order {
        count: 1200,
        seed: 5000,
        fit: true,
        gold: None,
        texts: None,
    };
    let wrong =
        |what: &str| io::Error::new(io::ErrorKind::InvalidInput, format!("{what}\n{USAGE}"));
    while let Some(name) = args.next() {
        let value = args.next().ok_or_else(|| wrong(&name))?;
        match name.as_str() {
            "--count" => order.count = value.parse().map_err(|_| wrong(&value))?,
            "--seed" => order.seed = value.parse().map_err(|_| wrong(&value))?,
            "--fit" => order.fit = value != "no",
            "--gold" => order.gold = Some(value.into()),
            "--texts" => order.texts = Some(value.into()),
            _ => return Err(wrong(&name)),
        }
    }
    Ok(order)
}

/// Forged papers: one third as they are, one third with recognition errors, one third with noise of each kind.
fn forged(seed: u64, count: u64) -> Vec<Paper> {
    let kinds = kinds();
    let one = |nth: u64| {
        let form = if nth % 3 == 1 { Form::Ocr } else { Form::Text };
        let forged = forge(seed, nth, None, form);
        let paper = Paper {
            file: forged.file,
            text: String::from_utf8_lossy(&forged.bytes).into_owned(),
            gold: forged.gold,
        };
        match nth % 3 {
            2 => noise(&kinds, &paper, nth / 3),
            _ => paper,
        }
    };
    (0..count).map(one).collect()
}

/// The twin of a paper under the nth kind of noise, every other one twice as damaged as is usual.
fn noise(kinds: &[Kind], paper: &Paper, nth: u64) -> Paper {
    let kind = &kinds[nth as usize % kinds.len()];
    let rate = RATE * (1 + nth % 2) as f64;
    twin(kind, paper, nth, rate)
}

fn noisy(papers: &[Paper]) -> Vec<Paper> {
    let kinds = kinds();
    let each = |paper: &Paper| -> Vec<Paper> {
        let all = 0..kinds.len() as u64;
        all.map(|nth| noise(&kinds, paper, nth)).collect()
    };
    papers.iter().flat_map(each).collect()
}

fn meta(paper: &Paper) -> Meta {
    Meta {
        path: paper.file.clone(),
        ..Meta::default()
    }
}

/// The evidence of each judged value, and whether it is right.
type Samples = BTreeMap<Family, Vec<(Evidence, bool)>>;

fn samples(paper: &Paper) -> Samples {
    let mut out = Samples::new();
    let Ok(gold) = Gold::from_json(&paper.gold.to_string()) else {
        return out;
    };
    let meta = meta(paper);
    let (record, length) = sohoa_record::unsettled(&paper.text, &meta, &Options::default());
    let evidence: BTreeMap<Key, Evidence> = certainty::evidence(&record, &meta.layout, length)
        .into_iter()
        .collect();
    for judged in judge(&gold, &Found::from(&record)) {
        if let Some(evidence) = evidence.get(&judged.key) {
            let family = out.entry(judged.key.family).or_default();
            family.push((*evidence, judged.right));
        }
    }
    out
}

fn fit(papers: &[Paper]) -> String {
    let mut all = Samples::new();
    for (family, values) in papers.iter().flat_map(samples) {
        all.entry(family).or_default().extend(values);
    }
    let mut table = format!(
        "# Weights of the evidence for each family of values, fitted on {} forged papers by\n\
         # `cargo run --release -p sohoa-xtask -- calibrate`; the log-odds of being right are their sum.\n\
         # family\t{}\n",
        papers.len(),
        NAMES.join("\t")
    );
    for family in Family::FITTED {
        let values = all.get(&family).map_or(&[][..], Vec::as_slice);
        let weights = regression(values);
        let right = values.iter().filter(|v| v.1).count();
        let cells = weights.map(|w| format!("{w:.3}")).join("\t");
        let _ = writeln!(table, "{}\t{cells}", family.name());
        println!("{:12} {right:7} right of {:7}", family.name(), values.len());
    }
    table
}

/// Weights that explain what is right: Newton's method, with a pull towards what is believed without data.
fn regression(values: &[(Evidence, bool)]) -> Evidence {
    // Without data a value is as sure as its rule says.
    let mut prior = [0.0; COUNT];
    prior[1] = 1.0;
    let mut weights = prior;
    for _ in 0..30 {
        let mut slope = [0.0; COUNT];
        let mut bend = [[0.0; COUNT]; COUNT];
        for i in 0..COUNT {
            slope[i] = PULL * (prior[i] - weights[i]);
            bend[i][i] = PULL;
        }
        for (evidence, right) in values {
            let sum: f64 = weights.iter().zip(evidence).map(|(w, e)| w * e).sum();
            let p = 1.0 / (1.0 + (-sum).exp());
            let off = f64::from(u8::from(*right)) - p;
            let spread = (p * (1.0 - p)).max(1e-6);
            for i in 0..COUNT {
                slope[i] += off * evidence[i];
                for j in 0..COUNT {
                    bend[i][j] += spread * evidence[i] * evidence[j];
                }
            }
        }
        let step = solve(bend, slope);
        let size: f64 = step.iter().map(|s| s.abs()).sum();
        // A step may overshoot where nearly all values are right.
        let scale = (2.0 / size.max(2.0)).min(1.0);
        weights
            .iter_mut()
            .zip(step)
            .for_each(|(w, s)| *w += scale * s);
        if size < 1e-6 {
            break;
        }
    }
    weights
}

/// How strongly a weight is pulled to what is believed without data, in values.
const PULL: f64 = 2.0;

/// Gaussian elimination with the largest pivot.
fn solve(mut a: [[f64; COUNT]; COUNT], mut b: Evidence) -> Evidence {
    for i in 0..COUNT {
        let pivot = (i..COUNT).max_by(|&x, &y| a[x][i].abs().total_cmp(&a[y][i].abs()));
        let pivot = pivot.unwrap_or(i);
        a.swap(i, pivot);
        b.swap(i, pivot);
        if a[i][i].abs() < 1e-12 {
            continue;
        }
        for r in i + 1..COUNT {
            let f = a[r][i] / a[i][i];
            let upper = a[i];
            a[r].iter_mut().zip(upper).for_each(|(x, u)| *x -= f * u);
            b[r] -= f * b[i];
        }
    }
    let mut x = [0.0; COUNT];
    for i in (0..COUNT).rev() {
        let rest: f64 = (i + 1..COUNT).map(|j| a[i][j] * x[j]).sum();
        if a[i][i].abs() >= 1e-12 {
            x[i] = (b[i] - rest) / a[i][i];
        }
    }
    x
}

type Tables = BTreeMap<Family, Reliability>;

fn read(paper: &Paper) -> (Tables, usize) {
    let mut out = Tables::new();
    let Ok(gold) = Gold::from_json(&paper.gold.to_string()) else {
        return (out, 0);
    };
    let record = sohoa_record::read(&paper.text, &meta(paper));
    let said: BTreeMap<Key, f64> = certainty::confidences(&record).into_iter().collect();
    for judged in judge(&gold, &Found::from(&record)) {
        if let Some(confidence) = said.get(&judged.key) {
            let family = out.entry(judged.key.family).or_default();
            family.add(*confidence, judged.right);
        }
    }
    (out, record.diagnostics.len())
}

/// Prints how reliable the confidences are, family by family and together.
fn report(name: &str, papers: &[Paper]) {
    let (mut tables, mut remarks) = (Tables::new(), 0);
    for (one, n) in papers.iter().map(read) {
        for (family, table) in one {
            tables.entry(family).or_default().merge(&table);
        }
        remarks += n;
    }
    println!(
        "{name}: {} texts, {:.1} diagnostics a text",
        papers.len(),
        remarks as f64 / papers.len() as f64
    );
    println!("family         values  right≥.9   sure   error");
    let mut all = Reliability::default();
    let line = |name: &str, t: &Reliability| {
        let (right, sure, error) = (t.right_above(), t.sure(), t.error());
        println!(
            "{name:12} {:8}    {right:.4}  {sure:.3}   {error:.4}",
            t.count()
        );
    };
    for (family, table) in &tables {
        line(family.name(), table);
        all.merge(table);
    }
    line("all", &all);
    println!("  said  right   values\n{all}");
}
