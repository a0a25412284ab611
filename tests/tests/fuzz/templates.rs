//! The template parser: a path that it accepts can be sent, and one that it rejects still gets its methods.

use proc_macro2::{Literal, TokenTree};
use proptest::prelude::*;
use quote::quote;
use url::Url;

use crate::expansion::Expansion;
use crate::{Outcome, fuzz, mutated};

const CORPUS: &str = include_str!("corpus/templates.txt");

const FRAGMENTS: &[&str] = &[
    "<", ">", "<a>", "<a..>", "{b}", "('", "')", "'", "(", ")", "=", ",", ":", "/", "//", "..",
    "/./", "%2e", "%", "?", "#", "\\", " ", "\n", "\u{202e}", "名", "$value", "beta/", "://",
    "<type>", "<self>", "<1>",
];

pub(crate) fn templates(long: bool) {
    fuzz(
        long,
        prop_oneof![
            mutated(CORPUS, FRAGMENTS),
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
            let methods = expansion.methods();
            let messages = expansion.messages();
            let get = methods.iter().find(|method| method.starts_with("get("));
            let Some(get) = get else {
                return Err(TestCaseError::fail(format!(
                    "{path:?} generated {methods:?}"
                )));
            };
            if messages.is_empty() {
                check_accepted(&path, get)
            } else {
                // Each message is short and may draw the position on a separate line.
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

/// An accepted template has one argument per placeholder, and a path that a URL parser leaves unchanged.
fn check_accepted(path: &str, get: &str) -> Outcome {
    let arguments = get.trim_start_matches("get(").trim_end_matches(')');
    let count = arguments
        .split(", ")
        .filter(|argument| !argument.is_empty())
        .count();
    prop_assert_eq!(count, path.matches('<').count(), "{}", get);
    let mut filled = String::new();
    let mut rest = path;
    while let Some((literal, placeholder)) = rest.split_once('<') {
        let Some((_, after)) = placeholder.split_once('>') else {
            return Err(TestCaseError::fail(format!(
                "an unclosed bracket was accepted: {path:?}"
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
