//! Invalid and unfinished paths.

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

/// Characters to insert.
const INSERTED: &[char] = &[
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
    Expansion::run(&quote!(path = #literal, get(me = #literal)), &item)
}

/// Every path has methods, so that calls to them resolve.
fn assert_methods(path: &str) {
    let expansion = expand(path);
    let methods = expansion.methods();
    let has_method = |name: &str| methods.iter().any(|method| method.starts_with(name));
    let is_valid = expansion.messages().is_empty();
    let has_methods = has_method("get(") && (is_valid || has_method("list("));
    assert!(
        expansion.contains_ident("FIELDS") && has_methods,
        "{path:?} has the methods {methods:?}"
    );
}

#[test]
fn unfinished_paths_have_methods() {
    let mut cases = 0;
    for path in PATHS {
        let chars: Vec<char> = path.chars().collect();
        for index in 0..=chars.len() {
            let (before, after) = chars.split_at(index);
            let rest = after.get(1..).unwrap_or_default();
            let mut paths = vec![before.to_vec(), after.to_vec(), [before, rest].concat()];
            for c in INSERTED {
                paths.push([before, &[*c], after].concat());
            }
            cases += paths.len();
            for path in paths {
                assert_methods(&path.into_iter().collect::<String>());
            }
        }
    }
    println!("{cases} paths");
    assert!(cases > 4_000, "{cases}");
}

/// The template in quotes in the first line of each message that suggests one.
fn suggestions(messages: &[String]) -> Vec<String> {
    messages
        .iter()
        .filter_map(|message| suggestion(message))
        .collect()
}

fn suggestion(message: &str) -> Option<String> {
    let line = message.lines().next()?;
    let start = line.find("\"/")?;
    let length = line[start + 1..].find('"')?;
    let literal: syn::LitStr = syn::parse_str(&line[start..=start + 1 + length]).ok()?;
    Some(literal.value())
}

#[test]
fn suggested_paths_are_valid() {
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
        let suggestions = suggestions(&messages);
        assert!(
            !suggestions.is_empty() && suggestions.iter().all(|path| path == suggested),
            "{path}: {messages:#?}"
        );
        assert_eq!(expand(suggested).messages(), Vec::<String>::new(), "{path}");
    }
}

/// A path as the reference writes it gets one message, and the path that it suggests is valid. The exceptions are pages
/// that leave out parts of the path or do not close a bracket.
#[test]
fn documented_paths_get_a_valid_suggestion() {
    let Some(pages) = documented_templates() else {
        writeln!(std::io::stdout(), "skipped: GRAPH_CORPUS is not set").unwrap();
        return;
    };
    let mut valid = 0;
    let mut exceptions = Vec::new();
    for path in &pages {
        let messages = expand(path).messages();
        let suggested = suggestions(&messages);
        // The attribute contains the path twice.
        let is_valid = messages.is_empty()
            || messages.len() == 2
                && suggested
                    .first()
                    .is_some_and(|path| expand(path).messages().is_empty());
        if is_valid {
            valid += 1;
        } else {
            exceptions.push((path, messages));
        }
    }
    writeln!(std::io::stdout(), "{valid} of {}", pages.len()).unwrap();
    assert!(exceptions.len() * 100 < pages.len(), "{exceptions:#?}");
}

/// The distinct templates of the reference; `None` if there is no copy of them.
fn documented_templates() -> Option<BTreeSet<String>> {
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
    fn any_string_as_a_path_has_methods(path in "\\PC{0,40}") {
        assert_methods(&path);
    }

    #[test]
    fn any_punctuation_as_a_path_has_methods(path in "[<>/(){}':.,=%a-c]{0,24}") {
        assert_methods(&path);
    }

    #[test]
    fn any_tokens_as_arguments_keep_the_fields(source in "([a-z_]{1,4}|[=,:<>;#]|\"/[a-z<>]{0,6}\"|path|get|list|crate|\\([a-z=,]{0,6}\\)| ){0,16}") {
        if let Ok(arguments) = source.parse::<TokenStream>() {
            let expansion = Expansion::run(&arguments, &quote!(struct User { id: String }));
            prop_assert!(expansion.contains_ident("FIELDS"));
        }
    }
}
