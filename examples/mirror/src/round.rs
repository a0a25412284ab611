//! One round of a stream of changes, from the service into the database.

use graph_resource::delta::DeltaStream;
use graph_resource::{Change, Client, Continuation, DeltaLink, ErrorKind};
use indicatif::ProgressBar;

use crate::counts::Counts;
use crate::error::{Error, Result};
use crate::store::{Pass, Position, Store};
use crate::stream::{Stream, Tx};

/// How many pages are read before their changes are committed, at most a few thousand changes.
///
/// A round with fewer pages is committed as a whole, together with its delta link.
const PAGES: u64 = 5;

/// How often a round starts again because the service no longer accepts its links.
const RESTARTS: u32 = 3;

/// Reads a round to its end, unless this pass has done so before.
pub async fn run<S: Stream>(
    store: &Store,
    client: &Client,
    stream: &S,
    pass: Pass,
    bar: &ProgressBar,
) -> Result<Counts> {
    let query = stream.query().to_string();
    let position = store.position(&stream.name(), &query).await?;
    let mut round = Round {
        store,
        client,
        stream,
        pass,
        bar,
        position,
        counts: Counts::default(),
    };
    while round.position.pass < pass.id {
        round.step().await?;
    }
    Ok(round.counts)
}

/// A round in progress.
struct Round<'a, S: Stream> {
    store: &'a Store,
    client: &'a Client,
    stream: &'a S,
    pass: Pass,
    bar: &'a ProgressBar,
    position: Position,
    counts: Counts,
}

/// Some pages, and what follows them.
struct Read<T> {
    changes: Vec<Change<T>>,
    end: End,
}

/// What follows some pages.
enum End {
    /// Another page.
    Page(Continuation),
    /// Nothing: the round is complete.
    Round(Option<DeltaLink>),
    /// An error.
    Error(graph_resource::Error),
}

impl<T> Read<T> {
    /// Reads pages until there are enough of them, or no more.
    async fn from(mut stream: DeltaStream<T>) -> Self
    where
        T: Send + 'static,
    {
        let mut changes = Vec::new();
        let end = loop {
            match stream.next().await {
                Ok(Some(change)) => changes.push(change),
                Ok(None) => break End::Round(stream.delta_link()),
                Err(error) => break End::after(error),
            }
        };
        Self { changes, end }
    }
}

impl End {
    fn after(error: graph_resource::Error) -> Self {
        match error.continuation() {
            Some(continuation) if error.kind() == ErrorKind::Limit => {
                Self::Page(continuation.clone())
            }
            _ => Self::Error(error),
        }
    }
}

impl<S: Stream> Round<'_, S> {
    /// Reads some pages and commits them.
    async fn step(&mut self) -> Result<()> {
        let Read { changes, end } = Read::from(self.open()?).await;
        match end {
            End::Page(continuation) => {
                self.position.continue_at(continuation.as_str());
                self.commit(changes, false).await
            }
            End::Round(link) => self.complete(changes, link.as_ref()).await,
            End::Error(error) => self.recover(error).await,
        }
    }

    /// The next pages.
    ///
    /// The query counts them, since its continuation then is between two pages. Within a page a continuation counts
    /// changes, and the page may be another one when it is read again.
    fn open(&self) -> Result<DeltaStream<S::Item>> {
        let mut query = self.stream.query().max_pages(PAGES);
        if let Some(link) = &self.position.since {
            query = query.since(link.parse()?);
        }
        Ok(match &self.position.continuation {
            Some(continuation) => query.resume(self.client, continuation.parse()?),
            None => query.stream(self.client),
        })
    }

    /// Commits the last changes of the round.
    async fn complete(
        &mut self,
        changes: Vec<Change<S::Item>>,
        link: Option<&DeltaLink>,
    ) -> Result<()> {
        let replaces = !self.position.is_visible();
        self.position
            .complete(link.map(DeltaLink::as_str), self.pass.id);
        self.commit(changes, replaces).await
    }

    /// Starts again, or accepts that there is nothing to read.
    async fn recover(&mut self, error: graph_resource::Error) -> Result<()> {
        let has_link = self.position.since.is_some() || self.position.continuation.is_some();
        if let Some(resync) = error.resync() {
            // The mirror has no changes of its own, so the service is right, whatever the kind of resynchronization.
            let link = resync.link.map(|link| link.as_str().to_owned());
            return self.start_again(link, error);
        }
        if has_link && matches!(error.status(), Some(400 | 404)) {
            return self.start_again(None, error);
        }
        if self.stream.is_optional() && error.is_not_found() {
            return self.complete(Vec::new(), None).await;
        }
        Err(error.into())
    }

    fn start_again(&mut self, since: Option<String>, error: graph_resource::Error) -> Result<()> {
        self.counts.restarts += 1;
        if self.counts.restarts > RESTARTS {
            return Err(error.into());
        }
        self.position.start_again(since);
        Ok(())
    }

    /// Commits changes, and the position after them, in one transaction.
    async fn commit(&mut self, changes: Vec<Change<S::Item>>, replaces: bool) -> Result<()> {
        let mut transaction = self.store.begin().await?;
        if !self.stream.is_wanted(self.store, &mut transaction).await? {
            self.position.pass = self.pass.id;
            return Ok(());
        }
        let mut counts = self.counts;
        for change in changes {
            self.write(&mut transaction, change, &mut counts).await?;
        }
        if replaces {
            self.stream
                .replace(&mut transaction, &self.position)
                .await?;
        }
        self.store
            .store_position(&mut transaction, &mut self.position)
            .await?;
        transaction.commit().await?;
        self.bar.inc(counts.changes() - self.counts.changes());
        self.counts = counts;
        Ok(())
    }

    async fn write(
        &self,
        transaction: &mut Tx,
        change: Change<S::Item>,
        counts: &mut Counts,
    ) -> Result<()> {
        match change {
            Change::Updated(item) => {
                counts.updated += 1;
                self.stream.update(transaction, &self.position, item).await
            }
            Change::Removed { id, .. } => {
                counts.removed += 1;
                self.stream.remove(transaction, &self.position, &id).await
            }
            _ => Err(Error::UnknownChange(self.stream.name())),
        }
    }
}
