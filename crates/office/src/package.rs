//! The parts of a packed file, unpacked within the limits.

use std::io::{Cursor, Read};

use sohoa_layout::{Failure, Limits};
use zip::ZipArchive;
use zip::result::ZipError;

use crate::xml::{Node, Tree};

/// A packed file of parts.
pub(crate) struct Package<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    limits: Limits,
    /// What may still be unpacked.
    left: u64,
    /// A part broke off or its checksum is wrong.
    pub(crate) damaged: bool,
}

impl<'b> Package<'b> {
    /// Opens it.
    pub(crate) fn open(bytes: &'b [u8], limits: &Limits) -> Result<Package<'b>, Failure> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|e| failure(&e))?;
        if zip.len() > limits.members as usize {
            return Err(Failure::Limited("--max-members"));
        }
        Ok(Package {
            zip,
            limits: *limits,
            left: limits.unpacked,
            damaged: false,
        })
    }

    /// A part that must be there.
    pub(crate) fn needed(&mut self, name: &str) -> Result<String, Failure> {
        let missing = || Failure::Damaged(format!("its part {name} is missing"));
        self.part(name)?.ok_or_else(missing)
    }

    /// A part as text, as much of it as is whole.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<String>, Failure> {
        let Some(index) = self.index(name) else {
            return Ok(None);
        };
        self.limits.in_time()?;
        let mut file = match self.zip.by_index(index) {
            Ok(file) => file,
            Err(e) => return Err(failure(&e)),
        };
        let packed = file.compressed_size();
        let mut bytes = Vec::new();
        let read = file.by_ref().take(self.left + 1).read_to_end(&mut bytes);
        self.damaged |= read.is_err();
        let unpacked = bytes.len() as u64;
        if unpacked > self.left {
            return Err(Failure::Limited("--max-unpacked"));
        }
        if self.limits.is_bomb(packed, unpacked) {
            return Err(Failure::Limited("--max-ratio"));
        }
        self.left -= unpacked;
        Ok(Some(text(bytes)))
    }

    /// The name of the part with the content; `usual` where the package does not say.
    pub(crate) fn main(&mut self, usual: &str, limits: &Limits) -> Result<String, Failure> {
        let targets = relations(self, "", limits)?;
        let main = targets.iter().find(|t| t.kind == "officeDocument");
        Ok(main.map_or_else(|| usual.to_owned(), |t| t.path("")))
    }

    /// Some writers do not mind the case of names, or part folders with a backslash.
    fn index(&self, name: &str) -> Option<usize> {
        let found = self.zip.index_for_name(name);
        found.or_else(|| {
            let alike = |n: &[u8]| {
                let same =
                    |(a, b): (&u8, u8)| a.eq_ignore_ascii_case(&b) || (*a == b'\\' && b == b'/');
                n.len() == name.len() && n.iter().zip(name.bytes()).all(same)
            };
            let found = self.zip.file_names_raw().find(|n| alike(n))?;
            self.zip.index_for_name_raw(found)
        })
    }
}

/// A part that another part speaks of.
pub(crate) struct Target {
    pub(crate) id: String,
    /// The last word of its kind's address: `styles`, `header`.
    pub(crate) kind: String,
    to: String,
}

impl Target {
    /// Its name in the package, seen from a folder.
    pub(crate) fn path(&self, folder: &str) -> String {
        if let Some(absolute) = self.to.strip_prefix('/') {
            return absolute.to_owned();
        }
        let mut steps: Vec<&str> = folder.split('/').filter(|s| !s.is_empty()).collect();
        for step in self.to.split('/') {
            match step {
                ".." => drop(steps.pop()),
                "." | "" => {}
                step => steps.push(step),
            }
        }
        steps.join("/")
    }
}

/// The parts that a part names as its own; `part` is empty for the package.
pub(crate) fn relations(
    package: &mut Package<'_>,
    part: &str,
    limits: &Limits,
) -> Result<Vec<Target>, Failure> {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let path = format!("{folder}/_rels/{name}.rels");
    let xml = package
        .part(path.trim_start_matches('/'))?
        .unwrap_or_default();
    let tree = Tree::parse(&xml, limits);
    let Some(all) = tree.root().child("Relationships") else {
        return Ok(Vec::new());
    };
    let target = |node: Node<'_, '_>| {
        let text = |name: &str| node.attr(name).unwrap_or_default().into_owned();
        let kind = text("Type");
        Target {
            id: text("Id"),
            kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
            to: text("Target"),
        }
    };
    Ok(all.all("Relationship").map(target).collect())
}

/// Parts are UTF-8; a few writers make UTF-16.
fn text(bytes: Vec<u8>) -> String {
    let wide = |unit: fn([u8; 2]) -> u16| {
        let units = bytes[2..].chunks_exact(2).map(|c| unit([c[0], c[1]]));
        char::decode_utf16(units)
            .map(|c| c.unwrap_or('\u{fffd}'))
            .collect()
    };
    match bytes.get(..2) {
        Some([0xff, 0xfe]) => wide(u16::from_le_bytes),
        Some([0xfe, 0xff]) => wide(u16::from_be_bytes),
        _ => String::from_utf8(bytes)
            .unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into_owned()),
    }
}

fn failure(error: &ZipError) -> Failure {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Failure::Encrypted,
        ZipError::UnsupportedArchive(_) => {
            Failure::Damaged("a part is packed in a way that is not known".to_owned())
        }
        ZipError::Io(_) => Failure::Damaged("the packed file breaks off".to_owned()),
        _ => Failure::Damaged("the list of its parts is damaged".to_owned()),
    }
}
