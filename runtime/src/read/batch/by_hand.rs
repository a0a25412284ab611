//! Requests by hand as parts of a batch.

use std::fmt;

use crate::error::Error;
use crate::read::batch::parts::{BatchRequest, PartResponse, PreparedPart};
use crate::request::Request;
use crate::request::cardinality::Cardinality;
use crate::transport::full_response::FullResponse;

/// A request by hand in a batch, and the type of its result. Returned by
/// [`RequestBuilder::part`](crate::RequestBuilder::part) and [`RequestBuilder::part_empty`](crate::RequestBuilder::part_empty).
#[must_use = "a request does nothing until it is sent"]
pub struct Part<T> {
    request: Request,
    decode: fn(&FullResponse) -> Result<T, Error>,
}

impl<T> Part<T> {
    pub(crate) fn new(request: Request, decode: fn(&FullResponse) -> Result<T, Error>) -> Self {
        Part { request, decode }
    }
}

#[diagnostic::do_not_recommend]
impl<T> BatchRequest for Part<T> {
    type Output = T;

    const IS_OBJECT: bool = true;

    fn prepare(&self) -> Result<PreparedPart, Error> {
        self.request.check_keys()?;
        self.request.prepare(Cardinality::One).map(PreparedPart::of)
    }

    fn decode(&self, response: &PartResponse) -> Result<T, Error> {
        (self.decode)(&response.0)
    }
}

impl<T> Clone for Part<T> {
    fn clone(&self) -> Self {
        Part {
            request: self.request.clone(),
            decode: self.decode,
        }
    }
}

impl<T> fmt::Display for Part<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.request.url(Cardinality::One))
    }
}

impl<T> fmt::Debug for Part<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.request, f)
    }
}
