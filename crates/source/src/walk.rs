//! The inputs under the arguments, in the order of their names.
//!
//! An input is named by its path relative to the argument it was found under, with `/` between the parts;
//! an argument that is a file is named by its file name. Where two arguments give the same name to two
//! files, the file of the later argument gets the argument's own name in front (`b/x.txt`), and if that
//! is taken too, a number (`b#2/x.txt`). The same file found twice under one name is one input.
//!
//! A container is no input itself: its members are, named `archive.zip!/folder/member.txt`.
//!
//! Left out and counted: hidden files and folders, lock and temporary files, files that systems leave
//! behind, links back to a folder that is being walked, and the folder that the output goes to.

use std::collections::{HashMap, HashSet};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use sohoa_layout::Limits;

use crate::container::{self, Body, INSIDE};
use crate::{ErrorKind, SourceError, name};

/// A file to be read, or a member of a container.
#[derive(Debug, Clone)]
pub struct Input {
    /// Its name in records and reports.
    pub name: String,
    /// Where it is; of a member, where the container is.
    pub path: PathBuf,
    /// Its size when it was found.
    pub bytes: u64,
    /// Which of the arguments it was found under.
    argument: usize,
    /// Where in the container it lies.
    pub(crate) body: Option<Body>,
}

/// What was left out on purpose.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Skipped {
    /// Files and folders whose name begins with a dot.
    pub hidden: u64,
    /// Lock files of office programs (`~$…`).
    pub lock: u64,
    /// Files that file managers leave behind (`Thumbs.db`, `desktop.ini`).
    pub system: u64,
    /// Unfinished files (`*.tmp`).
    pub temporary: u64,
    /// Links back to a folder that is being walked.
    pub link_loop: u64,
    /// The same file found again under the same name.
    pub duplicate: u64,
    /// The folder that the output goes to, or what lies in it.
    pub output: u64,
}

impl Skipped {
    /// All that was left out.
    #[must_use]
    pub fn total(&self) -> u64 {
        let files = self.hidden + self.lock + self.system + self.temporary;
        files + self.link_loop + self.duplicate + self.output
    }
}

/// What was found under the arguments.
#[derive(Debug, Default)]
pub struct Walk {
    /// The files to read, sorted by the bytes of their names.
    pub inputs: Vec<Input>,
    /// What could not be listed or must not be opened, each with its cause.
    pub problems: Vec<SourceError>,
    /// What was left out on purpose.
    pub skipped: Skipped,
}

/// Finds the inputs under `paths`; the folder `output`, if it is there, is never walked into.
#[must_use]
pub fn walk(paths: &[PathBuf], output: Option<&Path>, limits: &Limits) -> Walk {
    let output = output.and_then(|o| fs::canonicalize(o).ok());
    let mut walker = Walker {
        output,
        limits: *limits,
        ..Walker::default()
    };
    for (argument, path) in paths.iter().enumerate() {
        walker.argument = argument;
        walker.visits.clear();
        walker.start(path);
    }
    let Walk {
        inputs,
        problems,
        mut skipped,
    } = walker.found;
    let mut inputs = unique(inputs, paths, &mut skipped);
    inputs.sort_by(|a, b| a.name.cmp(&b.name));
    Walk {
        inputs,
        problems,
        skipped,
    }
}

/// A folder that many links lead to is walked this often at most: links among links multiply.
const MAX_VISITS: u32 = 8;

#[derive(Default)]
struct Walker {
    argument: usize,
    output: Option<PathBuf>,
    limits: Limits,
    /// Canonical paths of the folders from the argument down to here.
    chain: Vec<PathBuf>,
    /// How often a folder was reached through a link.
    visits: HashMap<PathBuf, u32>,
    found: Walk,
}

impl Walker {
    /// An argument is taken whatever its name is; only what lies under it is sifted.
    fn start(&mut self, path: &Path) {
        let shown = name::display_path(path);
        match fs::metadata(path) {
            Err(error) => self.found.problems.push(SourceError::io(&shown, &error)),
            Ok(meta) if meta.is_dir() => self.folder(path, "", &shown),
            Ok(meta) => {
                let file = path.file_name().map(name::lossless);
                self.file(path, file.unwrap_or(shown), &meta);
            }
        }
    }

    fn folder(&mut self, path: &Path, prefix: &str, shown: &str) {
        let canonical = match fs::canonicalize(path) {
            Ok(canonical) => canonical,
            Err(error) => return self.found.problems.push(SourceError::io(shown, &error)),
        };
        let is_argument = self.chain.is_empty();
        if !is_argument && self.output.as_ref() == Some(&canonical) {
            self.found.skipped.output += 1;
            return;
        }
        if self.chain.contains(&canonical) || self.too_often(path, &canonical) {
            self.found.skipped.link_loop += 1;
            return;
        }
        self.chain.push(canonical);
        self.entries(path, prefix, shown);
        self.chain.pop();
    }

    fn too_often(&mut self, path: &Path, canonical: &Path) -> bool {
        if !path.is_symlink() {
            return false;
        }
        let visits = self.visits.entry(canonical.to_owned()).or_default();
        *visits += 1;
        *visits > MAX_VISITS
    }

    fn entries(&mut self, path: &Path, prefix: &str, shown: &str) {
        let listing = match fs::read_dir(path) {
            Ok(listing) => listing,
            Err(error) => return self.found.problems.push(SourceError::io(shown, &error)),
        };
        let mut names = Vec::new();
        for entry in listing {
            match entry {
                Ok(entry) => names.push(entry.file_name()),
                Err(error) => self.found.problems.push(SourceError::io(shown, &error)),
            }
        }
        // Systems list a folder in any order; numbers given to twins must not depend on it.
        names.sort();
        for name in names {
            self.entry(path, prefix, &name);
        }
    }

    fn entry(&mut self, folder: &Path, prefix: &str, file_name: &OsStr) {
        let own = name::lossless(file_name);
        if self.is_left_out(&own) {
            return;
        }
        let path = folder.join(file_name);
        let name = if prefix.is_empty() {
            own
        } else {
            format!("{prefix}/{own}")
        };
        match fs::metadata(&path) {
            Err(error) => self.found.problems.push(SourceError::io(&name, &error)),
            Ok(meta) if meta.is_dir() => self.folder(&path, &name, &name),
            Ok(meta) => self.file(&path, name, &meta),
        }
    }

    fn file(&mut self, path: &Path, name: String, meta: &fs::Metadata) {
        if !meta.is_file() {
            let error = SourceError::new(name, ErrorKind::SpecialFile);
            self.found.problems.push(error);
            return;
        }
        if self.is_written_here(path) {
            self.found.skipped.output += 1;
            return;
        }
        match container::members(path, &self.limits) {
            Some(Ok(members)) => self.members(path, &name, members),
            Some(Err(kind)) => self.found.problems.push(SourceError::new(name, kind)),
            None => self.found.inputs.push(Input {
                name,
                path: path.to_owned(),
                bytes: meta.len(),
                argument: self.argument,
                body: None,
            }),
        }
    }

    fn members(&mut self, path: &Path, container: &str, members: Vec<container::Member>) {
        for member in members {
            let name = format!("{container}{INSIDE}{}", member.name);
            match member.body {
                Err(kind) => self.found.problems.push(SourceError::new(name, kind)),
                Ok(body) => self.found.inputs.push(Input {
                    name,
                    path: path.to_owned(),
                    bytes: member.bytes,
                    argument: self.argument,
                    body: Some(body),
                }),
            }
        }
    }

    /// The output may be an argument itself: then only the two files written there are no inputs.
    fn is_written_here(&self, path: &Path) -> bool {
        let ours = [OsStr::new("records.jsonl"), OsStr::new("report.json")];
        let (Some(output), Some(name)) = (&self.output, path.file_name()) else {
            return false;
        };
        ours.contains(&name)
            && fs::canonicalize(path).is_ok_and(|p| p.parent() == Some(output.as_path()))
    }

    fn is_left_out(&mut self, name: &str) -> bool {
        let skipped = &mut self.found.skipped;
        let lower = name.to_ascii_lowercase();
        let count = if name.starts_with('.') {
            &mut skipped.hidden
        } else if name.starts_with("~$") {
            &mut skipped.lock
        } else if matches!(lower.as_str(), "thumbs.db" | "desktop.ini") {
            &mut skipped.system
        } else if lower.ends_with(".tmp") {
            &mut skipped.temporary
        } else {
            return false;
        };
        *count += 1;
        true
    }
}

/// Gives every input a name of its own; `inputs` come in the order of the arguments.
fn unique(inputs: Vec<Input>, paths: &[PathBuf], skipped: &mut Skipped) -> Vec<Input> {
    let mut taken: HashMap<String, PathBuf> = HashMap::with_capacity(inputs.len());
    let reserved: HashSet<String> = inputs.iter().map(|i| i.name.clone()).collect();
    let mut out = Vec::with_capacity(inputs.len());
    for mut input in inputs {
        if let Some(other) = taken.get(&input.name) {
            if same_file(other, &input.path) {
                skipped.duplicate += 1;
                continue;
            }
            let argument = argument_name(&paths[input.argument]);
            input.name = free_name(&argument, &input.name, |n| {
                taken.contains_key(n) || reserved.contains(n)
            });
        }
        taken.insert(input.name.clone(), input.path.clone());
        out.push(input);
    }
    out
}

fn same_file(a: &Path, b: &Path) -> bool {
    match (fs::canonicalize(a), fs::canonicalize(b)) {
        (Ok(a), Ok(b)) => a == b,
        _ => false,
    }
}

/// The last part of an argument that is a folder; of one that is a file, the folder it lies in.
fn argument_name(path: &Path) -> String {
    let full = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = if full.is_dir() {
        Some(full.as_path())
    } else {
        full.parent()
    };
    let name = folder.and_then(Path::file_name).map(name::lossless);
    name.unwrap_or_else(|| "input".into())
}

fn free_name(argument: &str, name: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let plain = format!("{argument}/{name}");
    let numbered = (2u64..).map(|n| format!("{argument}#{n}/{name}"));
    let mut candidates = std::iter::once(plain).chain(numbered);
    // Names are finite and numbers are not: one is free.
    candidates
        .find(|c| !is_taken(c))
        .unwrap_or_else(|| name.to_owned())
}
