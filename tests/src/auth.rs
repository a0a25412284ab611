//! Bearer tokens.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;

use crate::failure::Failure;

const AUTHORIZATION_URI: &str = "https://login.microsoftonline.com/common/oauth2/authorize";

/// The claims in a challenge, in base64:
/// `{"access_token":{"nbf":{"essential":true,"value":"1700000000"}}}`.
pub(crate) const CLAIMS: &str =
    "eyJhY2Nlc3NfdG9rZW4iOnsibmJmIjp7ImVzc2VudGlhbCI6dHJ1ZSwidmFsdWUiOiIxNzAwMDAwMDAwIn19fQ==";

/// The accepted tokens.
#[derive(Debug, Default)]
pub(crate) struct Tokens {
    accepted: String,
    revoked: Mutex<BTreeSet<String>>,
}

impl Tokens {
    /// Accepts `token` and, as replacements after it expires, tokens that begin with it and a dot: `token.1`.
    pub(crate) fn new(token: String) -> Self {
        Self {
            accepted: token,
            revoked: Mutex::default(),
        }
    }

    pub(crate) fn revoke(&self, token: &str) {
        self.revoked
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(token.to_owned());
    }

    /// Rejects the token in these headers from now on.
    pub(crate) fn revoke_token_of(&self, headers: &HeaderMap) {
        let scheme_and_token = headers
            .get(AUTHORIZATION)
            .and_then(|value| value.to_str().ok()?.split_once(' '));
        if let Some((_, token)) = scheme_and_token {
            self.revoke(token);
        }
    }

    /// Checks that the request has exactly one accepted token.
    pub(crate) fn check(&self, headers: &HeaderMap) -> Result<(), Failure> {
        let mut values = headers.get_all(AUTHORIZATION).iter();
        let Some(value) = values.next() else {
            return Err(Failure::unauthorized("the request has no access token"));
        };
        if values.next().is_some() {
            return Err(Failure::unauthorized(
                "the request has more than one Authorization header",
            ));
        }
        let scheme_and_token = value.to_str().ok().and_then(|value| value.split_once(' '));
        match scheme_and_token {
            Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => {
                self.check_token(token)
            }
            Some(_) => Err(Failure::unauthorized(
                "the Authorization header does not use the scheme Bearer",
            )),
            None => Err(Failure::unauthorized(
                "the Authorization header has no token",
            )),
        }
    }

    fn check_token(&self, token: &str) -> Result<(), Failure> {
        let rest = token.strip_prefix(self.accepted.as_str());
        if !rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.')) {
            return Err(Failure::unauthorized("the access token is not accepted"));
        }
        let revoked = self.revoked.lock().unwrap_or_else(PoisonError::into_inner);
        if revoked.contains(token) {
            return Err(Failure::unauthorized("the access token has expired"));
        }
        Ok(())
    }
}

/// The challenge in a 401, which says how to get a token.
pub(crate) fn challenge() -> String {
    format!("Bearer realm=\"\", authorization_uri=\"{AUTHORIZATION_URI}\"")
}

/// The challenge with the claims that the next token needs.
pub(crate) fn claims_challenge() -> String {
    format!(
        "{}, error=\"insufficient_claims\", claims=\"{CLAIMS}\"",
        challenge()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(values: &[&str]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(AUTHORIZATION, value.parse().unwrap());
        }
        headers
    }

    #[test]
    fn a_valid_token_is_accepted() {
        let tokens = Tokens::new("t".to_owned());
        for value in ["Bearer t", "bearer t", "Bearer t.2"] {
            assert_eq!(tokens.check(&headers(&[value])), Ok(()), "{value}");
        }
    }

    #[test]
    fn anything_else_is_rejected() {
        let tokens = Tokens::new("t".to_owned());
        for values in [
            &[][..],
            &["Bearer"],
            &["Bearer x"],
            &["Bearer tt"],
            &["Basic t"],
            &["t"],
            &["Bearer t", "Bearer t"],
        ] {
            assert!(tokens.check(&headers(values)).is_err(), "{values:?}");
        }
    }

    #[test]
    fn a_revoked_token_is_replaced_by_the_next() {
        let tokens = Tokens::new("t".to_owned());
        tokens.revoke_token_of(&headers(&["Bearer t"]));
        assert!(tokens.check(&headers(&["Bearer t"])).is_err());
        assert_eq!(tokens.check(&headers(&["Bearer t.1"])), Ok(()));
    }
}
