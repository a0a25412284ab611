//! Reads a body up to a limit.

use bytes::Bytes;
use reqwest::header::{CONTENT_ENCODING, HeaderMap};

use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::transport::http_body::HttpBody;

/// The largest buffer, in bytes, that is allocated for a claimed `Content-Length` before that much has arrived.
const FIRST_CAPACITY: u64 = 1024 * 1024;
/// The part of an error body that is read, in bytes: more than any useful one has.
const MAX_ERROR_BODY: u64 = 4 * 1024 * 1024;

/// What has arrived of a body, and the failure that has cut it off.
pub(super) type ReadBody = (Bytes, Option<Error>);

/// Reads the whole body, unless it is larger than `max` bytes. If the connection breaks, returns what has arrived and the
/// failure.
pub(super) async fn read_body(body: &mut HttpBody, max: u64) -> Result<ReadBody, Error> {
    let claimed = body.length().unwrap_or(0);
    if claimed > max {
        return Err(too_large(max));
    }
    let mut read = Pieces::new(claimed);
    loop {
        let piece = match body.chunk().await {
            Ok(Some(piece)) => piece,
            Ok(None) => return Ok((read.joined(), None)),
            Err(failure) => return Ok((read.joined(), Some(failure.into_error()))),
        };
        if read.length() + piece.len() as u64 > max {
            return Err(too_large(max));
        }
        read.add(piece);
    }
}

/// The pieces that a body arrives in. A single one is not copied.
struct Pieces {
    first: Bytes,
    /// All pieces, if there are several.
    joined: Vec<u8>,
    claimed: u64,
}

impl Pieces {
    fn new(claimed: u64) -> Self {
        Pieces {
            first: Bytes::new(),
            joined: Vec::new(),
            claimed,
        }
    }

    fn length(&self) -> u64 {
        self.first.len().max(self.joined.len()) as u64
    }

    fn add(&mut self, piece: Bytes) {
        if self.first.is_empty() {
            self.first = piece;
            return;
        }
        if self.joined.is_empty() {
            self.joined
                .reserve(self.claimed.min(FIRST_CAPACITY) as usize);
            self.joined.extend_from_slice(&self.first);
        }
        self.joined.extend_from_slice(&piece);
    }

    fn joined(self) -> Bytes {
        if self.joined.is_empty() {
            self.first
        } else {
            self.joined.into()
        }
    }
}

/// How to read a body that is still compressed. reqwest removes the header where it decompresses the body.
pub(crate) fn unreadable_encoding(headers: &HeaderMap) -> Option<&'static str> {
    let encoding = headers.get(CONTENT_ENCODING)?.as_bytes();
    match encoding.to_ascii_lowercase().as_slice() {
        b"" | b"identity" => None,
        b"gzip" | b"x-gzip" => Some(
            "the body is compressed with gzip: enable the feature `gzip` of `graph-resource` to read it",
        ),
        _ => Some(
            "the body is compressed in a form that this client does not read (`content-encoding`)",
        ),
    }
}

/// Reads as much of an error body as arrives. Its end is not needed, since the status has reported the failure.
pub(super) async fn read_error(mut body: HttpBody, max: u64) -> Vec<u8> {
    let max = max.min(MAX_ERROR_BODY);
    let mut read = Vec::new();
    while let Ok(Some(bytes)) = body.chunk().await {
        if read.len() as u64 + bytes.len() as u64 > max {
            break;
        }
        read.extend_from_slice(&bytes);
    }
    read
}

fn too_large(max: u64) -> Error {
    let summary = format!(
        "the body is larger than the limit of {max} bytes (`ClientBuilder::max_body_bytes`)"
    );
    Error::new(ErrorKind::Limit, summary)
}

#[cfg(test)]
mod tests {
    use super::*;
    use reqwest::header::HeaderValue;

    #[test]
    fn a_compressed_body_says_how_to_read_it() {
        let hint = |encoding| {
            let mut headers = HeaderMap::new();
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
            unreadable_encoding(&headers)
        };
        for gzip in ["gzip", "GZIP", "x-gzip"] {
            assert!(hint(gzip).unwrap().contains("feature `gzip`"), "{gzip}");
        }
        assert!(hint("br").unwrap().contains("does not read"));
        assert_eq!(hint("identity"), None);
        assert_eq!(unreadable_encoding(&HeaderMap::new()), None);
    }
}
