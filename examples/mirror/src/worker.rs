//! Several programs on any number of machines: one reads the directory and queues the mailboxes, the others read them.
//!
//! The queue is that of the crate `apalis`. Two keys keep a mailbox from being read twice at a time: the user's id is
//! the idempotency key of the job, so that there is one job of a mailbox at most, and the key of an advisory lock, for
//! the worker that was taken for dead and still runs.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use apalis::prelude::{
    BoxDynError, Data, TaskBuilder, WorkerBuilder, WorkerBuilderExt, WorkerContext,
};
use apalis_postgres::{Config, PgTask, PostgresStorage, queries};
use indicatif::ProgressBar;
use serde::{Deserialize, Serialize};
use sqlx::{PgPool, Row};

use crate::arguments::{Arguments, Restart, SourceKind, Worker};
use crate::counts::Counts;
use crate::error::{Error, Result};
use crate::folders;
use crate::progress::Progress;
use crate::source::{self, Source};
use crate::store::postgres::{self, MailboxLock};
use crate::store::{self, Pass, Store};
use crate::sync::{announce, bind, directory};

/// The name of the queue.
const QUEUE: &str = "mailboxes";
/// How often a mailbox is tried. The client retries each request on its own.
const ATTEMPTS: usize = 5;
/// How many signs of life a worker may miss.
const MISSED_HEARTBEATS: usize = 6;
/// How often `--until-empty` looks at the queue.
const LOOK: Duration = Duration::from_millis(500);

/// A job: the mailbox to read.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Mailbox {
    user_id: String,
    pass: i64,
}

/// What each job needs.
struct Shared {
    store: Store,
    source: Source,
    locks: PgPool,
    bar: ProgressBar,
    counts: Mutex<Counts>,
}

/// Reads users and groups, and queues the mailboxes.
pub async fn queue(arguments: &Arguments, restart: Restart) -> Result<()> {
    check(arguments)?;
    let progress = Progress::default();
    let source = source::open(arguments, &progress).await?;
    let store = Store::open(&arguments.database, 2).await?;
    let jobs = postgres::connect(&arguments.database, 2).await?;
    PostgresStorage::setup(&jobs).await?;
    bind(&store, &source, restart).await?;

    let pass = store.begin_pass().await?;
    announce(pass);
    directory(&store, &source, pass, &progress).await?;
    let queued = push_mailboxes(&jobs, pass).await?;
    println!("mailboxes: {queued} queued");
    progress.finish();
    Ok(())
}

fn check(arguments: &Arguments) -> Result<()> {
    if !store::is_postgres(&arguments.database) {
        return Err(Error::Usage(
            "workers share a PostgreSQL database: pass its URL as --database postgres://…, or use `mirror sync`"
                .to_owned(),
        ));
    }
    if arguments.source == SourceKind::Local {
        return Err(Error::Usage(
            "workers share a service, and each program has a local one of its own: pass --source graph".to_owned(),
        ));
    }
    Ok(())
}

/// Queues all mailboxes and ends the pass, in one transaction. Mailboxes that are still queued are left out.
async fn push_mailboxes(pool: &PgPool, pass: Pass) -> Result<usize> {
    let mut transaction = pool.begin().await?;
    // The next job of a mailbox needs the key of the last one. Of two programs that get here, one waits.
    sqlx::query("LOCK TABLE passes IN EXCLUSIVE MODE")
        .execute(&mut *transaction)
        .await?;
    let finished = "DELETE FROM apalis.jobs WHERE job_type = $1
        AND (status IN ('Done', 'Killed') OR (status = 'Failed' AND attempts >= max_attempts))";
    sqlx::query(finished)
        .bind(QUEUE)
        .execute(&mut *transaction)
        .await?;
    let mailboxes = "SELECT id FROM users WHERE COALESCE(user_type, '') <> 'Guest' AND NOT EXISTS
        (SELECT 1 FROM apalis.jobs WHERE job_type = $1 AND idempotency_key = users.id)";
    let rows = sqlx::query(mailboxes)
        .bind(QUEUE)
        .fetch_all(&mut *transaction)
        .await?;
    for rows in rows.chunks(1000) {
        let tasks = rows.iter().map(|row| task(row.get(0), pass));
        let tasks = tasks.collect::<Result<Vec<_>>>()?;
        queries::push_tasks(&mut *transaction, QUEUE, tasks).await?;
    }
    sqlx::query("UPDATE passes SET done = 1 WHERE id = $1")
        .bind(pass.id)
        .execute(&mut *transaction)
        .await?;
    transaction.commit().await?;
    Ok(rows.len())
}

fn task(user_id: String, pass: Pass) -> Result<PgTask> {
    let mailbox = Mailbox {
        user_id: user_id.clone(),
        pass: pass.id,
    };
    let bytes = serde_json::to_vec(&mailbox).map_err(|error| Error::Jobs(error.to_string()))?;
    Ok(TaskBuilder::new(bytes)
        .idempotency_key(user_id)
        .max_attempts(ATTEMPTS)
        .build())
}

/// Reads mailboxes from the queue.
pub async fn run(arguments: &Arguments, options: &Worker) -> Result<()> {
    check(arguments)?;
    let at_once = arguments.at_once as usize;
    let progress = Progress::default();
    let source = source::open(arguments, &progress).await?;
    let store = Store::open(&arguments.database, arguments.at_once + 1).await?;
    bind(&store, &source, Restart::default()).await?;
    // Each job holds a connection for its lock. The engine needs a few for itself.
    let pool = postgres::connect(&arguments.database, arguments.at_once + 4).await?;
    PostgresStorage::setup(&pool).await?;

    let stage = progress.stage("mailboxes", None);
    let shared = Arc::new(Shared {
        store,
        source,
        locks: pool.clone(),
        bar: stage.bar().clone(),
        counts: Mutex::default(),
    });
    let config = Config::default()
        .queue(QUEUE)
        .batch_size(at_once)
        .heartbeat_interval(options.heartbeat)
        .missed_heartbeats(MISSED_HEARTBEATS);
    let worker = WorkerBuilder::new(name())
        .backend(
            PostgresStorage::<Mailbox>::new(&pool)
                .with_config(config)
                .with_pubsub(),
        )
        .concurrency(at_once)
        .data(Arc::clone(&shared))
        .build(read);
    let until_empty = options.until_empty;
    let watched = pool.clone();
    worker
        .run_with_ctx(move |context| stop(context, watched.clone(), until_empty))
        .await
        .map_err(|error| Error::Jobs(error.to_string()))?;
    stage.finish(*shared.counts.lock().unwrap_or_else(PoisonError::into_inner));
    progress.finish();
    report_failures(&pool).await
}

/// A name that no other worker has: the engine refuses a second one.
fn name() -> String {
    format!("mirror-{}-{:08x}", std::process::id(), fastrand::u32(..))
}

/// Reads one mailbox, while no other worker can.
async fn read(mailbox: Mailbox, shared: Data<Arc<Shared>>) -> Result<(), BoxDynError> {
    let lock = MailboxLock::acquire(&shared.locks, &mailbox.user_id).await?;
    let pass = Pass {
        id: mailbox.pass,
        is_resumed: false,
    };
    let client = &shared.source.client;
    let counts = folders::mailbox(&shared.store, client, &mailbox.user_id, pass).await?;
    lock.release().await?;
    shared.bar.inc(1);
    *shared.counts.lock().unwrap_or_else(PoisonError::into_inner) += counts;
    Ok(())
}

/// Stops the worker after Ctrl+C, or when the queue is empty.
async fn stop(
    context: WorkerContext,
    pool: PgPool,
    until_empty: bool,
) -> Result<(), apalis::prelude::WorkerError> {
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = empty(&pool), if until_empty => {}
    }
    context.stop()
}

/// Waits until no mailbox is queued or being read by any worker.
async fn empty(pool: &PgPool) {
    let unfinished = "SELECT COUNT(*) FROM apalis.jobs WHERE job_type = $1
        AND (status IN ('Pending', 'Queued', 'Running') OR (status = 'Failed' AND attempts < max_attempts))";
    loop {
        tokio::time::sleep(LOOK).await;
        // An error of the database also ends the worker itself.
        let row = sqlx::query(unfinished).bind(QUEUE).fetch_one(pool).await;
        if row.is_ok_and(|row| row.get::<i64, _>(0) == 0) {
            return;
        }
    }
}

/// Fails if there are mailboxes that no attempt could read.
async fn report_failures(pool: &PgPool) -> Result<()> {
    let failed = "SELECT idempotency_key, last_result::text FROM apalis.jobs
        WHERE job_type = $1 AND (status = 'Killed' OR (status = 'Failed' AND attempts >= max_attempts))";
    let failed = sqlx::query(failed).bind(QUEUE).fetch_all(pool).await?;
    let Some(first) = failed.first() else {
        return Ok(());
    };
    let reason: Option<String> = first.get(1);
    Err(Error::Mailboxes {
        number: failed.len() as u64,
        first: reason.unwrap_or_default(),
    })
}
