//! A token, and what it is wanted for.

use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use crate::auth::secret::Secret;

/// What a token is asked for. Cheap to clone; `Debug` does not show the claims.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenRequest {
    scopes: Arc<[String]>,
    claims: Option<Secret>,
    after_refusal: bool,
}

impl TokenRequest {
    /// Asks for a token with these scopes.
    pub fn new<S: Into<String>>(scopes: impl IntoIterator<Item = S>) -> Self {
        Self {
            scopes: scopes.into_iter().map(Into::into).collect(),
            claims: None,
            after_refusal: false,
        }
    }

    /// The same with the claims of a challenge, as JSON.
    #[must_use]
    pub fn with_claims(self, claims: impl Into<String>) -> Self {
        self.claiming(Secret::new(claims.into()))
    }

    /// The same after the service has refused the last token.
    #[must_use]
    pub fn after_refusal(mut self) -> Self {
        self.after_refusal = true;
        self
    }

    pub(crate) fn claiming(mut self, claims: Secret) -> Self {
        self.claims = Some(claims);
        self
    }

    /// The scopes, for a client `["https://graph.microsoft.com/.default"]`.
    pub fn scopes(&self) -> &[String] {
        &self.scopes
    }

    /// The claims that the service wants in the token (Continuous Access Evaluation), if it asked for some: then a
    /// token that the credential still has will not do.
    pub fn claims(&self) -> Option<&str> {
        self.claims.as_ref().map(Secret::as_str)
    }

    /// Whether the service has refused the last token: then one that the credential still has will not do either.
    pub fn is_after_refusal(&self) -> bool {
        self.after_refusal
    }

    pub(crate) fn secret_claims(&self) -> Option<Secret> {
        self.claims.clone()
    }
}

/// A bearer token. `Debug` does not show it, and its memory is overwritten when the last clone is dropped.
///
/// ```
/// use graph_resource::AccessToken;
///
/// assert_eq!(format!("{:?}", AccessToken::new("eyJ0…")), "AccessToken(…)");
/// ```
#[derive(Clone)]
pub struct AccessToken {
    secret: Secret,
    expires_at: Option<SystemTime>,
}

impl AccessToken {
    /// A token, without the word `Bearer`.
    pub fn new(secret: impl Into<String>) -> Self {
        Self {
            secret: Secret::new(secret.into()),
            expires_at: None,
        }
    }

    /// The same token with the time when it expires.
    #[must_use]
    pub fn with_expiry(mut self, at: SystemTime) -> Self {
        self.expires_at = Some(at);
        self
    }

    /// The token itself: keep it out of logs.
    pub fn secret(&self) -> &str {
        self.secret.as_str()
    }

    /// When the token expires, if the credential said so.
    pub fn expires_at(&self) -> Option<SystemTime> {
        self.expires_at
    }

    /// Whether it is the same token, whatever is said of its expiry.
    pub(crate) fn same(&self, other: &Self) -> bool {
        self.secret == other.secret
    }
}

impl fmt::Debug for AccessToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AccessToken(…)")
    }
}

impl From<String> for AccessToken {
    fn from(secret: String) -> Self {
        Self::new(secret)
    }
}

impl From<&str> for AccessToken {
    fn from(secret: &str) -> Self {
        Self::new(secret)
    }
}
