//! Random templates: a valid one can be sent as written, and an invalid one still has its methods.
//!
//! Half of the templates are random, half are mutations of those in `templates.txt`. `cargo test` tries some hundreds,
//! always the same. To try others for `GRAPH_FUZZ_SECONDS` (by default 600), run
//! `cargo test -p graph-resource-macros --release fuzz -- --ignored`.

use std::time::{Duration, Instant};

use percent_encoding::percent_decode_str;
use proc_macro2::{Literal, TokenTree};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{RngAlgorithm, TestCaseError, TestRng, TestRunner};
use quote::quote;
use url::Url;

use crate::tests::expansion::Expansion;

type Outcome = Result<(), TestCaseError>;

const CASES: u32 = 400;

const PIECES: &[&str] = &[
    "<", ">", "<a>", "<a..>", "{b}", "('", "')", "'", "(", ")", "=", ",", ":", "/", "//", "..",
    "/./", "%2e", "%", "?", "#", "\\", " ", "\n", "\u{202e}", "名", "$value", "beta/", "://",
    "<type>", "<self>", "<1>",
];

#[test]
fn templates() {
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    TestRunner::new_with_rng(config(), rng)
        .run(&any_template(), |path| check_template(&path))
        .unwrap();
}

#[test]
#[ignore = "takes minutes"]
fn templates_for_minutes() {
    let seconds = match std::env::var("GRAPH_FUZZ_SECONDS") {
        Ok(seconds) => seconds.parse().expect("GRAPH_FUZZ_SECONDS is a number"),
        Err(_) => 600,
    };
    let started = Instant::now();
    let mut inputs = 0_u64;
    while started.elapsed() < Duration::from_secs(seconds) {
        TestRunner::new(config())
            .run(&any_template(), |path| check_template(&path))
            .unwrap();
        inputs += u64::from(CASES);
    }
    println!("{inputs} inputs");
}

fn config() -> ProptestConfig {
    ProptestConfig {
        cases: CASES,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

fn any_template() -> impl Strategy<Value = String> {
    prop_oneof![mutated_template(), "\\PC{0,40}", "[<>/(){}':.,=%a-c]{0,24}"]
}

fn check_template(path: &str) -> Outcome {
    let literal = TokenTree::Literal(Literal::string(path));
    let item = quote!(
        pub struct User {
            pub id: String,
        }
    );
    let expansion = Expansion::run(&quote!(path = #literal), &item);
    let methods = expansion.methods();
    let Some(get) = methods.iter().find(|method| method.starts_with("get(")) else {
        let message = format!("{path:?} has the methods {methods:?}");
        return Err(TestCaseError::fail(message));
    };
    let messages = expansion.messages();
    if messages.is_empty() {
        return check_valid_template(path, get);
    }
    for message in messages {
        // One line, and the template with carets on lines of their own.
        prop_assert!(!message.contains('\r') && message.lines().count() <= 5);
    }
    Ok(())
}

/// A valid template has one argument per placeholder, and URL parsers do not change its path.
fn check_valid_template(path: &str, get: &str) -> Outcome {
    let arguments = get.trim_start_matches("get(").trim_end_matches(')');
    let arguments = arguments.split(", ").filter(|name| !name.is_empty());
    prop_assert_eq!(arguments.count(), path.matches('<').count(), "{}", get);
    let filled = fill_placeholders(path)?;
    let url = Url::parse(&format!("https://graph.fake/v1.0{filled}"))
        .map_err(|error| TestCaseError::fail(error.to_string()))?;
    prop_assert_eq!(decoded(url.path()), decoded(&format!("/v1.0{filled}")));
    prop_assert_eq!(
        (url.query(), url.fragment(), url.host_str()),
        (None, None, Some("graph.fake"))
    );
    Ok(())
}

/// The path with `k` for every placeholder.
fn fill_placeholders(path: &str) -> Result<String, TestCaseError> {
    let mut filled = String::new();
    let mut rest = path;
    while let Some((literal, placeholder)) = rest.split_once('<') {
        let Some((_, after)) = placeholder.split_once('>') else {
            let message = format!("an unclosed bracket was accepted: {path:?}");
            return Err(TestCaseError::fail(message));
        };
        filled.push_str(literal);
        filled.push('k');
        rest = after;
    }
    Ok(filled + rest)
}

fn decoded(path: &str) -> String {
    percent_decode_str(path).decode_utf8_lossy().into_owned()
}

/// A template of the corpus with up to three mutations.
fn mutated_template() -> impl Strategy<Value = String> {
    let corpus: Vec<&str> = include_str!("templates.txt")
        .lines()
        .filter(|line| !line.is_empty())
        .collect();
    let template = prop::sample::select(corpus);
    let mutation = (
        any::<Index>(),
        any::<Index>(),
        0..5_u8,
        prop::sample::select(PIECES),
        any::<char>(),
    );
    let mutations = prop::collection::vec(mutation, 0..4);
    (template.clone(), template, mutations)
        .prop_map(|(template, other, mutations)| mutate(template, other, mutations))
}

type Mutation = (Index, Index, u8, &'static str, char);

/// Removes, duplicates, replaces, inserts, or continues with the other template.
fn mutate(template: &str, other: &str, mutations: Vec<Mutation>) -> String {
    let mut chars: Vec<char> = template.chars().collect();
    for (from, to, kind, piece, c) in mutations {
        let from = from.index(chars.len() + 1);
        let to = to.index(chars.len() + 1);
        let start = from.min(to);
        let range = start..from.max(to).min(start + 16);
        match kind {
            0 => drop(chars.drain(range)),
            1 => drop(chars.splice(from..from, chars[range].to_vec())),
            2 => drop(chars.splice(range, piece.chars())),
            3 => chars.insert(from, c),
            _ => {
                chars.truncate(from);
                chars.extend(other.chars().skip(from));
            }
        }
    }
    chars.into_iter().collect()
}
