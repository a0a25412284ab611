//! What tells one state of a content from another.

use std::time::{Duration, SystemTime};

use reqwest::header::{DATE, ETAG, HeaderMap, HeaderName, HeaderValue, LAST_MODIFIED};

/// In less, a content can have changed and have the same date.
const SECOND: Duration = Duration::from_secs(1);

/// What the service says of a content's state.
#[derive(Debug, Default)]
pub(super) struct Validators {
    etag: Option<HeaderValue>,
    modified: Option<HeaderValue>,
    /// How long the content is, of which a range is only a part.
    whole: Option<u64>,
    /// Whether nothing can have changed within the second of `modified`.
    dated_later: bool,
}

impl Validators {
    pub(super) fn new(headers: &HeaderMap, whole: Option<u64>) -> Self {
        let (modified, date) = (date(headers, LAST_MODIFIED), date(headers, DATE));
        Validators {
            etag: headers.get(ETAG).cloned(),
            modified: headers.get(LAST_MODIFIED).cloned(),
            whole,
            dated_later: modified.zip(date).is_some_and(|(modified, date)| {
                date.duration_since(modified).is_ok_and(|age| age >= SECOND)
            }),
        }
    }

    /// What a range can be made to depend on: a strong validator ([RFC 9110, sections 8.8.2.2 and 13.1.5]).
    ///
    /// [RFC 9110, sections 8.8.2.2 and 13.1.5]: https://www.rfc-editor.org/rfc/rfc9110#section-13.1.5
    pub(super) fn condition(&self) -> Option<&HeaderValue> {
        match &self.etag {
            Some(etag) if etag.as_bytes().starts_with(b"W/") => None,
            Some(etag) => Some(etag),
            None => self.modified.as_ref().filter(|_| self.dated_later),
        }
    }

    /// Whether there is enough to tell that a later answer is of the same content.
    pub(super) fn is_known(&self) -> bool {
        self.whole.is_some() || self.condition().is_some()
    }

    /// Whether both say the same where both say something. Services that ignore a condition answer to it all the same.
    pub(super) fn matches(&self, later: &Validators) -> bool {
        fn fit<T: PartialEq>(before: Option<&T>, later: Option<&T>) -> bool {
            before
                .zip(later)
                .is_none_or(|(before, later)| before == later)
        }
        fit(self.etag.as_ref(), later.etag.as_ref())
            && fit(self.modified.as_ref(), later.modified.as_ref())
            && fit(self.whole.as_ref(), later.whole.as_ref())
    }
}

fn date(headers: &HeaderMap, name: HeaderName) -> Option<SystemTime> {
    httpdate::parse_http_date(headers.get(name)?.to_str().ok()?).ok()
}
