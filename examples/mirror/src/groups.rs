//! The groups of the tenant, and their members.

use graph_resource::delta::RelationChange;
use graph_resource::types::MaybeSent;
use graph_resource::{Delta, Field, graph_resource};
use serde::Deserialize;

use crate::error::Result;
use crate::sql::{is_sent, text};
use crate::store::Position;
use crate::stream::{Stream, Tx};

/// What is sent of a group: in later rounds, only what has changed.
///
/// A group with many members is sent several times in the first round, each time with other members.
#[graph_resource(
    delta(changes = "/groups/delta"),
    permissions(delegated = "Group.Read.All", application = "Group.Read.All")
)]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Group {
    id: String,
    #[serde(default)]
    display_name: MaybeSent<String>,
    #[serde(default)]
    mail: MaybeSent<String>,
    #[serde(rename = "members@delta", default)]
    members: Vec<RelationChange>,
}

/// The stream of the groups.
pub struct Groups;

impl Stream for Groups {
    type Item = Group;

    fn name(&self) -> String {
        "groups".to_owned()
    }

    fn query(&self) -> Delta<Group> {
        // The changes of the members are only sent if the members are selected, which replaces the derived `$select`.
        let f = Group::FIELDS;
        Group::changes().select([f.id, f.display_name, f.mail, &Field::named("members")])
    }

    async fn update(&self, transaction: &mut Tx, position: &Position, group: Group) -> Result<()> {
        let statement = "INSERT INTO group_rows (generation, id, display_name, mail)
            VALUES ($1, $2, $3, $4)
            ON CONFLICT (generation, id) DO UPDATE SET
            display_name = CASE WHEN $5 = 1 THEN excluded.display_name ELSE group_rows.display_name END,
            mail = CASE WHEN $6 = 1 THEN excluded.mail ELSE group_rows.mail END";
        sqlx::query(statement)
            .bind(position.generation)
            .bind(&group.id)
            .bind(text(&group.display_name))
            .bind(text(&group.mail))
            .bind(is_sent(&group.display_name))
            .bind(is_sent(&group.mail))
            .execute(&mut **transaction)
            .await?;
        for member in &group.members {
            write_member(transaction, position, &group.id, member).await?;
        }
        Ok(())
    }

    async fn remove(&self, transaction: &mut Tx, position: &Position, id: &str) -> Result<()> {
        for statement in [
            "DELETE FROM group_rows WHERE generation = $1 AND id = $2",
            "DELETE FROM member_rows WHERE generation = $1 AND group_id = $2",
        ] {
            sqlx::query(statement)
                .bind(position.generation)
                .bind(id)
                .execute(&mut **transaction)
                .await?;
        }
        Ok(())
    }

    async fn replace(&self, transaction: &mut Tx, position: &Position) -> Result<()> {
        for statement in [
            "DELETE FROM group_rows WHERE generation <> $1",
            "DELETE FROM member_rows WHERE generation <> $1",
        ] {
            sqlx::query(statement)
                .bind(position.generation)
                .execute(&mut **transaction)
                .await?;
        }
        Ok(())
    }
}

/// Adds a member to a group, or removes it.
async fn write_member(
    transaction: &mut Tx,
    position: &Position,
    group_id: &str,
    member: &RelationChange,
) -> Result<()> {
    let query = if member.removed {
        sqlx::query(
            "DELETE FROM member_rows WHERE generation = $1 AND group_id = $2 AND member_id = $3",
        )
        .bind(position.generation)
        .bind(group_id)
        .bind(&member.id)
    } else {
        sqlx::query(
            "INSERT INTO member_rows (generation, group_id, member_id, member_type)
            VALUES ($1, $2, $3, $4)
            ON CONFLICT (generation, group_id, member_id) DO UPDATE SET
            member_type = excluded.member_type",
        )
        .bind(position.generation)
        .bind(group_id)
        .bind(&member.id)
        .bind(&member.odata_type)
    };
    query.execute(&mut **transaction).await?;
    Ok(())
}
