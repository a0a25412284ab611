//! Arbitrary bodies and headers.

use graph_resource::Get;
use graph_resource::testing::Fake;
use graph_resource::{Content, List, RetryPolicy};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use crate::{Outcome, Thing, check_error, fuzz, mutated, run};

const ERRORS: &str = include_str!("corpus/errors.txt");
const BODIES: &str = include_str!("corpus/bodies.txt");

/// Fragments that are hard on a parser.
const FRAGMENTS: &[&str] = &[
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
    "\"innerError\":{",
    "\"@odata.type\"",
    "\"@odata.nextLink\":\"",
    "\"id\"",
    "\"\\ud800\"",
    "<html><title>",
    "\u{feff}",
    "{\"value\":[",
    "{\"error\":{\"code\":\"",
    "\"details\":[{}]",
    "[[[[[[[[",
    "\\u0000",
    "\n",
    "\u{202e}",
    "18446744073709551616",
    "\"@removed\":{}",
    "\"responses\":[",
    "\"status\":200,",
    "\"headers\":{",
];

/// Bytes that mostly resemble a response, some of which are not valid UTF-8.
fn body(corpus: &'static str) -> impl Strategy<Value = Vec<u8>> {
    let assembled = prop::collection::vec(prop::sample::select(FRAGMENTS), 0..24)
        .prop_map(|fragments| fragments.concat());
    prop_oneof![
        prop::collection::vec(any::<u8>(), 0..64),
        assembled.prop_map(String::into_bytes),
        mutated(corpus, FRAGMENTS).prop_map(String::into_bytes),
        (
            mutated(corpus, FRAGMENTS),
            any::<prop::sample::Index>(),
            any::<u8>()
        )
            .prop_map(|(text, at, byte)| {
                let mut bytes = text.into_bytes();
                bytes.insert(at.index(bytes.len() + 1), byte);
                bytes
            }),
    ]
}

/// Headers that the client reads, with valid and invalid values.
fn headers() -> impl Strategy<Value = Vec<(&'static str, String)>> {
    let name = prop::sample::select(vec![
        "content-type",
        "content-length",
        "content-range",
        "etag",
        "www-authenticate",
        "retry-after",
        "location",
        "date",
        "request-id",
        "client-request-id",
        "x-ms-throttle-scope",
        "last-modified",
        "content-encoding",
    ]);
    let value = prop_oneof![
        "[ -~]{0,40}",
        any::<String>(),
        "(Bearer|PoP)? ?(claims|error)=\"?[A-Za-z0-9+/=%,\" ]{0,24}\"?,?",
        "bytes [0-9]{0,20}-[0-9]{0,20}/[0-9*]{0,20}",
        "(application|text)/(json|html|xml|plain)(; charset=[a-z0-9-]{0,8})?",
        "[0-9]{1,20}",
    ];
    prop::collection::vec((name, value), 0..4)
}

fn pairs<'a>(headers: &'a [(&'static str, String)]) -> Vec<(&'static str, &'a str)> {
    headers
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect()
}

pub(crate) fn error_bodies(long: bool) {
    let known = (any::<String>(), any::<String>(), any::<[bool; 4]>());
    fuzz(
        long,
        (300_u16..600, headers(), body(ERRORS), known),
        |(status, headers, body, known)| {
            let fake = Fake::new();
            fake.on(Thing::get("1")).raw(status, &pairs(&headers), body);
            let client = fake.builder().retry(RetryPolicy::never()).build().unwrap();
            let error = run(Thing::get("1").send(&client)).unwrap_err();
            // A redirect without a usable location is a different error.
            let is_redirect = matches!(status, 301 | 302 | 303 | 307 | 308);
            prop_assert!(is_redirect || error.status() == Some(status), "{:?}", error);
            prop_assert!(
                error
                    .code()
                    .is_none_or(|code| !code.is_empty() && code.chars().count() <= 128)
            );
            check_error(&error)?;
            check_code_and_message(known.0, known.1, known.2)
        },
    );
}

/// Code and message are found, whatever surrounds them and however the members are spelled.
fn check_code_and_message(
    code: String,
    message: String,
    [upper, first, inner, quoted]: [bool; 4],
) -> Outcome {
    let name = |name: &str| {
        if upper {
            name[..1].to_uppercase() + &name[1..]
        } else {
            name.to_owned()
        }
    };
    let mut error = Map::new();
    if inner {
        error.insert(
            "innerError".to_owned(),
            json!({"code": "inner", "date": "2024", "innererror": {"code": null}}),
        );
    }
    error.insert(name("code"), Value::String(code.clone()));
    error.insert(
        name("message"),
        if quoted {
            json!({"lang": "en", "value": message})
        } else {
            json!(message)
        },
    );
    let body = if first {
        json!({"a": 1, "error": error})
    } else {
        json!({"error": error, "z": [{}]})
    };
    let fake = Fake::new();
    fake.on(Thing::get("1")).raw(400, &[], body.to_string());
    let error = run(Thing::get("1").send(&fake.client())).unwrap_err();
    let expected = |text: &str, max: usize| {
        let text = text.trim();
        if text.is_empty() {
            None
        } else {
            Some(text.chars().take(max).collect::<String>())
        }
    };
    prop_assert_eq!(error.code().map(str::to_owned), expected(&code, 128));
    prop_assert_eq!(
        error.message().map(str::to_owned),
        expected(&message, 2_048)
    );
    prop_assert_eq!(
        error.inner_codes(),
        if inner { vec!["inner"] } else { vec![] }
    );
    check_error(&error)
}

pub(crate) fn success_bodies(long: bool) {
    fuzz(
        long,
        (200_u16..300, headers(), body(BODIES)),
        |(status, headers, body)| {
            let fake = Fake::new();
            let client = fake.builder().retry(RetryPolicy::never()).build().unwrap();
            for url in [
                Thing::get("1").to_string(),
                Thing::list().to_string(),
                Thing::changes().to_string(),
            ] {
                fake.on(url).raw(status, &pairs(&headers), body.clone());
            }
            for url in [
                "/m".to_owned(),
                "/things/$count".to_owned(),
                Thing::file("1").to_string(),
            ] {
                fake.on(url).raw(status, &pairs(&headers), body.clone());
            }
            let errors = [
                run(Thing::get("1").send(&client)).err(),
                run(Thing::get("1").send_opt(&client)).err(),
                run(Thing::get("1").send_accepted(&client)).err(),
                run(Thing::get("1").if_none_match("x").send(&client)).err(),
                run(Thing::list().all(&client)).err(),
                run(Thing::list().first(&client)).err(),
                run(Thing::list().count(&client)).err(),
                run(Thing::changes().all(&client)).err(),
                run(List::<Thing>::at_path("/m").page(&client)).err(),
                run(Get::<Thing>::at_path("/m").send(&client)).err(),
                run(Get::<Value>::at_path("/m").send(&client)).err(),
                run(Get::<String>::at_path("/m").send(&client)).err(),
                run(Get::<u64>::at_path("/m").send(&client)).err(),
                run(Get::<Vec<u8>>::at_path("/m").send(&client)).err(),
                run(Thing::file("1").text(&client)).err(),
            ];
            errors.iter().flatten().try_for_each(check_error)?;
            // Every item yields a value or an error, and then the stream ends.
            let mut items = List::<Thing>::at_path("/m").lenient().stream(&client);
            let mut count = 0;
            while run(items.next()).map_or_else(|_| true, |item| item.is_some()) {
                count += 1;
                prop_assert!(count <= body.len() + 1);
            }
            // Bytes are delivered unchanged, unless a header says that they are encoded, partial or absent.
            let bytes = run(Thing::file("1").bytes(&client));
            if matches!(status, 202 | 204 | 206) {
                prop_assert_eq!(bytes.unwrap_err().status(), Some(status));
            } else if headers
                .iter()
                .all(|(name, _)| !name.starts_with("content-"))
            {
                prop_assert_eq!(bytes.unwrap(), body);
            }
            Ok(())
        },
    );
}

pub(crate) fn batches(long: bool) {
    let part = (
        0_u8..4,
        prop_oneof![100_u16..700, any::<u16>()],
        headers(),
        body(BODIES),
    );
    let well_formed = prop::collection::vec(part, 0..4).prop_map(|parts| {
        let parts = parts.into_iter().map(|(id, status, headers, body)| {
            let headers: Map<_, _> = headers
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value.into()))
                .collect();
            let text = String::from_utf8_lossy(&body).into_owned();
            let body: Value = serde_json::from_str(&text).unwrap_or(Value::String(text));
            json!({"id": id.to_string(), "status": status, "headers": headers, "body": body})
        });
        json!({"responses": parts.collect::<Vec<_>>()})
            .to_string()
            .into_bytes()
    });
    fuzz(long, prop_oneof![well_formed, body(BODIES)], |body| {
        let fake = Fake::new();
        fake.on("/$batch").raw(200, &[], body);
        fake.on(Thing::get("1")).json(json!({"id": "1"}));
        fake.on("/bytes").bytes("image/png", [0x89]);
        fake.on(Thing::list()).json(json!({"value": []}));
        match run(fake
            .client()
            .batch((Thing::get("1"), Thing::list(), Content::at_path("/bytes"))))
        {
            Ok((one, list, bytes)) => [one.err(), list.err(), bytes.err()]
                .iter()
                .flatten()
                .try_for_each(check_error),
            Err(error) => check_error(&error),
        }
    });
}
