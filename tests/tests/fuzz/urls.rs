//! The URL builder, compared with the `url` crate: decoding the URL yields the values that went into it.

use graph_resource::query::Search;
use graph_resource::testing::Fake;
use graph_resource::{Get, graph_resource};
use percent_encoding::percent_decode_str;
use proptest::prelude::*;
use serde::Deserialize;
use serde_json::Value;
use url::Url;

use crate::{check_error, fuzz, lines, mutated, run};

const CORPUS: &str = include_str!("corpus/texts.txt");
const PATHS: &str = include_str!("corpus/paths.txt");

/// The scheme, host, port and fragment of every request.
const ORIGIN: (&str, Option<&str>, Option<u16>, Option<&str>) =
    ("https", Some("graph.fake"), None, None);

/// Fragments that are hard on a URL parser.
const FRAGMENTS: &[&str] = &[
    "/", "?", "#", "%", "%2F", "%252e", "..", ".", "'", "''", "\"", "\\", "+", " ", "&", "=", "$",
    ":", ";", "@", "\u{0}", "\r\n", "\t", "é", "\u{202e}", "😀", "//", "[", "]", "|", "^", "`",
    "<", ">", "{", "}", "\u{7f}", "\u{ff0e}",
];

#[graph_resource(
    path = "/users/<userId>/messages/<messageId>",
    get(
        quoted = "/users('<upn>')/f(a='<text>',n=<number>)",
        file = "/drive/root:/<itemPath..>:/content",
        site = "/sites/<host>:/sites/<site>"
    )
)]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(dead_code)]
struct Message {
    id: Option<String>,
    subject: Option<String>,
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        mutated(CORPUS, FRAGMENTS),
        prop::sample::select(lines(CORPUS)).prop_map(str::to_owned)
    ]
}

/// Sends the request to a fake without replies, and returns the URL that was sent.
fn sent<T: serde::de::DeserializeOwned>(get: &Get<T>) -> Result<Option<Url>, TestCaseError> {
    let fake = Fake::new();
    let error = run(get.send(&fake.client())).err();
    error.as_ref().map_or(Ok(()), check_error)?;
    let url = fake
        .requests()
        .first()
        .map(|sent| format!("{}{}", fake.root(), sent.url));
    // A URL of another origin would follow the root in full, and so not parse to the same path.
    Ok(url.map(|url| Url::parse(&url).unwrap()))
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

fn segments(url: &Url) -> Vec<String> {
    url.path_segments().unwrap().map(decoded).collect()
}

fn options(url: &Url) -> Vec<(String, String)> {
    let pairs = url
        .query()
        .unwrap_or_default()
        .split('&')
        .map(|option| option.split_once('=').unwrap());
    pairs
        .map(|(name, value)| (decoded(name), decoded(value)))
        .collect()
}

fn doubled(text: &str) -> String {
    text.replace('\'', "''")
}

fn is_valid_key(key: &str) -> bool {
    !matches!(key, "" | "." | "..")
}

fn in_quotes(collection: &str, key: &str) -> String {
    format!("{collection}('{}')", doubled(key))
}

pub(crate) fn keys_and_options(long: bool) {
    fuzz(
        long,
        (text(), text(), text(), text()),
        |(one, two, name, value)| {
            check_segments(&one, &two, &format!("x{name}"), &value)?;
            check_quoted_keys(&one, &two)?;
            check_item_path(&one)?;
            check_item_path(&format!("/{one}/{two}/"))?;
            check_item_path(["", "/", "//"][one.len() % 3])?;
            let site = sent(&Message::site(&one, &two).without_select())?;
            prop_assert_eq!(site.is_some(), is_valid_key(&one) && is_valid_key(&two));
            check_literals(&one, &two)
        },
    );
}

/// Keys that are segments of their own, and an option.
fn check_segments(one: &str, two: &str, name: &str, value: &str) -> crate::Outcome {
    let request = Message::get(one, two).without_select().param(name, value);
    let url = sent(&request)?;
    prop_assert_eq!(url.is_some(), is_valid_key(one) && is_valid_key(two));
    let Some(url) = url else {
        return Ok(());
    };
    prop_assert_eq!(
        (url.scheme(), url.host_str(), url.port(), url.fragment()),
        ORIGIN
    );
    let mut expected = vec!["v1.0".to_owned()];
    for (collection, key) in [("users", one), ("messages", two)] {
        if key.starts_with('$') {
            expected.push(in_quotes(collection, key));
        } else {
            expected.extend([collection.to_owned(), key.to_owned()]);
        }
    }
    prop_assert_eq!(segments(&url), expected);
    prop_assert!(!url.as_str().contains(['+', ' ']) || one.contains('+') || two.contains('+'));
    prop_assert!(!url.query().unwrap().contains(['+', ' ']));
    prop_assert_eq!(options(&url), [(name.to_owned(), value.to_owned())]);
    Ok(())
}

/// Keys and function parameters in quotes.
fn check_quoted_keys(one: &str, two: &str) -> crate::Outcome {
    let quoted = sent(&Message::quoted(one, two, 7).without_select())?.unwrap();
    let function = format!("f(a='{}',n=7)", doubled(two));
    prop_assert_eq!(
        segments(&quoted),
        ["v1.0".to_owned(), in_quotes("users", one), function]
    );
    Ok(())
}

/// A path as a key: its inner slashes are kept, and a colon in it does not end it.
fn check_item_path(path: &str) -> crate::Outcome {
    let file = sent(&Message::file(path).without_select())?;
    let is_root = matches!(path, "" | "/");
    let path_in_root = path.trim_matches('/');
    let is_valid = !path.contains("//") && path_in_root.split('/').all(is_valid_key);
    prop_assert_eq!(file.is_some(), is_root || is_valid);
    let Some(url) = file else {
        return Ok(());
    };
    if is_root {
        prop_assert_eq!(url.path(), "/v1.0/drive/root/content");
        return Ok(());
    }
    let inner = url
        .path()
        .strip_prefix("/v1.0/drive/root:/")
        .unwrap()
        .strip_suffix(":/content")
        .unwrap();
    prop_assert!(!inner.contains(':'));
    prop_assert_eq!(
        inner.split('/').map(decoded).collect::<Vec<_>>().join("/"),
        path_in_root
    );
    Ok(())
}

/// Strings inside `$filter` and `$search`, which are quoted there.
fn check_literals(one: &str, two: &str) -> crate::Outcome {
    let f = Message::FIELDS;
    let list = Message::list("u")
        .without_select()
        .filter(f.subject.eq(one))
        .search(Search::phrase(two));
    let url = Url::parse(&format!("https://graph.fake/v1.0{list}")).unwrap();
    let escaped = two.replace('\\', "\\\\").replace('"', "\\\"");
    let expected = [
        ("$filter", format!("subject eq '{}'", doubled(one))),
        ("$search", format!("\"{escaped}\"")),
    ];
    prop_assert_eq!(
        options(&url),
        expected.map(|(name, value)| (name.to_owned(), value))
    );
    prop_assert_eq!(
        (url.path(), url.fragment()),
        ("/v1.0/users/u/messages", None)
    );
    Ok(())
}

pub(crate) fn runtime_paths(long: bool) {
    let path = prop_oneof![
        mutated(PATHS, FRAGMENTS),
        any::<String>(),
        "/[ -~]{0,24}",
        "/[ a./?%\\\\]{0,6}"
    ];
    fuzz(long, path, |path| {
        if let Some(url) = sent(&Get::<Value>::at_path(&path))? {
            // The path is sent as written: nothing is removed, and nothing leads out of the service root.
            prop_assert_eq!(
                (url.scheme(), url.host_str(), url.port(), url.fragment()),
                ORIGIN
            );
            prop_assert_eq!(
                decoded(url.as_str()),
                decoded(&format!("https://graph.fake/v1.0{path}"))
            );
        }
        let fake = Fake::new();
        let error = run(Get::<Value>::at_url(&path).send(&fake.client())).unwrap_err();
        check_error(&error)?;
        let to_other_origin = fake
            .requests()
            .into_iter()
            .find(|sent| !is_on_own_origin(&sent.url));
        prop_assert_eq!(to_other_origin, None);
        Ok(())
    });
}

/// Whether a request stays on the fake's own origin.
pub(crate) fn is_on_own_origin(url: &str) -> bool {
    url.starts_with('/') || url.starts_with("https://graph.fake/")
}
