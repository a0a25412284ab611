//! `WWW-Authenticate`: why a token was refused, and what the next one has to claim.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD};

/// The claims that a challenge asks for, decoded: Continuous Access Evaluation sends them in base64.
///
/// The header is a list of challenges, each a scheme and parameters ([RFC 9110, section 11.6.1]).
///
/// [RFC 9110, section 11.6.1]: https://www.rfc-editor.org/rfc/rfc9110#section-11.6.1
pub(crate) fn claims(header: &str) -> Option<String> {
    let (_, encoded) = Parameters {
        rest: header,
        bearer: false,
    }
    .find(|(name, _)| name.eq_ignore_ascii_case("claims"))?;
    [&STANDARD, &STANDARD_NO_PAD, &URL_SAFE, &URL_SAFE_NO_PAD]
        .into_iter()
        .find_map(|engine| engine.decode(encoded.trim()).ok())
        .and_then(|bytes| String::from_utf8(bytes).ok())
        // Some gateways send the JSON as it is.
        .or_else(|| encoded.trim_start().starts_with('{').then_some(encoded))
}

/// The parameters of all `Bearer` challenges.
struct Parameters<'a> {
    rest: &'a str,
    bearer: bool,
}

impl Iterator for Parameters<'_> {
    type Item = (String, String);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            self.rest = self.rest.trim_start_matches([' ', '\t', ',']);
            let token = self.token()?;
            let behind = self.rest.trim_start_matches([' ', '\t']);
            match behind.strip_prefix('=') {
                Some(value) if !value.starts_with('=') => {
                    self.rest = value.trim_start_matches([' ', '\t']);
                    let value = self.value();
                    if self.bearer {
                        return Some((token, value));
                    }
                }
                // A word without a value is a scheme.
                _ => self.bearer = token.eq_ignore_ascii_case("bearer"),
            }
        }
    }
}

impl Parameters<'_> {
    /// A run of token characters. Anything else is passed over, so that a broken header cannot end in a loop.
    fn token(&mut self) -> Option<String> {
        let is_token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~/".contains(c);
        let start = self.rest.find(is_token)?;
        let text = &self.rest[start..];
        let end = text.find(|c| !is_token(c)).unwrap_or(text.len());
        self.rest = &text[end..];
        Some(text[..end].to_owned())
    }

    /// A token, or a string in quotation marks in which a backslash escapes.
    fn value(&mut self) -> String {
        let Some(quoted) = self.rest.strip_prefix('"') else {
            let end = self.rest.find([',', ' ', '\t']).unwrap_or(self.rest.len());
            let value = self.rest[..end].to_owned();
            self.rest = &self.rest[end..];
            return value;
        };
        let mut value = String::new();
        let mut chars = quoted.char_indices();
        self.rest = "";
        while let Some((at, c)) = chars.next() {
            match c {
                '"' => {
                    self.rest = &quoted[at + 1..];
                    break;
                }
                '\\' => value.extend(chars.next().map(|(_, escaped)| escaped)),
                c => value.push(c),
            }
        }
        value
    }
}

#[cfg(test)]
mod tests {
    use crate::auth::challenge::claims;

    #[test]
    fn claims_are_found_wherever_they_stand() {
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
    fn no_header_is_too_broken_to_be_read() {
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
