//! The page of the guide that lists the rows, with the tests that hold them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

const PAGE: &str = include_str!("../../../runtime/docs/conformance.md");

/// The source of all the tests here.
fn sources() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance");
    let files = fs::read_dir(folder)
        .expect("the tests are there")
        .map(|file| file.expect("a file has a name").path());
    files
        .map(|file| fs::read_to_string(file).expect("a test is text"))
        .collect()
}

/// The names of rows' tests in a text, where they stand behind `before` and in front of `behind`.
fn rows<'a>(text: &'a str, before: &str, behind: char) -> BTreeSet<&'a str> {
    let parts = text
        .split(before)
        .skip(1)
        .filter_map(|part| part.split(behind).next());
    parts.filter(|name| name.starts_with("row_")).collect()
}

#[test]
fn the_page_lists_every_row_with_its_tests() {
    assert_eq!(rows(PAGE, "`", '`'), rows(&sources(), "fn ", '('));
    for row in 1..=32 {
        let line = PAGE
            .lines()
            .find(|line| line.starts_with(&format!("| {row} |")))
            .expect("the row has a line");
        assert!(line.contains(&format!("`row_{row:02}_")), "{line}");
        let of_others = rows(line, "`", '`')
            .into_iter()
            .find(|name| !name.starts_with(&format!("row_{row:02}_")));
        assert_eq!(of_others, None, "{line}");
    }
}
