//! The token of a request, which must not appear in what an error shows: a gateway may echo the header that it got.

use std::borrow::Cow;
use std::fmt;

use reqwest::header::HeaderValue;
use serde_json::Value;

/// What is shown in place of the token.
const BLANK: &str = "[token]";
/// The length of the shortest token that is looked for, in bytes: shorter ones are made up for tests, and are part of
/// ordinary words.
const MIN_TOKEN: usize = 8;
/// The length of the shortest part of a token that is looked for, in bytes.
const MIN_PART: usize = 16;

/// The token that a request has sent, if it has sent one.
#[derive(Clone, Default)]
pub(crate) struct SentToken(Option<HeaderValue>);

impl SentToken {
    /// The token in the `Authorization` header of a request.
    pub(crate) fn of(header: Option<HeaderValue>) -> Self {
        SentToken(header)
    }

    /// The `Authorization` header.
    pub(crate) fn header(&self) -> Option<&HeaderValue> {
        self.0.as_ref()
    }

    /// Replaces the token in a string of the service.
    pub(crate) fn blank<'a>(&self, text: &'a str) -> Cow<'a, str> {
        let mut text = Cow::Borrowed(text);
        for part in self.parts() {
            if text.contains(part) {
                text = Cow::Owned(text.replace(part, BLANK));
            }
        }
        text
    }

    /// Replaces the token in all strings of a JSON value.
    pub(crate) fn blank_json(&self, value: &mut Value) {
        match value {
            Value::String(text) => {
                if let Cow::Owned(blanked) = self.blank(text) {
                    *text = blanked;
                }
            }
            Value::Array(items) => items.iter_mut().for_each(|item| self.blank_json(item)),
            Value::Object(object) => object.values_mut().for_each(|item| self.blank_json(item)),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    /// The token, and its long parts: in an echo, the characters between them may be escaped.
    fn parts(&self) -> impl Iterator<Item = &str> {
        let header = self.0.as_ref().and_then(|header| header.to_str().ok());
        let token = header.and_then(|header| header.strip_prefix("Bearer "));
        let whole = token.into_iter().filter(|token| token.len() >= MIN_TOKEN);
        let parts = token
            .into_iter()
            .flat_map(|token| token.split(may_be_escaped));
        whole.chain(parts.filter(|part| part.len() >= MIN_PART))
    }
}

/// Whether JSON, HTML, or a URL may write a character of a token differently.
fn may_be_escaped(char: char) -> bool {
    !char.is_ascii_alphanumeric() && char != '-' && char != '_'
}

impl fmt::Debug for SentToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SentToken(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(token: &str) -> SentToken {
        let value = HeaderValue::try_from(format!("Bearer {token}")).unwrap();
        SentToken(Some(value))
    }

    #[test]
    fn the_token_is_blanked_wherever_it_appears() {
        let token = sent("eyJ0.secret-1");
        assert_eq!(
            token.blank("got 'Bearer eyJ0.secret-1', eyJ0.secret-1"),
            "got 'Bearer [token]', [token]"
        );
        assert!(matches!(token.blank("nothing here"), Cow::Borrowed(_)));
        assert_eq!(SentToken::default().blank("Bearer x"), "Bearer x");
        // Such a short string is not a token, and would be found in ordinary words.
        assert_eq!(sent("t").blank("not authorized"), "not authorized");
    }

    #[test]
    fn the_parts_of_an_escaped_token_are_blanked() {
        let token = sent("abcdefghijklmnop+qrstuvwxyz0123456/short==");
        let shown = token.blank("abcdefghijklmnop&#43;qrstuvwxyz0123456%2Fshort");
        assert_eq!(shown, "[token]&#43;[token]%2Fshort");
    }

    #[test]
    fn the_token_is_blanked_in_json() {
        let token = sent("s3cret-token");
        let mut json = serde_json::json!({"a": [{"b": "is s3cret-token"}, 1, null], "c": "d"});
        token.blank_json(&mut json);
        let expected = serde_json::json!({"a": [{"b": "is [token]"}, 1, null], "c": "d"});
        assert_eq!(json, expected);

        assert_eq!(format!("{token:?}"), "SentToken(..)");
    }
}
