//! The folders are layers: imports point down, no two files import each other, and nothing is imported through `lib.rs`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// From bottom to top. The two at the top do not import each other.
const LAYERS: [&str; 8] = [
    "edm", "format", "name", "nearest", "source", "version", "index", "top",
];
const TOP: [&str; 2] = ["csdl", "path"];

type Imports = BTreeMap<String, BTreeSet<String>>;

#[test]
fn imports_point_down() {
    for (file, imported) in imports() {
        for other in imported {
            let is_allowed = folder(&file) == folder(&other) || layer(&other) < layer(&file);
            assert!(is_allowed, "{file} imports {other}");
        }
    }
}

#[test]
fn no_two_files_import_each_other() {
    let imports = imports();
    for file in imports.keys() {
        let mut reached = BTreeSet::new();
        let mut next: Vec<&String> = imports[file].iter().collect();
        while let Some(other) = next.pop() {
            if reached.insert(other) {
                next.extend(&imports[other]);
            }
        }
        assert!(
            !reached.contains(file),
            "{file} imports itself through {reached:?}"
        );
    }
}

/// What each file imports from other files, by module path. Files that only export are left out.
fn imports() -> Imports {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut sources = BTreeMap::new();
    collect(&root, "", &mut sources);
    let mut imports = Imports::new();
    for (file, source) in &sources {
        let parent = file.rsplit_once('/').map_or("", |(parent, _)| parent);
        let mut imported = BTreeSet::new();
        for statement in use_statements(source) {
            for path in paths(&statement, parent) {
                imported.insert(module(&path, &sources, file));
            }
        }
        imports.insert(file.clone(), imported);
    }
    imports
}

fn collect(folder: &Path, prefix: &str, sources: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("the entry can be read").path();
        let name = path
            .file_stem()
            .and_then(|name| name.to_str())
            .expect("a name");
        if path.is_dir() {
            collect(&path, &format!("{prefix}{name}/"), sources);
        } else if name != "mod" && name != "lib" {
            let source = fs::read_to_string(&path).expect("the source can be read");
            sources.insert(format!("{prefix}{name}"), source);
        }
    }
}

/// `use crate::name::{QualifiedName, TypeRef};` and the like, each on one line. Those of tests are left out.
fn use_statements(source: &str) -> Vec<String> {
    let code = source.split("#[cfg(test)]").next().unwrap_or_default();
    let code = code.replace('\n', " ");
    let statements = code.split(';').filter_map(|statement| {
        let start = statement
            .find("use crate::")
            .or_else(|| statement.find("use super::"))?;
        Some(statement[start + "use ".len()..].to_owned())
    });
    statements.collect()
}

/// The paths of a statement from the root of the crate: `name/QualifiedName`, `name/TypeRef`.
fn paths(statement: &str, parent: &str) -> Vec<String> {
    let (prefix, items) = match statement.split_once('{') {
        Some((prefix, items)) => (prefix, items.trim_end().trim_end_matches('}')),
        None => (statement, ""),
    };
    let prefix = match prefix.strip_prefix("super") {
        Some(rest) => format!("{parent}{rest}"),
        None => prefix.trim_start_matches("crate::").to_owned(),
    };
    let prefix = prefix.replace("::", "/");
    let items = items.split(',').map(str::trim);
    let all = items.map(|item| format!("{prefix}{item}"));
    all.map(|path| path.trim_matches('/').to_owned()).collect()
}

/// The deepest file that a path names.
fn module(path: &str, sources: &BTreeMap<String, String>, importer: &str) -> String {
    let mut module = path;
    while !sources.contains_key(module) {
        module = match module.rsplit_once('/') {
            Some((parent, _)) => parent,
            None => panic!("{importer} imports `{path}` through a file that only exports"),
        };
    }
    module.to_owned()
}

fn folder(file: &str) -> &str {
    file.split('/').next().unwrap_or(file)
}

fn layer(file: &str) -> usize {
    let folder = folder(file);
    let folder = if TOP.contains(&folder) { "top" } else { folder };
    let layer = LAYERS.iter().position(|layer| *layer == folder);
    layer.unwrap_or_else(|| panic!("`{folder}` is not a layer: add it to the list"))
}
