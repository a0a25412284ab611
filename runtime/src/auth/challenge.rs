//! The header `WWW-Authenticate`: the claims that the next token must have.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD};

/// The claims of the first `Bearer` challenge that has any, as JSON. Continuous Access Evaluation encodes them in base64.
///
/// The header is a list of challenges, each a scheme with parameters ([RFC 9110, section 11.6.1]).
///
/// [RFC 9110, section 11.6.1]: https://www.rfc-editor.org/rfc/rfc9110#section-11.6.1
pub(crate) fn claims(header: &str) -> Option<String> {
    let mut parameters = BearerParameters {
        rest: header,
        is_bearer: false,
    };
    let (_, value) = parameters.find(|(name, _)| name.eq_ignore_ascii_case("claims"))?;
    if let Some(json) = decode_base64(value.trim()) {
        return Some(json);
    }
    // Some gateways send the JSON as it is.
    if value.trim_start().starts_with('{') {
        return Some(value);
    }
    None
}

/// Decodes either alphabet of base64, with or without padding.
fn decode_base64(encoded: &str) -> Option<String> {
    let bytes = [&STANDARD, &STANDARD_NO_PAD, &URL_SAFE, &URL_SAFE_NO_PAD]
        .into_iter()
        .find_map(|engine| engine.decode(encoded).ok())?;
    String::from_utf8(bytes).ok()
}

/// The names and values of the parameters of all `Bearer` challenges.
struct BearerParameters<'a> {
    rest: &'a str,
    is_bearer: bool,
}

impl Iterator for BearerParameters<'_> {
    type Item = (String, String);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            self.rest = self.rest.trim_start_matches([' ', '\t', ',']);
            let token = self.next_token()?;
            let after_token = self.rest.trim_start_matches([' ', '\t']);
            match after_token.strip_prefix('=') {
                Some(value) if !value.starts_with('=') => {
                    self.rest = value.trim_start_matches([' ', '\t']);
                    let value = self.next_value();
                    if self.is_bearer {
                        return Some((token, value));
                    }
                }
                // A token without a value is a scheme.
                _ => self.is_bearer = token.eq_ignore_ascii_case("bearer"),
            }
        }
    }
}

impl BearerParameters<'_> {
    /// Takes a run of token characters. Other characters are skipped, so that a malformed header cannot cause a loop.
    fn next_token(&mut self) -> Option<String> {
        let start = self.rest.find(is_token_char)?;
        let token = &self.rest[start..];
        let end = token.find(|c| !is_token_char(c)).unwrap_or(token.len());
        self.rest = &token[end..];
        Some(token[..end].to_owned())
    }

    /// Takes a token or a quoted string.
    fn next_value(&mut self) -> String {
        if let Some(quoted) = self.rest.strip_prefix('"') {
            let (value, rest) = unquote(quoted);
            self.rest = rest;
            return value;
        }
        let end = self.rest.find([',', ' ', '\t']).unwrap_or(self.rest.len());
        let value = self.rest[..end].to_owned();
        self.rest = &self.rest[end..];
        value
    }
}

fn is_token_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~/".contains(c)
}

/// Reads up to the closing quotation mark, where a backslash escapes the next character; returns the rest as well.
fn unquote(quoted: &str) -> (String, &str) {
    let mut value = String::new();
    let mut chars = quoted.char_indices();
    while let Some((index, c)) = chars.next() {
        match c {
            '"' => return (value, &quoted[index + 1..]),
            '\\' => value.extend(chars.next().map(|(_, escaped)| escaped)),
            c => value.push(c),
        }
    }
    (value, "")
}

#[cfg(test)]
mod tests {
    use crate::auth::challenge::claims;

    #[test]
    fn finds_the_claims_anywhere_in_the_header() {
        let json = r#"{"access_token":{"nbf":{"essential":true,"value":"1"}}}"#;
        let encoded =
            "eyJhY2Nlc3NfdG9rZW4iOnsibmJmIjp7ImVzc2VudGlhbCI6dHJ1ZSwidmFsdWUiOiIxIn19fQ==";
        for header in [
            format!(
                r#"Bearer realm="", authorization_uri="https://x/y,z", error="insufficient_claims", claims="{encoded}""#
            ),
            format!(r#"Bearer claims={encoded}"#),
            format!(
                r#"bearer error="a \"quoted\" word", CLAIMS="{}""#,
                encoded.trim_end_matches('=')
            ),
            format!(r#"Basic realm="x, claims=\"no\"", Bearer claims="{encoded}",error="e""#),
            format!(r#"Negotiate, Bearer claims = "{encoded}""#),
            r#"Bearer claims="{\"access_token\":{\"nbf\":{\"essential\":true,\"value\":\"1\"}}}""#
                .to_owned(),
        ] {
            assert_eq!(claims(&header).as_deref(), Some(json), "{header}");
        }
    }

    #[test]
    fn a_malformed_header_has_no_claims() {
        for header in [
            "",
            "Bearer",
            "Bearer realm=\"\"",
            "Basic claims=\"e30=\"",
            "=,=\"",
            "Bearer claims=\"%%%\"",
            "\"\\",
            "Bearer claims=\"",
        ] {
            assert_eq!(
                claims(header).filter(|claims| !claims.is_empty()),
                None,
                "{header}"
            );
        }
    }
}
