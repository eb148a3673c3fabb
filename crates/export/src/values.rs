//! The values view: a record with the same keys and plain values, without what tells where and how surely each
//! was read.
//!
//! One pass from text to text, no tree in between. A traced value is an object that opens with `value` and
//! becomes that value; `span`, `spans`, `confidence`, `repairs` and `unattributed` go, whatever holds them.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// Keys that are left out with all they hold.
pub(crate) const LEFT_OUT: [&str; 5] = ["span", "spans", "confidence", "repairs", "unattributed"];
/// What a traced value, and nothing else, opens with.
pub(crate) const VALUE: &str = "value";
/// What goes beside a `value` that has other keys beside it too: what the source says, where it was concluded.
pub(crate) const BESIDE: [&str; 2] = ["raw", "inferred"];

/// Appends the values view of a line of records.
pub(crate) fn write(line: &[u8], out: &mut Vec<u8>) -> Result<(), serde_json::Error> {
    let mut json = serde_json::Deserializer::from_slice(line);
    Plain(out).deserialize(&mut json)?;
    json.end()
}

struct Plain<'o>(&'o mut Vec<u8>);

impl Plain<'_> {
    fn put<T: serde::Serialize, E: serde::de::Error>(self, value: T) -> Result<(), E> {
        serde_json::to_writer(self.0, &value).map_err(E::custom)
    }
}

impl<'de> DeserializeSeed<'de> for Plain<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Plain<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        self.put(())
    }

    fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<(), E> {
        self.put(value)
    }

    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<(), E> {
        self.put(value)
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<(), E> {
        self.put(value)
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<(), E> {
        self.put(value)
    }

    fn visit_str<E: serde::de::Error>(self, value: &str) -> Result<(), E> {
        self.put(value)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        self.0.push(b'[');
        let start = self.0.len();
        loop {
            let end = self.0.len();
            if end > start {
                self.0.push(b',');
            }
            if list.next_element_seed(Plain(self.0))?.is_none() {
                self.0.truncate(end);
                break;
            }
        }
        self.0.push(b']');
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let start = self.0.len();
        self.0.push(b'{');
        let mut has_value = false;
        while let Some(key) = map.next_key::<String>()? {
            let first = self.0.len() == start + 1;
            if key == VALUE && first {
                self.0.truncate(start);
                return traced(self, map);
            }
            if LEFT_OUT.contains(&key.as_str()) || (has_value && BESIDE.contains(&key.as_str())) {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            has_value |= key == VALUE;
            if !first {
                self.0.push(b',');
            }
            Plain(self.0).put::<_, A::Error>(&key)?;
            self.0.push(b':');
            map.next_value_seed(Plain(self.0))?;
        }
        self.0.push(b'}');
        Ok(())
    }
}

/// The value alone; the rest of its object goes.
fn traced<'de, A: MapAccess<'de>>(out: Plain<'_>, mut map: A) -> Result<(), A::Error> {
    map.next_value_seed(out)?;
    while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(json: &str) -> String {
        let mut out = Vec::new();
        write(json.as_bytes(), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn traced_values_become_plain() {
        let json = r#"{"title": {"value": "Kế \"a\"", "raw": "Kê", "span": {"page": 1}, "confidence": 0.9},
            "number": {"value": {"sequence": null}, "span": {}}, "list": [{"value": 1}, {"value": 2}], "none": []}"#;
        let want = r#"{"title":"Kế \"a\"","number":{"sequence":null},"list":[1,2],"none":[]}"#;
        assert_eq!(plain(json), want);
    }

    #[test]
    fn figures_and_notes_keep_their_keys() {
        let json = r#"{"text": "t", "value": 95.5, "upper": null, "span": 1, "confidence": 1}"#;
        assert_eq!(plain(json), r#"{"text":"t","value":95.5,"upper":null}"#);
        let json = r#"{"marker": "1", "value": "n", "raw": "m", "span": 1}"#;
        assert_eq!(plain(json), r#"{"marker":"1","value":"n"}"#);
        let json = r#"{"raw": "Quý I", "kind": "quarter", "before": false}"#;
        assert_eq!(
            plain(json),
            r#"{"raw":"Quý I","kind":"quarter","before":false}"#
        );
    }

    #[test]
    fn what_is_no_json_is_an_error() {
        for bad in ["", "{", "[1,]", "{} {}", "{\"a\":}"] {
            assert!(write(bad.as_bytes(), &mut Vec::new()).is_err(), "{bad}");
        }
    }
}
