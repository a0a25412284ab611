//! TLS with the operating system's library.
//!
//! A connector reads the root certificates when it is built, which takes tens of milliseconds with OpenSSL, and what it
//! offers in the handshake cannot be changed afterwards. So there is one for each choice of versions.

use native_tls::TlsConnector;
use tokio::sync::OnceCell;
use tokio::task::spawn_blocking;

use crate::client::tls::versions::Versions;

/// The connectors of a client.
pub(crate) struct Tls {
    all: TlsConnector,
    /// For downloads, which few programs have.
    http1: OnceCell<TlsConnector>,
}

impl Tls {
    pub(crate) fn new(_plain: bool) -> Result<Self, String> {
        Ok(Tls {
            all: connector(Versions::All)?,
            http1: OnceCell::new(),
        })
    }

    /// Whether [`prepare`](Self::prepare) has nothing to do.
    pub(crate) fn is_prepared(&self, versions: Versions) -> bool {
        match versions {
            Versions::All => true,
            Versions::Http1 => self.http1.initialized(),
        }
    }

    /// Builds the connector for these versions without blocking the runtime. A failure shows when it is used.
    pub(crate) async fn prepare(&self, versions: Versions) {
        if versions == Versions::All {
            return;
        }
        let build = async || {
            let built = spawn_blocking(move || connector(versions)).await;
            built.map_err(|error| error.to_string())?
        };
        let _ = self.http1.get_or_try_init(build).await;
    }

    pub(crate) fn apply(
        &self,
        builder: reqwest::ClientBuilder,
        versions: Versions,
    ) -> Result<reqwest::ClientBuilder, String> {
        let connector = match versions {
            Versions::All => self.all.clone(),
            Versions::Http1 => match self.http1.get() {
                Some(connector) => connector.clone(),
                None => connector(versions)?,
            },
        };
        Ok(builder.tls_backend_preconfigured(connector))
    }
}

/// A connector that offers these versions in the handshake: reqwest requests them only from connectors that it builds.
fn connector(versions: Versions) -> Result<TlsConnector, String> {
    TlsConnector::builder()
        .request_alpns(versions.protocols())
        .build()
        .map_err(|error| format!("could not set up TLS: {error}"))
}
