//! The users of the tenant.

use graph_resource::types::MaybeSent;
use graph_resource::{Delta, graph_resource};
use serde::Deserialize;

use crate::error::Result;
use crate::sql::{is_sent, text};
use crate::store::Position;
use crate::stream::{Stream, Tx};

/// The type of users without a mailbox.
const GUEST: &str = "Guest";

/// What is sent of a user: in later rounds, only what has changed.
#[graph_resource(
    delta(changes = "/users/delta"),
    permissions(delegated = "User.Read.All", application = "User.Read.All")
)]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    id: String,
    #[serde(default)]
    display_name: MaybeSent<String>,
    #[serde(default)]
    user_principal_name: MaybeSent<String>,
    #[serde(default)]
    mail: MaybeSent<String>,
    #[serde(default)]
    user_type: MaybeSent<String>,
}

/// The stream of the users.
pub struct Users;

impl Stream for Users {
    type Item = User;

    fn name(&self) -> String {
        "users".to_owned()
    }

    fn query(&self) -> Delta<User> {
        User::changes()
    }

    async fn update(&self, transaction: &mut Tx, position: &Position, user: User) -> Result<()> {
        let statement = "INSERT INTO user_rows
            (generation, id, display_name, user_principal_name, mail, user_type)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (generation, id) DO UPDATE SET
            display_name = CASE WHEN $7 = 1 THEN excluded.display_name ELSE user_rows.display_name END,
            user_principal_name = CASE WHEN $8 = 1 THEN excluded.user_principal_name
                ELSE user_rows.user_principal_name END,
            mail = CASE WHEN $9 = 1 THEN excluded.mail ELSE user_rows.mail END,
            user_type = CASE WHEN $10 = 1 THEN excluded.user_type ELSE user_rows.user_type END";
        sqlx::query(statement)
            .bind(position.generation)
            .bind(&user.id)
            .bind(text(&user.display_name))
            .bind(text(&user.user_principal_name))
            .bind(text(&user.mail))
            .bind(text(&user.user_type))
            .bind(is_sent(&user.display_name))
            .bind(is_sent(&user.user_principal_name))
            .bind(is_sent(&user.mail))
            .bind(is_sent(&user.user_type))
            .execute(&mut **transaction)
            .await?;
        // The folders of a guest are not read, so those of a user who has become one would stay as they are.
        let had_mailbox = position.is_visible() && position.pass > 0;
        if had_mailbox && text(&user.user_type) == Some(GUEST) {
            remove_mailbox(transaction, &user.id).await?;
        }
        Ok(())
    }

    async fn remove(&self, transaction: &mut Tx, position: &Position, id: &str) -> Result<()> {
        sqlx::query("DELETE FROM user_rows WHERE generation = $1 AND id = $2")
            .bind(position.generation)
            .bind(id)
            .execute(&mut **transaction)
            .await?;
        // Otherwise readers still see the user, and the folders belong to that row.
        if position.is_visible() {
            remove_mailbox(transaction, id).await?;
        }
        Ok(())
    }

    async fn replace(&self, transaction: &mut Tx, position: &Position) -> Result<()> {
        for statement in [
            "DELETE FROM user_rows WHERE generation <> $1",
            "DELETE FROM folder_rows WHERE NOT EXISTS
                (SELECT 1 FROM user_rows WHERE generation = $1 AND id = folder_rows.user_id
                AND COALESCE(user_type, '') <> 'Guest')",
            "DELETE FROM positions WHERE stream LIKE 'folders/%' AND NOT EXISTS
                (SELECT 1 FROM user_rows WHERE generation = $1 AND id = substr(stream, 9)
                AND COALESCE(user_type, '') <> 'Guest')",
        ] {
            sqlx::query(statement)
                .bind(position.generation)
                .execute(&mut **transaction)
                .await?;
        }
        Ok(())
    }
}

/// Deletes the folders of a user, and their position, so that they are read again if the user is restored.
async fn remove_mailbox(transaction: &mut Tx, user_id: &str) -> Result<()> {
    for statement in [
        "DELETE FROM folder_rows WHERE user_id = $1",
        "DELETE FROM positions WHERE stream = 'folders/' || $1",
    ] {
        sqlx::query(statement)
            .bind(user_id)
            .execute(&mut **transaction)
            .await?;
    }
    Ok(())
}
