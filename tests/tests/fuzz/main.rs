//! Whatever goes in: what is sent stays what was meant, and what comes back is an answer or an error, never a panic.
//!
//! `cargo test` tries some hundreds of inputs each, always the same. For `GRAPH_FUZZ_SECONDS` (600 if it is not set)
//! each, with others every time, ask by name: `cargo test -p graph-resource-tests --release --test fuzz -- --ignored`.
//! Half of the inputs are made of nothing, half are mutations of those that are kept in `corpus`. One that fails is
//! printed, made small: what was found has become a test where the mistake was.

mod bodies;
mod continuations;
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

thread_local! {
    /// How many panics there were on this thread, those included that a task has kept to itself.
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
    assert_eq!(PANICS.get(), before, "a task has panicked");
    value
}

/// One line, and not a long one.
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
                #[ignore = "minutes: asked for by name"]
                fn $name() {
                    super::super::$module::$name(true);
                })*
            }
        }
    };
}

targets! {
    urls::keys_and_options
    urls::paths_at_run_time
    links::links_and_redirects
    continuations::continuations
    bodies::error_bodies
    bodies::anything_for_a_success
    bodies::batches
    envelopes::envelopes
    pages::pages
    retry_after::retry_after
}
