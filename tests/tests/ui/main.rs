//! Compile-fail tests: one mistake per file, and beside it the errors that a user gets.
//!
//! The errors are the compiler's as well as ours, so they are pinned to one toolchain and are not compared on others.
//! `TRYBUILD=overwrite cargo test -p graph-resource-tests --test ui` rewrites them.
//!
//! trybuild has no hook for [`normalize`]. So it compiles copies of the cases and writes down the errors it gets, and
//! they are normalized and compared here.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use normalize::normalize;

mod normalize;

/// The toolchain that the expected errors come from.
const TOOLCHAIN: &str = "rustc 1.95.0";

/// Names the folder of the copies to the child process.
const COPIES: &str = "GRAPH_RESOURCE_UI_COPIES";

#[test]
fn every_mistake_gets_its_expected_errors() {
    let version = rustc_version();
    if !version.starts_with(TOOLCHAIN) {
        // `println!` would be captured by the test runner.
        let reason = format!("the compile errors are those of {TOOLCHAIN}, this is {version}");
        writeln!(std::io::stdout(), "skipped: {reason}").unwrap();
        return;
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ui");
    let copies = Path::new(env!("CARGO_TARGET_TMPDIR")).join("ui");
    let cases = names(&folder, "rs");
    assert!(!cases.is_empty(), "no cases in {}", folder.display());

    copy(&cases, &folder, &copies);
    compile(&copies);
    if env::var_os("TRYBUILD").is_some_and(|value| value == "overwrite") {
        overwrite(&cases, &folder, &copies);
    }
    let failures = compare(&cases, &folder, &copies);
    let hint = "To accept these errors, run this test with TRYBUILD=overwrite.";
    assert!(failures.is_empty(), "\n\n{}\n{hint}\n", failures.join("\n"));
}

/// The part of the test above that is a child process, since trybuild is configured by the environment.
#[test]
#[ignore = "the other test runs it"]
fn trybuild_writes_the_errors_of_the_copies() {
    if let Some(copies) = env::var_os(COPIES) {
        trybuild::TestCases::new().compile_fail(Path::new(&copies).join("*/*.rs"));
    }
}

fn rustc_version() -> String {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc).arg("--version").output();
    let version = output.expect("rustc runs").stdout;
    String::from_utf8_lossy(&version).trim().to_owned()
}

/// The files with this extension, as `theme/case` without it.
fn names(folder: &Path, extension: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for theme in entries(folder).iter().filter(|path| path.is_dir()) {
        for file in entries(theme) {
            if file.extension().is_some_and(|found| found == extension) {
                names.insert(format!("{}/{}", stem(theme), stem(&file)));
            }
        }
    }
    names
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder can be read");
    entries.map(|entry| entry.unwrap().path()).collect()
}

fn stem(path: &Path) -> &str {
    let stem = path.file_stem().and_then(|stem| stem.to_str());
    stem.expect("names are UTF-8")
}

fn copy(cases: &BTreeSet<String>, from: &Path, to: &Path) {
    if to.exists() {
        fs::remove_dir_all(to).unwrap();
    }
    for case in cases {
        let copy = source(to, case);
        fs::create_dir_all(copy.parent().unwrap()).unwrap();
        fs::copy(source(from, case), copy).unwrap();
    }
}

fn source(folder: &Path, case: &str) -> PathBuf {
    folder.join(case).with_extension("rs")
}

fn expectation(folder: &Path, case: &str) -> PathBuf {
    folder.join(case).with_extension("stderr")
}

/// Writes the errors of each copy beside it. It gets no file if it compiles.
fn compile(copies: &Path) {
    let output = Command::new(env::current_exe().unwrap())
        .args(["--exact", "trybuild_writes_the_errors_of_the_copies"])
        .args(["--ignored", "--nocapture"])
        .env("TRYBUILD", "overwrite")
        .env(COPIES, copies)
        .output()
        .expect("the test can start itself");
    assert!(
        !names(copies, "stderr").is_empty(),
        "trybuild compiled none of the cases:\n{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
}

/// The normalized errors of a case, unless it compiled.
fn errors(copies: &Path, case: &str) -> Option<String> {
    let errors = fs::read_to_string(expectation(copies, case)).ok()?;
    Some(normalize(
        &errors,
        copies.to_str().expect("paths are UTF-8"),
    ))
}

fn overwrite(cases: &BTreeSet<String>, folder: &Path, copies: &Path) {
    for orphan in names(folder, "stderr").difference(cases) {
        fs::remove_file(expectation(folder, orphan)).unwrap();
    }
    for case in cases {
        if let Some(errors) = errors(copies, case) {
            fs::write(expectation(folder, case), errors).unwrap();
        }
    }
}

fn compare(cases: &BTreeSet<String>, folder: &Path, copies: &Path) -> Vec<String> {
    let mut failures = Vec::new();
    for case in cases {
        let expected = fs::read_to_string(expectation(folder, case)).ok();
        let failure = match (expected, errors(copies, case)) {
            (_, None) => "compiles, but must not".to_owned(),
            (None, Some(errors)) => {
                format!("has no expected errors; these are its errors:\n{errors}")
            }
            (Some(expected), Some(errors)) if expected != errors => difference(&expected, &errors),
            _ => continue,
        };
        failures.push(format!("tests/ui/{case}.rs {failure}"));
    }
    for orphan in names(folder, "stderr").difference(cases) {
        failures.push(format!("tests/ui/{orphan}.stderr has no case"));
    }
    failures
}

/// The lines from the first to the last that differ.
fn difference(expected: &str, errors: &str) -> String {
    let expected: Vec<&str> = expected.lines().collect();
    let errors: Vec<&str> = errors.lines().collect();
    let before = common(expected.iter(), errors.iter());
    let expected = &expected[before..];
    let errors = &errors[before..];
    let after = common(expected.iter().rev(), errors.iter().rev());

    let mut text = format!("has other errors from line {} on:\n", before + 1);
    for line in &expected[..expected.len() - after] {
        text += &format!("- {line}\n");
    }
    for line in &errors[..errors.len() - after] {
        text += &format!("+ {line}\n");
    }
    text
}

/// The number of lines that both start with.
fn common<'a>(
    left: impl Iterator<Item = &'a &'a str>,
    right: impl Iterator<Item = &'a &'a str>,
) -> usize {
    left.zip(right)
        .take_while(|(left, right)| left == right)
        .count()
}
