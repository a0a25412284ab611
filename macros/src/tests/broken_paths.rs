//! Paths, character by character.

use std::collections::BTreeSet;
use std::io::Write;

use proc_macro2::{Literal, TokenStream, TokenTree};
use proptest::prelude::*;
use quote::quote;

use crate::tests::expansion::Expansion;

const PATHS: &[&str] = &[
    "/users/<userId>",
    "/me/messages/<messageId>/$value",
    "/users('<upn>')/manager",
    "/reports/getUsage(period='<period>',top=<n>)",
    "/drives/<driveId>/root:/<itemPath..>:/children",
    "/sites/<host>:/<path..>",
    "https://graph.microsoft.com/beta/users/{user-id}?$select=id#x",
    "\\users\\:id//../%2e%zz ",
];

const ODD: &[char] = &[
    '<', '>', '{', '}', '(', ')', '\'', '"', ':', '/', '\\', '?', '%', '.', '\n', '\0', '1', '名',
    '\u{202e}',
];

fn expand(path: &str) -> Expansion {
    let literal = TokenTree::Literal(Literal::string(path));
    let item = quote!(
        pub struct User {
            pub id: String,
        }
    );
    Expansion::of(&quote!(path = #literal, get(me = #literal)), &item)
}

/// Whatever the path is, there is something to call.
fn assert_methods(path: &str) {
    let expansion = expand(path);
    let methods = expansion.methods();
    let is_made = |name: &str| methods.iter().any(|method| method.starts_with(name));
    let made = is_made("get(") && (expansion.messages().is_empty() || is_made("list("));
    assert!(
        expansion.holds("FIELDS") && made,
        "{path:?} made {methods:?}"
    );
}

#[test]
fn a_path_that_is_being_written_has_its_methods() {
    let mut cases = 0;
    for path in PATHS {
        let chars: Vec<char> = path.chars().collect();
        for at in 0..=chars.len() {
            let (before, after) = (&chars[..at], &chars[at..]);
            let mut assert = |parts: &[&[char]]| {
                assert_methods(&parts.concat().iter().collect::<String>());
                cases += 1;
            };
            assert(&[before]);
            assert(&[after]);
            assert(&[before, after.get(1..).unwrap_or_default()]);
            for odd in ODD {
                assert(&[before, &[*odd], after]);
            }
        }
    }
    println!("{cases} paths");
    assert!(cases > 4_000, "{cases}");
}

/// The template in quotes behind `write`, where a message shows one.
fn suggestions(messages: &[String]) -> impl Iterator<Item = String> {
    let shown = |message: &String| {
        let line = message.lines().next()?;
        let start = line.find("\"/")?;
        let literal: syn::LitStr =
            syn::parse_str(&line[start..=start + 1 + line[start + 1..].find('"')?]).ok()?;
        Some(literal.value())
    };
    messages
        .iter()
        .filter_map(shown)
        .collect::<Vec<_>>()
        .into_iter()
}

#[test]
fn a_suggested_path_is_taken() {
    for (path, suggested) in [
        ("/users/{id | userPrincipalName}", "/users/<id>"),
        (
            "/users/{id}/calendars/{id}/events/{id}",
            "/users/<userId>/calendars/<calendarId>/events/<eventId>",
        ),
        (
            "/users/<id>/calendars/<id>",
            "/users/<userId>/calendars/<calendarId>",
        ),
        (
            "/teams/{team-id}/channels/{channel-id}",
            "/teams/<teamId>/channels/<channelId>",
        ),
        ("GET /users/<userId>", "/users/<userId>"),
        (
            "get https://graph.microsoft.com/v1.0/users/{user-id}?$top=5",
            "/users/<userId>",
        ),
        ("users/<user id>", "/users/<userId>"),
        (
            "/users/:id/messages/:id",
            "/users/<userId>/messages/<messageId>",
        ),
        (
            "/drives/{id}/root:/{path}:/children",
            "/drives/<id>/root:/<path..>:/children",
        ),
        ("/users//<userId>", "/users/<userId>"),
        ("/users/<userId>/x/<user_id>", "/users/<userId>/x/<xId>"),
    ] {
        let messages = expand(path).messages();
        assert!(!messages.is_empty(), "{path}");
        let suggestions: Vec<String> = suggestions(&messages).collect();
        assert!(
            !suggestions.is_empty() && suggestions.iter().all(|path| path == suggested),
            "{path}: {messages:#?}"
        );
        assert_eq!(expand(suggested).messages(), Vec::<String>::new(), "{path}");
    }
}

/// The reference's own way of writing a path has one message, and the path that it shows is taken. What is left are pages
/// that leave parts of the path out, or close no bracket.
#[test]
fn a_documented_path_is_shown_as_it_has_to_be_written() {
    let Some(pages) = documented() else {
        writeln!(
            std::io::stdout(),
            "skipped: GRAPH_CORPUS does not name the documented requests"
        )
        .unwrap();
        return;
    };
    let (mut taken, mut left) = (0, Vec::new());
    for path in &pages {
        let messages = expand(path).messages();
        let shown: Vec<String> = suggestions(&messages).collect();
        // The attribute has the path twice.
        let is_mended = messages.is_empty()
            || messages.len() == 2
                && shown
                    .first()
                    .is_some_and(|path| expand(path).messages().is_empty());
        if is_mended {
            taken += 1;
        } else {
            left.push((path, messages));
        }
    }
    writeln!(std::io::stdout(), "{taken} of {}", pages.len()).unwrap();
    assert!(left.len() * 100 < pages.len(), "{left:#?}");
}

/// The distinct templates of the reference; `None` where they are not there.
fn documented() -> Option<BTreeSet<String>> {
    let path = std::path::PathBuf::from(std::env::var_os("GRAPH_CORPUS")?);
    let path = if path.is_dir() {
        path.join("documented_gets.jsonl")
    } else {
        path
    };
    let text = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let pages = text
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let templates = pages.flat_map(|page| page["templates"].as_array().unwrap().clone());
    Some(
        templates
            .map(|template| template.as_str().unwrap().to_owned())
            .collect(),
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_a_path_with_methods(path in "\\PC{0,40}") {
        assert_methods(&path);
    }

    #[test]
    fn any_signs_are_a_path_with_methods(path in "[<>/(){}':.,=%a-c]{0,24}") {
        assert_methods(&path);
    }

    #[test]
    fn any_tokens_are_arguments_with_fields(text in "([a-z_]{1,4}|[=,:<>;#]|\"/[a-z<>]{0,6}\"|path|get|list|crate|\\([a-z=,]{0,6}\\)| ){0,16}") {
        if let Ok(arguments) = text.parse::<TokenStream>() {
            let expansion = Expansion::of(&arguments, &quote!(struct User { id: String }));
            prop_assert!(expansion.holds("FIELDS"));
        }
    }
}
