//! Reading a body, and no more of it than was agreed.

use bytes::Bytes;
use reqwest::Response;

use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::transport::wire_error::wire_error;

/// What is set aside at first for a length that the service only claims.
const FIRST_CAPACITY: u64 = 256 * 1024;
/// More than any error body has to say.
const MAX_ERROR_BODY: u64 = 4 * 1024 * 1024;

/// All of the body, if it is within the limit.
pub(super) async fn read(mut response: Response, max: u64) -> Result<Bytes, Error> {
    let claimed = response.content_length().unwrap_or(0);
    if claimed > max {
        return Err(too_large(max));
    }
    let mut body = Vec::with_capacity(claimed.min(FIRST_CAPACITY) as usize);
    while let Some(bytes) = response.chunk().await.map_err(wire_error)? {
        if body.len() as u64 + bytes.len() as u64 > max {
            return Err(too_large(max));
        }
        body.extend_from_slice(&bytes);
    }
    Ok(body.into())
}

/// As much of an error's body as comes: the status says already that it is one.
pub(super) async fn of_error(mut response: Response, max: u64) -> Vec<u8> {
    let max = max.min(MAX_ERROR_BODY);
    let mut body = Vec::new();
    while let Ok(Some(bytes)) = response.chunk().await {
        if body.len() as u64 + bytes.len() as u64 > max {
            break;
        }
        body.extend_from_slice(&bytes);
    }
    body
}

fn too_large(max: u64) -> Error {
    let what = format!(
        "the body is larger than the limit of {max} bytes (`ClientBuilder::max_body_bytes`)"
    );
    Error::new(ErrorKind::Limit, what)
}
