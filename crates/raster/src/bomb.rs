//! Streams that unfold to more than a machine can hold, found before any library unfolds them.

use flate2::{Decompress, FlushDecompress, Status};
use sohoa_layout::{Failure, Limits};

/// No byte of a deflated stream unfolds to more than this.
const MOST: u64 = 1032;

/// Refuses a PDF one of whose deflated streams unfolds to more than the limit. Streams too short to do so are
/// not looked into; the others are unfolded into a small buffer and only counted.
pub(crate) fn check(bytes: &[u8], limits: &Limits) -> Result<(), Failure> {
    for at in memchr::memmem::find_iter(bytes, b"stream") {
        let rest = &bytes[at + 6..];
        let rest = rest.strip_prefix(b"\r").unwrap_or(rest);
        let Some(data) = rest.strip_prefix(b"\n").filter(|d| is_zlib(d)) else {
            continue;
        };
        let long = data.len() as u64 * MOST > limits.unpacked;
        if long
            && length(data) as u64 * MOST > limits.unpacked
            && unfolds_beyond(data, limits.unpacked)
        {
            return Err(Failure::Limited("--max-unpacked"));
        }
    }
    Ok(())
}

fn length(data: &[u8]) -> usize {
    memchr::memmem::find(data, b"endstream").unwrap_or(data.len())
}

fn is_zlib(data: &[u8]) -> bool {
    matches!(*data, [method, flags, ..] if method & 15 == 8 && (u16::from(method) << 8 | u16::from(flags)) % 31 == 0)
}

fn unfolds_beyond(data: &[u8], most: u64) -> bool {
    let mut inflate = Decompress::new(true);
    let mut out = vec![0; 1 << 16];
    loop {
        let read = usize::try_from(inflate.total_in()).unwrap_or(usize::MAX);
        let before = (inflate.total_in(), inflate.total_out());
        let rest = data.get(read..).unwrap_or_default();
        match inflate.decompress(rest, &mut out, FlushDecompress::None) {
            Ok(Status::Ok | Status::BufError) => {}
            Ok(Status::StreamEnd) | Err(_) => return inflate.total_out() > most,
        }
        if inflate.total_out() > most {
            return true;
        }
        if before == (inflate.total_in(), inflate.total_out()) {
            return false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn deflated(n: usize) -> Vec<u8> {
        let mut out = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        out.write_all(&vec![0; n]).expect("memory");
        out.finish().expect("memory")
    }

    #[test]
    fn only_what_unfolds_beyond_the_limit_is_refused() {
        let limits = Limits {
            unpacked: 1 << 20,
            ..Limits::default()
        };
        let file = |n| {
            [
                b"<</Filter/FlateDecode>>stream\r\n",
                &deflated(n)[..],
                b"\nendstream",
            ]
            .concat()
        };
        assert_eq!(check(&file(1 << 20), &limits), Ok(()));
        assert_eq!(
            check(&file(3 << 20), &limits),
            Err(Failure::Limited("--max-unpacked"))
        );
        assert_eq!(check(&file(3 << 20)[..200], &limits), Ok(()));
    }
}
