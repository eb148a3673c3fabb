//! The forge keeps its word: the same seed gives the same bytes, the gold says what the text says, and the reader reads it.

mod common;

use std::fs;

use common::corpus::root;
use common::walk;
use serde_json::Value;
use sohoa_eval::{Board, Gold, SHARED};
use sohoa_forge::{Family, Forged, Form, forge};
use sohoa_record::model::Record;

/// A seed that no rule was looked at with.
const SEED: u64 = 77_001;
const COUNT: u64 = 200;

/// The seed of the small set in the corpus.
const SMALL_SET: u64 = 10;

fn all(form: Form, count: u64) -> impl Iterator<Item = Forged> {
    (0..count).map(move |nth| forge(SEED, nth, None, form))
}

fn read(forged: &Forged) -> Record {
    sohoa_record::read(&forged.text, &sohoa_record::Meta::default())
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    for form in Form::ALL {
        for (a, b) in all(form, 20).zip(all(form, 20)) {
            assert_eq!(a.bytes, b.bytes, "{}", a.file);
            assert_eq!(a.gold, b.gold, "{}", a.file);
        }
    }
    let (a, b) = (forge(1, 0, None, Form::Text), forge(2, 0, None, Form::Text));
    assert_ne!(a.bytes, b.bytes);
}

#[test]
fn no_rule_of_the_grammar_is_missing() {
    for forged in all(Form::Text, COUNT) {
        let text = &forged.text;
        assert!(
            !text.contains(['{', '}', '<', '>', '&']),
            "{}: {text}",
            forged.file
        );
    }
}

#[test]
fn every_family_can_be_asked_for() {
    for family in Family::ALL {
        let forged = forge(SEED, 0, Some(family), Form::Text);
        assert!(forged.file.contains(family.name()), "{}", forged.file);
        let documents = forged.gold["documents"].as_array().unwrap();
        assert!(!documents.is_empty());
        assert!(family != Family::Bundle || documents.len() > 1);
    }
}

/// Every span leads to the words of its fact, and every line is the one where its words begin.
#[test]
fn the_gold_leads_to_its_words() {
    let mut facts = 0;
    for form in [Form::Text, Form::Html, Form::Docx] {
        for forged in all(form, COUNT) {
            facts += check_words(&forged);
        }
    }
    assert!(facts > 10_000, "only {facts} facts have words");
}

fn check_words(forged: &Forged) -> usize {
    let mut facts = 0;
    walk::objects(&forged.gold, "", &mut |at, fact| {
        let Some(words) = fact.get("span").map(|span| words_at(forged, span)) else {
            return;
        };
        facts += 1;
        let line = forged.text[..span(&fact["span"]).0]
            .matches(['\n', '\u{c}'])
            .count()
            + 1;
        assert_eq!(fact["line"], line, "{} {at}: {words}", forged.file);
        let said = ["marker", "words", "number"];
        let claim = said.iter().find_map(|key| fact.get(*key)?.as_str());
        let claim = claim.unwrap_or_default().trim_start_matches('/');
        assert!(
            words.contains(claim),
            "{} {at}: {words:?} has no {claim:?}",
            forged.file
        );
    });
    for document in forged.gold["documents"].as_array().unwrap() {
        for (field, at) in document["spans"].as_object().unwrap() {
            facts += 1;
            check_header(forged, document, field, &words_at(forged, at));
        }
    }
    facts
}

fn check_header(forged: &Forged, document: &Value, field: &str, words: &str) {
    let claim = match field {
        "signature.name" => &document["signature"]["name"],
        "date" => return assert!(words.starts_with("ngày "), "{}: {words}", forged.file),
        other => &document[other],
    };
    let solid = |s: &str| s.replace(' ', "");
    let claim = claim.as_str().unwrap_or_default();
    assert_eq!(solid(words), solid(claim), "{} {field}", forged.file);
}

fn span(value: &Value) -> (usize, usize) {
    let part = |i: usize| usize::try_from(value[i].as_u64().unwrap()).unwrap();
    (part(0), part(1))
}

/// The words at a span, without markup.
fn words_at(forged: &Forged, at: &Value) -> String {
    let (start, end) = span(at);
    let mut words = forged.text[start..end].replace("**", "");
    while let Some((open, close)) = words.find('<').zip(words.find('>')) {
        words.replace_range(open..=close, " ");
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn tables_begin_and_rows_stand_where_the_gold_says() {
    let mut rows = 0;
    for forged in all(Form::Text, COUNT) {
        let lines: Vec<&str> = forged.text.split(['\n', '\u{c}']).collect();
        let line = |n: &Value| lines[usize::try_from(n.as_u64().unwrap()).unwrap() - 1];
        walk::objects(&forged.gold, "", &mut |at, table| {
            let Some(tasks) = table.get("tasks").and_then(Value::as_array) else {
                return;
            };
            let name = table["columns"][0]["name"].as_str().unwrap();
            assert!(
                line(&table["first_line"]).starts_with(name),
                "{} {at}",
                forged.file
            );
            for task in tasks {
                let code = task["code"].as_str().unwrap();
                assert!(
                    line(&task["line"]).split('\t').any(|cell| cell == code),
                    "{} {at}",
                    forged.file
                );
                rows += 1;
            }
        });
    }
    assert!(rows > 500, "only {rows} rows");
}

/// The small set of the corpus is what the forge writes: `cargo run -p sohoa-xtask -- forge` with its seed and `--kind each`.
#[test]
fn the_small_set_is_fresh() {
    let folder = root("corpus/forged");
    for (nth, family) in (0..).zip(Family::ALL) {
        let forged = forge(SMALL_SET, nth, Some(family), Form::Text);
        let text = fs::read_to_string(folder.join("texts").join(&forged.file)).unwrap();
        assert!(text == forged.text, "{} is stale", forged.file);
        let gold = folder
            .join("gold")
            .join(forged.file.replace(".txt", ".json"));
        let gold: Value = serde_json::from_str(&fs::read_to_string(gold).unwrap()).unwrap();
        assert!(gold == forged.gold, "the gold of {} is stale", forged.file);
    }
}

/// Records of forged texts, whole and damaged, obey the schema.
#[test]
fn every_record_obeys_the_schema() {
    let schema = fs::read_to_string(root("schemas/record.schema.json")).unwrap();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    for form in [Form::Text, Form::Ocr, Form::Html] {
        for forged in all(form, 40) {
            let record = serde_json::to_value(read(&forged)).unwrap();
            let faults: Vec<_> = validator
                .iter_errors(&record)
                .map(|e| e.to_string())
                .collect();
            assert!(faults.is_empty(), "{}: {faults:#?}", forged.file);
        }
    }
}

/// What is shown of a portal's page is the text of its gold, and only the paper is no furniture.
#[test]
fn a_portals_page_is_read_as_its_text() {
    let collapsed = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    for forged in all(Form::Html, COUNT) {
        let read = sohoa_markup::html::read(&forged.bytes, &sohoa_layout::Limits::default());
        let (text, layout) = read.unwrap();
        for (shown, gold) in text.lines().zip(forged.text.lines()) {
            assert_eq!(collapsed(shown), collapsed(gold), "{}", forged.file);
        }
        assert_eq!(text.lines().count(), forged.text.lines().count());
        assert_eq!(layout.furniture.len(), 3, "{}", forged.file);
        assert!(layout.is_furniture(0) && layout.is_furniture(text.len() as u32 - 2));
    }
}

/// The least macro F1 over the shared families, as measured; raise it with the scores.
#[test]
fn the_reader_reads_what_was_forged() {
    for (form, least) in [(Form::Text, 0.97), (Form::Ocr, 0.97)] {
        let mut board = Board::default();
        for forged in all(form, COUNT) {
            let gold = Gold::from_json(&forged.gold.to_string()).unwrap();
            let found = serde_json::to_value(read(&forged)).unwrap();
            let found = sohoa_eval::Found::of(&found).unwrap();
            sohoa_eval::score(&mut board, &gold, &found, Some(&forged.text));
        }
        println!("{board}");
        let score = board.macro_f1(SHARED);
        assert!(score >= least, "{form:?}: {score:.3} is below {least}");
    }
}
