//! Reading how many items a collection has.

use std::future::Future;

use serde::de::DeserializeOwned;

use crate::client::Client;
use crate::decode::count::decode_count;
use crate::error::Error;
use crate::read::get::Get;
use crate::read::list::List;

impl<T: DeserializeOwned> List<T> {
    /// Reads how many items the collection has, from the path's `/$count` segment. Of the query options, it sends
    /// `$filter`, `$search`, and those whose names do not begin with `$`, such as `startDateTime`.
    ///
    /// # Errors
    ///
    /// Returns an error if the request is invalid, the credential or the network fails, the status is not 2xx, or the
    /// body is not a number.
    pub fn count(
        &self,
        client: &Client,
    ) -> impl Future<Output = Result<u64, Error>> + Send + use<T> {
        self.count_request().send(client)
    }

    /// Returns the request that [`count`](Self::count) sends, for a [batch](Client::batch).
    ///
    /// ```no_run
    /// # use graph_resource::{graph_resource, Client};
    /// # use serde::Deserialize;
    /// # #[graph_resource(path = "/users/<userId>")] #[derive(Deserialize)]
    /// # struct User { id: String, mail: Option<String> }
    /// # async fn read(client: Client) -> Result<(), graph_resource::Error> {
    /// let with_mail = User::list().filter(User::FIELDS.mail.is_not_null());
    /// let requests = (User::list().count_request(), with_mail.count_request());
    /// let (all, with_mail) = client.batch(requests).await?;
    /// println!("{} of {} users have an address", with_mail?, all?);
    /// # Ok(()) }
    /// ```
    pub fn count_request(&self) -> Get<u64> {
        Get::decoded_by(self.request.clone().counted(), decode_count)
    }
}
