//! The mail folders of the users.

use futures_util::{StreamExt, stream};
use graph_resource::types::MaybeSent;
use graph_resource::{Client, Delta, graph_resource};
use indicatif::ProgressBar;
use serde::Deserialize;

use crate::counts::Counts;
use crate::error::{Error, Result};
use crate::round;
use crate::sql::{is_sent, text};
use crate::store::{Pass, Position, Store};
use crate::stream::{Stream, Tx};

/// How many mailboxes are looked up in the database at once.
const LOOKUP: i64 = 1000;

/// What is sent of a mail folder.
#[graph_resource(
    delta(changes = "/users/<userId>/mailFolders/delta"),
    permissions(delegated = "Mail.ReadBasic", application = "Mail.ReadBasic.All")
)]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MailFolder {
    id: String,
    #[serde(default)]
    parent_folder_id: MaybeSent<String>,
    #[serde(default)]
    display_name: MaybeSent<String>,
    #[serde(default)]
    total_item_count: MaybeSent<i64>,
    #[serde(default)]
    unread_item_count: MaybeSent<i64>,
}

/// The stream of the folders of one mailbox.
struct Folders<'a> {
    user_id: &'a str,
}

impl Stream for Folders<'_> {
    type Item = MailFolder;

    fn name(&self) -> String {
        format!("folders/{}", self.user_id)
    }

    fn query(&self) -> Delta<MailFolder> {
        MailFolder::changes(self.user_id)
    }

    fn is_optional(&self) -> bool {
        true
    }

    /// A user may be removed while the mailbox is being read, or become a guest.
    async fn is_wanted(&self, store: &Store, transaction: &mut Tx) -> Result<bool> {
        store.lock_mailbox(transaction, self.user_id).await
    }

    async fn update(
        &self,
        transaction: &mut Tx,
        position: &Position,
        folder: MailFolder,
    ) -> Result<()> {
        let statement = "INSERT INTO folder_rows (user_id, generation, id, parent_folder_id,
            display_name, total_item_count, unread_item_count)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (user_id, generation, id) DO UPDATE SET
            parent_folder_id = CASE WHEN $8 = 1 THEN excluded.parent_folder_id
                ELSE folder_rows.parent_folder_id END,
            display_name = CASE WHEN $9 = 1 THEN excluded.display_name ELSE folder_rows.display_name END,
            total_item_count = CASE WHEN $10 = 1 THEN excluded.total_item_count
                ELSE folder_rows.total_item_count END,
            unread_item_count = CASE WHEN $11 = 1 THEN excluded.unread_item_count
                ELSE folder_rows.unread_item_count END";
        sqlx::query(statement)
            .bind(self.user_id)
            .bind(position.generation)
            .bind(&folder.id)
            .bind(text(&folder.parent_folder_id))
            .bind(text(&folder.display_name))
            .bind(folder.total_item_count.value())
            .bind(folder.unread_item_count.value())
            .bind(is_sent(&folder.parent_folder_id))
            .bind(is_sent(&folder.display_name))
            .bind(is_sent(&folder.total_item_count))
            .bind(is_sent(&folder.unread_item_count))
            .execute(&mut **transaction)
            .await?;
        Ok(())
    }

    async fn remove(&self, transaction: &mut Tx, position: &Position, id: &str) -> Result<()> {
        sqlx::query("DELETE FROM folder_rows WHERE user_id = $1 AND generation = $2 AND id = $3")
            .bind(self.user_id)
            .bind(position.generation)
            .bind(id)
            .execute(&mut **transaction)
            .await?;
        Ok(())
    }

    async fn replace(&self, transaction: &mut Tx, position: &Position) -> Result<()> {
        sqlx::query("DELETE FROM folder_rows WHERE user_id = $1 AND generation <> $2")
            .bind(self.user_id)
            .bind(position.generation)
            .execute(&mut **transaction)
            .await?;
        Ok(())
    }
}

/// Reads the folders of one mailbox.
pub async fn mailbox(store: &Store, client: &Client, user_id: &str, pass: Pass) -> Result<Counts> {
    let hidden = ProgressBar::hidden();
    round::run(store, client, &Folders { user_id }, pass, &hidden).await
}

/// The outcome of reading all mailboxes.
#[derive(Debug, Default)]
pub struct Outcome {
    /// What has changed.
    pub counts: Counts,
    /// How many mailboxes could not be read.
    pub failed: u64,
    /// What went wrong with the first of them.
    pub first_error: Option<Error>,
}

impl Outcome {
    /// Adds a mailbox. Returns an error that other mailboxes would have, too.
    fn add(&mut self, read: Result<Counts>) -> Result<()> {
        match read {
            Ok(counts) => self.counts += counts,
            Err(error) if error.is_of_mailbox() => {
                self.failed += 1;
                self.first_error.get_or_insert(error);
            }
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// Fails if there are mailboxes that could not be read.
    pub fn check(self) -> Result<()> {
        match self.first_error {
            None => Ok(()),
            Some(error) => Err(Error::Mailboxes {
                number: self.failed,
                first: error.to_string(),
            }),
        }
    }
}

/// Reads all mailboxes that were not read in this pass, so many at once.
pub async fn all(
    store: &Store,
    client: &Client,
    pass: Pass,
    at_once: usize,
    bar: &ProgressBar,
) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    let mut after = String::new();
    loop {
        let users = store.mailboxes(pass, &after, LOOKUP).await?;
        let Some(last) = users.last() else {
            return Ok(outcome);
        };
        after.clone_from(last);
        let mut reads = stream::iter(users)
            .map(|user_id| async move { mailbox(store, client, &user_id, pass).await })
            .buffer_unordered(at_once);
        while let Some(read) = reads.next().await {
            outcome.add(read)?;
            bar.inc(1);
        }
    }
}
