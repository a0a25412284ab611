//! The schemas that this process has read.
//!
//! rustc runs one process per crate, an editor one for all crates, for days. So the schema is kept by crate, and read again
//! when the file changes.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use graph_resource_schema::Schema;

use super::source::{self, Source};

/// The schema of a crate.
#[derive(Clone)]
pub(super) struct Loaded {
    pub(super) schema: Arc<Schema>,
    pub(super) file: PathBuf,
    stamp: Option<Stamp>,
}

/// What is known about the crate that is being compiled.
pub(super) enum Outcome {
    /// The schema, and whether the crate asks for it for the first time.
    Loaded { loaded: Loaded, is_first: bool },
    /// The crate is not checked, or the reason why it cannot be was reported before.
    Unchecked,
    /// The reason why the crate cannot be checked.
    Failed(String),
}

/// The result of looking for a crate's schema.
struct Kept {
    asked_by: Crate,
    /// `None` for a crate that is not checked.
    result: Result<Option<Loaded>, String>,
}

/// A crate that has asked for its schema.
#[derive(PartialEq, Eq)]
struct Crate {
    manifest: PathBuf,
    name: Option<OsString>,
    variable: Option<OsString>,
}

/// Tells whether a file has changed.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Stamp {
    len: u64,
    modified: Option<SystemTime>,
}

static KEPT: Mutex<Vec<Kept>> = Mutex::new(Vec::new());

/// Returns the schema of the crate that is being compiled. An error is returned once per crate.
pub(super) fn load() -> Outcome {
    let Some(manifest) = std::env::var_os("CARGO_MANIFEST_DIR") else {
        // Without cargo there is no crate to find a file for.
        return Outcome::Unchecked;
    };
    let asked_by = Crate {
        manifest: PathBuf::from(manifest),
        name: std::env::var_os("CARGO_CRATE_NAME"),
        variable: std::env::var_os(source::VARIABLE),
    };
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(index) = kept.iter().position(|known| known.asked_by == asked_by) {
        if kept[index].is_current() {
            return kept[index].again();
        }
        kept.swap_remove(index);
    }
    let result = match source::find(&asked_by.manifest, asked_by.variable.clone()) {
        Ok(Source::Off) => Ok(None),
        Ok(Source::File(file)) => read(&file).map(Some),
        Err(error) => Err(error),
    };
    let known = Kept { asked_by, result };
    let outcome = known.first_time();
    kept.push(known);
    outcome
}

impl Kept {
    /// Whether the file is as it was. In an editor, one that was missing or wrong may have been mended.
    fn is_current(&self) -> bool {
        match &self.result {
            Ok(Some(loaded)) => loaded.stamp == stamp(&loaded.file),
            Ok(None) => true,
            Err(error) => {
                let found = source::find(&self.asked_by.manifest, self.asked_by.variable.clone());
                let now = match found {
                    Ok(Source::Off) => return false,
                    Ok(Source::File(file)) => read(&file).err(),
                    Err(error) => Some(error),
                };
                now.as_ref() == Some(error)
            }
        }
    }

    fn first_time(&self) -> Outcome {
        match &self.result {
            Ok(Some(loaded)) => Outcome::Loaded {
                loaded: loaded.clone(),
                is_first: true,
            },
            Ok(None) => Outcome::Unchecked,
            Err(error) => Outcome::Failed(error.clone()),
        }
    }

    fn again(&self) -> Outcome {
        match &self.result {
            Ok(Some(loaded)) => Outcome::Loaded {
                loaded: loaded.clone(),
                is_first: false,
            },
            Ok(None) | Err(_) => Outcome::Unchecked,
        }
    }
}

fn stamp(file: &Path) -> Option<Stamp> {
    let metadata = fs::metadata(file).ok()?;
    Some(Stamp {
        len: metadata.len(),
        modified: metadata.modified().ok(),
    })
}

fn read(file: &Path) -> Result<Loaded, String> {
    let stamp = stamp(file);
    let shown = file.display();
    let text = fs::read_to_string(file);
    let text = text.map_err(|error| format!("`{shown}` cannot be read: {error}"))?;
    let schema = Schema::parse(text).map_err(|error| {
        format!("`{shown}`: {error}; the command `graph-resource schema` writes it again")
    })?;
    Ok(Loaded {
        schema: Arc::new(schema),
        file: file.to_owned(),
        stamp,
    })
}
