//! Whatever goes in: what is sent stays what was meant, and what comes back is an answer or an error, never a panic.
//!
//! `cargo test` tries some hundreds of inputs each. For `GRAPH_FUZZ_SECONDS` (600 if it is not set) each, ask by name:
//! `cargo test -p graph-resource-tests --release --test fuzz -- --ignored`. An input that fails is printed, made small.
//! The template parser is fed in the test `half_typed`.

use std::time::{Duration, Instant};

use graph_resource::testing::Fake;
use graph_resource::{Client, Error, List, RetryPolicy, graph_resource};
use percent_encoding::percent_decode_str;
use proptest::prelude::*;
use proptest::test_runner::{TestCaseError, TestRunner};
use serde::Deserialize;
use serde_json::Value;

#[graph_resource(
    path = "/users/<userId>/messages/<messageId>",
    get(quoted = "/users('<upn>')/f(a='<text>',n=<number>)", file = "/drive/root:/<itemPath..>:/content")
)]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(dead_code)]
struct Message {
    id: Option<String>,
    value: Option<Vec<Option<u8>>>,
}

#[graph_resource(path = "/things/<thingId>")]
#[derive(Debug, Deserialize)]
#[allow(dead_code)]
struct Thing {
    id: String,
}

/// Tries so many inputs, or as long as it was asked for.
fn fuzz<S: Strategy>(long: bool, strategy: S, test: impl Fn(S::Value) -> Result<(), TestCaseError>) {
    let seconds = std::env::var("GRAPH_FUZZ_SECONDS").ok().and_then(|text| text.parse().ok()).unwrap_or(600);
    let (started, mut cases) = (Instant::now(), 0_u64);
    loop {
        let mut runner =
            TestRunner::new(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() });
        runner.run(&strategy, &test).unwrap();
        cases += 400;
        if !long || started.elapsed() > Duration::from_secs(seconds) {
            break;
        }
    }
    println!("{cases} inputs");
}

/// Strings that are hard on URLs more often than others.
fn text() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "/", "?", "#", "%", "%2F", "..", ".", "'", "''", "\"", "\\", "+", " ", "&", "=", "$", ":", ";", "@", "\u{0}",
        "\n", "\t", "é", "\u{202e}", "😀", "a", "B7", "//",
    ]);
    prop_oneof![any::<String>(), prop::collection::vec(pieces, 0..8).prop_map(|pieces| pieces.concat())]
}

fn url_builder(long: bool) {
    fuzz(long, (text(), text(), text(), text()), |(one, two, name, value)| {
        let sendable = |key: &str| !matches!(key, "" | "." | "..");
        let request = Message::get(&one, &two).select_all().param(format!("x{name}"), &value);
        if sendable(&one) && sendable(&two) {
            let url = url::Url::parse(&format!("https://graph.fake/v1.0{request}")).unwrap();
            prop_assert_eq!(url.origin().ascii_serialization(), "https://graph.fake");
            prop_assert_eq!(url.fragment(), None);
            let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
            let path = url.path().replace("('", "/").replace("')", "");
            let whole: Vec<_> = url.path_segments().unwrap().map(decoded).collect();
            if !one.starts_with('$') && !two.starts_with('$') {
                prop_assert_eq!(whole, ["v1.0", "users", &one, "messages", &two], "{}", path);
            }
            let query = url.query().unwrap();
            prop_assert!(!query.contains('+') && !query.contains(' '));
            let (left, right) = query.split_once('=').unwrap();
            prop_assert_eq!((decoded(left), decoded(right)), (format!("x{name}"), value.clone()));
        }
        let quoted = Message::quoted(&one, &two, 7).select_all().to_string();
        let doubled = |text: &str| text.replace('\'', "''");
        let expected = format!("/users('{}')/f(a='{}',n=7)", doubled(&one), doubled(&two));
        prop_assert_eq!(percent_decode_str(&quoted).decode_utf8_lossy(), expected);
        let file = Message::file(&one).select_all().to_string();
        let url = url::Url::parse(&format!("https://graph.fake/v1.0{file}")).unwrap();
        prop_assert!(url.path().starts_with("/v1.0/drive/root:/"), "{}", url);
        Ok(())
    });
}

/// Bytes that look like an answer more often than not.
fn body() -> impl Strategy<Value = Vec<u8>> {
    let pieces = prop::sample::select(vec![
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "\"",
        "null",
        "true",
        "1e400",
        "-0",
        "\"value\"",
        "\"error\"",
        "\"code\"",
        "\"message\"",
        "\"innerError\"",
        "\"@odata.type\"",
        "\"@odata.nextLink\"",
        "\"id\"",
        "\"\\ud800\"",
        "<html><title>",
        "\u{feff}",
        "{\"value\":[",
        "{\"error\":{\"code\":\"",
        "\"details\":[{}]",
        "[[[[[[[[",
    ]);
    prop_oneof![
        prop::collection::vec(any::<u8>(), 0..64),
        prop::collection::vec(pieces, 0..24).prop_map(|pieces| pieces.concat().into_bytes()),
    ]
}

fn run<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

/// One line, and not a long one.
fn check(error: &Error) -> Result<(), TestCaseError> {
    let text = error.to_string();
    prop_assert!(!text.contains(char::is_control) && text.len() < 4_000, "{:?}", text);
    let debug = format!("{error:?}");
    prop_assert!(!debug.is_empty());
    Ok(())
}

fn error_bodies(long: bool) {
    fuzz(long, (400_u16..600, body()), |(status, body)| {
        let fake = Fake::new();
        let _ = fake.on(Thing::get("1")).raw(status, &[("content-type", "application/json")], body);
        let error = run(Thing::get("1").retry(RetryPolicy::never()).send(&fake.client())).unwrap_err();
        prop_assert_eq!(error.status(), Some(status));
        check(&error)
    });
}

fn readers(long: bool) {
    fuzz(long, body(), |body| {
        let fake = Fake::new();
        let client: Client = fake.client();
        for url in [Thing::get("1").to_string(), Thing::list().to_string(), "/m".to_owned()] {
            let _ = fake.on(url).raw(200, &[("content-type", "application/json")], body.clone());
        }
        let results = [
            run(Thing::get("1").retry(RetryPolicy::never()).send(&client)).map(drop),
            run(Thing::list().retry(RetryPolicy::never()).all(&client)).map(drop),
            run(List::<Message>::path("/m").lenient().retry(RetryPolicy::never()).page(&client)).map(drop),
            run(client.get_path::<Message>("/m")).map(drop),
            run(client.get_path::<Value>("/m")).map(drop),
            run(client.get_path::<String>("/m")).map(drop),
            run(client.get_path::<Vec<u8>>("/m")).map(drop),
        ];
        results.iter().filter_map(|result| result.as_ref().err()).try_for_each(check)
    });
}

fn retry_after(long: bool) {
    let header = prop_oneof!["[0-9.eE+-]{0,12}", "[ -~]{0,40}", "(Wed, 21 Oct )?[0-9]{4,9} 07:28:00 GMT"];
    fuzz(long, header, |value| {
        let fake = Fake::new();
        let _ = fake.on(Thing::get("1")).raw(429, &[("retry-after", &value)], Vec::new());
        let error = run(Thing::get("1").retry(RetryPolicy::never()).send(&fake.client())).unwrap_err();
        prop_assert!(error.is_throttled());
        prop_assert!(error.retry_after().is_none_or(|delay| delay <= Duration::from_secs(86_400)));
        check(&error)
    });
}

macro_rules! targets {
    ($($name:ident)*) => {
        $(#[test]
        fn $name() {
            super::$name(false);
        })*

        mod long {
            $(#[test]
            #[ignore = "minutes: asked for by name"]
            fn $name() {
                super::super::$name(true);
            })*
        }
    };
}

mod fuzzed {
    targets! { url_builder error_bodies readers retry_after }
}
