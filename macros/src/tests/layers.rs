//! The order of the modules: a module only imports what is below it.

use std::fs;
use std::path::{Path, PathBuf};

/// From top to bottom. The modules of one row do not import each other.
const LAYERS: &[&[&str]] = &[
    &["lib"],
    &["shell", "derive"],
    &["expand"],
    &["check", "schema"],
    &["parse"],
    &["model"],
    &["names", "errors", "encode", "caret"],
];

#[test]
fn modules_only_import_lower_layers() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect_sources(&root, &mut files);
    let mut wrong = Vec::new();
    for file in files {
        let source = fs::read_to_string(&file).expect("the source can be read");
        let relative = file.strip_prefix(&root).expect("the file is in the folder");
        let importer = top_module(relative);
        for imported in imported_modules(&source) {
            let is_lower = layer(&imported) > layer(&importer);
            if !is_lower && imported != importer {
                wrong.push(format!("{} imports {imported}", relative.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// All sources but the tests.
fn collect_sources(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("the entry can be read").path();
        if path.is_dir() && !path.ends_with("tests") {
            collect_sources(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs")
            && !path.ends_with("tests.rs")
        {
            files.push(path);
        }
    }
}

/// `expand/docs.rs` → `expand`
fn top_module(relative: &Path) -> String {
    let first = relative.iter().next().expect("the path is not empty");
    let first = first.to_str().expect("file names are ASCII");
    first.trim_end_matches(".rs").to_owned()
}

/// The top modules that a source imports: `use crate::a::b;` and `use crate::{a, b};`.
fn imported_modules(source: &str) -> Vec<String> {
    let mut modules = Vec::new();
    for statement in source.split("use crate::").skip(1) {
        let tree = statement.split(';').next().unwrap_or_default();
        let names = match tree.strip_prefix('{') {
            Some(group) => group.trim_end_matches('}').split(',').collect(),
            None => vec![tree],
        };
        for name in names {
            let module = name.trim().split("::").next().unwrap_or_default();
            if !module.is_empty() {
                modules.push(module.to_owned());
            }
        }
    }
    modules
}

fn layer(module: &str) -> usize {
    LAYERS
        .iter()
        .position(|layer| layer.contains(&module))
        .unwrap_or_else(|| panic!("the module `{module}` has no layer"))
}
