//! The service: started on a free port, stopped when dropped.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::extract::{ConnectInfo, Request, State};
use axum::response::Response;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::canned::{Canned, Shelf};
use crate::data::{Data, Store};
use crate::handle;
use crate::paging::Links;
use crate::record::{Log, Recorded};

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
    pub(crate) store: Store,
    pub(crate) settings: Settings,
    pub(crate) log: Log,
    pub(crate) shelf: Shelf,
    pub(crate) links: Links,
}

/// What the builder sets.
#[derive(Debug, Clone)]
pub(crate) struct Settings {
    pub(crate) token: String,
    pub(crate) page_size: usize,
    pub(crate) envelope: bool,
    pub(crate) custom_options: BTreeSet<String>,
}

impl Service {
    /// The bearer token that a service accepts unless [`Builder::token`] sets another.
    pub const TOKEN: &str = "local-token";

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
            settings: Settings {
                token: Self::TOKEN.to_owned(),
                page_size: PAGE_SIZE,
                envelope: false,
                custom_options: CUSTOM_OPTIONS.iter().map(|&name| name.to_owned()).collect(),
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

    /// Forgets the requests received so far.
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
}

/// Options of a [`Service`].
#[derive(Debug, Clone)]
#[must_use = "a builder does nothing until `start`"]
pub struct Builder {
    data: Option<Data>,
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

    /// Accepts `token` instead of [`Service::TOKEN`].
    pub fn token(mut self, token: impl Into<String>) -> Self {
        self.settings.token = token.into();
        self
    }

    /// Allows the custom query option `name`, beside those that Graph documents.
    pub fn custom_option(mut self, name: impl Into<String>) -> Self {
        self.settings.custom_options.insert(name.into());
        self
    }

    /// Starts the service on a free loopback port, on the current tokio runtime.
    ///
    /// # Panics
    ///
    /// Panics if no loopback port can be bound, or outside a tokio runtime.
    pub async fn start(self) -> Service {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a free loopback port");
        let address = listener.local_addr().expect("a bound socket has an address");
        let base_url = format!("http://{address}");
        let state = Arc::new(Shared {
            base_url: base_url.clone(),
            store: Store::new(self.data.unwrap_or_else(Data::sample)),
            settings: self.settings,
            log: Log::default(),
            shelf: Shelf::default(),
            links: Links::default(),
        });
        let stop = serve(listener, Arc::clone(&state));
        Service { base_url, state, _stop: stop }
    }
}

fn serve(listener: TcpListener, state: Arc<Shared>) -> oneshot::Sender<()> {
    let (stop, stopped) = oneshot::channel::<()>();
    let app = Router::new().fallback(receive).with_state(state);
    let app = app.into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(async move {
        let server = axum::serve(listener, app).with_graceful_shutdown(async {
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
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    request: Request,
) -> Response {
    let (parts, body) = request.into_parts();
    state.log.add(Recorded::new(&parts, peer));
    handle::handle(&state, &parts, body).await
}
