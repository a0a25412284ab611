//! A database on a PostgreSQL server, which several programs can use at once.

use sqlx::any::AnyPoolOptions;
use sqlx::pool::PoolConnection;
use sqlx::postgres::PgPoolOptions;
use sqlx::{AnyPool, PgPool, Postgres, Row};

use super::{SCHEMA, VIEWS};
use crate::error::Result;

/// Connects to the server.
pub(super) async fn open(url: &str, connections: u32) -> Result<AnyPool> {
    let pool = AnyPoolOptions::new()
        .max_connections(connections)
        .connect(url)
        .await?;
    create_tables(&pool).await?;
    Ok(pool)
}

/// Creates the tables, one program after the other: `IF NOT EXISTS` does not cover two at once.
async fn create_tables(pool: &AnyPool) -> Result<()> {
    let mut transaction = pool.begin().await?;
    sqlx::query("SELECT pg_advisory_xact_lock(hashtextextended('mirror of a tenant', 0))")
        .execute(&mut *transaction)
        .await?;
    sqlx::raw_sql(SCHEMA).execute(&mut *transaction).await?;
    let views = "SELECT COUNT(*) FROM pg_views WHERE schemaname = current_schema()";
    let views: i64 = sqlx::query(views)
        .fetch_one(&mut *transaction)
        .await?
        .get(0);
    if views == 0 {
        sqlx::raw_sql(VIEWS).execute(&mut *transaction).await?;
    }
    transaction.commit().await?;
    Ok(())
}

/// Connects to the server as the job engine does.
pub async fn connect(url: &str, connections: u32) -> Result<PgPool> {
    let pool = PgPoolOptions::new()
        .max_connections(connections)
        .connect(url)
        .await?;
    Ok(pool)
}

/// The right to read a mailbox, which one program on any machine has at a time.
///
/// The server releases it when the connection ends, so a program that is killed leaves no lock behind.
pub struct MailboxLock {
    connection: Option<PoolConnection<Postgres>>,
    mailbox: String,
}

impl MailboxLock {
    /// Waits until no other program has the lock of this mailbox.
    pub async fn acquire(pool: &PgPool, mailbox: &str) -> Result<Self> {
        let connection = pool.acquire().await?;
        let mut lock = Self {
            connection: Some(connection),
            mailbox: mailbox.to_owned(),
        };
        lock.run("SELECT pg_advisory_lock(hashtextextended($1, 0))")
            .await?;
        Ok(lock)
    }

    /// Releases the lock.
    pub async fn release(mut self) -> Result<()> {
        self.run("SELECT pg_advisory_unlock(hashtextextended($1, 0))")
            .await?;
        self.connection = None;
        Ok(())
    }

    async fn run(&mut self, statement: &'static str) -> Result<()> {
        if let Some(connection) = &mut self.connection {
            sqlx::query(statement)
                .bind(&self.mailbox)
                .execute(&mut **connection)
                .await?;
        }
        Ok(())
    }
}

/// Closes the connection of a lock that was not released, since the pool would keep the lock with it.
impl Drop for MailboxLock {
    fn drop(&mut self) {
        if let Some(connection) = &mut self.connection {
            connection.close_on_drop();
        }
    }
}
