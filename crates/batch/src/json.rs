//! Compact JSON straight into bytes: the same bytes as `serde_json::to_vec`, for most of a record's life in less work.
//!
//! A record is mostly long strings without anything to escape, names of fields that never need it and small
//! numbers. Strings are searched for what must be escaped in blocks and copied whole; what is rare goes
//! through `serde_json`.

use serde::{Serialize, ser};
use serde_json::Error;

/// A value as compact JSON; `room` is about how long it will be.
///
/// # Errors
/// When the value cannot be JSON; the types of a record always can.
pub fn to_vec<T: Serialize + ?Sized>(value: &T, room: usize) -> Result<Vec<u8>, Error> {
    let mut out = Vec::with_capacity(room);
    value.serialize(Writer(&mut out))?;
    Ok(out)
}

/// Writes one value.
struct Writer<'o>(&'o mut Vec<u8>);

/// Writes the items of a list or an object.
struct Items<'o> {
    out: &'o mut Vec<u8>,
    first: bool,
    close: &'static [u8],
}

impl<'o> Writer<'o> {
    fn open(mut self, open: &[u8], close: &'static [u8]) -> Items<'o> {
        self.out(open);
        Items {
            out: self.0,
            first: true,
            close,
        }
    }

    /// `{"name":`, for a variant that holds something.
    fn variant(&mut self, name: &'static str) {
        self.0.push(b'{');
        key(self.0, name);
    }

    fn out(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }
}

/// `"name":` of a field: the names of fields are words. Inlined, it copies a known number of bytes.
#[inline(always)]
fn key(out: &mut Vec<u8>, name: &'static str) {
    out.reserve(name.len() + 3);
    out.push(b'"');
    out.extend_from_slice(name.as_bytes());
    out.extend_from_slice(b"\":");
}

fn string(out: &mut Vec<u8>, s: &str) -> Result<(), Error> {
    if must_escape(s.as_bytes()) {
        return serde_json::to_writer(out, s);
    }
    out.reserve(s.len() + 2);
    out.push(b'"');
    out.extend_from_slice(s.as_bytes());
    out.push(b'"');
    Ok(())
}

/// Whether a quotation mark, a backslash or a control character stands among the bytes.
fn must_escape(bytes: &[u8]) -> bool {
    let special = |b: &u8| *b < b' ' || *b == b'"' || *b == b'\\';
    // Without a branch inside: the block is looked at as a whole.
    let any = |block: &[u8; 16]| block.iter().fold(false, |any, b| any | special(b));
    let (blocks, rest) = bytes.as_chunks();
    match bytes.last_chunk() {
        // The last block overlaps the one before it, so nothing is left over.
        Some(last) => blocks.iter().any(any) || any(last),
        None => rest.iter().any(special),
    }
}

/// A share with at most two decimals, as confidences are: written as its digits. False for any other number.
fn share(out: &mut Vec<u8>, value: f64) -> bool {
    let hundredths = (value * 100.0).round();
    let whole = (0.0..=100.0).contains(&hundredths) && hundredths / 100.0 == value;
    if whole && value.is_sign_positive() {
        let n = hundredths as u8;
        let (ones, tenths, last) = (n / 100, n / 10 % 10, n % 10);
        let digits = [b'0' + ones, b'.', b'0' + tenths, b'0' + last];
        out.extend_from_slice(&digits[..if last == 0 { 3 } else { 4 }]);
        return true;
    }
    false
}

/// Numbers as `serde_json` writes them.
macro_rules! plain {
    ($($name:ident $type:ty),*) => {
        $(fn $name(self, v: $type) -> Result<(), Error> {
            serde_json::to_writer(self.0, &v)
        })*
    };
}

impl<'o> ser::Serializer for Writer<'o> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Items<'o>;
    type SerializeTuple = Items<'o>;
    type SerializeTupleStruct = Items<'o>;
    type SerializeTupleVariant = Items<'o>;
    type SerializeMap = Items<'o>;
    type SerializeStruct = Items<'o>;
    type SerializeStructVariant = Items<'o>;

    plain!(
        serialize_i8 i8, serialize_i16 i16, serialize_i32 i32, serialize_i64 i64, serialize_i128 i128,
        serialize_u128 u128, serialize_f32 f32, serialize_char char
    );

    fn serialize_u8(self, v: u8) -> Result<(), Error> {
        self.serialize_u64(v.into())
    }

    fn serialize_u16(self, v: u16) -> Result<(), Error> {
        self.serialize_u64(v.into())
    }

    fn serialize_u32(self, v: u32) -> Result<(), Error> {
        self.serialize_u64(v.into())
    }

    fn serialize_u64(self, v: u64) -> Result<(), Error> {
        let mut digits = itoa::Buffer::new();
        self.0.extend_from_slice(digits.format(v).as_bytes());
        Ok(())
    }

    fn serialize_f64(self, v: f64) -> Result<(), Error> {
        if share(self.0, v) {
            return Ok(());
        }
        serde_json::to_writer(self.0, &v)
    }

    fn serialize_bool(mut self, v: bool) -> Result<(), Error> {
        self.out(if v { b"true" } else { b"false" });
        Ok(())
    }

    fn serialize_str(self, v: &str) -> Result<(), Error> {
        string(self.0, v)
    }

    fn serialize_bytes(self, v: &[u8]) -> Result<(), Error> {
        serde_json::to_writer(self.0, v)
    }

    fn serialize_none(self) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, v: &T) -> Result<(), Error> {
        v.serialize(self)
    }

    fn serialize_unit(mut self) -> Result<(), Error> {
        self.out(b"null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, v: &'static str) -> Result<(), Error> {
        string(self.0, v)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        v: &T,
    ) -> Result<(), Error> {
        v.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        mut self,
        _: &'static str,
        _: u32,
        name: &'static str,
        v: &T,
    ) -> Result<(), Error> {
        self.variant(name);
        v.serialize(Writer(self.0))?;
        self.out(b"}");
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Items<'o>, Error> {
        Ok(self.open(b"[", b"]"))
    }

    fn serialize_tuple(self, _: usize) -> Result<Items<'o>, Error> {
        Ok(self.open(b"[", b"]"))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Items<'o>, Error> {
        Ok(self.open(b"[", b"]"))
    }

    fn serialize_tuple_variant(
        mut self,
        _: &'static str,
        _: u32,
        name: &'static str,
        _: usize,
    ) -> Result<Items<'o>, Error> {
        self.variant(name);
        Ok(self.open(b"[", b"]}"))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Items<'o>, Error> {
        Ok(self.open(b"{", b"}"))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Items<'o>, Error> {
        Ok(self.open(b"{", b"}"))
    }

    fn serialize_struct_variant(
        mut self,
        _: &'static str,
        _: u32,
        name: &'static str,
        _: usize,
    ) -> Result<Items<'o>, Error> {
        self.variant(name);
        Ok(self.open(b"{", b"}}"))
    }
}

impl Items<'_> {
    #[inline(always)]
    fn comma(&mut self) {
        if !std::mem::take(&mut self.first) {
            self.out.push(b',');
        }
    }

    fn item<T: Serialize + ?Sized>(&mut self, v: &T) -> Result<(), Error> {
        self.comma();
        v.serialize(Writer(self.out))
    }

    #[inline(always)]
    fn field<T: Serialize + ?Sized>(&mut self, name: &'static str, v: &T) -> Result<(), Error> {
        self.comma();
        key(self.out, name);
        v.serialize(Writer(self.out))
    }

    fn close(self) -> Result<(), Error> {
        self.out.extend_from_slice(self.close);
        Ok(())
    }
}

/// The traits of lists: each has its own name for an item.
macro_rules! lists {
    ($($kind:ident $item:ident),*) => {
        $(impl ser::$kind for Items<'_> {
            type Ok = ();
            type Error = Error;

            fn $item<T: Serialize + ?Sized>(&mut self, v: &T) -> Result<(), Error> {
                self.item(v)
            }

            fn end(self) -> Result<(), Error> {
                self.close()
            }
        })*
    };
}

/// The traits of objects with named fields.
macro_rules! objects {
    ($($kind:ident),*) => {
        $(impl ser::$kind for Items<'_> {
            type Ok = ();
            type Error = Error;

            #[inline(always)]
            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                name: &'static str,
                v: &T,
            ) -> Result<(), Error> {
                self.field(name, v)
            }

            fn end(self) -> Result<(), Error> {
                self.close()
            }
        })*
    };
}

lists!(
    SerializeSeq serialize_element, SerializeTuple serialize_element,
    SerializeTupleStruct serialize_field, SerializeTupleVariant serialize_field
);
objects!(SerializeStruct, SerializeStructVariant);

impl ser::SerializeMap for Items<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        self.comma();
        let at = self.out.len();
        key.serialize(Writer(self.out))?;
        if self.out.get(at) != Some(&b'"') {
            return Err(ser::Error::custom("a key that is no string"));
        }
        self.out.push(b':');
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, v: &T) -> Result<(), Error> {
        v.serialize(Writer(self.out))
    }

    fn end(self) -> Result<(), Error> {
        self.close()
    }
}

#[cfg(test)]
mod tests;
