//! The command line.

use std::time::Duration;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Mirrors the users, groups, and mail folders of a tenant into a database.
///
/// Run it again to read what has changed. It may be killed at any moment: the next run continues.
#[derive(Debug, Parser)]
#[command(name = "mirror")]
pub struct Arguments {
    /// Where to read from
    #[arg(long, value_enum, default_value = "local", global = true)]
    pub source: SourceKind,
    /// A SQLite file, or a PostgreSQL database as `postgres://user:password@host/name`
    #[arg(
        long,
        env = "MIRROR_DATABASE",
        default_value = "mirror.sqlite",
        hide_env_values = true,
        global = true
    )]
    pub database: String,
    /// How many mailboxes are read at once
    #[arg(long, default_value_t = 4, value_parser = clap::value_parser!(u32).range(1..=64), global = true)]
    pub at_once: u32,
    /// How many users the local service has
    #[arg(long, default_value_t = 1000, global = true)]
    pub users: usize,
    /// What to do; `sync` without anything else
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What to do.
#[derive(Debug, Clone, Subcommand)]
pub enum Command {
    /// Reads what has changed, on this machine alone
    Sync(Sync),
    /// Reads users and groups, and leaves the mailboxes to workers. Needs PostgreSQL
    Queue(Restart),
    /// Reads mailboxes from the queue, beside any number of other workers. Needs PostgreSQL
    Worker(Worker),
}

/// The options of `sync`.
#[derive(Debug, Clone, Args)]
pub struct Sync {
    #[command(flatten)]
    pub restart: Restart,
    /// How often to read what has changed. The local service changes in between
    #[arg(long, default_value_t = 1)]
    pub passes: u32,
    /// Seconds between two passes
    #[arg(long, default_value = "0", value_parser = seconds)]
    pub pause: Duration,
}

/// Whether to start again.
#[derive(Debug, Clone, Copy, Default, Args)]
pub struct Restart {
    /// Reads everything once more, and then replaces the content of the database
    #[arg(long)]
    pub restart: bool,
}

/// The options of `worker`.
#[derive(Debug, Clone, Args)]
pub struct Worker {
    /// Ends when the queue is empty, instead of waiting for more
    #[arg(long)]
    pub until_empty: bool,
    /// Seconds between two signs of life. After six of them without one, others take over the mailboxes of a worker
    #[arg(long, default_value = "10", value_parser = seconds)]
    pub heartbeat: Duration,
}

impl Default for Sync {
    fn default() -> Self {
        Self {
            restart: Restart::default(),
            passes: 1,
            pause: Duration::ZERO,
        }
    }
}

/// Where to read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SourceKind {
    /// A generated tenant of a local service, which runs inside of this program
    Local,
    /// Microsoft Graph with the token in `GRAPH_ACCESS_TOKEN`, or the service at `GRAPH_BASE_URL`
    Graph,
    /// Microsoft Graph as the user of the Azure CLI (`az login`); needs the feature `azure-cli`
    AzureCli,
}

fn seconds(text: &str) -> Result<Duration, String> {
    let seconds: f64 = text.parse().map_err(|_| "expected a number of seconds")?;
    Duration::try_from_secs_f64(seconds).map_err(|error| error.to_string())
}
