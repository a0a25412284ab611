//! The lines that the nearest `Cargo.toml` lacks.

use std::fs;
use std::path::{Component, Path, PathBuf};

use graph_resource_schema::source;

use super::write::dependencies::{Dependency, LIBRARY};

/// The folder that this command was built from.
const CHECKOUT: &str = env!("CARGO_MANIFEST_DIR");

/// The `Cargo.toml` of the crate that the code is for.
#[derive(Debug, Default)]
pub(crate) struct Manifest {
    text: String,
    folder: PathBuf,
}

/// What a `Cargo.toml` lacks.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Missing {
    /// Lines for the table `[dependencies]`.
    pub(crate) lines: Vec<String>,
    /// Crates that are there without a feature that the code needs.
    pub(crate) features: Vec<String>,
}

impl Manifest {
    /// Reads the nearest one, or none.
    pub(crate) fn nearest(start: &Path) -> Self {
        let Some(folder) = source::manifest_folder(start) else {
            return Self::default();
        };
        Self {
            text: fs::read_to_string(folder.join("Cargo.toml")).unwrap_or_default(),
            folder: folder.to_owned(),
        }
    }

    pub(crate) fn missing(&self, needed: &[Dependency]) -> Missing {
        let mut missing = Missing::default();
        for dependency in needed {
            match entry(&self.text, dependency.name) {
                None => missing.lines.push(self.line(dependency)),
                Some(entry) => missing.features.extend(lacking(&entry, dependency)),
            }
        }
        missing
    }

    fn line(&self, dependency: &Dependency) -> String {
        let name = dependency.name;
        let checkout = (name == LIBRARY).then(checkout).flatten();
        let origin = match checkout {
            Some(folder) => format!("path = {:?}", relative(folder, &self.folder)),
            None => format!("version = \"{}\"", dependency.version),
        };
        let features: Vec<String> = dependency
            .features
            .iter()
            .map(|f| format!("\"{f}\""))
            .collect();
        let features = features.join(", ");
        match (checkout, dependency.features.is_empty()) {
            (None, true) => format!("{name} = \"{}\"", dependency.version),
            (_, true) => format!("{name} = {{ {origin} }}"),
            (_, false) => format!("{name} = {{ {origin}, features = [{features}] }}"),
        }
    }
}

/// The checkout of the library, unless cargo has downloaded the crate or the folder is not there any more.
fn checkout() -> Option<&'static Path> {
    let folder = Path::new(CHECKOUT);
    let mut names = folder.components().map(Component::as_os_str);
    let is_downloaded = names.any(|name| name == "registry");
    (!is_downloaded && folder.join("Cargo.toml").is_file()).then_some(folder)
}

/// The folder as seen from another one, if both are below the same folder.
fn relative(folder: &Path, from: &Path) -> PathBuf {
    let mut up = PathBuf::new();
    for shared in from.ancestors() {
        match folder.strip_prefix(shared) {
            // Two checkouts in one folder are moved together, but not with the rest of the machine.
            Ok(rest) if up.components().count() <= 2 => return up.join(rest),
            _ => up.push(".."),
        }
    }
    folder.to_owned()
}

/// What the manifest says about a dependency, in one of the forms that TOML has for it.
fn entry(manifest: &str, name: &str) -> Option<String> {
    let mut table = String::new();
    let mut found: Option<String> = None;
    for line in manifest.lines().map(str::trim) {
        if let Some(header) = line.strip_prefix('[') {
            table = header.split(']').next().unwrap_or_default().to_owned();
            table.retain(|c| !c.is_whitespace() && c != '"' && c != '\'');
        }
        let is_of_table = table == format!("dependencies.{name}");
        let is_own_line = table == "dependencies" && key(line) == Some(name);
        if is_of_table || is_own_line {
            let found = found.get_or_insert_default();
            found.push_str(line);
            found.push('\n');
        }
    }
    found
}

/// `serde = …`, `serde.workspace = …` → `serde`
fn key(line: &str) -> Option<&str> {
    let (key, _) = line.split_once('=')?;
    let key = key.split('.').next().unwrap_or(key);
    Some(key.trim().trim_matches(['"', '\'']))
}

/// The features that a dependency has to have in addition. Those of a workspace are not looked up.
fn lacking(entry: &str, dependency: &Dependency) -> Option<String> {
    let has = |feature: &str| entry.contains(&format!("\"{feature}\""));
    if entry.contains("workspace") || has("full") {
        return None;
    }
    let lacking: Vec<&str> = dependency
        .features
        .iter()
        .copied()
        .filter(|f| !has(f))
        .collect();
    let name = dependency.name;
    match lacking.as_slice() {
        [] => None,
        [feature] => Some(format!("`{name}` needs the feature `{feature}`")),
        several => Some(format!(
            "`{name}` needs the features `{}`",
            several.join("`, `")
        )),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    const SERDE: &str = "serde = { version = \"1\", features = [\"derive\"] }";

    fn missing(text: &str) -> Missing {
        let manifest = Manifest {
            text: text.to_owned(),
            folder: PathBuf::from("/elsewhere/program"),
        };
        manifest.missing(&[Dependency {
            name: "serde",
            version: "1",
            features: vec!["derive"],
        }])
    }

    #[test]
    fn a_dependency_is_found_in_all_its_forms() {
        for text in [
            "[dependencies]\nserde = { version = \"1\", features = [\"derive\"] }",
            "[dependencies] # mine\nserde.workspace = true",
            "[dependencies]\n\"serde\" = { workspace = true }",
            "[dependencies.serde]\nversion = \"1\"\nfeatures = [\n  \"derive\",\n]\n[features]",
        ] {
            assert_eq!(missing(text), Missing::default(), "{text}");
        }
    }

    #[test]
    fn a_dependency_of_another_table_does_not_count() {
        for text in [
            "",
            "[dev-dependencies]\nserde = \"1\"",
            "[dependencies]\nserde_json = \"1\"\n# serde = \"1\"",
            "[dependencies.other]\nserde = \"1\"",
        ] {
            assert_eq!(missing(text).lines, [SERDE], "{text}");
        }
    }

    #[test]
    fn a_missing_feature_is_named() {
        let missing = missing("[dependencies]\nserde = \"1\"");
        assert_eq!(missing.lines, [""; 0]);
        assert_eq!(missing.features, ["`serde` needs the feature `derive`"]);
    }

    #[test]
    fn the_library_is_taken_from_where_the_command_was_built() {
        let needed = Dependency {
            name: LIBRARY,
            version: "0.1.0",
            features: vec!["chrono"],
        };
        let line = Manifest::default().missing(&[needed]).lines.remove(0);
        let expected =
            format!("graph-resource = {{ path = {CHECKOUT:?}, features = [\"chrono\"] }}");
        assert_eq!(line, expected);
        assert_eq!(
            relative(Path::new("/a/graph/runtime"), Path::new("/a/app")),
            Path::new("../graph/runtime")
        );
        assert_eq!(
            relative(Path::new("/b/graph"), Path::new("/a/b/c/app")),
            Path::new("/b/graph")
        );
    }
}
