//! What distinguishes one version of the content from another (RFC 9110, section 8.8).

use std::time::{Duration, SystemTime};

use reqwest::header::{DATE, ETAG, HeaderMap, HeaderName, HeaderValue, LAST_MODIFIED};

/// Within a second, the content can change without a change of its date (RFC 9110, section 8.8.2.2).
const DATE_RESOLUTION: Duration = Duration::from_secs(1);

/// The validators of a response, and the length of the whole content.
#[derive(Debug, Default)]
pub(super) struct Validators {
    etag: Option<HeaderValue>,
    last_modified: Option<HeaderValue>,
    /// The length of the content in bytes, of which a range is only a part.
    complete_length: Option<u64>,
    /// Whether the response was sent a second or more after `last_modified`, which makes that date a strong validator.
    is_date_strong: bool,
}

impl Validators {
    pub(super) fn new(headers: &HeaderMap, complete_length: Option<u64>) -> Self {
        Validators {
            etag: headers.get(ETAG).cloned(),
            last_modified: headers.get(LAST_MODIFIED).cloned(),
            complete_length,
            is_date_strong: is_date_strong(headers),
        }
    }

    /// The validator for `If-Range`, which must be a strong one ([RFC 9110, sections 8.8.2.2 and 13.1.5]).
    ///
    /// [RFC 9110, sections 8.8.2.2 and 13.1.5]: https://www.rfc-editor.org/rfc/rfc9110#section-13.1.5
    pub(super) fn condition(&self) -> Option<&HeaderValue> {
        match &self.etag {
            Some(etag) if etag.as_bytes().starts_with(b"W/") => None,
            Some(etag) => Some(etag),
            None => self.last_modified.as_ref().filter(|_| self.is_date_strong),
        }
    }

    /// Whether both agree wherever both have a value. Also checked after a conditional request, because some services
    /// ignore the condition.
    pub(super) fn matches(&self, later: &Validators) -> bool {
        agree(&self.etag, &later.etag)
            && agree(&self.last_modified, &later.last_modified)
            && agree(&self.complete_length, &later.complete_length)
    }
}

fn agree<T: PartialEq>(before: &Option<T>, later: &Option<T>) -> bool {
    match (before, later) {
        (Some(before), Some(later)) => before == later,
        _ => true,
    }
}

fn is_date_strong(headers: &HeaderMap) -> bool {
    let Some(modified) = parse_date(headers, LAST_MODIFIED) else {
        return false;
    };
    let Some(sent) = parse_date(headers, DATE) else {
        return false;
    };
    sent.duration_since(modified)
        .is_ok_and(|age| age >= DATE_RESOLUTION)
}

fn parse_date(headers: &HeaderMap, name: HeaderName) -> Option<SystemTime> {
    httpdate::parse_http_date(headers.get(name)?.to_str().ok()?).ok()
}
