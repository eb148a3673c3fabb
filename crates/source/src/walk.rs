//! The inputs under the arguments, in the order of their names.
//!
//! An input is named by its path relative to the argument it was found under, with `/` between the parts;
//! an argument that is a file is named by its file name. Where two arguments give the same name to two
//! files, the file of the later argument gets the argument's own name in front (`b/x.txt`), and if that
//! is taken too, a number (`b#2/x.txt`). The same file found twice under one name is one input.
//!
//! A container is no input itself: its members are, named `archive.zip!/folder/member.txt`.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use sohoa_layout::Limits;

use crate::SourceError;
use crate::container::{self, Body, INSIDE};
use crate::survey::{Found, Scope, other_name, same_file, survey};

/// A file to be read, or a member of a container.
#[derive(Debug, Clone)]
pub struct Input {
    /// Its name in records and reports.
    pub name: String,
    /// Where it is; of a member, where the container is.
    pub path: PathBuf,
    /// Its size when it was found.
    pub bytes: u64,
    /// Where in the container it lies.
    pub(crate) body: Option<Body>,
}

impl Input {
    /// The file at `path`.
    #[must_use]
    pub fn file(name: String, path: PathBuf, bytes: u64) -> Input {
        Input {
            name,
            path,
            bytes,
            body: None,
        }
    }

    /// Whether it lies in a container.
    #[must_use]
    pub fn is_member(&self) -> bool {
        self.body.is_some()
    }

    /// Its members, if it is a file that is a container; each an input or what kept it from being one.
    ///
    /// # Errors
    /// When it is a container of which nothing can be listed.
    #[must_use]
    pub fn members(
        &self,
        limits: &Limits,
    ) -> Option<Result<Vec<Result<Input, SourceError>>, SourceError>> {
        if self.body.is_some() {
            return None;
        }
        let listed = container::members(&self.path, limits)?;
        let listed = listed.map_err(|kind| SourceError::new(&self.name, kind));
        Some(listed.map(|members| members.into_iter().map(|m| self.member(m)).collect()))
    }

    fn member(&self, member: container::Member) -> Result<Input, SourceError> {
        let name = format!("{}{INSIDE}{}", self.name, member.name);
        match member.body {
            Err(kind) => Err(SourceError::new(name, kind)),
            Ok(body) => Ok(Input {
                name,
                path: self.path.clone(),
                bytes: member.bytes,
                body: Some(body),
            }),
        }
    }
}

/// What was found under the arguments.
#[derive(Debug, Default)]
pub struct Walk {
    /// The files to read, sorted by the bytes of their names.
    pub inputs: Vec<Input>,
    /// What could not be listed or must not be opened, each with its cause.
    pub problems: Vec<SourceError>,
}

/// Finds the inputs under `paths`.
#[must_use]
pub fn walk(paths: &[PathBuf], limits: &Limits) -> Walk {
    let mut files: Vec<(Input, usize)> = Vec::new();
    let mut found = Walk::default();
    survey(paths, &Scope::default(), &mut |seen| match seen {
        Found::File {
            name,
            path,
            meta,
            argument,
        } => files.push((Input::file(name, path.to_owned(), meta.len()), argument)),
        Found::Problem { error, .. } => found.problems.push(error),
        // Each page image is an input by itself here.
        Found::LeftOut { .. } | Found::Pages { .. } => {}
    });
    for file in unique(files, paths) {
        match file.members(limits) {
            None => found.inputs.push(file),
            Some(Err(error)) => found.problems.push(error),
            Some(Ok(members)) => {
                for member in members {
                    match member {
                        Ok(input) => found.inputs.push(input),
                        Err(error) => found.problems.push(error),
                    }
                }
            }
        }
    }
    found.inputs.sort_by(|a, b| a.name.cmp(&b.name));
    found
}

/// Gives every file a name of its own; `files` come in the order of the arguments.
fn unique(files: Vec<(Input, usize)>, arguments: &[PathBuf]) -> Vec<Input> {
    let mut taken: HashMap<String, PathBuf> = HashMap::with_capacity(files.len());
    let reserved: HashSet<String> = files.iter().map(|(f, _)| f.name.clone()).collect();
    let mut out = Vec::with_capacity(files.len());
    for (mut file, argument) in files {
        if let Some(other) = taken.get(&file.name) {
            if same_file(other, &file.path) {
                continue;
            }
            let argument: &Path = &arguments[argument];
            file.name = other_name(argument, &file.name, |n| {
                taken.contains_key(n) || reserved.contains(n)
            });
        }
        taken.insert(file.name.clone(), file.path.clone());
        out.push(file);
    }
    out
}
