//! Requests and the exact URLs that they are.
//!
//! The test prints how many cases there are. With the environment variable `GRAPH_CORPUS` it also compares their forms
//! with those of documented requests.

mod golden;

use std::collections::BTreeSet;
use std::fmt::Arguments;
use std::io::Write;

use golden::{Case, corpus, forms};

#[test]
fn every_request_renders_its_golden_url() {
    let cases = golden::all();
    let wrong: Vec<String> = cases.iter().filter_map(Case::wrong).collect();
    assert!(
        wrong.is_empty(),
        "{} of {} are wrong:\n\n{}",
        wrong.len(),
        cases.len(),
        wrong.join("\n")
    );
    say(format_args!("{} golden cases", cases.len()));
}

#[test]
fn every_case_has_a_unique_name() {
    let cases = golden::all();
    let mut names = BTreeSet::new();
    for case in &cases {
        assert!(
            names.insert((case.group, case.name)),
            "twice: {}: {}",
            case.group,
            case.name
        );
    }
}

#[test]
fn every_documented_form_has_a_case_or_a_reason() {
    let Some(documented) = corpus::read() else {
        say(format_args!(
            "skipped: GRAPH_CORPUS does not name a file of documented requests"
        ));
        return;
    };
    let here: BTreeSet<String> = golden::all()
        .iter()
        .flat_map(|case| forms::of_url(&case.url))
        .collect();
    let missing: Vec<_> = documented
        .iter()
        .filter(|form| !here.contains(form.text.as_str()))
        .collect();
    say(format_args!(
        "{} documented forms, {} with a golden case",
        documented.len(),
        documented.len() - missing.len()
    ));
    let mut unexplained = Vec::new();
    for form in missing {
        match corpus::reason(form) {
            Some(reason) => say(format_args!("  no case ({reason}): {}", form.text)),
            None => unexplained.push(format!("{}\n    {}", form.text, form.example)),
        }
    }
    assert!(
        unexplained.is_empty(),
        "forms without a case and without a reason:\n{}",
        unexplained.join("\n")
    );
}

/// Prints a line also where the test passes: what goes to the stream itself is not kept back.
fn say(line: Arguments<'_>) {
    writeln!(std::io::stdout(), "{line}").expect("standard output can be written to");
}
