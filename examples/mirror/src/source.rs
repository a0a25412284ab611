//! Where the mirror reads from.

use std::env;

use graph_resource::{Client, ClientBuilder, Workload};
use graph_resource_tests::Service;

use crate::arguments::{Arguments, SourceKind};
use crate::error::{Error, Result};
use crate::progress::Progress;
use crate::tenant::{Size, Tenant};

/// Microsoft Graph.
const GRAPH: &str = "https://graph.microsoft.com";

/// A client, and the local service if it reads from that.
pub struct Source {
    /// The client.
    pub client: Client,
    /// What the database records as the service.
    pub name: String,
    /// The local service and its tenant.
    pub local: Option<Local>,
}

/// The local service, which runs until it is dropped.
pub struct Local {
    /// The service.
    pub service: Service,
    /// What it has.
    pub tenant: Tenant,
}

/// Opens the source that the command line names.
pub async fn open(arguments: &Arguments, progress: &Progress) -> Result<Source> {
    let builder = builder(arguments, progress);
    match arguments.source {
        SourceKind::Local => local(builder, arguments.users).await,
        SourceKind::Graph => graph(builder),
        SourceKind::AzureCli => azure_cli(builder),
    }
}

fn builder(arguments: &Arguments, progress: &Progress) -> ClientBuilder {
    let progress = progress.clone();
    // Each mailbox is read by one request at a time, and a mailbox accepts four. So the limit of the client, which is for
    // all mailboxes together, may be as high as the number of mailboxes that are read at once.
    Client::builder()
        .user_agent(format!("mirror/{}", std::process::id()))
        .max_concurrent_requests_to(Workload::Outlook, arguments.at_once as usize)
        .on_wait(move |wait| progress.wait(wait))
}

async fn local(builder: ClientBuilder, users: usize) -> Result<Source> {
    let tenant = Tenant::new(Size::of(users));
    let service = Service::builder().data(tenant.data()).start().await;
    let client = builder
        .credential(Service::TOKEN)
        .base_url(service.base_url())
        .build()?;
    Ok(Source {
        client,
        name: "the local service".to_owned(),
        local: Some(Local { service, tenant }),
    })
}

fn graph(builder: ClientBuilder) -> Result<Source> {
    let base_url = env::var("GRAPH_BASE_URL").unwrap_or_else(|_| GRAPH.to_owned());
    check_tls(&base_url)?;
    if env::var("GRAPH_ACCESS_TOKEN").is_err() {
        return Err(Error::Usage(
            "`--source graph` needs a token in GRAPH_ACCESS_TOKEN, or use `--source azure-cli` after `az login`"
                .to_owned(),
        ));
    }
    let client = builder
        .credential(|| env::var("GRAPH_ACCESS_TOKEN"))
        .base_url(&base_url)
        .build()?;
    Ok(Source {
        client,
        name: base_url,
        local: None,
    })
}

fn check_tls(base_url: &str) -> Result<()> {
    if base_url.starts_with("https:") && !cfg!(feature = "tls") {
        return Err(Error::Usage(format!(
            "{base_url} needs TLS: build this program with `--features tls`"
        )));
    }
    Ok(())
}

#[cfg(feature = "azure-cli")]
fn azure_cli(builder: ClientBuilder) -> Result<Source> {
    let credential = || azure_identity::AzureCliCredential::new(None);
    Ok(Source {
        client: builder.credential(credential).build()?,
        name: GRAPH.to_owned(),
        local: None,
    })
}

#[cfg(not(feature = "azure-cli"))]
fn azure_cli(_: ClientBuilder) -> Result<Source> {
    Err(Error::Usage(
        "`--source azure-cli` needs a build with `--features azure-cli`".to_owned(),
    ))
}
