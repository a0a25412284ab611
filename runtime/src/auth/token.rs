//! Tokens, and the requests for them.

use std::fmt;
use std::sync::{Arc, OnceLock};
use std::time::SystemTime;

use reqwest::header::HeaderValue;

use crate::auth::secret::Secret;

/// A request for a token. Cheap to clone; `Debug` does not show the claims.
///
/// ```
/// use graph_resource::auth::TokenRequest;
///
/// let request = TokenRequest::new(["https://graph.microsoft.com/.default"]);
/// assert_eq!(request.scopes(), ["https://graph.microsoft.com/.default"]);
/// assert_eq!(request.claims(), None);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TokenRequest {
    scopes: Arc<[String]>,
    claims: Option<Secret>,
    after_refusal: bool,
}

impl TokenRequest {
    /// Creates a request for a token with these scopes.
    pub fn new<S: Into<String>>(scopes: impl IntoIterator<Item = S>) -> Self {
        Self {
            scopes: scopes.into_iter().map(Into::into).collect(),
            claims: None,
            after_refusal: false,
        }
    }

    /// Sets the claims of a challenge, as JSON. They replace earlier ones.
    #[must_use]
    pub fn with_claims(self, claims: impl Into<String>) -> Self {
        self.with_secret_claims(Secret::new(claims.into()))
    }

    /// Marks the request as made after the service rejected the last token, so that the credential does not return that
    /// token again from a cache of its own.
    #[must_use]
    pub fn after_refusal(mut self) -> Self {
        self.after_refusal = true;
        self
    }

    pub(crate) fn with_secret_claims(mut self, claims: Secret) -> Self {
        self.claims = Some(claims);
        self
    }

    /// Returns the scopes; a client requests `["https://graph.microsoft.com/.default"]` or that of its cloud.
    pub fn scopes(&self) -> &[String] {
        &self.scopes
    }

    /// Returns the claims that the service requires in the token (Continuous Access Evaluation), as JSON.
    ///
    /// If there are any, the credential must not return a token from its own cache.
    pub fn claims(&self) -> Option<&str> {
        self.claims.as_ref().map(Secret::as_str)
    }

    /// Returns whether the service rejected the last token. The credential must then not return a token from its own
    /// cache.
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
    /// The finished `Authorization` header, which all clones share.
    header: Arc<OnceLock<HeaderValue>>,
}

impl AccessToken {
    /// Creates a token from its string, without the word `Bearer`.
    ///
    /// The string is not checked here. If it is empty or contains a character that is not visible ASCII, such as a space
    /// or a line break, every request with it fails with [`ErrorKind::Credential`](crate::ErrorKind::Credential).
    pub fn new(secret: impl Into<String>) -> Self {
        Self {
            secret: Secret::new(secret.into()),
            expires_at: None,
            header: Arc::default(),
        }
    }

    /// Adds the time at which the token expires, which lets the client cache it. If the time has passed by the clock of
    /// this machine, the token is not cached.
    ///
    /// ```
    /// use graph_resource::AccessToken;
    /// use std::time::{Duration, SystemTime};
    ///
    /// let token = AccessToken::new("eyJ0…").with_expiry(SystemTime::now() + Duration::from_secs(3600));
    /// ```
    #[must_use]
    pub fn with_expiry(mut self, at: SystemTime) -> Self {
        self.expires_at = Some(at);
        self
    }

    /// Returns the token itself: keep it out of logs.
    pub fn secret(&self) -> &str {
        self.secret.as_str()
    }

    /// Returns when the token expires, if the credential reported it.
    pub fn expires_at(&self) -> Option<SystemTime> {
        self.expires_at
    }

    /// Returns the `Authorization` header of the token, which `build` makes from its string the first time.
    pub(crate) fn header<E>(
        &self,
        build: impl FnOnce(&str) -> Result<HeaderValue, E>,
    ) -> Result<HeaderValue, E> {
        if let Some(header) = self.header.get() {
            return Ok(header.clone());
        }
        let header = build(self.secret())?;
        Ok(self.header.get_or_init(|| header).clone())
    }

    /// Whether both are the same token, whatever their expiry.
    pub(crate) fn has_same_secret(&self, other: &Self) -> bool {
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
