//! Administrative units: the table of names, and how well issuers find theirs, `cargo run --release -p sohoa-xtask -- units`.
//!
//! Letterheads are drawn from all units of all lists, read clean and with one letter of the name damaged, in the
//! letterhead, in the dateline or in both; bare, or with a legal basis that names an authority above.

use std::fmt::Write as _;
use std::io;
use std::path::Path;

use sohoa_eval::repair::{Kind, Random, damage};
use sohoa_record::Meta;
use sohoa_units::{Era, Nearness, Rank, Unit, all, compare};

pub(crate) const USAGE: &str = "  \
  units    read drawn letterheads, clean and damaged, and count the units found
           [--seed N] [--count N] [--show N: print N wrong ones] | --index: write the table of names";

/// Which names of a letterhead are damaged.
const HARMS: [(&str, bool, bool); 4] = [
    ("clean", false, false),
    ("letterhead damaged", true, false),
    ("dateline damaged", false, true),
    ("both damaged", true, true),
];

#[derive(Default)]
struct Figures {
    right: usize,
    silent: usize,
    wrong: usize,
    /// Names read as printed before the damage, left as they are read, and read as another.
    names: [usize; 3],
}

pub(crate) fn run(mut args: impl Iterator<Item = String>, root: &Path) -> io::Result<()> {
    let (mut seed, mut count, mut show) = (1, 2000, 0);
    while let Some(arg) = args.next() {
        let mut number = || {
            let value = args.next().and_then(|v| v.parse().ok());
            value.ok_or_else(|| io::Error::other(USAGE))
        };
        match arg.as_str() {
            "--index" => {
                let table = root.join("crates/units/tables/unit_names.tsv");
                return std::fs::write(table, sohoa_units::index());
            }
            "--seed" => seed = number()?,
            "--count" => count = number()?,
            "--show" => show = number()?,
            _ => return Err(io::Error::other(USAGE)),
        }
    }
    println!(
        "{:34} {:>7} {:>7} {:>7}   name: restored, left, wrong",
        "code", "right", "silent", "wrong"
    );
    for told in [false, true] {
        for harm in HARMS {
            let figures = measure(harm, told, seed, count as usize, &mut (show as usize));
            let Figures {
                right,
                silent,
                wrong,
                names,
            } = figures;
            let how = if told { "authority named" } else { "bare" };
            println!(
                "{:34} {right:7} {silent:7} {wrong:7}   {names:?}",
                format!("{}, {how}", harm.0)
            );
        }
    }
    Ok(())
}

fn measure(
    harm: (&str, bool, bool),
    told: bool,
    seed: u64,
    count: usize,
    show: &mut usize,
) -> Figures {
    let units: Vec<Unit> = all().collect();
    let mut random = Random::new(seed);
    let mut out = Figures::default();
    for _ in 0..count {
        let unit = drawn(&units, &mut random);
        let mut name = |harmed| {
            if harmed {
                harmed_name(unit.name, &mut random)
            } else {
                unit.name.to_owned()
            }
        };
        let (head, place) = (name(harm.1), name(harm.2));
        let text = letterhead(unit, &head, &place, told);
        let record = sohoa_record::read(&text, &Meta::default());
        let issuer = record
            .documents
            .first()
            .and_then(|d| d.issuer.as_ref())
            .map(|i| &i.value);
        let found = issuer.and_then(|i| i.unit_code.as_deref());
        match found {
            None => out.silent += 1,
            Some(code) if code == unit.code => out.right += 1,
            Some(code) => {
                out.wrong += 1;
                if *show > 0 {
                    *show -= 1;
                    println!("{code} for {unit:?}\n{text}");
                }
            }
        }
        let read = issuer.and_then(|i| i.unit.as_deref()).unwrap_or_default();
        let which = if compare(read, unit.name) == Nearness::Same {
            0
        } else {
            1 + usize::from(compare(read, &head) != Nearness::Same)
        };
        out.names[which] += 1;
    }
    out
}

/// A unit of any level and list.
fn drawn(units: &[Unit], random: &mut Random) -> Unit {
    let rank = match random.draw() % 10 {
        0 => Rank::Province,
        1..=4 => Rank::District,
        _ => Rank::Commune,
    };
    loop {
        let unit = *random.pick(units);
        if unit.rank() == rank {
            return unit;
        }
    }
}

/// The name with one letter read as another.
fn harmed_name(name: &str, random: &mut Random) -> String {
    for _ in 0..200 {
        let (read, wounds) = damage(name, 0.5, random);
        if let [wound] = wounds.as_slice()
            && wound.kind != Kind::Joined
            && compare(&read, name) != Nearness::Same
        {
            return read;
        }
    }
    name.to_owned()
}

fn letterhead(unit: Unit, head: &str, place: &str, told: bool) -> String {
    let year = match (unit.era(), unit.is_older()) {
        (Era::Since, _) => 2026,
        (Era::Before, false) => 2024,
        (Era::Before, true) => 2022,
    };
    let kind = unit.kind.to_uppercase();
    let mut text = format!(
        "ỦY BAN NHÂN DÂN\n{kind} {}\nSố: 12/KH-UBND\n",
        head.to_uppercase()
    );
    _ = writeln!(
        text,
        "{place}, ngày 05 tháng 3 năm {year}\nKẾ HOẠCH\nRà soát hồ sơ năm {year}"
    );
    if let Some(above) = unit.parent().filter(|_| told) {
        let number = format!("45/QĐ-UBND ngày 20/02/{year}");
        let (kind, name) = (above.kind, above.name);
        _ = writeln!(
            text,
            "Căn cứ Quyết định số {number} của UBND {kind} {name};"
        );
    }
    text + "I. MỤC TIÊU\n1. Rà soát hồ sơ.\n"
}
