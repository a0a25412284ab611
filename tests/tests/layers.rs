//! The runtime's folders are its layers, and imports point down: no file imports from a layer above its own, and no two
//! files import each other, directly or through other files.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use regex_lite::Regex;

/// From bottom to top.
const LAYERS: [&str; 14] = [
    "address",
    "query",
    "resume",
    "error",
    "types",
    "request",
    "auth",
    "transport",
    "client",
    "decode",
    "read",
    "blocking",
    "testing",
    "private",
];

/// Files of the crate root, which only export.
const ROOT_FILES: [&str; 4] = ["lib", "diagnostics", "guide", "retry"];

/// The layers that users see beside the async API, which do not import each other.
const TOP: [&str; 3] = ["blocking", "testing", "private"];

type Imports = BTreeMap<String, BTreeSet<String>>;

#[test]
fn imports_point_down() {
    for (file, imports) in runtime_imports() {
        let own = layer_of(&file);
        for import in imports {
            let imported = layer_of(&import);
            assert!(
                may_import(own, imported),
                "{file} imports {import} from a layer that is not below its own"
            );
        }
    }
}

#[test]
fn no_two_files_import_each_other() {
    let imports = runtime_imports();
    for file in imports.keys() {
        let reached = reached_from(file, &imports);
        assert!(
            !reached.contains(file),
            "{file} imports itself through {reached:?}"
        );
    }
}

/// What each file of the runtime imports from other files of it, by module path: `read/paging/pager`.
fn runtime_imports() -> Imports {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime/src");
    let mut files = BTreeMap::new();
    collect(&root, &root, &mut files);
    files.retain(|name, _| !ROOT_FILES.contains(&name.as_str()));
    let path = Regex::new(r"\bcrate((?:::\w+)+)(?:::\{([^}]*)\})?").unwrap();
    let mut imports = Imports::new();
    for (file, source) in &files {
        let mut imported = BTreeSet::new();
        for found in path.captures_iter(source) {
            let path = found[1].trim_start_matches("::").replace("::", "/");
            let path = path.replace("__private", "private");
            imported.insert(module_of(&path, &files, file));
            for name in found.get(2).map_or("", |names| names.as_str()).split(',') {
                let inner = format!("{path}/{}", name.trim());
                if files.contains_key(&inner) {
                    imported.insert(inner);
                }
            }
        }
        imported.remove(file);
        imports.insert(file.clone(), imported);
    }
    imports
}

/// The deepest module file that a path names.
fn module_of(path: &str, files: &BTreeMap<String, String>, importer: &str) -> String {
    let mut module = path;
    while !files.contains_key(module) {
        let parent = module.rsplit_once('/');
        module = match parent {
            Some((parent, _)) => parent,
            None => panic!("{importer} imports `{path}` through the crate root"),
        };
    }
    module.to_owned()
}

fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<String, String>) {
    let entries = fs::read_dir(folder).unwrap();
    for path in entries.map(|entry| entry.unwrap().path()) {
        if path.ends_with("tests") || path.ends_with("tests.rs") {
            continue;
        }
        // The command is a crate of its own, which sees only what is public.
        if path == root.join("bin") {
            continue;
        }
        if path.is_dir() {
            collect(root, &path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let source = fs::read_to_string(&path).unwrap();
            files.insert(module_name(root, &path), code_of(&source));
        }
    }
}

fn module_name(root: &Path, path: &Path) -> String {
    let mut module: PathBuf = path.strip_prefix(root).unwrap().with_extension("");
    if module.ends_with("mod") {
        module.pop();
    }
    module.to_str().unwrap().replace('\\', "/")
}

/// The source without comments and without the unit tests at its end.
fn code_of(source: &str) -> String {
    let code = source
        .split("#[cfg(test)]\nmod tests {")
        .next()
        .unwrap_or(source);
    let lines = code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

fn may_import(own: usize, imported: usize) -> bool {
    let both_on_top = TOP.contains(&LAYERS[own]) && TOP.contains(&LAYERS[imported]);
    if both_on_top {
        own == imported
    } else {
        imported <= own
    }
}

fn layer_of(module: &str) -> usize {
    let folder = module.split('/').next().unwrap_or(module);
    let layer = LAYERS.iter().position(|layer| *layer == folder);
    layer.unwrap_or_else(|| panic!("`{folder}` is not a layer: add it to the list"))
}

fn reached_from<'a>(file: &str, imports: &'a Imports) -> BTreeSet<&'a String> {
    let mut reached = BTreeSet::new();
    let mut next: Vec<&String> = imports[file].iter().collect();
    while let Some(module) = next.pop() {
        if reached.insert(module) {
            next.extend(&imports[module]);
        }
    }
    reached
}
