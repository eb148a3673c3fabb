//! Where the bytes of a member lie: in a file of the disk or in a temporary one, packed or as they are.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use flate2::read::DeflateDecoder;
use tempfile::NamedTempFile;

use super::damaged;
use crate::ErrorKind;

/// A file that members lie in.
#[derive(Debug)]
pub(super) enum Store {
    /// As it was when it was listed.
    Disk {
        path: PathBuf,
        bytes: u64,
        modified: Option<SystemTime>,
    },
    /// Goes with the last member.
    Spool(NamedTempFile),
}

/// Bytes of a member.
#[derive(Debug, Clone)]
pub(crate) struct Body {
    store: Arc<Store>,
    offset: u64,
    packed: u64,
    deflated: bool,
}

/// A member as its container names it.
pub(super) struct Place {
    pub name: String,
    pub bytes: u64,
    pub body: Result<Body, ErrorKind>,
}

impl Place {
    pub fn of(name: String, body: Body) -> Place {
        Place {
            name,
            bytes: body.packed,
            body: Ok(body),
        }
    }
}

impl Store {
    /// A file of the disk.
    pub fn disk(path: &Path) -> io::Result<Arc<Store>> {
        let meta = fs::metadata(path)?;
        Ok(Arc::new(Store::Disk {
            path: path.to_owned(),
            bytes: meta.len(),
            modified: meta.modified().ok(),
        }))
    }

    /// A temporary file with all that can be read, and how much that is.
    pub fn spool(from: &mut dyn Read) -> Result<(Store, u64), ErrorKind> {
        let mut file = NamedTempFile::new().map_err(|e| ErrorKind::from(&e))?;
        let bytes = io::copy(from, &mut file).map_err(|e| damaged(&e))?;
        Ok((Store::Spool(file), bytes))
    }

    /// All bytes of a file on the disk.
    pub fn whole(self: &Arc<Self>) -> Body {
        let bytes = match &**self {
            Store::Disk { bytes, .. } => *bytes,
            Store::Spool(file) => file.as_file().metadata().map_or(0, |m| m.len()),
        };
        Arc::clone(self).whole_of(bytes)
    }

    /// The first `bytes` bytes.
    pub fn whole_of(self: Arc<Self>, bytes: u64) -> Body {
        Body {
            store: self,
            offset: 0,
            packed: bytes,
            deflated: false,
        }
    }

    fn open(&self) -> Result<File, ErrorKind> {
        let io = |e: io::Error| ErrorKind::from(&e);
        match self {
            Store::Spool(file) => file.reopen().map_err(io),
            Store::Disk {
                path,
                bytes,
                modified,
            } => {
                let file = File::open(path).map_err(io)?;
                let meta = file.metadata().map_err(io)?;
                // What was listed is no longer where it was.
                let same = meta.len() == *bytes && meta.modified().ok() == *modified;
                if same {
                    Ok(file)
                } else {
                    Err(ErrorKind::Changed)
                }
            }
        }
    }
}

impl Body {
    /// A part of the same file.
    pub fn part(&self, offset: u64, packed: u64, deflated: bool) -> Body {
        Body {
            store: Arc::clone(&self.store),
            offset: self.offset.saturating_add(offset),
            packed,
            deflated,
        }
    }

    /// How many bytes lie in the file.
    pub fn packed(&self) -> u64 {
        self.packed
    }

    /// The file itself, at the first byte.
    pub fn file(&self) -> Result<File, ErrorKind> {
        let mut file = self.store.open()?;
        file.seek(SeekFrom::Start(self.offset))
            .map_err(|e| ErrorKind::from(&e))?;
        Ok(file)
    }

    /// The bytes, unpacked.
    pub fn reader(&self) -> Result<Box<dyn Read>, ErrorKind> {
        let packed = self.file()?.take(self.packed);
        Ok(if self.deflated {
            Box::new(DeflateDecoder::new(packed))
        } else {
            Box::new(packed)
        })
    }

    /// At most `most` bytes from the start.
    pub fn head(&self, most: usize) -> Result<Vec<u8>, ErrorKind> {
        let mut head = Vec::with_capacity(most.min(usize::try_from(self.packed).unwrap_or(most)));
        let read = self.reader()?.take(most as u64).read_to_end(&mut head);
        read.map_err(|e| damaged(&e))?;
        Ok(head)
    }

    /// All bytes, as long as they are not more than `most`.
    pub fn read(&self, most: u64) -> Result<Vec<u8>, ErrorKind> {
        let mut bytes = Vec::new();
        let mut reader = self.reader()?.take(most.saturating_add(1));
        reader.read_to_end(&mut bytes).map_err(|e| damaged(&e))?;
        let read = bytes.len() as u64;
        if read > most {
            return Err(ErrorKind::TooLarge {
                bytes: read,
                limit: most,
            });
        }
        if !self.deflated && read < self.packed {
            return Err(ErrorKind::Damaged("it ends early".to_owned()));
        }
        Ok(bytes)
    }
}
