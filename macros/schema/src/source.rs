//! Where the schema of a crate is: one rule for the attribute and for the command.

use std::error::Error;
use std::ffi::OsString;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

/// The name of the file.
pub const FILE_NAME: &str = "graph.schema";

/// The environment variable that names another file.
pub const VARIABLE: &str = "GRAPH_RESOURCE_SCHEMA";

/// The table in `Cargo.toml` whose key `schema` is `false` or names another file.
const TABLE: &str = "package.metadata.graph-resource";

/// Where a crate's schema is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// The file.
    File(PathBuf),
    /// The crate is not checked.
    Off,
}

/// Why a crate has no schema.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SourceError {
    /// There is no file.
    Missing,
    /// There is one beside the manifest, and one at the root of the workspace.
    Two {
        /// The one beside the manifest.
        own: PathBuf,
        /// The one at the root of the workspace.
        shared: PathBuf,
    },
    /// The file that was named does not exist.
    NotThere {
        /// The file.
        file: PathBuf,
        /// What names it.
        named_by: String,
    },
}

impl fmt::Display for SourceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => write!(
                f,
                "`{FILE_NAME}` is neither beside the `Cargo.toml` of this crate nor at the root of its workspace: make it with `graph-resource schema`"
            ),
            Self::Two { own, shared } => write!(
                f,
                "there are two schemas, `{}` and `{}`: remove one, or name the right one in `Cargo.toml` (`[{TABLE}]`, `schema = \"…\"`)",
                own.display(),
                shared.display()
            ),
            Self::NotThere { file, named_by } => write!(
                f,
                "{named_by} names the schema `{}`, which does not exist: correct it, or make the file with `graph-resource schema --output …`",
                file.display()
            ),
        }
    }
}

impl Error for SourceError {}

/// Finds the schema of the crate whose `Cargo.toml` is in the folder `manifest`. `variable` is the value of [`VARIABLE`].
///
/// # Errors
///
/// Returns an error that says what to do if there is no file, or more than one.
pub fn find(manifest: &Path, variable: Option<OsString>) -> Result<Source, SourceError> {
    if let Some(named) = variable.filter(|named| !named.is_empty()) {
        return existing(manifest.join(named), format!("the variable `{VARIABLE}`"));
    }
    let cargo_toml = fs::read_to_string(manifest.join("Cargo.toml")).unwrap_or_default();
    match setting(&cargo_toml) {
        Some("false") => return Ok(Source::Off),
        Some(named) => {
            let named = named.trim_matches('"');
            return existing(manifest.join(named), format!("`[{TABLE}]` in `Cargo.toml`"));
        }
        None => {}
    }
    found_beside(manifest, &cargo_toml)
}

/// Returns the folder of the crate that a folder belongs to: the nearest one with a `Cargo.toml`.
pub fn manifest_folder(folder: &Path) -> Option<&Path> {
    let mut folders = folder.ancestors();
    folders.find(|folder| folder.join("Cargo.toml").is_file())
}

/// The file beside the manifest, or at the root of the workspace.
fn found_beside(manifest: &Path, cargo_toml: &str) -> Result<Source, SourceError> {
    let own = manifest.join(FILE_NAME);
    let shared = workspace_root(manifest, cargo_toml).map(|root| root.join(FILE_NAME));
    let shared = shared.filter(|shared| *shared != own && shared.is_file());
    match (own.is_file(), shared) {
        (true, Some(shared)) => Err(SourceError::Two { own, shared }),
        (true, None) => Ok(Source::File(own)),
        (false, Some(shared)) => Ok(Source::File(shared)),
        (false, None) if is_dependency(manifest) => Ok(Source::Off),
        (false, None) => Err(SourceError::Missing),
    }
}

fn existing(file: PathBuf, named_by: String) -> Result<Source, SourceError> {
    if file.is_file() {
        return Ok(Source::File(file));
    }
    Err(SourceError::NotThere { file, named_by })
}

/// The folder of the workspace's manifest: the nearest one whose `Cargo.toml` has a table `[workspace]`.
fn workspace_root<'a>(manifest: &'a Path, cargo_toml: &str) -> Option<&'a Path> {
    if is_workspace(cargo_toml) {
        return Some(manifest);
    }
    manifest.ancestors().skip(1).find(|folder| {
        let cargo_toml = fs::read_to_string(folder.join("Cargo.toml"));
        cargo_toml.is_ok_and(|text| is_workspace(&text))
    })
}

fn is_workspace(cargo_toml: &str) -> bool {
    let mut lines = cargo_toml.lines().map(str::trim_start);
    lines.any(|line| line.starts_with("[workspace]") || line.starts_with("[workspace."))
}

/// Whether cargo has downloaded the crate. Its authors have checked it, and its users cannot.
fn is_dependency(manifest: &Path) -> bool {
    let mut folders = manifest.components().map(|folder| folder.as_os_str());
    folders.any(|folder| folder == "registry" || folder == "checkouts")
}

/// The value of `schema` in the table. Macros cannot afford to parse TOML, so only this form is understood.
fn setting(cargo_toml: &str) -> Option<&str> {
    let mut lines = cargo_toml.lines().map(str::trim);
    lines.find(|line| line.strip_prefix('[').is_some_and(is_table))?;
    lines
        .take_while(|line| !line.starts_with('['))
        .find_map(|line| {
            let value = line
                .strip_prefix("schema")?
                .trim_start()
                .strip_prefix('=')?;
            let value = value.split('#').next()?;
            Some(value.trim())
        })
}

/// Whether what follows the `[` is the name of the table.
fn is_table(line: &str) -> bool {
    let name = line.split(']').next().unwrap_or_default();
    name.trim() == TABLE
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;
    use std::fs;
    use std::path::PathBuf;

    use super::{Source, SourceError, find, manifest_folder, setting};

    /// A folder of its own with these files, below the folder for the tests' files.
    fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
        let root = std::env::temp_dir().join(format!(
            "graph-resource-source-{}-{name}",
            std::process::id()
        ));
        let _ = fs::remove_dir_all(&root);
        for (path, content) in files {
            let path = root.join(path);
            fs::create_dir_all(path.parent().expect("the path has a folder"))
                .expect("the folder is made");
            fs::write(path, content).expect("the file is written");
        }
        root
    }

    #[test]
    fn the_file_beside_the_manifest_is_found() {
        let root = folder(
            "beside",
            &[("Cargo.toml", "[package]\n"), ("graph.schema", "")],
        );
        assert_eq!(
            find(&root, None),
            Ok(Source::File(root.join("graph.schema")))
        );
    }

    #[test]
    fn the_file_at_the_root_of_the_workspace_is_found() {
        let files = [
            ("Cargo.toml", "[workspace]\n"),
            ("graph.schema", ""),
            ("a/b/Cargo.toml", "[package]\n"),
        ];
        let root = folder("workspace", &files);
        let found = find(&root.join("a/b"), None);
        assert_eq!(found, Ok(Source::File(root.join("graph.schema"))));
    }

    #[test]
    fn files_above_the_workspace_are_not_found() {
        let files = [("graph.schema", ""), ("a/Cargo.toml", "[workspace]\n")];
        let root = folder("above", &files);
        let error = find(&root.join("a"), None).expect_err("there is no file");
        assert_eq!(error, SourceError::Missing);
    }

    #[test]
    fn a_folder_belongs_to_the_nearest_manifest() {
        let files = [
            ("Cargo.toml", ""),
            ("a/Cargo.toml", ""),
            ("a/src/b/c.rs", ""),
        ];
        let root = folder("nearest", &files);
        assert_eq!(
            manifest_folder(&root.join("a/src/b")),
            Some(root.join("a").as_path())
        );
    }

    #[test]
    fn two_files_are_an_error_that_names_both() {
        let files = [
            ("Cargo.toml", "[workspace.package]\n"),
            ("graph.schema", ""),
            ("a/Cargo.toml", "[package]\n"),
            ("a/graph.schema", ""),
        ];
        let root = folder("two", &files);
        let error = find(&root.join("a"), None).expect_err("there are two");
        let error = error.to_string();
        assert!(error.contains("there are two schemas"), "{error}");
        let own = root.join("a/graph.schema");
        assert!(error.contains(&own.display().to_string()), "{error}");
    }

    #[test]
    fn the_variable_and_the_manifest_name_another_file() {
        let manifest = "[package.metadata.graph-resource]\nschema = \"other.schema\" # ours\n";
        let files = [
            ("Cargo.toml", manifest),
            ("other.schema", ""),
            ("third.schema", ""),
            ("graph.schema", ""),
        ];
        let root = folder("named", &files);
        assert_eq!(
            find(&root, None),
            Ok(Source::File(root.join("other.schema")))
        );
        let by_variable = find(&root, Some(OsString::from("third.schema")));
        assert_eq!(by_variable, Ok(Source::File(root.join("third.schema"))));
        let error = find(&root, Some(OsString::from("no.schema"))).expect_err("it does not exist");
        let error = error.to_string();
        assert!(
            error.contains("`GRAPH_RESOURCE_SCHEMA` names the schema"),
            "{error}"
        );
    }

    #[test]
    fn a_crate_can_be_left_unchecked() {
        let manifest = "[package.metadata.graph-resource]\nschema = false\n";
        let root = folder("off", &[("Cargo.toml", manifest)]);
        assert_eq!(find(&root, None), Ok(Source::Off));
    }

    #[test]
    fn downloaded_crates_need_no_file() {
        let root = folder(
            "cargo",
            &[("registry/src/index/a-1.0.0/Cargo.toml", "[package]\n")],
        );
        let downloaded = root.join("registry/src/index/a-1.0.0");
        assert_eq!(find(&downloaded, None), Ok(Source::Off));
    }

    #[test]
    fn the_key_of_another_table_is_not_taken() {
        assert_eq!(setting("[package.metadata.other]\nschema = false\n"), None);
        let other = "[package.metadata.graph-resource]\n[dependencies]\nschema = \"1\"\n";
        assert_eq!(setting(other), None);
    }
}
