//! The tokens of one call.

use std::sync::Arc;

use reqwest::header::HeaderValue;

use crate::auth::cache::Refusal;
use crate::auth::cache::refresh::Refresh;
use crate::auth::challenge;
use crate::auth::secret::Secret;
use crate::auth::token::AccessToken;
use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::transport::headers;
use crate::transport::service::Service;

/// The token that a call sent, and the one that the service rejected.
#[derive(Default)]
pub(crate) struct Authorization {
    /// `None` again after a response to a request without it, which says nothing about the token.
    sent: Option<AccessToken>,
    refusal: Option<Refusal>,
    /// The refresh that the call waits for, in this attempt or the next.
    waiting: Option<Arc<Refresh>>,
}

impl Authorization {
    /// The header with a token. Every attempt requests the token anew, since a listing may outlive one.
    pub(super) async fn header(&mut self, service: &Service) -> Result<HeaderValue, Error> {
        self.sent = None;
        let refusal = self.refusal.as_ref();
        let token = match service.tokens.token(refusal, &mut self.waiting).await {
            Ok(token) => token,
            Err(source) => {
                let summary = "could not get a token from the credential";
                return Err(Error::new(ErrorKind::Credential, summary).with_source(source));
            }
        };
        let header = headers::authorization(&token)?;
        self.sent = Some(token);
        Ok(header)
    }

    /// Records that the response is to a request without the token, such as one that was redirected to another host.
    pub(super) fn answered_without_token(&mut self) {
        self.sent = None;
    }

    /// Returns whether the service rejected a token for the first time in this call. The call is then repeated with
    /// another token.
    pub(super) fn refused(&mut self, service: &Service, error: &Error) -> bool {
        let is_first = self.refusal.is_none();
        let is_refused = self.refused_part(service, error);
        self.sent = None;
        is_refused && is_first
    }

    /// Records that the service rejected the token for one part of the call, a batch. Returns `false` if the error is
    /// another one. The next call gets another token; the claims of the first part that requires any count.
    pub(crate) fn refused_part(&mut self, service: &Service, error: &Error) -> bool {
        let Some(token) = self.sent.as_ref().filter(|_| error.is_unauthorized()) else {
            return false;
        };
        let claims = error.challenge().and_then(challenge::claims);
        let refusal = Refusal {
            token: token.clone(),
            claims: claims.map(Secret::new),
        };
        service.tokens.refuse(&refusal);
        let known = self.refusal.as_ref();
        let is_known = known.is_some_and(|known| known.token.has_same_secret(token));
        if !is_known || known.is_some_and(|known| known.claims.is_none()) {
            self.refusal = Some(refusal);
        }
        true
    }
}
