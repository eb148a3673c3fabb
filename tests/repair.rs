//! The repair by context on our own documents, none of which was counted for the language model: damage of our
//! own comes back, sound words stay, lost marks return. The figures on other texts are those of
//! `cargo run --release -p sohoa-xtask -- repair FOLDER`.

mod common;

use std::fs;

use common::shared::shared;
use sohoa_eval::repair::{Figures, Random, damage, measure, restored, stripped};
use sohoa_lm::Model;
use sohoa_text::{Options, Restore, Text};

/// Documents whose print is sound; those named `nhieu-loi` are damaged by hand.
fn documents() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/texts");
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("corpus/texts")
        .map(|e| e.expect("an entry").path())
        .filter(|p| !p.to_string_lossy().contains("nhieu-loi"))
        .collect();
    files.sort();
    files
        .iter()
        .map(|f| fs::read_to_string(f).expect("a text"))
        .collect()
}

#[test]
fn damage_comes_back() {
    let mut f = Figures::default();
    for (i, text) in documents().iter().enumerate() {
        for turn in 0..4 {
            let (damaged, wounds) = damage(text, 0.02, &mut Random::new(4 * i as u64 + turn));
            f.add(measure(&damaged, &wounds, &Options::default()));
        }
    }
    let [wounds, found, healed] = f.total().map(|n| n as f64);
    assert!(wounds > 400.0, "{wounds}");
    assert!(found / wounds > 0.90, "found {found} of {wounds}");
    assert!(healed / wounds > 0.88, "healed {healed} of {wounds}");
    let precision = f.good as f64 / f.applied as f64;
    assert!(precision > 0.90, "precision {precision}: {:?}", f.wrong);
}

#[test]
fn sound_text_stays() {
    let mut f = Figures::default();
    for text in documents() {
        f.add(measure(&text, &[], &Options::default()));
    }
    let words: Vec<_> = f
        .wrong
        .iter()
        .filter(|w| w[3].contains("context"))
        .collect();
    assert!(words.len() as f64 <= f.right as f64 / 2000.0, "{words:?}");
}

#[test]
fn lost_marks_return() {
    let (mut right, mut all) = (0, 0);
    for text in documents() {
        let [r, n] = restored(&text);
        right += r;
        all += n;
    }
    assert!(right as f64 > 0.95 * all as f64, "{right} of {all}");
}

/// Only a text that has lost nearly all marks gets them back unasked, and never against the option.
#[test]
fn marks_are_restored_where_they_are_lost() {
    for text in documents().iter().take(5) {
        let bare = stripped(text);
        let restored = |options: &Options| {
            let text = Text::with(&bare, options);
            let rule = |r: &&sohoa_text::Repair| r.rule == "text/repair/context/restore";
            text.repairs().iter().filter(rule).count()
        };
        assert!(restored(&Options::default()) > 50);
        let never = Options {
            restore: Restore::Never,
            ..Options::default()
        };
        assert_eq!(restored(&never), 0);
        let whole = Text::new(text);
        assert!(whole.repairs().iter().all(|r| !r.rule.ends_with("restore")));
    }
}

#[test]
fn the_model_is_there_and_small() {
    let model = Model::embedded();
    assert!(model.len() > 5000);
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/crates/lm/model/vi-admin.lm");
    assert!(fs::metadata(file).expect("the model").len() <= 6_000_000);
}

/// Any bytes are read as a model or refused; none is believed blindly.
#[test]
fn a_broken_model_is_refused() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/crates/lm/model/vi-admin.lm");
    let bytes = fs::read(file).expect("the model");
    for cut in [0, 7, 8, 19, 20, 1000, bytes.len() / 2, bytes.len() - 1] {
        assert!(Model::read(bytes[..cut].to_vec().leak()).is_err(), "{cut}");
    }
}

/// The real plans: marks taken away and put back.
#[test]
fn lost_marks_return_in_real_plans() {
    let Some(seeds) = shared("seeds") else {
        return;
    };
    let (mut right, mut all) = (0, 0);
    for entry in fs::read_dir(seeds).expect("seeds") {
        let text = fs::read_to_string(entry.expect("an entry").path()).expect("a text");
        let [r, n] = restored(&text);
        right += r;
        all += n;
    }
    println!("{right} of {all} words of the real plans");
    assert!(right as f64 >= 0.983 * all as f64, "{right} of {all}");
}
