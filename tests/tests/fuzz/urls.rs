//! The URL builder, against the `url` crate: what is decoded from what was sent is what was put in.

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

/// Scheme, host, port and fragment.
const HOME: (&str, Option<&str>, Option<u16>, Option<&str>) =
    ("https", Some("graph.fake"), None, None);

/// What is hard on URLs.
const PIECES: &[&str] = &[
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
        mutated(CORPUS, PIECES),
        prop::sample::select(lines(CORPUS)).prop_map(str::to_owned)
    ]
}

/// Sends the request to a fake that knows none, and says what went out.
fn sent<T: serde::de::DeserializeOwned>(get: &Get<T>) -> Result<Option<Url>, TestCaseError> {
    let fake = Fake::new();
    let error = run(get.send(&fake.client())).err();
    error.as_ref().map_or(Ok(()), check_error)?;
    let url = fake
        .requests()
        .first()
        .map(|sent| format!("{}{}", fake.root(), sent.url));
    // A URL that leads elsewhere would stand whole behind the root, and not parse to the same path.
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

pub(crate) fn keys_and_options(long: bool) {
    fuzz(
        long,
        (text(), text(), text(), text()),
        |(one, two, name, value)| {
            let is_member = |key: &str| !matches!(key, "" | "." | "..");
            let request = Message::get(&one, &two)
                .without_select()
                .param(format!("x{name}"), &value);
            let url = sent(&request)?;
            prop_assert_eq!(url.is_some(), is_member(&one) && is_member(&two));
            if let Some(url) = url {
                prop_assert_eq!(
                    (url.scheme(), url.host_str(), url.port(), url.fragment()),
                    HOME
                );
                let in_quotes =
                    |key: &str, collection: &str| format!("{collection}('{}')", doubled(key));
                let mut expected = vec!["v1.0".to_owned()];
                for (collection, key) in [("users", &one), ("messages", &two)] {
                    match key.starts_with('$') {
                        true => expected.push(in_quotes(key, collection)),
                        false => expected.extend([collection.to_owned(), key.clone()]),
                    }
                }
                prop_assert_eq!(segments(&url), expected);
                prop_assert!(
                    !url.as_str().contains(['+', ' ']) || one.contains('+') || two.contains('+')
                );
                prop_assert!(!url.query().unwrap().contains(['+', ' ']));
                prop_assert_eq!(options(&url), [(format!("x{name}"), value.clone())]);
            }
            let quoted = sent(&Message::quoted(&one, &two, 7).without_select())?.unwrap();
            let function = format!("f(a='{}',n=7)", doubled(&two));
            prop_assert_eq!(
                segments(&quoted),
                [
                    "v1.0".to_owned(),
                    format!("users('{}')", doubled(&one)),
                    function
                ]
            );

            let is_path = one.split('/').all(is_member);
            let file = sent(&Message::file(&one).without_select())?;
            prop_assert_eq!(file.is_some(), is_path);
            if let Some(url) = file {
                // The slashes of a path stay, and a colon in it is no end of it.
                let inner = url
                    .path()
                    .strip_prefix("/v1.0/drive/root:/")
                    .unwrap()
                    .strip_suffix(":/content")
                    .unwrap();
                prop_assert!(!inner.contains(':'));
                prop_assert_eq!(
                    inner.split('/').map(decoded).collect::<Vec<_>>().join("/"),
                    one.clone()
                );
            }
            let site = sent(&Message::site(&one, &two).without_select())?;
            prop_assert_eq!(site.is_some(), is_member(&one) && is_member(&two));
            literals(&one, &two)
        },
    );
}

/// Texts within `$filter` and `$search`, which have quotes of their own.
fn literals(one: &str, two: &str) -> crate::Outcome {
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

pub(crate) fn paths_at_run_time(long: bool) {
    let path = prop_oneof![
        mutated(PATHS, PIECES),
        any::<String>(),
        "/[ -~]{0,24}",
        "/[ a./?%\\\\]{0,6}"
    ];
    fuzz(long, path, |path| {
        if let Some(url) = sent(&Get::<Value>::at_path(&path))? {
            // What is sent is what was written: nothing is taken out, and nothing leads out of the root.
            prop_assert_eq!(
                (url.scheme(), url.host_str(), url.port(), url.fragment()),
                HOME
            );
            prop_assert_eq!(
                decoded(url.as_str()),
                decoded(&format!("https://graph.fake/v1.0{path}"))
            );
        }
        let fake = Fake::new();
        let error = run(Get::<Value>::at_url(&path).send(&fake.client())).unwrap_err();
        check_error(&error)?;
        let elsewhere = fake
            .requests()
            .into_iter()
            .find(|sent| !is_at_home(&sent.url));
        prop_assert_eq!(elsewhere, None);
        Ok(())
    });
}

/// Whether a request stays on the fake's own origin.
pub(crate) fn is_at_home(url: &str) -> bool {
    url.starts_with('/') || url.starts_with("https://graph.fake/")
}
