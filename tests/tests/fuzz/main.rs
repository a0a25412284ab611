//! Fuzz tests: for any input, the request is the one that the caller described, and the result is a value or an
//! error, never a panic.
//!
//! `cargo test` tries a few hundred inputs per target, always the same. To fuzz each target with new inputs for
//! `GRAPH_FUZZ_SECONDS` (600 by default), run
//! `cargo test -p graph-resource-tests --release --test fuzz -- --ignored`.
//! Half of the inputs are generated, and half are mutations of the inputs in `corpus`. A failing input is printed in
//! its smallest form. Past failures have become tests next to the code that was at fault.

mod bodies;
mod continuations;
mod decoders;
mod envelopes;
mod links;
mod pages;
mod retry_after;
mod urls;

use std::cell::Cell;
use std::sync::Once;
use std::time::{Duration, Instant};

use graph_resource::{Error, graph_resource};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{RngAlgorithm, TestCaseError, TestRng, TestRunner};
use serde::Deserialize;

type Outcome = Result<(), TestCaseError>;

#[graph_resource(
    path = "/things/<thingId>",
    delta(changes = "/things/delta"),
    content(file = "/things/<thingId>/$value")
)]
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Thing {
    id: String,
    display_name: Option<String>,
    value: Option<Vec<Option<u8>>>,
}

/// Tries a fixed number of inputs or, if `long`, new inputs for `GRAPH_FUZZ_SECONDS`.
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
    let started = Instant::now();
    let mut inputs = 0_u64;
    while started.elapsed() < Duration::from_secs(seconds) {
        TestRunner::new(config.clone())
            .run(&strategy, &test)
            .unwrap();
        inputs += u64::from(CASES);
    }
    println!("{inputs} inputs");
}

/// The lines of a corpus, one input each.
fn lines(corpus: &'static str) -> Vec<&'static str> {
    corpus.lines().filter(|line| !line.is_empty()).collect()
}

/// Inputs of the corpus with up to four mutations.
fn mutated(
    corpus: &'static str,
    fragments: &'static [&'static str],
) -> impl Strategy<Value = String> {
    let line = prop::sample::select(lines(corpus));
    (line.clone(), line, mutations(fragments))
        .prop_map(|(text, other, mutations)| mutate(text, other, mutations))
}

type Mutation = (Index, Index, u8, &'static str, char);

fn mutations(fragments: &'static [&'static str]) -> impl Strategy<Value = Vec<Mutation>> {
    let mutation = (
        any::<Index>(),
        any::<Index>(),
        0..5_u8,
        prop::sample::select(fragments),
        any::<char>(),
    );
    prop::collection::vec(mutation, 0..4)
}

/// Removes, repeats, replaces and inserts text, or continues with the other input.
fn mutate(text: &str, other: &str, mutations: Vec<Mutation>) -> String {
    let mut text: Vec<char> = text.chars().collect();
    for (from, to, kind, fragment, char) in mutations {
        let from = from.index(text.len() + 1);
        let to = to.index(text.len() + 1);
        let range = from.min(to)..from.max(to).min(from.min(to) + 16);
        match kind {
            0 => drop(text.drain(range)),
            1 => drop(text.splice(from..from, text[range].to_vec())),
            2 => drop(text.splice(range, fragment.chars())),
            3 => text.insert(from, char),
            _ => {
                text.truncate(from);
                text.extend(other.chars().skip(from));
            }
        }
    }
    text.into_iter().collect()
}

thread_local! {
    /// The number of panics on this thread, including those that a task caught.
    static PANICS: Cell<u32> = const { Cell::new(0) };
    static RUNTIME: tokio::runtime::Runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
}

fn run<T>(future: impl Future<Output = T>) -> T {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            PANICS.set(PANICS.get() + 1);
            before(panic);
        }));
    });
    let before = PANICS.get();
    let value = RUNTIME.with(|runtime| runtime.block_on(future));
    assert_eq!(PANICS.get(), before, "a task panicked");
    value
}

/// An error is one line of limited length.
fn check_error(error: &Error) -> Outcome {
    let text = error.to_string();
    prop_assert!(
        !text.contains(char::is_control) && text.len() < 4_000,
        "{:?}",
        text
    );
    let debug = format!("{error:?}");
    prop_assert!(!debug.is_empty());
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        source = cause.source();
    }
    Ok(())
}

macro_rules! targets {
    ($($module:ident::$name:ident)*) => {
        mod fuzzed {
            $(#[test]
            fn $name() {
                super::$module::$name(false);
            })*

            mod long {
                $(#[test]
                #[ignore = "takes minutes: run it by name"]
                fn $name() {
                    super::super::$module::$name(true);
                })*
            }
        }
    };
}

targets! {
    urls::keys_and_options
    urls::runtime_paths
    links::links_and_redirects
    continuations::continuations
    bodies::error_bodies
    bodies::success_bodies
    bodies::batches
    decoders::decoders
    decoders::documented_bodies
    envelopes::envelopes
    pages::pages
    retry_after::retry_after
}
