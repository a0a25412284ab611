//! A request in the log: a span with OpenTelemetry's names, an event per attempt, and no personal data.
//!
//! `cargo run --example tracing` reads from a local service that throttles the first request.

use graph_resource::{Error, graph_resource};
use graph_resource_examples::client;
use graph_resource_tests::{Fault, Faults, RetryAfter, Service, sample};
use serde::Deserialize;
use tracing::{Instrument, info_span};
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::prelude::*;

#[graph_resource(path = "/users/<userId>")]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    pub display_name: Option<String>,
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    // Any subscriber works. One that exports to OpenTelemetry finds `otel.name` and `otel.kind` on the span.
    let own = Targets::new()
        .with_target("graph_resource", LevelFilter::DEBUG)
        .with_target("tracing", LevelFilter::INFO);
    tracing_subscriber::registry()
        .with(tracing_subscriber::fmt::layer())
        .with(own)
        .init();

    let service = Service::start().await;
    service.set_faults(Faults::script([(
        0,
        Fault::throttled(RetryAfter::Decimal("0.2")),
    )]));
    let client = client(
        Service::TOKEN.to_owned(),
        Some(service.base_url().to_owned()),
    )?;

    // The request is retried automatically, and the log shows it. Its span is below the program's own.
    let page = info_span!("profile_page");
    let me = User::get(sample::ME).send(&client).instrument(page).await?;
    println!("{me:?}");

    // The log has the path template, but not the key.
    match User::get("nobody@contoso.com").send_opt(&client).await? {
        Some(user) => println!("{user:?}"),
        None => println!("no such user"),
    }
    Ok(())
}
