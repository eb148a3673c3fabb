//! What lies under the arguments, told one by one as it is come upon: nothing is opened but folders, nothing is kept.
//!
//! Left out: hidden files and folders, lock and temporary files, files that systems leave behind, links back to a
//! folder that is being walked, and the folders that the program writes to.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};

use crate::{ErrorKind, SourceError, folder, name};

/// What a survey comes upon.
#[derive(Debug)]
pub enum Found<'s> {
    /// A file.
    File {
        /// Its name in records and reports; two arguments may give the same name to two files.
        name: String,
        /// Where it is.
        path: &'s Path,
        /// What the system says of it.
        meta: &'s Metadata,
        /// Which of the arguments it was found under.
        argument: usize,
    },
    /// Page images of one folder, which are one input.
    Pages {
        /// Its name: that of the folder.
        name: String,
        /// The folder.
        path: &'s Path,
        /// Name of each page image, and what the system says of it.
        files: &'s [(String, Metadata)],
        /// Which of the arguments it was found under.
        argument: usize,
    },
    /// What could not be listed or must not be opened.
    Problem {
        /// Its name and the cause.
        error: SourceError,
        /// Which of the arguments it was found under.
        argument: usize,
    },
    /// What was left out on purpose.
    LeftOut {
        /// Its name.
        name: String,
        /// The reason.
        why: LeftOut,
    },
}

/// Why something is no input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeftOut {
    /// Its name begins with a dot.
    Hidden,
    /// A lock file of an office program (`~$…`).
    Lock,
    /// A file that file managers leave behind (`Thumbs.db`, `desktop.ini`).
    System,
    /// An unfinished file (`*.tmp`).
    Temporary,
    /// A link back to a folder that is being walked.
    LinkLoop,
    /// The same file found again under the same name.
    Duplicate,
    /// A folder that the program writes to, or what lies in it.
    Output,
}

impl LeftOut {
    /// Stable snake_case code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            LeftOut::Hidden => "hidden",
            LeftOut::Lock => "lock",
            LeftOut::System => "system",
            LeftOut::Temporary => "temporary",
            LeftOut::LinkLoop => "link_loop",
            LeftOut::Duplicate => "duplicate",
            LeftOut::Output => "output",
        }
    }
}

/// What a survey passes over, and what it takes together.
#[derive(Debug, Clone, Default)]
pub struct Scope<'s> {
    /// Folders that are never walked into, where they are there.
    pub outputs: Vec<&'s Path>,
    /// Page images that lie in one folder are one input.
    pub pages_in_folder: bool,
}

/// Tells of all that lies under `paths`.
pub fn survey(paths: &[PathBuf], scope: &Scope<'_>, see: &mut dyn FnMut(Found<'_>)) {
    let canonical = |o: &&Path| fs::canonicalize(o).ok();
    let mut walker = Walker {
        argument: 0,
        outputs: scope.outputs.iter().filter_map(canonical).collect(),
        pages_in_folder: scope.pages_in_folder,
        chain: Vec::new(),
        visits: HashMap::new(),
        see,
    };
    for (argument, path) in paths.iter().enumerate() {
        walker.argument = argument;
        walker.visits.clear();
        walker.start(path);
    }
}

/// A folder that many links lead to is walked this often at most: links among links multiply.
const MAX_VISITS: u32 = 8;

/// What the program writes, whatever folder it writes it to.
const WRITTEN: [&str; 3] = ["records.jsonl", "report.json", "report.md"];

struct Walker<'s> {
    argument: usize,
    outputs: Vec<PathBuf>,
    pages_in_folder: bool,
    /// Canonical paths of the folders from the argument down to here.
    chain: Vec<PathBuf>,
    /// How often a folder was reached through a link.
    visits: HashMap<PathBuf, u32>,
    see: &'s mut dyn FnMut(Found<'_>),
}

impl Walker<'_> {
    /// An argument is taken whatever its name is; only what lies under it is sifted.
    fn start(&mut self, path: &Path) {
        let shown = name::display_path(path);
        match fs::metadata(path) {
            Err(error) => self.problem(SourceError::io(&shown, &error)),
            Ok(meta) if meta.is_dir() => self.folder(path, "", &shown),
            Ok(meta) => {
                let file = path.file_name().map(name::lossless);
                self.file(path, file.unwrap_or(shown), &meta);
            }
        }
    }

    fn problem(&mut self, error: SourceError) {
        let argument = self.argument;
        (self.see)(Found::Problem { error, argument });
    }

    fn left_out(&mut self, name: &str, why: LeftOut) {
        let name = name.to_owned();
        (self.see)(Found::LeftOut { name, why });
    }

    fn folder(&mut self, path: &Path, prefix: &str, shown: &str) {
        let canonical = match fs::canonicalize(path) {
            Ok(canonical) => canonical,
            Err(error) => return self.problem(SourceError::io(shown, &error)),
        };
        let is_argument = self.chain.is_empty();
        if !is_argument && self.outputs.contains(&canonical) {
            return self.left_out(shown, LeftOut::Output);
        }
        if self.chain.contains(&canonical) || self.too_often(path, &canonical) {
            return self.left_out(shown, LeftOut::LinkLoop);
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
            Err(error) => return self.problem(SourceError::io(shown, &error)),
        };
        let mut names = Vec::new();
        for entry in listing {
            match entry {
                Ok(entry) => names.push(entry.file_name()),
                Err(error) => self.problem(SourceError::io(shown, &error)),
            }
        }
        // Systems list a folder in any order; names given to twins must not depend on it.
        names.sort_unstable();
        let mut pages = Vec::new();
        for name in names {
            match self.page(path, &name) {
                Some(page) => pages.push(page),
                None => self.entry(path, prefix, &name),
            }
        }
        if !pages.is_empty() {
            self.pages(path, prefix, shown, &pages);
        }
    }

    /// A page image that is a part of the input that its folder is.
    fn page(&self, folder: &Path, file_name: &OsStr) -> Option<(String, Metadata)> {
        let name = name::lossless(file_name);
        if !self.pages_in_folder || left_out(&name).is_some() || !folder::is_page(&name) {
            return None;
        }
        let meta = fs::metadata(folder.join(file_name)).ok();
        meta.filter(Metadata::is_file).map(|meta| (name, meta))
    }

    fn pages(&mut self, path: &Path, prefix: &str, shown: &str, files: &[(String, Metadata)]) {
        let own = || path.canonicalize().ok()?.file_name().map(name::lossless);
        let name = match prefix {
            "" => own().unwrap_or_else(|| shown.to_owned()),
            prefix => prefix.to_owned(),
        };
        let argument = self.argument;
        (self.see)(Found::Pages {
            name,
            path,
            files,
            argument,
        });
    }

    fn entry(&mut self, folder: &Path, prefix: &str, file_name: &OsStr) {
        let own = name::lossless(file_name);
        let why = left_out(&own);
        let name = if prefix.is_empty() {
            own
        } else {
            format!("{prefix}/{own}")
        };
        if let Some(why) = why {
            return self.left_out(&name, why);
        }
        let path = folder.join(file_name);
        match fs::metadata(&path) {
            Err(error) => self.problem(SourceError::io(&name, &error)),
            Ok(meta) if meta.is_dir() => self.folder(&path, &name, &name),
            Ok(meta) => self.file(&path, name, &meta),
        }
    }

    fn file(&mut self, path: &Path, name: String, meta: &Metadata) {
        if !meta.is_file() {
            return self.problem(SourceError::new(name, ErrorKind::SpecialFile));
        }
        if self.is_written_here(path) {
            return self.left_out(&name, LeftOut::Output);
        }
        let argument = self.argument;
        (self.see)(Found::File {
            name,
            path,
            meta,
            argument,
        });
    }

    /// An output may be an argument itself: then only the files written there are no inputs.
    fn is_written_here(&self, path: &Path) -> bool {
        let ours = path
            .file_name()
            .is_some_and(|name| WRITTEN.iter().any(|w| name == *w));
        ours && fs::canonicalize(path).is_ok_and(|p| {
            let folder = p.parent();
            self.outputs.iter().any(|o| Some(o.as_path()) == folder)
        })
    }
}

/// Why a file or folder of this name is no input, if it is none.
pub(crate) fn left_out(name: &str) -> Option<LeftOut> {
    let lower = name.to_ascii_lowercase();
    if name.starts_with('.') {
        Some(LeftOut::Hidden)
    } else if name.starts_with("~$") {
        Some(LeftOut::Lock)
    } else if matches!(lower.as_str(), "thumbs.db" | "desktop.ini") {
        Some(LeftOut::System)
    } else if lower.ends_with(".tmp") {
        Some(LeftOut::Temporary)
    } else {
        None
    }
}

/// Whether two paths lead to one file.
#[must_use]
pub fn same_file(a: &Path, b: &Path) -> bool {
    match (fs::canonicalize(a), fs::canonicalize(b)) {
        (Ok(a), Ok(b)) => a == b,
        _ => false,
    }
}

/// The name of a file whose own name an earlier argument took: the argument's name in front (`b/x.txt`), and if that
/// is taken too, a number (`b#2/x.txt`).
pub fn other_name(argument: &Path, name: &str, mut is_taken: impl FnMut(&str) -> bool) -> String {
    let argument = argument_name(argument);
    let plain = format!("{argument}/{name}");
    let numbered = (2u64..).map(|n| format!("{argument}#{n}/{name}"));
    let mut candidates = std::iter::once(plain).chain(numbered);
    // Names are finite and numbers are not: one is free.
    candidates
        .find(|c| !is_taken(c))
        .unwrap_or_else(|| name.to_owned())
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
