//! The requests that a batch can contain, and tuples of them.

use std::fmt;

use bytes::Bytes;
use serde::de::DeserializeOwned;

use crate::decode::no_content::check_finished;
use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::read::action::Action;
use crate::read::batch::part_body::undeclared_bytes;
use crate::read::content::Content;
use crate::read::get::Get;
use crate::read::list::{List, decode_first_page};
use crate::read::page::Page;
use crate::request::cardinality::Cardinality;
use crate::request::prepared::Prepared;
use crate::transport::full_response::FullResponse;

/// A request that [`Client::batch`](crate::Client::batch) can contain. The result of a [`Get`] or an [`Action`] is its
/// object or value, that of a [`List`] its first [`Page`], and that of a [`Content`] its bytes;
/// [`with_response`](Get::with_response) adds the response. An action that returns a collection is read as a
/// [list](Action::list). A request that was created with `at_url`
/// cannot be part of a batch: its result is an error.
///
/// The trait cannot be implemented outside of this crate.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be part of a batch",
    label = "not a `Get`, `List` or `Content` request",
    note = "a batch takes `Get`, `List`, `Action` and `Content` requests; call `part` or `part_empty` on a request by hand, and send delta queries and conditional reads on their own"
)]
pub trait BatchRequest {
    /// What the request returns.
    type Output;

    /// Whether the body of a response is an object, which may have an entity tag of its own.
    #[doc(hidden)]
    const IS_OBJECT: bool = false;

    #[doc(hidden)]
    fn prepare(&self) -> Result<PreparedPart, Error>;

    #[doc(hidden)]
    fn decode(&self, response: &PartResponse) -> Result<Self::Output, Error>;
}

/// A request that is ready to be sent.
#[doc(hidden)]
#[allow(unnameable_types, reason = "part of a hidden method of a public trait")]
#[derive(Debug)]
pub struct PreparedPart {
    pub(super) request: Prepared,
    /// The indexes of the requests that must succeed before it.
    pub(super) dependencies: Vec<usize>,
}

impl PreparedPart {
    pub(super) fn of(request: Prepared) -> Self {
        PreparedPart {
            request,
            dependencies: Vec::new(),
        }
    }
}

/// The response to one request of a batch.
#[doc(hidden)]
#[allow(unnameable_types, reason = "part of a hidden method of a public trait")]
pub struct PartResponse(pub(crate) FullResponse);

impl fmt::Debug for PartResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("PartResponse").finish_non_exhaustive()
    }
}

impl<T: DeserializeOwned> BatchRequest for Get<T> {
    type Output = T;

    const IS_OBJECT: bool = true;

    fn prepare(&self) -> Result<PreparedPart, Error> {
        self.request.prepare(Cardinality::One).map(PreparedPart::of)
    }

    fn decode(&self, response: &PartResponse) -> Result<T, Error> {
        let decode = self.decoder();
        check_finished(&response.0)?;
        decode(&response.0)
    }
}

#[diagnostic::do_not_recommend]
impl<T: DeserializeOwned> BatchRequest for Action<T> {
    type Output = T;

    const IS_OBJECT: bool = true;

    fn prepare(&self) -> Result<PreparedPart, Error> {
        self.request.prepare(Cardinality::One).map(PreparedPart::of)
    }

    fn decode(&self, response: &PartResponse) -> Result<T, Error> {
        self.get().decode(response)
    }
}

impl<T: DeserializeOwned> BatchRequest for List<T> {
    type Output = Page<T>;

    fn prepare(&self) -> Result<PreparedPart, Error> {
        self.request
            .prepare(Cardinality::Many)
            .map(PreparedPart::of)
    }

    fn decode(&self, response: &PartResponse) -> Result<Page<T>, Error> {
        decode_first_page(&response.0)
    }
}

impl BatchRequest for Content {
    type Output = Bytes;

    fn prepare(&self) -> Result<PreparedPart, Error> {
        self.prepare_part().map(PreparedPart::of)
    }

    fn decode(&self, response: &PartResponse) -> Result<Bytes, Error> {
        let response = &response.0;
        let bytes = undeclared_bytes(&response.headers, &response.body).map_err(|summary| {
            Error::new(ErrorKind::Decode, summary).with_context(response.context())
        })?;
        self.check_part(response, &bytes)?;
        Ok(bytes)
    }
}

impl<R: BatchRequest + ?Sized> BatchRequest for &R {
    type Output = R::Output;

    const IS_OBJECT: bool = R::IS_OBJECT;

    fn prepare(&self) -> Result<PreparedPart, Error> {
        (**self).prepare()
    }

    fn decode(&self, response: &PartResponse) -> Result<R::Output, Error> {
        (**self).decode(response)
    }
}

/// A tuple of up to twelve requests of different types, for [`Client::batch`](crate::Client::batch).
///
/// The trait cannot be implemented outside of this crate.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be sent as a batch",
    label = "not a tuple of `Get`, `List` and `Content` requests",
    note = "for any number of requests of one type, write `client.batch_all(requests)`; call `part` or `part_empty` on a request by hand, and send delta queries and conditional reads on their own"
)]
pub trait BatchTuple {
    /// A tuple with a [`Result`] for each request.
    type Output;

    /// The tuple itself. [`Batch`](crate::batch::Batch) names it by this type, so that the compiler reports anything
    /// else once, where it is passed, and not again where the batch is awaited.
    type Requests: BatchTuple<Output = Self::Output>;

    #[doc(hidden)]
    fn into_requests(self) -> Self::Requests;

    #[doc(hidden)]
    fn prepare(&self) -> Vec<Result<PreparedPart, Error>>;

    #[doc(hidden)]
    fn decode(&self, responses: PartResponses) -> Option<Self::Output>;
}

/// The responses, in the order of the requests.
#[doc(hidden)]
#[allow(unreachable_pub, reason = "part of a hidden method of a public trait")]
pub type PartResponses = std::vec::IntoIter<Result<PartResponse, Error>>;

macro_rules! tuples {
    ($(($($name:ident $index:tt)+))+) => {$(
        #[diagnostic::do_not_recommend]
        impl<$($name: BatchRequest),+> BatchTuple for ($($name,)+) {
            type Output = ($(Result<$name::Output, Error>,)+);
            type Requests = Self;

            fn into_requests(self) -> Self {
                self
            }

            fn prepare(&self) -> Vec<Result<PreparedPart, Error>> {
                vec![$(self.$index.prepare()),+]
            }

            fn decode(&self, mut responses: PartResponses) -> Option<Self::Output> {
                Some(($(responses.next()?.and_then(|response| self.$index.decode(&response)),)+))
            }
        }
    )+};
}

tuples! {
    (A 0)
    (A 0 B 1)
    (A 0 B 1 C 2)
    (A 0 B 1 C 2 D 3)
    (A 0 B 1 C 2 D 3 E 4)
    (A 0 B 1 C 2 D 3 E 4 F 5)
    (A 0 B 1 C 2 D 3 E 4 F 5 G 6)
    (A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7)
    (A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8)
    (A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9)
    (A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10)
    (A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10 L 11)
}
