//! What the failure of a request that changes something says: whether the service may have carried it out, and whether it
//! can be sent again.

use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::request::method::Effect;

/// Marks the error of a request that was sent. One that must not be carried out twice can be sent again only if the service
/// has certainly not acted.
pub(crate) fn judge(error: Error, effect: Effect) -> Error {
    if effect == Effect::None || is_certainly_not(&error) {
        return error;
    }
    let error = error.maybe_carried_out();
    if effect == Effect::Once {
        error.permanent()
    } else {
        error
    }
}

/// Whether the service has certainly not carried out the request that failed with this error.
fn is_certainly_not(error: &Error) -> bool {
    match error.kind() {
        // There was no connection, the request cannot be sent, or there is no token to send with it.
        ErrorKind::Connect | ErrorKind::Request | ErrorKind::Credential => true,
        ErrorKind::Status => is_refusal(error),
        _ => false,
    }
}

/// Whether the service has refused the request: a 5xx may also come from a gateway that lost the response to it.
fn is_refusal(error: &Error) -> bool {
    match error.status() {
        // It was throttled.
        Some(503) => error.retry_after().is_some(),
        Some(408) => false,
        Some(status) => (400..500).contains(&status) || status == 501,
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::context::Context;
    use reqwest::StatusCode;
    use reqwest::header::{HeaderMap, HeaderValue, RETRY_AFTER};

    fn status(status: u16, retry_after: Option<&'static str>) -> Error {
        let headers = retry_after.map(|value| (RETRY_AFTER, HeaderValue::from_static(value)));
        let head = HeaderMap::from_iter(headers);
        let status = StatusCode::from_u16(status).unwrap();
        Error::service(Context::default().with_head(status, &head), b"")
    }

    #[test]
    fn a_change_is_sent_again_only_if_the_service_has_certainly_not_acted() {
        let of_kind = |kind| Error::new(kind, "");
        for (error, may_be_done, is_retried) in [
            (of_kind(ErrorKind::Connect), false, true),
            (of_kind(ErrorKind::Request), false, false),
            (of_kind(ErrorKind::Credential), false, false),
            (of_kind(ErrorKind::Timeout), true, false),
            (of_kind(ErrorKind::Io), true, false),
            (of_kind(ErrorKind::Decode).truncated(), true, false),
            (of_kind(ErrorKind::Limit), true, false),
            (of_kind(ErrorKind::Link), true, false),
            (status(400, None), false, false),
            (status(404, None), false, false),
            (status(408, None), true, false),
            (status(412, None), false, false),
            (status(429, None), false, true),
            (status(429, Some("1")), false, true),
            (status(500, None), true, false),
            (status(500, Some("1")), true, false),
            (status(501, None), false, false),
            (status(502, None), true, false),
            (status(503, None), true, false),
            (status(503, Some("1")), false, true),
            (status(504, Some("1")), true, false),
            (status(509, None), true, false),
        ] {
            let judged = judge(error, Effect::Once);
            assert_eq!(
                judged.may_have_been_carried_out(),
                may_be_done,
                "{judged:?}"
            );
            assert_eq!(judged.is_retryable(), is_retried, "{judged:?}");
        }
    }

    #[test]
    fn an_idempotent_request_is_sent_again_like_a_read() {
        for failure in [status(503, None), Error::new(ErrorKind::Timeout, "")] {
            let judged = judge(failure, Effect::Idempotent);
            assert!(judged.may_have_been_carried_out());
            assert!(judged.is_retryable());
        }
    }

    #[test]
    fn a_read_is_never_carried_out() {
        let judged = judge(Error::new(ErrorKind::Timeout, ""), Effect::None);
        assert!(!judged.may_have_been_carried_out());
        assert!(judged.is_retryable());
    }
}
