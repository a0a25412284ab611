//! A pass on one machine: users, groups, and the folders of all mailboxes.

use crate::arguments::{Arguments, Restart, Sync};
use crate::error::Result;
use crate::folders;
use crate::groups::Groups;
use crate::progress::Progress;
use crate::round;
use crate::source::{self, Source};
use crate::store::{Pass, Store};
use crate::users::Users;

/// Runs the passes that the command line asks for.
pub async fn run(arguments: &Arguments, sync: &Sync) -> Result<()> {
    let progress = Progress::default();
    let mut source = source::open(arguments, &progress).await?;
    let store = Store::open(&arguments.database, arguments.at_once + 1).await?;
    bind(&store, &source, sync.restart).await?;
    for number in 0..sync.passes {
        if number > 0 {
            tokio::time::sleep(sync.pause).await;
            change(&mut source);
        }
        pass(&store, &source, arguments, &progress).await?;
    }
    progress.finish();
    Ok(())
}

/// Records the source in the database. The links of a local service end with it, so it always starts again.
pub async fn bind(store: &Store, source: &Source, restart: Restart) -> Result<()> {
    let restart = restart.restart || source.local.is_some();
    store.bind(&source.name, restart).await
}

fn change(source: &mut Source) {
    if let Some(local) = &mut source.local {
        let edits = local.tenant.change(20);
        local.service.edit(edits);
    }
}

async fn pass(
    store: &Store,
    source: &Source,
    arguments: &Arguments,
    progress: &Progress,
) -> Result<()> {
    let pass = store.begin_pass().await?;
    announce(pass);
    directory(store, source, pass, progress).await?;

    let mailboxes = store.count_mailboxes(pass).await?;
    let stage = progress.stage("mailboxes", Some(mailboxes));
    let at_once = arguments.at_once as usize;
    let outcome = folders::all(store, &source.client, pass, at_once, stage.bar()).await?;
    stage.finish(outcome.counts);
    store.end_pass(pass).await?;
    outcome.check()
}

/// Says which pass begins.
pub fn announce(pass: Pass) {
    if pass.is_resumed {
        println!("continuing pass {}, which was not completed", pass.id);
    } else {
        println!("pass {}", pass.id);
    }
}

/// Reads the users and the groups.
pub async fn directory(
    store: &Store,
    source: &Source,
    pass: Pass,
    progress: &Progress,
) -> Result<()> {
    let stage = progress.stage("users", None);
    let counts = round::run(store, &source.client, &Users, pass, stage.bar()).await?;
    stage.finish(counts);

    let stage = progress.stage("groups", None);
    let counts = round::run(store, &source.client, &Groups, pass, stage.bar()).await?;
    stage.finish(counts);
    Ok(())
}
