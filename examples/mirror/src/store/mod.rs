//! The database: the positions of the streams, and transactions that change rows and a position together.

mod position;
pub mod postgres;
mod sqlite;

use sqlx::{Any, AnyPool, Row, Transaction};

pub use position::Position;

use crate::error::{Error, Result};

const SCHEMA: &str = include_str!("schema.sql");
const VIEWS: &str = include_str!("views.sql");

/// The database.
#[derive(Debug, Clone)]
pub struct Store {
    pool: AnyPool,
    is_postgres: bool,
}

/// A run through users, groups, and mailboxes. It ends in another process if this one is killed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pass {
    /// Its number.
    pub id: i64,
    /// Whether it was begun by a process that did not end it.
    pub is_resumed: bool,
}

/// Whether `database` is a PostgreSQL server, and not a file.
pub fn is_postgres(database: &str) -> bool {
    database.starts_with("postgres://") || database.starts_with("postgresql://")
}

impl Store {
    /// Opens a SQLite file, or a PostgreSQL database by its URL, with as many connections as there are transactions at
    /// once.
    pub async fn open(database: &str, connections: u32) -> Result<Self> {
        sqlx::any::install_default_drivers();
        let is_postgres = is_postgres(database);
        let pool = if is_postgres {
            postgres::open(database, connections).await?
        } else {
            sqlite::open(database).await?
        };
        Ok(Self { pool, is_postgres })
    }

    /// The connections.
    pub fn pool(&self) -> &AnyPool {
        &self.pool
    }

    /// Begins a transaction that writes.
    pub async fn begin(&self) -> Result<Transaction<'static, Any>> {
        let begin = if self.is_postgres {
            "BEGIN"
        } else {
            "BEGIN IMMEDIATE"
        };
        Ok(self.pool.begin_with(begin).await?)
    }

    /// Records what the database is a mirror of. The delta links of one service mean nothing to another.
    pub async fn bind(&self, base_url: &str, restart: bool) -> Result<()> {
        let known = sqlx::query("SELECT base_url FROM source")
            .fetch_optional(&self.pool)
            .await?;
        let known: Option<String> = known.map(|row| row.get(0));
        match known {
            Some(known) if known != base_url && !restart => {
                return Err(Error::OtherSource {
                    known,
                    wanted: base_url.to_owned(),
                });
            }
            Some(_) if restart => self.forget_positions().await?,
            _ => {}
        }
        let statement = "INSERT INTO source (only_one, base_url) VALUES (1, $1)
            ON CONFLICT (only_one) DO UPDATE SET base_url = excluded.base_url";
        sqlx::query(statement)
            .bind(base_url)
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// Lets every stream start again. Its rows stay visible until the new ones are complete.
    async fn forget_positions(&self) -> Result<()> {
        let mut transaction = self.begin().await?;
        let statement = "UPDATE positions SET since = NULL, continuation = NULL, pass = 0,
            version = version + 1, generation = generation + 1";
        sqlx::query(statement).execute(&mut *transaction).await?;
        sqlx::query("UPDATE passes SET done = 1")
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Begins a pass, or continues the one that a killed process has left.
    pub async fn begin_pass(&self) -> Result<Pass> {
        let mut transaction = self.begin().await?;
        let last = "SELECT id, done FROM passes ORDER BY id DESC LIMIT 1";
        let last = sqlx::query(last).fetch_optional(&mut *transaction).await?;
        let last: Option<(i64, i64)> = last.map(|row| (row.get(0), row.get(1)));
        if let Some((id, 0)) = last {
            return Ok(Pass {
                id,
                is_resumed: true,
            });
        }
        let id = last.map_or(1, |(id, _)| id + 1);
        sqlx::query("INSERT INTO passes (id, done) VALUES ($1, 0)")
            .bind(id)
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(Pass {
            id,
            is_resumed: false,
        })
    }

    /// Ends a pass.
    pub async fn end_pass(&self, pass: Pass) -> Result<()> {
        sqlx::query("UPDATE passes SET done = 1 WHERE id = $1")
            .bind(pass.id)
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// The next mailboxes, in the order of the users' ids, that were not read in this pass.
    ///
    /// Guests have no mailbox in this tenant.
    pub async fn mailboxes(&self, pass: Pass, after: &str, limit: i64) -> Result<Vec<String>> {
        let statement = "SELECT users.id FROM users
            LEFT JOIN positions ON positions.stream = 'folders/' || users.id
            WHERE users.id > $1 AND COALESCE(user_type, '') <> 'Guest' AND COALESCE(positions.pass, 0) < $2
            ORDER BY users.id LIMIT $3";
        let rows = sqlx::query(statement)
            .bind(after)
            .bind(pass.id)
            .bind(limit)
            .fetch_all(&self.pool)
            .await?;
        Ok(rows.iter().map(|row| row.get(0)).collect())
    }

    /// How many mailboxes were not read in this pass.
    pub async fn count_mailboxes(&self, pass: Pass) -> Result<u64> {
        let statement = "SELECT COUNT(*) FROM users
            LEFT JOIN positions ON positions.stream = 'folders/' || users.id
            WHERE COALESCE(user_type, '') <> 'Guest' AND COALESCE(positions.pass, 0) < $1";
        let count: i64 = sqlx::query(statement)
            .bind(pass.id)
            .fetch_one(&self.pool)
            .await?
            .get(0);
        Ok(u64::try_from(count).unwrap_or(0))
    }

    /// Whether the user has a mailbox. That cannot change before the transaction ends.
    pub async fn lock_mailbox(
        &self,
        transaction: &mut Transaction<'static, Any>,
        user_id: &str,
    ) -> Result<bool> {
        // SQLite has one writer at a time anyway, and no such clause.
        let statement = if self.is_postgres {
            "SELECT id FROM user_rows WHERE id = $1 AND COALESCE(user_type, '') <> 'Guest'
                AND generation = (SELECT visible FROM positions WHERE stream = 'users') FOR SHARE"
        } else {
            "SELECT id FROM users WHERE id = $1 AND COALESCE(user_type, '') <> 'Guest'"
        };
        let found = sqlx::query(statement)
            .bind(user_id)
            .fetch_optional(&mut **transaction)
            .await?;
        Ok(found.is_some())
    }
}
