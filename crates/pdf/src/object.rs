//! Looking things up in the file: references followed, types checked, nothing trusted.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

/// The file's objects, and how much one stream may unfold to.
#[derive(Clone, Copy)]
pub(crate) struct Pdf<'d> {
    pub doc: &'d Document,
    pub unpacked: usize,
}

impl<'d> Pdf<'d> {
    /// What an object is after its references are followed.
    pub fn follow(self, object: &'d Object) -> Option<(Option<ObjectId>, &'d Object)> {
        self.doc.dereference(object).ok()
    }

    pub fn get(self, dict: &'d Dictionary, key: &[u8]) -> Option<&'d Object> {
        Some(self.follow(dict.get(key).ok()?)?.1)
    }

    /// The dictionary under a key; a stream's counts.
    pub fn dict(self, dict: &'d Dictionary, key: &[u8]) -> Option<&'d Dictionary> {
        match self.get(dict, key)? {
            Object::Dictionary(d) => Some(d),
            Object::Stream(s) => Some(&s.dict),
            _ => None,
        }
    }

    pub fn stream(self, dict: &'d Dictionary, key: &[u8]) -> Option<&'d Stream> {
        self.get(dict, key)?.as_stream().ok()
    }

    pub fn name(self, dict: &'d Dictionary, key: &[u8]) -> Option<&'d [u8]> {
        self.get(dict, key)?.as_name().ok()
    }

    pub fn number(self, dict: &'d Dictionary, key: &[u8]) -> Option<f64> {
        number(self.get(dict, key)?)
    }

    pub fn array(self, dict: &'d Dictionary, key: &[u8]) -> Option<&'d [Object]> {
        Some(self.get(dict, key)?.as_array().ok()?)
    }

    /// As many numbers as are asked for.
    pub fn numbers<const N: usize>(self, dict: &'d Dictionary, key: &[u8]) -> Option<[f64; N]> {
        let mut out = [0.0; N];
        for (value, object) in out.iter_mut().zip(self.array(dict, key)?.get(..N)?) {
            *value = number(self.follow(object)?.1)?;
        }
        Some(out)
    }

    /// A stream's bytes after its filters.
    pub fn data(self, stream: &Stream) -> Option<Vec<u8>> {
        stream.decompressed_content_with_limit(self.unpacked).ok()
    }

    /// A named resource: the nearest list that has it counts.
    pub fn resource(
        self,
        lists: &[&'d Dictionary],
        kind: &[u8],
        name: &[u8],
    ) -> Option<(Option<ObjectId>, &'d Object)> {
        let mut lists = lists.iter().filter_map(|list| self.dict(list, kind));
        let object = lists.find_map(|list| list.get(name).ok())?;
        self.follow(object)
    }
}

pub(crate) fn number(object: &Object) -> Option<f64> {
    match object {
        Object::Integer(i) => Some(*i as f64),
        Object::Real(r) => Some(f64::from(*r)),
        _ => None,
    }
}
