//! The reads, with this crate.

use std::hint::black_box;

use graph_resource::{Client, Error};

use crate::model::{User, WholeUser};
use crate::reads::Reads;

pub struct Ours(Client);

impl Ours {
    pub fn new(base_url: &str, token: String) -> Result<Self, Error> {
        let client = Client::builder().credential(token).base_url(base_url);
        Ok(Ours(client.build()?))
    }
}

impl Reads for Ours {
    type Error = Error;

    async fn get(&self, id: &str) -> Result<User, Error> {
        User::get(id).send(&self.0).await
    }

    async fn page(&self) -> Result<Vec<User>, Error> {
        Ok(User::list().top(999).page(&self.0).await?.value)
    }

    async fn stream(&self) -> Result<usize, Error> {
        let mut users = User::list().top(999).stream(&self.0);
        let mut count = 0;
        while let Some(user) = users.next().await? {
            black_box(user);
            count += 1;
        }
        Ok(count)
    }

    async fn stream_whole(&self) -> Result<usize, Error> {
        let mut users = WholeUser::list().top(999).stream(&self.0);
        let mut count = 0;
        while let Some(user) = users.next().await? {
            black_box(user);
            count += 1;
        }
        Ok(count)
    }

    async fn batch(&self, ids: &[String]) -> Result<Vec<User>, Error> {
        let users = self.0.batch_all(ids.iter().map(User::get)).await?;
        users.into_iter().collect()
    }

    fn filtered_url(&self, prefix: &str) -> String {
        let f = User::FIELDS;
        let named = f.display_name.starts_with(prefix);
        let filter = f
            .account_enabled
            .eq(true)
            .and(named.or(f.mail.is_not_null()));
        let request = User::list()
            .filter(filter)
            .order_by(f.display_name.asc())
            .top(999);
        request.to_string()
    }

    fn future_bytes(&self) -> usize {
        size_of_val(&User::get("1").send(&self.0))
    }
}
