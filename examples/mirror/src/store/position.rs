//! Where a stream of changes is.

use sqlx::{Any, Row, Transaction};

use super::Store;
use crate::error::{Error, Result};

/// Where a stream of changes is. It is stored in the transaction that changes the rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// The name of the stream.
    pub stream: String,
    /// The query as it was sent.
    query: String,
    version: i64,
    visible: i64,
    /// The generation of the rows that this round writes.
    pub generation: i64,
    /// The delta link with which the round started.
    pub since: Option<String>,
    /// The page where the round continues.
    pub continuation: Option<String>,
    /// The last pass in which a round was completed.
    pub pass: i64,
}

impl Position {
    /// Whether readers see the rows that this round writes.
    pub fn is_visible(&self) -> bool {
        self.generation == self.visible
    }

    /// Starts again with all objects, which replace the rows when they are complete.
    pub fn start_again(&mut self, since: Option<String>) {
        self.since = since;
        self.continuation = None;
        self.generation += 1;
    }

    /// The first page that was not committed.
    pub fn continue_at(&mut self, continuation: &str) {
        self.continuation = Some(continuation.to_owned());
    }

    /// Completes the round. The next one starts with this link.
    pub fn complete(&mut self, link: Option<&str>, pass: i64) {
        self.since = link.map(str::to_owned);
        self.continuation = None;
        self.visible = self.generation;
        self.pass = pass;
    }
}

impl Store {
    /// The position of a stream, at its very start if there is none yet.
    pub async fn position(&self, stream: &str, query: &str) -> Result<Position> {
        let statement = "SELECT query, version, visible, generation, since, continuation, pass
            FROM positions WHERE stream = $1";
        let row = sqlx::query(statement)
            .bind(stream)
            .fetch_optional(self.pool())
            .await?;
        let Some(row) = row else {
            return Ok(Position {
                stream: stream.to_owned(),
                query: query.to_owned(),
                version: 0,
                visible: 1,
                generation: 1,
                since: None,
                continuation: None,
                pass: 0,
            });
        };
        let mut position = Position {
            stream: stream.to_owned(),
            query: row.get(0),
            version: row.get(1),
            visible: row.get(2),
            generation: row.get(3),
            since: row.get(4),
            continuation: row.get(5),
            pass: row.get(6),
        };
        // A link repeats the fields of its query, so a program with other fields reads everything once more.
        if position.query != query {
            position.query = query.to_owned();
            position.start_again(None);
        }
        Ok(position)
    }

    /// Stores a position, unless another program has continued the stream in the meantime.
    pub async fn store_position(
        &self,
        transaction: &mut Transaction<'static, Any>,
        position: &mut Position,
    ) -> Result<()> {
        let statement = "INSERT INTO positions
            (stream, query, version, visible, generation, since, continuation, pass)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            ON CONFLICT (stream) DO UPDATE SET query = excluded.query, version = excluded.version,
            visible = excluded.visible, generation = excluded.generation, since = excluded.since,
            continuation = excluded.continuation, pass = excluded.pass
            WHERE positions.version = $9";
        let result = sqlx::query(statement)
            .bind(&position.stream)
            .bind(&position.query)
            .bind(position.version + 1)
            .bind(position.visible)
            .bind(position.generation)
            .bind(&position.since)
            .bind(&position.continuation)
            .bind(position.pass)
            .bind(position.version)
            .execute(&mut **transaction)
            .await?;
        if result.rows_affected() == 0 {
            return Err(Error::TwoWriters(position.stream.clone()));
        }
        position.version += 1;
        Ok(())
    }
}
