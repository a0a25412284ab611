//! The template parser: what it takes can be sent, and what it does not take has its methods nevertheless.

use std::time::{Duration, Instant};

use proc_macro2::{Literal, TokenTree};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{RngAlgorithm, TestCaseError, TestRng, TestRunner};
use quote::quote;
use url::Url;

use crate::tests::expansion::Expansion;

type Outcome = Result<(), TestCaseError>;

const CORPUS: &str = include_str!("templates.txt");

const PIECES: &[&str] = &[
    "<", ">", "<a>", "<a..>", "{b}", "('", "')", "'", "(", ")", "=", ",", ":", "/", "//", "..",
    "/./", "%2e", "%", "?", "#", "\\", " ", "\n", "\u{202e}", "名", "$value", "beta/", "://",
    "<type>", "<self>", "<1>",
];

#[test]
fn templates() {
    try_templates(false);
}

#[test]
#[ignore = "minutes: asked for by name"]
fn templates_for_long() {
    try_templates(true);
}

fn try_templates(long: bool) {
    fuzz(
        long,
        prop_oneof![
            mutated(CORPUS, PIECES),
            "\\PC{0,40}",
            "[<>/(){}':.,=%a-c]{0,24}"
        ],
        |path| {
            let literal = TokenTree::Literal(Literal::string(&path));
            let expansion = Expansion::of(
                &quote!(path = #literal),
                &quote!(
                    pub struct User {
                        pub id: String,
                    }
                ),
            );
            let (methods, messages) = (expansion.methods(), expansion.messages());
            let get = methods.iter().find(|method| method.starts_with("get("));
            let Some(get) = get else {
                return Err(TestCaseError::fail(format!("{path:?} made {methods:?}")));
            };
            if messages.is_empty() {
                taken(&path, get)
            } else {
                // Each says what to do, and draws the place on a line of its own.
                prop_assert!(
                    messages
                        .iter()
                        .all(|message| !message.contains('\r') && message.lines().count() <= 5)
                );
                Ok(())
            }
        },
    );
}

/// A template without a mistake: one argument a placeholder, and a path that no URL parser reads otherwise.
fn taken(path: &str, get: &str) -> Outcome {
    let arguments = get.trim_start_matches("get(").trim_end_matches(')');
    let count = arguments
        .split(", ")
        .filter(|argument| !argument.is_empty())
        .count();
    prop_assert_eq!(count, path.matches('<').count(), "{}", get);
    let mut filled = String::new();
    let mut rest = path;
    while let Some((literal, behind)) = rest.split_once('<') {
        let Some((_, after)) = behind.split_once('>') else {
            return Err(TestCaseError::fail(format!(
                "an open bracket was taken: {path:?}"
            )));
        };
        filled += literal;
        filled += "k";
        rest = after;
    }
    filled += rest;
    let url = Url::parse(&format!("https://graph.fake/v1.0{filled}"))
        .map_err(|e| TestCaseError::fail(e.to_string()))?;
    let decoded = |text: &str| {
        percent_encoding::percent_decode_str(text)
            .decode_utf8_lossy()
            .into_owned()
    };
    prop_assert_eq!(decoded(url.path()), decoded(&format!("/v1.0{filled}")));
    prop_assert_eq!(
        (url.query(), url.fragment(), url.host_str()),
        (None, None, Some("graph.fake"))
    );
    Ok(())
}

/// Tries so many inputs, or as long as it was asked for.
fn fuzz<S: Strategy>(long: bool, strategy: S, test: impl Fn(S::Value) -> Outcome) {
    const CASES: u32 = 400;
    let config = ProptestConfig {
        cases: CASES,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    if !long {
        return TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
            .run(&strategy, &test)
            .unwrap();
    }
    let seconds = std::env::var("GRAPH_FUZZ_SECONDS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(600);
    let (started, mut inputs) = (Instant::now(), 0_u64);
    while started.elapsed() < Duration::from_secs(seconds) {
        TestRunner::new(config.clone())
            .run(&strategy, &test)
            .unwrap();
        inputs += u64::from(CASES);
    }
    println!("{inputs} inputs");
}

/// The lines of a corpus, each an input.
fn lines(corpus: &'static str) -> Vec<&'static str> {
    corpus.lines().filter(|line| !line.is_empty()).collect()
}

/// Texts of the corpus, changed in up to four places.
fn mutated(corpus: &'static str, pieces: &'static [&'static str]) -> impl Strategy<Value = String> {
    let line = prop::sample::select(lines(corpus));
    (line.clone(), line, changes(pieces))
        .prop_map(|(text, other, changes)| changed(text, other, changes))
}

type Change = (Index, Index, u8, &'static str, char);

fn changes(pieces: &'static [&'static str]) -> impl Strategy<Value = Vec<Change>> {
    let change = (
        any::<Index>(),
        any::<Index>(),
        0..5_u8,
        prop::sample::select(pieces),
        any::<char>(),
    );
    prop::collection::vec(change, 0..4)
}

/// Cut out, doubled, replaced, and crossed with another one.
fn changed(text: &str, other: &str, changes: Vec<Change>) -> String {
    let mut text: Vec<char> = text.chars().collect();
    for (from, to, kind, piece, char) in changes {
        let (from, to) = (from.index(text.len() + 1), to.index(text.len() + 1));
        let range = from.min(to)..from.max(to).min(from.min(to) + 16);
        match kind {
            0 => drop(text.drain(range)),
            1 => drop(text.splice(from..from, text[range].to_vec())),
            2 => drop(text.splice(range, piece.chars())),
            3 => text.insert(from, char),
            _ => {
                text.truncate(from);
                text.extend(other.chars().skip(from));
            }
        }
    }
    text.into_iter().collect()
}
