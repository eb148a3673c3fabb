//! Containers: archives and mails, whose members are inputs of their own.
//!
//! A container is listed once, when it is found; each member remembers where its bytes lie, so that it is read by
//! itself, in any order, on any thread. What cannot be read in place (`.tar.gz`, the parts of a mail, a container within
//! a container) is unpacked once into a temporary file that goes when its last member is gone. The limits hold for all
//! that lies in one file on the disk.

mod mail;
mod store;
mod tar;
mod zip;

use std::collections::HashMap;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

use flate2::read::MultiGzDecoder;
use sohoa_layout::Limits;

pub(crate) use store::Body;
use store::{Place, Store};

use crate::sniff;
use crate::{ErrorKind, Kind, name};

/// Between a container's name and a member's.
pub const INSIDE: &str = "!/";

/// How much of a file tells whether it is a container.
const HEAD: usize = 4096;

/// A member, or what kept it from being one.
#[derive(Debug)]
pub(crate) struct Member {
    /// Its path within the outermost container.
    pub name: String,
    pub bytes: u64,
    pub body: Result<Body, ErrorKind>,
}

/// The members of the file at `path`; `None` where it is no container.
pub(crate) fn members(path: &Path, limits: &Limits) -> Option<Result<Vec<Member>, ErrorKind>> {
    let store = Store::disk(path).ok()?;
    let body = store.whole();
    let pack = Pack::of(&body.head(HEAD).ok()?)?;
    let own = path.file_name().map(name::lossless).unwrap_or_default();
    let mut lister = Lister {
        limits,
        members: Vec::new(),
        names: HashMap::new(),
        unpacked: 0,
    };
    match lister.list(pack, &body, &own, "", limits.depth.min(MOST_DEPTH)) {
        Ok(true) if lister.members.is_empty() => {
            Some(Err(ErrorKind::Damaged("there is nothing in it".to_owned())))
        }
        Ok(true) => Some(Ok(lister.members)),
        Ok(false) => None,
        Err(_) if !lister.members.is_empty() => Some(Ok(lister.members)),
        Err(kind) => Some(Err(kind)),
    }
}

/// Containers within containers are opened by recursion, and nobody packs deeper.
const MOST_DEPTH: u32 = 16;

/// The kinds of container.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pack {
    Zip,
    Tar,
    Gzip,
    Mail,
}

impl Pack {
    fn of(head: &[u8]) -> Option<Pack> {
        match sniff::sniff(head) {
            Some(Kind::Zip) => Some(Pack::Zip),
            Some(Kind::Tar) => Some(Pack::Tar),
            Some(Kind::Gzip) => Some(Pack::Gzip),
            None if mail::is_mail(head) => Some(Pack::Mail),
            _ => None,
        }
    }
}

/// A listing under way.
struct Lister<'l> {
    limits: &'l Limits,
    members: Vec<Member>,
    /// How often each name was met.
    names: HashMap<String, u32>,
    /// Bytes in temporary files.
    unpacked: u64,
}

impl Lister<'_> {
    /// Lists a container that may hold others `depth` deep; false where it is none after all.
    fn list(
        &mut self,
        pack: Pack,
        body: &Body,
        own: &str,
        prefix: &str,
        depth: u32,
    ) -> Result<bool, ErrorKind> {
        let places = match pack {
            Pack::Zip => match zip::places(body)? {
                Some(places) => places,
                None => return Ok(false),
            },
            Pack::Tar => tar::places(body)?,
            Pack::Mail => mail::places(body, self)?,
            Pack::Gzip => {
                let inner = self.spool(&mut MultiGzDecoder::new(body.reader()?), body.packed())?;
                if Pack::of(&inner.head(HEAD)?) == Some(Pack::Tar) {
                    return self.list(Pack::Tar, &inner, own, prefix, depth);
                }
                vec![Place::of(without_gz(own), inner)]
            }
        };
        for place in places {
            self.member(place, prefix, depth)?;
        }
        Ok(true)
    }

    fn member(&mut self, place: Place, prefix: &str, depth: u32) -> Result<(), ErrorKind> {
        let Some(own) = clean(&place.name) else {
            return Ok(());
        };
        let times = self.names.entry(format!("{prefix}{own}")).or_default();
        *times += 1;
        let name = match *times {
            1 => format!("{prefix}{own}"),
            n => format!("{prefix}{own}#{n}"),
        };
        if self.members.len() as u64 >= u64::from(self.limits.members) {
            let error = ErrorKind::Limited("--max-members");
            self.push(name, 0, Err(error.clone()));
            return Err(error);
        }
        match place.body {
            Err(kind) => self.push(name, place.bytes, Err(kind)),
            Ok(body) => match self.nested(&body, &own, &name, depth) {
                Ok(true) => {}
                Ok(false) => self.push(name, place.bytes, Ok(body)),
                Err(kind) => self.push(name, place.bytes, Err(kind)),
            },
        }
        Ok(())
    }

    fn push(&mut self, name: String, bytes: u64, body: Result<Body, ErrorKind>) {
        self.members.push(Member { name, bytes, body });
    }

    /// Lists a member that is a container itself; false where it is none.
    fn nested(
        &mut self,
        body: &Body,
        own: &str,
        name: &str,
        depth: u32,
    ) -> Result<bool, ErrorKind> {
        let Some(pack) = Pack::of(&body.head(HEAD)?) else {
            return Ok(false);
        };
        let depth = depth
            .checked_sub(1)
            .ok_or(ErrorKind::Limited("--max-depth"))?;
        let inner = self.spool(&mut body.reader()?, body.packed())?;
        self.list(pack, &inner, own, &format!("{name}{INSIDE}"), depth)
    }

    /// Unpacks into a temporary file.
    fn spool(&mut self, from: &mut dyn Read, packed: u64) -> Result<Body, ErrorKind> {
        let left = self.limits.unpacked.saturating_sub(self.unpacked);
        let (store, bytes) = Store::spool(&mut from.take(left.saturating_add(1)))?;
        self.unpacked += bytes;
        if self.unpacked > self.limits.unpacked {
            return Err(ErrorKind::Limited("--max-unpacked"));
        }
        if self.limits.is_bomb(packed, bytes) {
            return Err(ErrorKind::Limited("--max-ratio"));
        }
        Ok(Arc::new(store).whole_of(bytes))
    }
}

/// The name of what a gzip file holds.
fn without_gz(own: &str) -> String {
    let stem = own
        .rsplit_once('.')
        .filter(|(_, end)| end.eq_ignore_ascii_case("gz"));
    stem.map_or_else(|| "content".to_owned(), |(stem, _)| stem.to_owned())
}

/// A member's path with `/` between its parts and no way out of the container; `None` for what systems leave behind.
fn clean(path: &str) -> Option<String> {
    let parts = path
        .split(['/', '\\'])
        .filter(|p| !matches!(*p, "" | "." | ".."));
    let parts: Vec<&str> = parts.collect();
    let left = |p: &&str| {
        let lower = p.to_ascii_lowercase();
        p.starts_with('.')
            || p.starts_with("~$")
            || matches!(lower.as_str(), "__macosx" | "thumbs.db" | "desktop.ini")
    };
    (!parts.is_empty() && !parts.iter().any(left)).then(|| parts.join("/"))
}

/// The failure of a read inside a container.
fn damaged(error: &io::Error) -> ErrorKind {
    match error.kind() {
        io::ErrorKind::UnexpectedEof
        | io::ErrorKind::InvalidData
        | io::ErrorKind::InvalidInput
        | io::ErrorKind::Other => ErrorKind::Damaged(error.to_string().replace(['\n', '\r'], " ")),
        _ => ErrorKind::from(error),
    }
}

#[cfg(test)]
mod tests;
