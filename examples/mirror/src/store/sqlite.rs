//! A database in a file.

use sqlx::any::AnyPoolOptions;
use sqlx::{AnyPool, Row};

use super::{SCHEMA, VIEWS};
use crate::error::Result;

/// Opens the file, which is created if there is none.
pub(super) async fn open(file: &str) -> Result<AnyPool> {
    let url = format!("sqlite://{file}?mode=rwc");
    // SQLite has one writer at a time. With one connection, no transaction fails because another one is open.
    let pool = AnyPoolOptions::new()
        .max_connections(1)
        .connect(&url)
        .await?;
    for setting in [
        "PRAGMA journal_mode = WAL",
        "PRAGMA synchronous = NORMAL",
        "PRAGMA busy_timeout = 5000",
    ] {
        sqlx::raw_sql(setting).execute(&pool).await?;
    }
    create_tables(&pool).await?;
    Ok(pool)
}

async fn create_tables(pool: &AnyPool) -> Result<()> {
    let mut transaction = pool.begin_with("BEGIN IMMEDIATE").await?;
    sqlx::raw_sql(SCHEMA).execute(&mut *transaction).await?;
    let views = "SELECT COUNT(*) FROM sqlite_master WHERE type = 'view'";
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
