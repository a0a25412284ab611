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
use graph_resource_schema::source::{self, Source, SourceError};

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
    load_for(Crate {
        manifest: PathBuf::from(manifest),
        name: std::env::var_os("CARGO_CRATE_NAME"),
        variable: std::env::var_os(source::VARIABLE),
    })
}

fn load_for(asked_by: Crate) -> Outcome {
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
        Err(error) => Err(message(&error)),
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
                    Err(error) => Some(message(&error)),
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

/// The reason, and for a crate without a schema the way out.
fn message(error: &SourceError) -> String {
    match error {
        SourceError::Missing => format!(
            "the feature `schema` compares this crate with the service's metadata, but {error}; to leave the crate unchecked, write `schema = false` into its `Cargo.toml` under `[package.metadata.graph-resource]`"
        ),
        _ => error.to_string(),
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

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use graph_resource_schema::ApiVersion;

    use super::{Crate, Loaded, Outcome, load_for};

    const START: &str =
        "graph-schema 1\nversion v1.0\nsource x\ndate x\nnamespace microsoft.graph\n";

    /// A crate of its own, with this content as its schema.
    fn krate(name: &str, schema: Option<&str>) -> PathBuf {
        let folder = format!("graph-resource-loaded-{}-{name}", std::process::id());
        let root = std::env::temp_dir().join(folder);
        fs::create_dir_all(&root).expect("the folder is made");
        fs::write(root.join("Cargo.toml"), "[workspace]\n").expect("the file is written");
        if let Some(schema) = schema {
            fs::write(root.join("graph.schema"), schema).expect("the file is written");
        }
        root
    }

    fn with_type(name: &str) -> String {
        format!("{START}complex {name}\n id\nend 7\n")
    }

    fn load(manifest: &Path) -> Outcome {
        load_for(Crate {
            manifest: manifest.to_owned(),
            name: None,
            variable: None,
        })
    }

    fn loaded(manifest: &Path) -> (Loaded, bool) {
        match load(manifest) {
            Outcome::Loaded { loaded, is_first } => (loaded, is_first),
            Outcome::Failed(error) => panic!("{error}"),
            Outcome::Unchecked => panic!("the crate is not checked"),
        }
    }

    fn has(loaded: &Loaded, name: &str) -> bool {
        let model = loaded.schema.model(ApiVersion::V1);
        let name = format!("microsoft.graph.{name}");
        model.is_some_and(|model| model.find_name(&name).is_some())
    }

    fn failure(manifest: &Path) -> String {
        match load(manifest) {
            Outcome::Failed(error) => error,
            _ => panic!("the schema cannot be read"),
        }
    }

    #[test]
    fn each_crate_gets_its_own_schema() {
        let a = krate("a", Some(&with_type("a")));
        let b = krate("b", Some(&with_type("b")));
        for _ in 0..2 {
            assert!(has(&loaded(&a).0, "a"));
            assert!(has(&loaded(&b).0, "b"));
        }
    }

    #[test]
    fn only_the_first_item_of_a_crate_watches_the_file() {
        let root = krate("first", Some(&with_type("a")));
        assert!(loaded(&root).1);
        assert!(!loaded(&root).1);
    }

    #[test]
    fn a_changed_file_is_read_again() {
        let root = krate("changed", Some(&with_type("a")));
        assert!(has(&loaded(&root).0, "a"));
        fs::write(root.join("graph.schema"), with_type("other")).expect("the file is written");
        let (loaded, is_first) = loaded(&root);
        assert!(has(&loaded, "other"));
        assert!(is_first);
    }

    #[test]
    fn a_missing_file_is_reported_once_until_it_is_there() {
        let root = krate("missing", None);
        let error = failure(&root);
        assert!(
            error.contains("make it with `graph-resource schema`"),
            "{error}"
        );
        assert!(matches!(load(&root), Outcome::Unchecked));
        fs::write(root.join("graph.schema"), with_type("a")).expect("the file is written");
        assert!(has(&loaded(&root).0, "a"));
    }

    #[test]
    fn a_file_that_cannot_be_read_is_reported_with_the_command() {
        let newer = "graph-schema 99\nversion v1.0\n";
        let cut_off = format!("{START}complex a\n");
        let damaged = [
            ("no_schema", "something else", "is not a schema"),
            ("newer", newer, "has format 99"),
            ("cut_off", cut_off.as_str(), "is cut off after line 6"),
            ("empty", "", "is not a schema"),
        ];
        for (name, content, reason) in damaged {
            let error = failure(&krate(name, Some(content)));
            assert!(error.contains(reason), "{error}");
            assert!(error.contains("graph.schema"), "{error}");
            assert!(error.contains("`graph-resource schema`"), "{error}");
        }
    }
}
