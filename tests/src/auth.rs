//! The bearer tokens.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;

use crate::failure::Failure;

const AUTHORIZATION_URI: &str = "https://login.microsoftonline.com/common/oauth2/authorize";

/// The claims that a challenge asks for, in base64:
/// `{"access_token":{"nbf":{"essential":true,"value":"1700000000"}}}`.
pub(crate) const CLAIMS: &str =
    "eyJhY2Nlc3NfdG9rZW4iOnsibmJmIjp7ImVzc2VudGlhbCI6dHJ1ZSwidmFsdWUiOiIxNzAwMDAwMDAwIn19fQ==";

/// The tokens that are accepted.
#[derive(Debug, Default)]
pub(crate) struct Tokens {
    accepted: String,
    revoked: Mutex<BTreeSet<String>>,
}

impl Tokens {
    /// Accepts `token`, and for when it expires all that begin with it and a dot: `token.1`, `token.2`.
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

    /// Does not accept the token of these headers any more.
    pub(crate) fn revoke_given(&self, headers: &HeaderMap) {
        let given = headers
            .get(AUTHORIZATION)
            .and_then(|value| value.to_str().ok()?.split_once(' '));
        if let Some((_, token)) = given {
            self.revoke(token);
        }
    }

    /// Checks that the request carries a token that is accepted, once.
    pub(crate) fn check(&self, headers: &HeaderMap) -> Result<(), Failure> {
        let mut values = headers.get_all(AUTHORIZATION).iter();
        let Some(value) = values.next() else {
            return Err(Failure::unauthorized("the request carries no access token"));
        };
        if values.next().is_some() {
            return Err(Failure::unauthorized(
                "the request carries more than one Authorization header",
            ));
        }
        let given = value.to_str().ok().and_then(|value| value.split_once(' '));
        match given {
            Some((scheme, given)) if scheme.eq_ignore_ascii_case("bearer") => {
                self.check_token(given)
            }
            Some(_) => Err(Failure::unauthorized(
                "the Authorization header is not of the scheme Bearer",
            )),
            None => Err(Failure::unauthorized(
                "the Authorization header holds no token",
            )),
        }
    }

    fn check_token(&self, given: &str) -> Result<(), Failure> {
        let rest = given.strip_prefix(self.accepted.as_str());
        if !rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.')) {
            return Err(Failure::unauthorized(
                "the access token is not one that is accepted",
            ));
        }
        match self
            .revoked
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .contains(given)
        {
            true => Err(Failure::unauthorized("the access token has expired")),
            false => Ok(()),
        }
    }
}

/// What a refusal says of how to get a token.
pub(crate) fn challenge() -> String {
    format!("Bearer realm=\"\", authorization_uri=\"{AUTHORIZATION_URI}\"")
}

/// The same, asking for claims.
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
        tokens.revoke_given(&headers(&["Bearer t"]));
        assert!(tokens.check(&headers(&["Bearer t"])).is_err());
        assert_eq!(tokens.check(&headers(&["Bearer t.1"])), Ok(()));
    }
}
