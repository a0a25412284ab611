//! What a request looks like in a log: a span with OpenTelemetry's names, an event for each attempt, nobody's data.
//!
//! `cargo run --example tracing` reads from a local service that is busy at first.

use graph_resource::{Error, graph_resource};
use graph_resource_examples::client;
use graph_resource_tests::{Fault, Faults, RetryAfter, Service, sample};
use serde::Deserialize;
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
    // Any subscriber will do; one that exports to OpenTelemetry finds `otel.name` and `otel.kind` on the span.
    let own = Targets::new().with_target("graph_resource", LevelFilter::DEBUG);
    tracing_subscriber::registry()
        .with(tracing_subscriber::fmt::layer())
        .with(own)
        .init();

    let service = Service::start().await;
    service.inflict(Faults::script([(
        0,
        Fault::throttled(RetryAfter::Decimal("0.2")),
    )]));
    let client = client(
        Service::TOKEN.to_owned(),
        Some(service.base_url().to_owned()),
    )?;

    // Tried again by itself, and the log says so.
    let me = User::get(sample::ME).send(&client).await?;
    println!("{me:?}");

    // The key is in no log, the template is.
    match User::get("nobody@contoso.com").send_opt(&client).await? {
        Some(user) => println!("{user:?}"),
        None => println!("nobody there"),
    }
    Ok(())
}
