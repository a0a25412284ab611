//! What the documentation of the public API must have.

use std::fs;
use std::path::{Path, PathBuf};

/// The source of the library without the code that only generated code and the compiler's messages name.
fn sources() -> Vec<(PathBuf, String)> {
    let mut sources = Vec::new();
    collect(&runtime().join("src"), &mut sources);
    assert!(sources.len() > 100, "{}", sources.len());
    sources
}

fn runtime() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime")
}

fn collect(folder: &Path, sources: &mut Vec<(PathBuf, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let is_internal = path.ends_with("private") || path.ends_with("bin");
        if path.is_dir() && !is_internal {
            collect(&path, sources);
        } else if path.is_file() {
            let source = fs::read_to_string(&path).unwrap();
            sources.push((path, source));
        }
    }
}

/// A function, with the comment and the attributes above it.
struct Function<'a> {
    name: &'a str,
    above: Vec<&'a str>,
    result: String,
}

/// The functions that the source exports.
fn public_functions(source: &str) -> Vec<Function<'_>> {
    let lines: Vec<&str> = source.lines().map(str::trim).collect();
    let mut functions = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let Some(rest) = line.strip_prefix("pub ") else {
            continue;
        };
        let rest = rest.trim_start_matches("const ");
        let Some(signature) = rest.strip_prefix("fn ") else {
            continue;
        };
        functions.push(Function {
            name: signature.split(['(', '<']).next().unwrap(),
            above: above(&lines[..index]),
            result: result(&lines[index..]),
        });
    }
    functions
}

/// The lines of the comment and the attributes that end here.
fn above<'a>(lines: &[&'a str]) -> Vec<&'a str> {
    let is_above = |line: &&&str| line.starts_with("///") || line.starts_with("#[");
    lines.iter().rev().take_while(is_above).copied().collect()
}

/// The result of the function that starts here.
fn result(lines: &[&str]) -> String {
    let mut signature = String::new();
    for line in lines {
        signature.push_str(line);
        if line.ends_with('{') || line.ends_with("where") || line.ends_with(';') {
            break;
        }
    }
    match signature.split_once("->") {
        Some((_, result)) => result.to_owned(),
        None => String::new(),
    }
}

#[test]
fn every_public_function_that_can_fail_lists_its_errors() {
    let mut failing = 0;
    let mut without = Vec::new();
    for (path, source) in sources() {
        for function in public_functions(&source) {
            let is_hidden = function.above.contains(&"#[doc(hidden)]");
            if is_hidden || !function.result.contains("Result<") {
                continue;
            }
            failing += 1;
            if !function.above.contains(&"/// # Errors") {
                without.push(format!("{}: {}", path.display(), function.name));
            }
        }
    }
    assert!(failing > 50, "{failing}");
    assert!(without.is_empty(), "{without:#?}");
}

#[test]
fn no_example_unwraps_what_it_could_return() {
    let mut examples = sources();
    collect(&runtime().join("docs"), &mut examples);
    for page in ["../README.md", "../macros/src/attribute.md"] {
        let path = runtime().join(page);
        let text = fs::read_to_string(&path).unwrap();
        examples.push((path, text));
    }
    let mut found = Vec::new();
    for (path, source) in examples {
        let is_prose = path.extension().is_some_and(|extension| extension == "md");
        for line in source.lines().map(str::trim) {
            let is_shown = is_prose || line.starts_with("///") || line.starts_with("//!");
            if is_shown && line.contains(".unwrap()") {
                found.push(format!("{}: {line}", path.display()));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn every_feature_is_described_where_users_and_contributors_look() {
    let manifest = fs::read_to_string(runtime().join("Cargo.toml")).unwrap();
    let (_, features) = manifest.split_once("[features]").unwrap();
    let (features, _) = features.split_once("\n[").unwrap();
    let names = features
        .lines()
        .filter_map(|line| line.split_once(" = ["))
        .map(|(name, _)| name)
        .filter(|name| *name != "default");
    let names: Vec<&str> = names.collect();
    assert!(names.len() > 10, "{names:?}");
    for file in ["src/lib.rs", "../README.md", "../CONTRIBUTING.md"] {
        let text = fs::read_to_string(runtime().join(file)).unwrap();
        let rows: Vec<&str> = text
            .lines()
            .map(|line| line.trim_start_matches("//! "))
            .filter(|line| line.starts_with("| `"))
            .collect();
        for name in &names {
            let cell = format!("`{name}`");
            let is_row = |row: &&str| row.split('|').nth(1).is_some_and(|it| it.contains(&cell));
            assert!(rows.iter().any(is_row), "{file} has no row for {cell}");
        }
    }
}

#[test]
fn structs_with_public_fields_can_get_more_of_them() {
    let mut structs = 0;
    for (path, source) in sources() {
        // Generated code makes these.
        if path.ends_with("query/type_info.rs") {
            continue;
        }
        let lines: Vec<&str> = source.lines().collect();
        for (index, line) in lines.iter().enumerate() {
            let has_fields = line.starts_with("pub struct ") && line.ends_with('{');
            let mut fields = lines[index..].iter().take_while(|line| **line != "}");
            if has_fields && fields.any(|line| line.starts_with("    pub ")) {
                structs += 1;
                let attributes = above(&lines[..index]);
                assert!(attributes.contains(&"#[non_exhaustive]"), "{line}");
            }
        }
    }
    assert!(structs > 10, "{structs}");
}
