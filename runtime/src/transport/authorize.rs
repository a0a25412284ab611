//! What a call knows of its tokens.

use reqwest::header::HeaderMap;

use crate::auth::cache::Refusal;
use crate::auth::challenge;
use crate::auth::secret::Secret;
use crate::auth::token::AccessToken;
use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::transport::headers;
use crate::transport::service::Service;

/// The token that was sent, and the one that was refused.
#[derive(Default)]
pub(super) struct Authorization {
    /// `None` again where the answer does not come from the service, which then has said nothing about the token.
    sent: Option<AccessToken>,
    refusal: Option<Refusal>,
}

impl Authorization {
    /// Puts a token into the headers. It is asked for on every attempt, for a listing may last longer than one.
    pub(super) async fn sign(
        &mut self,
        service: &Service,
        headers: &mut HeaderMap,
    ) -> Result<(), Error> {
        let failed = |source| {
            Error::new(ErrorKind::Credential, "the credential gave no token").with_source(source)
        };
        let token = service
            .tokens
            .token(self.refusal.as_ref())
            .await
            .map_err(failed)?;
        headers::authorize(headers, &token)?;
        self.sent = Some(token);
        Ok(())
    }

    /// Another host answered, which has not seen the token.
    pub(super) fn answered_by_other_host(&mut self) {
        self.sent = None;
    }

    /// Whether a token was refused for the first time, so that another one may do.
    pub(super) fn refused(&mut self, service: &Service, error: &Error) -> bool {
        let Some(token) = self.sent.take().filter(|_| error.is_unauthorized()) else {
            return false;
        };
        service.tokens.forget(&token);
        let first = self.refusal.is_none();
        self.refusal.get_or_insert_with(|| Refusal {
            token,
            claims: error
                .challenge()
                .and_then(challenge::claims)
                .map(Secret::new),
        });
        first
    }
}
