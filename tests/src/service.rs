//! The service: started on a free port, stopped when dropped.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use axum::Router;
use axum::extract::{ConnectInfo, Request, State};
use axum::response::Response;
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::auth::{self, Tokens};
use crate::canned::{Canned, Shelf};
use crate::data::{self, Data, Store};
use crate::delta::{Change, Journal, Reason};
use crate::faults::{Faults, Plan};
use crate::handle;
use crate::paging::Links;
use crate::record::{Batch, Log, Recorded};
use crate::socket::{Accept, Peer};

/// Custom query options that Graph's reads document; more are added by [`Builder::custom_option`].
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

/// What a page holds when neither the request nor the builder says.
const PAGE_SIZE: usize = 100;

/// A running local Graph service. It stops when dropped.
#[derive(Debug)]
pub struct Service {
    base_url: String,
    state: Arc<Shared>,
    /// Dropped with the service, which the server takes as the sign to shut down.
    _stop: oneshot::Sender<()>,
}

/// All that a request handler needs.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) base_url: String,
    world: RwLock<(Arc<Store>, Arc<Journal>)>,
    pub(crate) settings: Settings,
    pub(crate) log: Log,
    pub(crate) shelf: Shelf,
    pub(crate) links: Links,
    pub(crate) tokens: Tokens,
    pub(crate) plan: Plan,
}

impl Shared {
    /// The data as it is now, and what became of it so far.
    pub(crate) fn now(&self) -> (Arc<Store>, Arc<Journal>) {
        self.world
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn edit(&self, set: &str, id: &str, edit: impl FnOnce(&mut Data) -> Change) {
        let mut world = self.world.write().unwrap_or_else(PoisonError::into_inner);
        let (store, change) = world.0.edited(edit);
        world.0 = Arc::new(store);
        Arc::make_mut(&mut world.1).add(set, id, change);
    }
}

/// What the builder sets.
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
    /// For when it expires, all that begin with it and a dot are accepted too: `local-token.1`, `local-token.2`.
    pub const TOKEN: &str = "local-token";

    /// The claims, in base64, that the challenge of [`Fault::Expired`](crate::Fault::Expired) asks for.
    pub const CLAIMS: &str = auth::CLAIMS;

    /// Starts a service with the [sample data](Data::sample) on a free loopback port, on the current tokio runtime.
    ///
    /// # Panics
    ///
    /// Panics if no loopback port can be bound, or outside a tokio runtime.
    pub async fn start() -> Self {
        Self::builder().start().await
    }

    /// Options to start a service with.
    pub fn builder() -> Builder {
        Builder {
            data: None,
            token: Self::TOKEN.to_owned(),
            faults: Faults::none(),
            settings: Settings {
                page_size: PAGE_SIZE,
                envelope: false,
                custom_options: CUSTOM_OPTIONS.iter().map(|&name| name.to_owned()).collect(),
                latency: Duration::ZERO,
                replays: false,
            },
        }
    }

    /// `http://127.0.0.1:PORT`, without a slash at the end and without a version segment.
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// Everything received so far, in the order of arrival, refused requests included.
    pub fn requests(&self) -> Vec<Recorded> {
        self.state.log.all()
    }

    /// The batches received so far that were well formed, in the order of arrival.
    ///
    /// Each is also one of the [`requests`](Self::requests); its parts are only here.
    pub fn batches(&self) -> Vec<Batch> {
        self.state.log.batches()
    }

    /// Forgets the requests and batches received so far.
    pub fn clear_requests(&self) {
        self.state.log.clear();
    }

    /// Answers `canned` from now on to every request whose path and query begin with `prefix`, instead of data.
    ///
    /// The prefix includes the version, as in `/v1.0/users/1`. The longest prefix that fits wins, and a second
    /// answer for the same prefix replaces the first. The wire rules and the token are still checked.
    pub fn answer_with(&self, prefix: impl Into<String>, canned: Canned) {
        self.state.shelf.put(prefix.into(), canned);
    }

    /// Sets properties of an entity of the set at `path`, or adds one with that id, for reads and delta queries alike.
    ///
    /// Properties that are not in `members` stay as they are.
    ///
    /// # Panics
    ///
    /// Panics if there is no such set, or if `members` is no object.
    pub fn change(&self, path: &str, id: &str, members: &Value) {
        let set = data::clean(path);
        self.state
            .edit(&set, id, |data| data.update(&set, id, members));
    }

    /// Takes an entity out of the set at `path`, for reads and delta queries alike.
    ///
    /// # Panics
    ///
    /// Panics if there is no such set, or no such entity in it.
    pub fn remove(&self, path: &str, id: &str, reason: Reason) {
        let set = data::clean(path);
        self.state
            .edit(&set, id, |data| data.remove(&set, id, reason));
    }

    /// Answers 410 from now on to all links of delta queries that were given out so far.
    pub fn expire_delta_links(&self) {
        self.state.links.expire_changes();
    }

    /// Lets another plan of faults hold from now on, which counts requests anew.
    pub fn inflict(&self, faults: Faults) {
        self.state.plan.replace(faults);
    }

    /// How many faults were given so far, by their [names](crate::Fault::name).
    pub fn faults_given(&self) -> BTreeMap<String, usize> {
        self.state.plan.given()
    }

    /// How many requests came again before the time that `Retry-After` had told them.
    pub fn hasty_requests(&self) -> usize {
        self.state.plan.hasty()
    }

    /// Does not accept `token` any more.
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
    settings: Settings,
}

impl Builder {
    /// Serves `data` instead of the [sample](Data::sample).
    pub fn data(mut self, data: Data) -> Self {
        self.data = Some(data);
        self
    }

    /// How many items a page holds where the request does not say (100).
    ///
    /// # Panics
    ///
    /// Panics on zero: no paging would ever end.
    pub fn page_size(mut self, size: usize) -> Self {
        assert!(size > 0, "a page holds at least one item");
        self.settings.page_size = size;
        self
    }

    /// Whether a single entity is answered as `{"value": {…}}`, the way some documented samples show it (no).
    pub fn envelope(mut self, envelope: bool) -> Self {
        self.settings.envelope = envelope;
        self
    }

    /// Accepts `token`, and all that begin with it and a dot, instead of [`Service::TOKEN`].
    pub fn token(mut self, token: impl Into<String>) -> Self {
        self.token = token.into();
        self
    }

    /// Allows the custom query option `name`, beside those that Graph documents.
    pub fn custom_option(mut self, name: impl Into<String>) -> Self {
        self.settings.custom_options.insert(name.into());
        self
    }

    /// Answers wrongly now and then.
    pub fn faults(mut self, faults: Faults) -> Self {
        self.faults = faults;
        self
    }

    /// Whether delta queries list things twice: the last entry of a page again on the next, and the last change of a
    /// round again in the next round (no).
    pub fn replays(mut self, replays: bool) -> Self {
        self.settings.replays = replays;
        self
    }

    /// Lets so much time pass before each answer (none).
    pub fn latency(mut self, latency: Duration) -> Self {
        self.settings.latency = latency;
        self
    }

    /// Starts the service on a free loopback port, on the current tokio runtime.
    ///
    /// # Panics
    ///
    /// Panics if no loopback port can be bound, or outside a tokio runtime.
    pub async fn start(self) -> Service {
        let listener = TcpListener::bind(("127.0.0.1", 0))
            .await
            .expect("a free loopback port");
        let address = listener
            .local_addr()
            .expect("a bound socket has an address");
        let base_url = format!("http://{address}");
        let state = Arc::new(Shared {
            base_url: base_url.clone(),
            world: RwLock::new((
                Arc::new(Store::new(self.data.unwrap_or_else(Data::sample))),
                Arc::default(),
            )),
            settings: self.settings,
            log: Log::default(),
            shelf: Shelf::default(),
            links: Links::default(),
            tokens: Tokens::new(self.token),
            plan: Plan::new(self.faults),
        });
        let stop = serve(listener, Arc::clone(&state));
        Service {
            base_url,
            state,
            _stop: stop,
        }
    }
}

fn serve(listener: TcpListener, state: Arc<Shared>) -> oneshot::Sender<()> {
    let (stop, stopped) = oneshot::channel::<()>();
    let app = Router::new().fallback(receive).with_state(state);
    let app = app.into_make_service_with_connect_info::<Peer>();
    tokio::spawn(async move {
        let server = axum::serve(Accept(listener), app).with_graceful_shutdown(async {
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
    state.log.add(Recorded::new(&parts, peer.address));
    handle::handle(&state, &parts, body, &peer).await
}
