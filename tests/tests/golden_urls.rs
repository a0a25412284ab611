//! Golden URLs: requests and the exact URLs that they render.
//!
//! The tests print how many cases there are. If the environment variable `GRAPH_CORPUS` is set, the forms of the cases
//! are also compared with the forms of documented requests.

mod golden;

use std::collections::BTreeSet;
use std::fmt::Arguments;
use std::io::Write;

use golden::{Case, corpus, forms};

#[test]
fn every_request_renders_its_golden_url() {
    let cases = golden::all();
    let mismatches: Vec<String> = cases.iter().filter_map(Case::mismatch).collect();
    assert!(
        mismatches.is_empty(),
        "{} of {} are wrong:\n\n{}",
        mismatches.len(),
        cases.len(),
        mismatches.join("\n")
    );
    report(format_args!("{} golden cases", cases.len()));
}

#[test]
fn every_case_has_a_unique_name() {
    let cases = golden::all();
    let mut names = BTreeSet::new();
    for case in &cases {
        assert!(
            names.insert((case.group, case.name)),
            "duplicate name: {}: {}",
            case.group,
            case.name
        );
    }
}

#[test]
fn every_documented_form_has_a_case_or_a_reason() {
    let Some(documented) = corpus::read() else {
        report(format_args!(
            "skipped: GRAPH_CORPUS does not name a file of documented requests"
        ));
        return;
    };
    let covered: BTreeSet<String> = golden::all()
        .iter()
        .flat_map(|case| forms::of_url(&case.url))
        .collect();
    let missing: Vec<_> = documented
        .iter()
        .filter(|form| !covered.contains(form.text.as_str()))
        .collect();
    report(format_args!(
        "{} documented forms, {} with a golden case",
        documented.len(),
        documented.len() - missing.len()
    ));
    let mut unexplained = Vec::new();
    for form in missing {
        match corpus::reason(form) {
            Some(reason) => report(format_args!("  no case ({reason}): {}", form.text)),
            None => unexplained.push(format!("{}\n    {}", form.text, form.example)),
        }
    }
    assert!(
        unexplained.is_empty(),
        "forms without a case and without a reason:\n{}",
        unexplained.join("\n")
    );
}

/// Prints a line even if the test passes: the test runner does not capture writes to the stream itself.
fn report(line: Arguments<'_>) {
    writeln!(std::io::stdout(), "{line}").expect("standard output is writable");
}
