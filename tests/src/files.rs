//! Responses with the bytes of a file, whole or in part.

use axum::body::Body;
use axum::http::header::{
    ACCEPT_RANGES, CONTENT_RANGE, CONTENT_TYPE, ETAG, IF_RANGE, LOCATION, RANGE,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::Response;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use crate::collection::Request;
use crate::data::File;
use crate::etag;
use crate::failure::Failure;
use crate::odata::Options;
use crate::response::Success;
use crate::routing::FileTarget;

/// The bytes of a file, or of a range in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Served {
    status: StatusCode,
    headers: Vec<(HeaderName, String)>,
    bytes: Vec<u8>,
}

/// The response to a read of bytes: a redirect if they are on the download host.
pub(crate) fn respond(request: &Request<'_>, target: FileTarget<'_>) -> Result<Success, Failure> {
    request.query.check_single()?;
    if request.query.options != Options::default() {
        return Err(Failure::bad_request(
            "content does not support `$select` and `$expand`",
        ));
    }
    if target.file.is_elsewhere {
        let url = request.shared.downloads.issue(target.path);
        return Ok(Success::File(Served::redirect(url)));
    }
    Ok(Success::File(Served::of(target.file, request.headers)))
}

impl Served {
    fn redirect(location: String) -> Self {
        Self {
            status: StatusCode::FOUND,
            headers: vec![(LOCATION, location)],
            bytes: Vec::new(),
        }
    }

    /// The file, as far as the headers of the request ask for it.
    pub(crate) fn of(file: &File, headers: &HeaderMap) -> Self {
        let tag = tag(file);
        let mut response_headers = vec![
            (CONTENT_TYPE, file.content_type.clone()),
            (ETAG, tag.clone()),
            (ACCEPT_RANGES, "bytes".to_owned()),
        ];
        if etag::is_not_modified(headers, &tag) {
            return Self {
                status: StatusCode::NOT_MODIFIED,
                headers: vec![(ETAG, tag)],
                bytes: Vec::new(),
            };
        }
        let length = file.bytes.len();
        let (status, bytes) = match requested_range(headers, &tag, length) {
            None => (StatusCode::OK, file.bytes.clone()),
            Some(Some(range)) => {
                let content_range = format!("bytes {}-{}/{length}", range.start, range.end - 1);
                response_headers.push((CONTENT_RANGE, content_range));
                (StatusCode::PARTIAL_CONTENT, file.bytes[range].to_vec())
            }
            Some(None) => {
                response_headers.push((CONTENT_RANGE, format!("bytes */{length}")));
                (StatusCode::RANGE_NOT_SATISFIABLE, Vec::new())
            }
        };
        Self {
            status,
            headers: response_headers,
            bytes,
        }
    }

    pub(crate) fn has_body(&self) -> bool {
        !self.bytes.is_empty()
    }

    pub(crate) fn into_response(self) -> Response {
        let mut response = Response::new(Body::from(self.bytes));
        *response.status_mut() = self.status;
        for (name, value) in self.headers {
            let value: HeaderValue = value.parse().expect("a header value");
            response.headers_mut().insert(name, value);
        }
        response
    }
}

/// A strong ETag, which changes with the bytes.
fn tag(file: &File) -> String {
    let mut hasher = DefaultHasher::new();
    file.bytes.hash(&mut hasher);
    format!("\"{:016x}\"", hasher.finish())
}

/// The range that the request asks for: `None` for the whole file, `Some(None)` for a range outside of it.
fn requested_range(headers: &HeaderMap, tag: &str, length: usize) -> Option<Option<Range<usize>>> {
    let is_other = |condition: &HeaderValue| condition.as_bytes() != tag.as_bytes();
    if headers.get(IF_RANGE).is_some_and(is_other) {
        return None;
    }
    let range = headers.get(RANGE)?.to_str().ok()?.strip_prefix("bytes=")?;
    let (first, last) = range.split_once('-')?;
    if first.is_empty() {
        let count: usize = last.parse().ok()?;
        return Some(within(length.saturating_sub(count)..length));
    }
    let first: usize = first.parse().ok()?;
    let end = match last {
        "" => length,
        last => last.parse::<usize>().ok()?.saturating_add(1).min(length),
    };
    Some(within(first..end))
}

fn within(range: Range<usize>) -> Option<Range<usize>> {
    (!range.is_empty()).then_some(range)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn served(headers: &[(HeaderName, &str)]) -> (u16, String) {
        let headers = headers
            .iter()
            .map(|(name, value)| (name.clone(), value.parse().unwrap()))
            .collect();
        let served = Served::of(&File::new("text/plain", "0123456789"), &headers);
        let bytes = String::from_utf8(served.bytes).unwrap();
        (served.status.as_u16(), bytes)
    }

    #[test]
    fn a_range_is_part_of_the_file() {
        assert_eq!(served(&[]), (200, "0123456789".to_owned()));
        for (range, expected) in [
            ("bytes=2-4", "234"),
            ("bytes=7-", "789"),
            ("bytes=8-99", "89"),
            ("bytes=-2", "89"),
        ] {
            assert_eq!(
                served(&[(RANGE, range)]),
                (206, expected.to_owned()),
                "{range}"
            );
        }
        assert_eq!(served(&[(RANGE, "bytes=10-")]).0, 416);
    }

    #[test]
    fn a_range_of_another_version_is_the_whole_file() {
        let headers = [(RANGE, "bytes=2-4"), (IF_RANGE, "\"other\"")];
        assert_eq!(served(&headers).0, 200);
        let tag = tag(&File::new("text/plain", "0123456789"));
        assert_eq!(served(&[(RANGE, "bytes=2-4"), (IF_RANGE, &tag)]).0, 206);
    }
}
