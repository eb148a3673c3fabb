//! Names of files as text: unchanged where they are Unicode, with escapes where they are not.

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::path::{Component, Path};

use crate::container::{self, INSIDE};

/// A file name as text. Bytes that are no Unicode become `\xHH`; all else, line ends too, stays as it is.
pub(crate) fn lossless(name: &OsStr) -> String {
    let mut out = String::new();
    for chunk in name.as_encoded_bytes().utf8_chunks() {
        out.push_str(chunk.valid());
        for byte in chunk.invalid() {
            // Writing to a string cannot fail.
            let _ = write!(out, "\\x{byte:02X}");
        }
    }
    out
}

/// A path as reports show it: `/` between its parts on every system.
#[must_use]
pub fn display_path(path: &Path) -> String {
    let mut out = String::new();
    for part in path.components() {
        match part {
            Component::RootDir => {
                out.push('/');
                continue;
            }
            _ if out.is_empty() || out.ends_with('/') => {}
            _ => out.push('/'),
        }
        out.push_str(&lossless(part.as_os_str()));
    }
    out
}

/// The name of an input: that of its file, and of a member of a container what lies within it too.
#[must_use]
pub fn input_name(path: &Path) -> String {
    let (file, inside) = match container::split(path) {
        Some((outer, member)) => (outer, format!("{INSIDE}{member}")),
        None => (path, String::new()),
    };
    let own = file
        .file_name()
        .map_or_else(|| display_path(file), lossless);
    own + &inside
}

/// The name fit for one line of a message: control characters are shown, not obeyed.
pub(crate) fn one_line(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        if c.is_control() {
            out.extend(c.escape_default());
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_survive() {
        assert_eq!(
            lossless(OsStr::new("Kế hoạch\n\\x.txt")),
            "Kế hoạch\n\\x.txt"
        );
        assert_eq!(display_path(Path::new("/a/b")), "/a/b");
        assert_eq!(display_path(Path::new("a/./b")), "a/b");
        assert_eq!(one_line("a\nb\x1b[31m"), "a\\nb\\u{1b}[31m");
    }

    #[cfg(unix)]
    #[test]
    fn bytes_that_are_no_text_are_shown() {
        use std::os::unix::ffi::OsStrExt;
        assert_eq!(lossless(OsStr::from_bytes(b"a\xff\xc3b")), "a\\xFF\\xC3b");
    }
}
