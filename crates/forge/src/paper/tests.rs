//! What is printed is what is written, and each seed prints the same.

use sohoa_typeset::{FontFiles, Item};

use crate::paper::press::PAPER;
use crate::{Family, Level, print};

/// The fonts, or a loud word that the test is skipped.
fn files() -> Option<FontFiles> {
    let files = FontFiles::find(None);
    files.inspect_err(|e| eprintln!("SKIPPED: {e}")).ok()
}

#[test]
fn every_word_of_the_text_is_on_a_page_in_its_order() {
    let Some(files) = files() else { return };
    let Ok(fonts) = files.fonts() else {
        panic!("fonts that are none")
    };
    for (nth, family) in (0..).zip(Family::ALL) {
        let printed = print(5, nth, Some(family), &fonts, true);
        let seen = printed.leaves.iter().flat_map(|l| l.seen.words());
        let seen: Vec<&str> = seen.map(|w| w.text.as_str()).collect();
        let written: Vec<&str> = printed.text.split_whitespace().collect();
        assert_eq!(seen, written, "{}", printed.name);
    }
}

#[test]
fn words_stand_on_the_paper_and_cells_hold_theirs() {
    let Some(files) = files() else { return };
    let Ok(fonts) = files.fonts() else {
        panic!("fonts that are none")
    };
    let mut cells = 0;
    for nth in 0..12 {
        let printed = print(8, nth, Some(Family::Plan), &fonts, true);
        for leaf in &printed.leaves {
            for word in leaf.seen.words() {
                let [left, top, right, low] = word.place;
                assert!(left < right && top < low, "{word:?}");
                assert!(left > 20.0 && right < PAPER.0 - 5.0, "{word:?}");
                assert!(top > 20.0 && low < PAPER.1 - 10.0, "{word:?}");
            }
            for cell in leaf.seen.tables.iter().flat_map(|t| &t.cells) {
                let [left, top, right, low] = cell.place;
                let inside = leaf.seen.words().filter(|w| {
                    let (x, y) = (
                        (w.place[0] + w.place[2]) / 2.0,
                        (w.place[1] + w.place[3]) / 2.0,
                    );
                    left < x && x < right && top < y && y < low
                });
                let inside: Vec<&str> = inside.map(|w| w.text.as_str()).collect();
                assert_eq!(inside.join(" "), cell.text, "{}", printed.name);
                cells += 1;
            }
        }
    }
    assert!(cells > 100, "{cells}");
}

#[test]
fn the_same_seed_gives_the_same_pixels() {
    let Some(files) = files() else { return };
    let Ok(fonts) = files.fonts() else {
        panic!("fonts that are none")
    };
    let shot = |seed| {
        let printed = print(2, 0, Some(Family::Letter), &fonts, true);
        let mut shots = printed.shots(&fonts, Level::Hard, seed);
        shots.next().map(|s| s.pixels.into_bytes())
    };
    assert_eq!(shot(1), shot(1));
    assert_ne!(shot(1), shot(2));
}

#[test]
fn a_clean_page_has_no_pen_and_no_stamp() {
    let Some(files) = files() else { return };
    let Ok(fonts) = files.fonts() else {
        panic!("fonts that are none")
    };
    let (mut penned, mut stamped) = (0, 0);
    for nth in 0..8 {
        let clean = print(4, nth, Some(Family::Letter), &fonts, false);
        assert!(
            clean
                .leaves
                .iter()
                .flat_map(|l| l.seen.words())
                .all(|w| !w.hand && !w.stamped)
        );
        let runs = clean.leaves.iter().flat_map(|l| &l.sheet.items);
        assert!(
            runs.filter_map(|i| if let Item::Run(r) = i { Some(r) } else { None })
                .all(|r| r.turn == 0.0)
        );
        let inked = print(4, nth, Some(Family::Letter), &fonts, true);
        penned += inked.leaves.iter().map(|l| l.penned.len()).sum::<usize>();
        stamped += inked
            .leaves
            .iter()
            .flat_map(|l| l.seen.words())
            .filter(|w| w.stamped)
            .count();
    }
    assert!(penned > 0 && stamped > 0, "{penned} {stamped}");
}
