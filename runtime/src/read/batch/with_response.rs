//! Requests whose result in a batch is their value with its response.

use std::fmt;

use serde::de::DeserializeOwned;

use crate::error::Error;
use crate::read::action::Action;
use crate::read::batch::by_hand::Part;
use crate::read::batch::parts::{BatchRequest, PartResponse, PreparedPart};
use crate::read::content::Content;
use crate::read::get::Get;
use crate::read::list::List;
use crate::read::response::Response;

/// A request whose result in a batch is a [`Response`]: its value with its own status, headers, entity tag, and request
/// ids. Returned by [`Get::with_response`], [`Action::with_response`], [`List::with_response`],
/// [`Content::with_response`], and [`Part::with_response`].
///
/// ```no_run
/// # use graph_resource::{graph_resource, Client};
/// # use serde::Deserialize;
/// # #[graph_resource(path = "/users/<userId>")] #[derive(Deserialize)]
/// # struct User { id: String }
/// # async fn read(client: Client, ids: Vec<String>) -> Result<(), graph_resource::Error> {
/// let requests = ids.iter().map(|id| User::get(id).with_response());
/// for user in client.batch_all(requests).await? {
///     let user = user?;
///     println!("{} has the ETag {:?}", user.value.id, user.etag());
/// }
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct WithResponse<R>(pub(crate) R);

macro_rules! with_response {
    ($($request:ident$(<$of:ident$(: $bound:ident)?>)?)*) => {$(
        impl$(<$of$(: $bound)?>)? $request$(<$of>)? {
            /// Makes the result of this request in a [batch](crate::Client::batch) a [`Response`]: the value with its
            /// status, headers, entity tag, and request ids. Outside of a batch, `response` returns it.
            ///
            /// Call this method last, after those that set query options.
            pub fn with_response(self) -> WithResponse<Self> {
                WithResponse(self)
            }
        }
    )*};
}

with_response!(Get<T: DeserializeOwned> Action<T: DeserializeOwned> List<T: DeserializeOwned> Content Part<T>);

#[diagnostic::do_not_recommend]
impl<R: BatchRequest> BatchRequest for WithResponse<R> {
    type Output = Response<R::Output>;

    const IS_OBJECT: bool = R::IS_OBJECT;

    fn prepare(&self) -> Result<PreparedPart, Error> {
        self.0.prepare()
    }

    fn decode(&self, response: &PartResponse) -> Result<Self::Output, Error> {
        let value = self.0.decode(response)?;
        Ok(if R::IS_OBJECT {
            Response::of_object(value, &response.0)
        } else {
            Response::of(value, &response.0)
        })
    }
}

impl<R: fmt::Display> fmt::Display for WithResponse<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
