//! Requests of a batch that the service handles after others.

use std::fmt;

use serde::de::DeserializeOwned;

use crate::error::Error;
use crate::read::action::Action;
use crate::read::batch::by_hand::Part;
use crate::read::batch::parts::{BatchRequest, PartResponse, PreparedPart};
use crate::read::batch::with_response::WithResponse;
use crate::read::content::Content;
use crate::read::get::Get;
use crate::read::list::List;

/// A request of a batch that the service handles only after others have succeeded. Returned by `depends_on`, which all
/// requests have that can be part of a batch.
///
/// ```no_run
/// # use graph_resource::{graph_resource, Client, Method};
/// # use serde::Deserialize;
/// # use serde_json::json;
/// # #[graph_resource(path = "/groups/<groupId>")] #[derive(Deserialize)]
/// # struct Group { id: String }
/// # async fn rename(client: Client) -> Result<(), graph_resource::Error> {
/// let rename = client
///     .request(Method::PATCH, "/groups/<groupId>")
///     .key("1")
///     .json(&json!({"displayName": "Analysts"}));
/// let read = Group::get("1").depends_on(0);
/// let (renamed, group) = client.batch((rename.part_empty(), read)).await?;
/// renamed?;
/// println!("{}", group?.id);
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct DependsOn<R> {
    pub(crate) request: R,
    dependencies: Vec<usize>,
}

impl<R> DependsOn<R> {
    fn new(request: R, index: usize) -> Self {
        DependsOn {
            request,
            dependencies: vec![index],
        }
    }

    /// Makes the service handle this request only after a further request has succeeded.
    pub fn depends_on(mut self, index: usize) -> Self {
        self.dependencies.push(index);
        self
    }
}

macro_rules! depends_on {
    ($($request:ident$(<$of:ident$(: $bound:ident)?>)?)*) => {$(
        impl$(<$of$(: $bound)?>)? $request$(<$of>)? {
            /// Makes the service handle this request in a [batch](crate::Client::batch) only after the request at `index`,
            /// which comes before it in the batch, has succeeded. If that one fails, this one fails, too, with the status 424.
            ///
            /// Call this method last. See [`DependsOn`] for an example.
            pub fn depends_on(self, index: usize) -> DependsOn<Self> {
                DependsOn::new(self, index)
            }
        }
    )*};
}

depends_on!(Get<T: DeserializeOwned> Action<T: DeserializeOwned> List<T: DeserializeOwned> Content Part<T> WithResponse<R>);

#[diagnostic::do_not_recommend]
impl<R: BatchRequest> BatchRequest for DependsOn<R> {
    type Output = R::Output;

    const IS_OBJECT: bool = R::IS_OBJECT;

    fn prepare(&self) -> Result<PreparedPart, Error> {
        let mut part = self.request.prepare()?;
        part.dependencies.extend(&self.dependencies);
        Ok(part)
    }

    fn decode(&self, response: &PartResponse) -> Result<R::Output, Error> {
        self.request.decode(response)
    }
}

impl<R: fmt::Display> fmt::Display for DependsOn<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.request.fmt(f)
    }
}
