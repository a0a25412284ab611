//! Compile-fail tests: one mistake a file, and the message that it gets.
//!
//! The messages are the compiler's as well as ours, so they are pinned to one toolchain; on others they are not
//! compared. `TRYBUILD=overwrite cargo test -p graph-resource-tests --test ui` writes them anew, and the catalogue of
//! them with them.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The toolchain whose messages are written down.
const TOOLCHAIN: &str = "rustc 1.95.0";

/// The folders, and what the mistakes in them are about.
const THEMES: &[(&str, &str)] = &[
    ("address", "Paths"),
    ("arguments", "Arguments of the attribute"),
    ("fields", "Options of fields"),
    ("half_typed", "Code that is being written"),
    ("item", "Items that cannot be read"),
    ("names", "Names on the wire"),
    ("query", "Queries"),
    ("serde", "Serde's attributes"),
];

#[test]
fn ui() {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let version = Command::new(rustc)
        .arg("--version")
        .output()
        .expect("rustc runs");
    let version = String::from_utf8_lossy(&version.stdout);
    if version.starts_with(TOOLCHAIN) {
        trybuild::TestCases::new().compile_fail("tests/ui/*/*.rs");
    } else {
        println!("skipped: the messages are those of {TOOLCHAIN}, and this is {version}");
    }
    catalogue_lists_every_case();
}

fn catalogue_lists_every_case() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ui");
    let (catalogue, cases) = catalogue(&folder);
    let file = folder.join("CATALOGUE.md");
    if std::env::var_os("TRYBUILD").is_some_and(|value| value == "overwrite") {
        fs::write(&file, &catalogue).expect("the catalogue can be written");
    }
    let written = fs::read_to_string(&file).unwrap_or_default();
    assert_eq!(
        written, catalogue,
        "the catalogue is written by TRYBUILD=overwrite"
    );
    assert!(cases >= 160, "{cases} cases");
}

/// The catalogue, and the number of cases in it.
fn catalogue(folder: &Path) -> (String, usize) {
    let mut text =
        "# Mistakes and what is said of them\n\nOne mistake a file; the first line of the message.\n".to_owned();
    let mut cases = 0;
    for (theme, title) in THEMES {
        let files = files(&folder.join(theme));
        write!(text, "\n## {title}\n\n| mistake | message |\n|---|---|\n")
            .expect("a text can be written to");
        for file in &files {
            let (mistake, message) = (mistake(file), message(file));
            let name = file
                .file_stem()
                .expect("a file has a name")
                .to_string_lossy();
            writeln!(text, "| [{mistake}]({theme}/{name}.rs) | {message} |")
                .expect("a text can be written to");
        }
        cases += files.len();
    }
    let folders = fs::read_dir(folder)
        .expect("the cases are there")
        .flatten()
        .filter(|entry| entry.path().is_dir());
    assert_eq!(folders.count(), THEMES.len(), "every folder has a theme");
    (text, cases)
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder)
        .expect("the theme has a folder")
        .flatten()
        .map(|entry| entry.path());
    let mut files: Vec<_> = entries
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .collect();
    files.sort();
    files
}

/// What the file says that it is.
fn mistake(file: &Path) -> String {
    let source = fs::read_to_string(file).expect("a case is text");
    let line = source
        .lines()
        .next()
        .and_then(|line| line.strip_prefix("//! "))
        .expect("a case says what it is");
    line.trim_end_matches('.').to_owned()
}

/// The first error: ours come before the compiler's.
fn message(file: &Path) -> String {
    let messages = fs::read_to_string(file.with_extension("stderr")).expect("a case has a message");
    let line = messages
        .lines()
        .find(|line| line.starts_with("error"))
        .expect("a case fails");
    escaped(line.split_once(": ").map_or(line, |(_, message)| message))
}

/// For a table: bars, and brackets outside of code, would be read as something else.
fn escaped(message: &str) -> String {
    let parts = message.split('`').enumerate();
    let parts: Vec<_> = parts
        .map(|(i, part)| {
            if i % 2 == 0 {
                part.replace('<', "&lt;")
            } else {
                part.to_owned()
            }
        })
        .collect();
    parts.join("`").replace('|', "\\|")
}
