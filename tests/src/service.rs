//! The service, which listens on a free port until it is dropped.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use axum::Router;
use axum::extract::{ConnectInfo, Request, State};
use axum::response::Response;
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::auth::{self, Tokens};
use crate::canned::{Canned, CannedResponses};
use crate::concurrency::{Concurrency, Limits};
use crate::data::{Data, Inventory, Store};
use crate::delta::{Change, Journal, Reason};
use crate::downloads::{self, Downloads};
use crate::edit::Edit;
use crate::faults::{Faults, Plan};
use crate::handle;
use crate::paging::Links;
use crate::record::{Batch, Log, Recorded};
use crate::socket::{Peer, ResettableListener};
use crate::writes::{Write, Writes};

/// Custom query options that Graph documents for reads. [`Builder::custom_option`] adds more.
const CUSTOM_OPTIONS: [&str; 10] = [
    "startDateTime",
    "endDateTime",
    "start",
    "end",
    "includeHiddenFolders",
    "includeHiddenMessages",
    "includeIDs",
    "pagelevel",
    "token",
    "query",
];

/// The page size if neither the request nor the builder sets one.
const PAGE_SIZE: usize = 100;

/// A running local Graph service. It stops when it is dropped.
#[derive(Debug)]
pub struct Service {
    base_url: String,
    state: Arc<Shared>,
    /// Dropped with the service, which tells its servers to shut down.
    _stop: [oneshot::Sender<()>; 2],
}

/// The state that request handlers share.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) base_url: String,
    data: RwLock<(Arc<Store>, Arc<Journal>)>,
    pub(crate) settings: Settings,
    pub(crate) log: Log,
    pub(crate) canned: CannedResponses,
    pub(crate) links: Links,
    pub(crate) tokens: Tokens,
    pub(crate) plan: Plan,
    pub(crate) limits: Option<Arc<Limits>>,
    pub(crate) downloads: Downloads,
    pub(crate) writes: Writes,
}

impl Shared {
    /// The current data, and the changes to it so far.
    pub(crate) fn current_data(&self) -> (Arc<Store>, Arc<Journal>) {
        self.data
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn edit(&self, edits: &[Edit]) {
        self.edit_data(|data| {
            let changes = edits.iter().map(|edit| {
                let change = edit.apply(data);
                (edit.set.clone(), edit.id.clone(), change)
            });
            changes.collect()
        });
    }

    /// Edits the data, and adds the changes of entities to the journal: their set, their id, and what has changed.
    pub(crate) fn edit_data(&self, edit: impl FnOnce(&mut Data) -> Vec<(String, String, Change)>) {
        let mut current = self.data.write().unwrap_or_else(PoisonError::into_inner);
        let (store, changes) = current.0.edited(edit);
        current.0 = Arc::new(store);
        let journal = Arc::make_mut(&mut current.1);
        for (set, id, change) in changes {
            journal.add(&set, &id, change);
        }
    }
}

/// The settings of the builder.
#[derive(Debug, Clone)]
pub(crate) struct Settings {
    pub(crate) page_size: usize,
    pub(crate) envelope: bool,
    pub(crate) custom_options: BTreeSet<String>,
    pub(crate) latency: Duration,
    pub(crate) replays: bool,
}

impl Service {
    /// The bearer token that a service accepts unless [`Builder::token`] sets another.
    ///
    /// Tokens that begin with it and a dot are accepted too, as replacements after it expires: `local-token.1`.
    pub const TOKEN: &str = "local-token";

    /// The claims, in base64, in the challenge of [`Fault::Expired`](crate::Fault::Expired).
    pub const CLAIMS: &str = auth::CLAIMS;

    /// Starts a service with the [sample data](Data::sample) on a free loopback port, on the current tokio runtime.
    ///
    /// # Panics
    ///
    /// Panics if no loopback port can be bound, or outside a tokio runtime.
    pub async fn start() -> Self {
        Self::builder().start().await
    }

    /// Returns a builder for a service with other options.
    pub fn builder() -> Builder {
        Builder {
            data: None,
            token: Self::TOKEN.to_owned(),
            faults: Faults::none(),
            service_time: None,
            port: 0,
            settings: Settings {
                page_size: PAGE_SIZE,
                envelope: false,
                custom_options: CUSTOM_OPTIONS.iter().map(|&name| name.to_owned()).collect(),
                latency: Duration::ZERO,
                replays: false,
            },
        }
    }

    /// `http://127.0.0.1:PORT`, without a trailing slash and without a version segment.
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// The resources that the service has now.
    pub fn inventory(&self) -> Inventory {
        Inventory::of(&self.state.current_data().0)
    }

    /// The requests received so far in order of arrival, including rejected ones.
    pub fn requests(&self) -> Vec<Recorded> {
        self.state.log.all()
    }

    /// The well-formed batches received so far, in order of arrival.
    ///
    /// Each batch is also one of the [`requests`](Self::requests), but its parts are only here.
    pub fn batches(&self) -> Vec<Batch> {
        self.state.log.batches()
    }

    /// The changes that were carried out so far, in order: by requests that are not reads, also as parts of a batch.
    pub fn writes(&self) -> Vec<Write> {
        self.state.writes.all()
    }

    /// Forgets the requests and batches received so far.
    pub fn clear_requests(&self) {
        self.state.log.clear();
    }

    /// Responds with `canned` from now on to every request whose path and query begin with `prefix`.
    ///
    /// The prefix includes the version, as in `/v1.0/users/1`. The longest matching prefix wins, and a second
    /// response for the same prefix replaces the first. The form and the token of the request are still checked.
    pub fn respond_with(&self, prefix: impl Into<String>, canned: Canned) {
        self.state.canned.put(prefix.into(), canned);
    }

    /// Sets properties of an entity in the set at `path`, or adds an entity with that id.
    /// Delta queries list the change.
    ///
    /// Properties that are not in `members` keep their values.
    ///
    /// # Panics
    ///
    /// Panics if there is no such set, or if `members` is not an object.
    pub fn change(&self, path: &str, id: &str, members: &Value) {
        self.edit([Edit::change(path, id, members.clone())]);
    }

    /// Removes an entity from the set at `path`. Delta queries list the removal.
    ///
    /// # Panics
    ///
    /// Panics if there is no such set, or no such entity in it.
    pub fn remove(&self, path: &str, id: &str, reason: Reason) {
        self.edit([Edit::remove(path, id, reason)]);
    }

    /// Makes several changes at once. That takes as long as one of them, since the service copies its data.
    ///
    /// # Panics
    ///
    /// Panics if [`change`](Self::change) or [`remove`](Self::remove) would.
    pub fn edit(&self, edits: impl IntoIterator<Item = Edit>) {
        self.state.edit(&Vec::from_iter(edits));
    }

    /// Expires all links of delta queries issued so far: the service responds to them with 410.
    pub fn expire_delta_links(&self) {
        self.state.links.expire_changes();
    }

    /// Replaces the plan of faults, and starts counting requests from zero again.
    pub fn set_faults(&self, faults: Faults) {
        self.state.plan.replace(faults);
    }

    /// The number of faults so far, by their [names](crate::Fault::name).
    pub fn fault_counts(&self) -> BTreeMap<String, usize> {
        self.state.plan.counts()
    }

    /// The number of requests that were retried before their `Retry-After` had passed.
    pub fn early_retries(&self) -> usize {
        self.state.plan.early_retries()
    }

    /// How the requests so far to `insights`, `onenote`, `outlook` or `secureScores` made use of the workload's limit. The
    /// requests of batches count one by one.
    ///
    /// # Panics
    ///
    /// Panics for any other name, and if [`Builder::limit_concurrency`] is not set.
    pub fn concurrency(&self, workload: &str) -> Concurrency {
        let limits = self.state.limits.as_ref();
        let concurrency = limits.and_then(|limits| limits.concurrency(workload));
        concurrency.unwrap_or_else(|| panic!("`{workload}` has no limit"))
    }

    /// Rejects `token` from now on.
    pub fn revoke(&self, token: &str) {
        self.state.tokens.revoke(token);
    }
}

/// Options of a [`Service`].
#[derive(Debug, Clone)]
#[must_use = "a builder does nothing until `start`"]
pub struct Builder {
    data: Option<Data>,
    token: String,
    faults: Faults,
    service_time: Option<Duration>,
    port: u16,
    settings: Settings,
}

impl Builder {
    /// Serves `data` instead of the [sample](Data::sample).
    pub fn data(mut self, data: Data) -> Self {
        self.data = Some(data);
        self
    }

    /// The page size if the request does not set one. The default is 100.
    ///
    /// # Panics
    ///
    /// Panics if the size is zero, because paging would never end.
    pub fn page_size(mut self, size: usize) -> Self {
        assert!(size > 0, "a page has at least one item");
        self.settings.page_size = size;
        self
    }

    /// Whether a single entity is wrapped in `{"value": {…}}`, as some documented samples show it. Off by default.
    pub fn envelope(mut self, envelope: bool) -> Self {
        self.settings.envelope = envelope;
        self
    }

    /// Accepts `token`, and tokens that begin with it and a dot, instead of [`Service::TOKEN`].
    pub fn token(mut self, token: impl Into<String>) -> Self {
        self.token = token.into();
        self
    }

    /// Allows the custom query option `name` in addition to those that Graph documents.
    pub fn custom_option(mut self, name: impl Into<String>) -> Self {
        self.settings.custom_options.insert(name.into());
        self
    }

    /// Sets the plan of faults.
    pub fn faults(mut self, faults: Faults) -> Self {
        self.faults = faults;
        self
    }

    /// Whether delta queries replay entries: the last entry of a page again on the next page, and the last change of a
    /// round again in the next round. Off by default.
    pub fn replays(mut self, replays: bool) -> Self {
        self.settings.replays = replays;
        self
    }

    /// Delays each response by this time. None by default.
    pub fn latency(mut self, latency: Duration) -> Self {
        self.settings.latency = latency;
        self
    }

    /// Takes this time for each request, and limits how many of them run at once, as Graph does: 4 to Outlook, insights, and
    /// secure scores, and 5 to OneNote. A request above the limit gets 429. Off by default.
    ///
    /// The requests of a batch count one by one. They run at once, except that a batch runs 4 of those to Outlook at a
    /// time. [`Service::concurrency`] reports how the limits were used.
    pub fn limit_concurrency(mut self, service_time: Duration) -> Self {
        self.service_time = Some(service_time);
        self
    }

    /// Listens on this loopback port. The default is any free one.
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Starts the service on a loopback port, on the current tokio runtime.
    ///
    /// # Panics
    ///
    /// Panics if the port cannot be bound, or outside a tokio runtime.
    pub async fn start(self) -> Service {
        self.try_start().await.expect("a free loopback port")
    }

    /// Starts the service as [`start`](Self::start) does.
    ///
    /// # Errors
    ///
    /// Returns an error if the port cannot be bound.
    pub async fn try_start(self) -> io::Result<Service> {
        let (listener, base_url) = listen(self.port).await?;
        let (download_listener, download_url) = listen(0).await?;
        let state = Arc::new(Shared {
            base_url: base_url.clone(),
            data: RwLock::new((
                Arc::new(Store::new(self.data.unwrap_or_else(Data::sample))),
                Arc::default(),
            )),
            settings: self.settings,
            log: Log::default(),
            canned: CannedResponses::default(),
            links: Links::default(),
            tokens: Tokens::new(self.token),
            plan: Plan::new(self.faults),
            limits: self.service_time.map(Limits::new).map(Arc::new),
            downloads: Downloads::new(download_url),
            writes: Writes::default(),
        });
        let service = Router::new()
            .fallback(receive)
            .with_state(Arc::clone(&state));
        let stop = [
            serve(listener, service),
            serve(download_listener, downloads::router(Arc::clone(&state))),
        ];
        Ok(Service {
            base_url,
            state,
            _stop: stop,
        })
    }
}

/// Binds a loopback port, any free one if it is 0, and returns its URL too.
async fn listen(port: u16) -> io::Result<(TcpListener, String)> {
    let listener = TcpListener::bind(("127.0.0.1", port)).await?;
    let url = format!("http://{}", listener.local_addr()?);
    Ok((listener, url))
}

fn serve(listener: TcpListener, app: Router) -> oneshot::Sender<()> {
    let (stop, stopped) = oneshot::channel::<()>();
    let app = app.into_make_service_with_connect_info::<Peer>();
    tokio::spawn(async move {
        let server = axum::serve(ResettableListener(listener), app).with_graceful_shutdown(async {
            let _ = stopped.await;
        });
        if let Err(error) = server.await {
            eprintln!("the local service stopped: {error}");
        }
    });
    stop
}

async fn receive(
    State(state): State<Arc<Shared>>,
    ConnectInfo(peer): ConnectInfo<Peer>,
    request: Request,
) -> Response {
    let (parts, body) = request.into_parts();
    let recorded = Recorded::new(&parts, peer.address);
    let _in_progress = recorded.in_progress();
    state.log.add(recorded);
    handle::handle(&state, &parts, body, &peer).await
}
