//! A paper in an encoding of before Unicode gives the record that it gives in Unicode.

mod common;

use common::Scratch;
use common::corpus::meta;
use serde_json::Value;
use sohoa_forge::{Form, forge};
use sohoa_legacy::{Encoding, encode};
use sohoa_source::{Limits, load};

/// How many forged papers are tried in each encoding.
const PAPERS: u64 = 40;

/// The documents of a record without what depends on the bytes: places, letters as printed, and how sure it is.
fn documents(text: &[u8], fold: bool) -> Value {
    let s = Scratch::new();
    let decoded = load(&s.file("paper.txt", text), &Limits::default()).unwrap();
    let record = sohoa_record::read(&decoded.text, &meta(&decoded, "paper.txt"));
    let mut json = serde_json::to_value(&record.documents).unwrap();
    strip(&mut json, fold);
    json
}

fn strip(value: &mut Value, fold: bool) {
    match value {
        Value::Object(fields) => {
            for key in ["span", "spans", "raw", "confidence"] {
                fields.remove(key);
            }
            fields.values_mut().for_each(|v| strip(v, fold));
        }
        Value::Array(items) => items.iter_mut().for_each(|v| strip(v, fold)),
        Value::String(text) if fold => *text = text.to_lowercase(),
        _ => {}
    }
}

/// How many papers can be written in the encoding, and the ones whose documents are then others than in Unicode.
fn others(encoding: Encoding) -> (usize, Vec<String>) {
    let fold = encoding == Encoding::Tcvn3;
    let mut written = 0;
    let mut others = Vec::new();
    for nth in 0..PAPERS {
        let forged = forge(4, nth, None, Form::Text);
        let Some(old) = encode(&forged.text, encoding) else {
            continue;
        };
        written += 1;
        if documents(&old, fold) != documents(forged.text.as_bytes(), fold) {
            others.push(forged.file);
        }
    }
    (written, others)
}

/// Papers that come out other for a line of few letters whose bytes no word tells; the fewer the better.
/// Without its fonts TCVN3 has no capitals with tones, so there letters are compared without their case.
#[test]
fn papers_of_before_unicode_give_the_same_documents() {
    let most = [
        (Encoding::Vni, 0),
        (Encoding::Viscii, 0),
        (Encoding::Vps, 0),
        (Encoding::Windows1258, 0),
        (Encoding::Viqr, 1),
        (Encoding::Tcvn3, 0),
    ];
    for (encoding, most) in most {
        let (written, others) = others(encoding);
        let name = encoding.name();
        println!("{name}: {} of {written} other", others.len());
        assert!(written > 20, "{name}: {written}");
        assert!(others.len() <= most, "{name}: {others:?}");
    }
}
