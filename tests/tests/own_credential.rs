//! A credential that reads with the client that asked it for a token: the read would wait for itself.

use std::error::Error as _;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use graph_resource::{AccessToken, Client, Content, Error, ErrorKind, Get, List};
use graph_resource_tests::{Canned, Service};
use serde_json::Value;

type Reading = Pin<Box<dyn Future<Output = Result<(), Error>> + Send>>;

fn user() -> Get<Value> {
    Get::at_path("/users/1")
}

/// A client, how often its credential was called, and where to put the client that the credential reads with.
fn reading_client(
    service: &Service,
    places: usize,
    read: fn(Client) -> Reading,
) -> (Client, Arc<AtomicUsize>, Arc<OnceLock<Client>>) {
    let used: Arc<OnceLock<Client>> = Arc::default();
    let calls: Arc<AtomicUsize> = Arc::default();
    let (reader, counter) = (Arc::clone(&used), Arc::clone(&calls));
    let credential = move || {
        counter.fetch_add(1, Ordering::Relaxed);
        let client = reader.get().unwrap().clone();
        async move {
            read(client).await?;
            Ok::<_, Error>(AccessToken::new(Service::TOKEN))
        }
    };
    let client = Client::builder()
        .credential(credential)
        .base_url(service.base_url())
        .max_concurrent_requests(places)
        .build()
        .unwrap();
    (client, calls, used)
}

async fn service() -> Service {
    let service = Service::start().await;
    service.respond_with("/v1.0/", Canned::json(200, r#"{"id":"1","value":[]}"#));
    service
}

#[tokio::test(start_paused = true)]
async fn every_read_by_the_clients_own_credential_fails_at_once_and_says_why() {
    let reads: [fn(Client) -> Reading; 5] = [
        |client| Box::pin(async move { user().send(&client).await.map(drop) }),
        |client| {
            let derived = client.with(|settings| settings.timeout(Duration::from_secs(1)));
            Box::pin(async move { user().send(&derived).await.map(drop) })
        },
        |client| {
            let list: List<Value> = List::at_path("/users");
            Box::pin(async move { list.stream(&client).next().await.map(drop) })
        },
        |client| Box::pin(async move { Content::at_path("/file").bytes(&client).await.map(drop) }),
        |client| Box::pin(async move { client.batch((user(),)).await.map(drop) }),
    ];
    let service = service().await;
    for (number, read) in reads.into_iter().enumerate() {
        for places in [1, 16] {
            let (client, calls, used) = reading_client(&service, places, read);
            used.set(client.clone()).unwrap();
            let started = tokio::time::Instant::now();
            let error = user().send(&client).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Credential, "{number}: {error}");
            let source = error.source().unwrap();
            assert!(
                source.to_string().contains("deadlock"),
                "{number}: {source}"
            );
            assert!(started.elapsed() < Duration::from_secs(1), "{number}");
            assert_eq!(calls.load(Ordering::Relaxed), 1, "{number}");
        }
    }
    assert!(service.requests().is_empty());
}

#[tokio::test]
async fn a_credential_may_read_with_another_client() {
    let service = service().await;
    let read: fn(Client) -> Reading =
        |client| Box::pin(async move { user().send(&client).await.map(drop) });
    let (client, _, used) = reading_client(&service, 16, read);
    let other = Client::builder()
        .credential(Service::TOKEN)
        .base_url(service.base_url())
        .build()
        .unwrap();
    used.set(other).unwrap();
    user().send(&client).await.unwrap();
    // The client is not marked for good.
    user().send(&client).await.unwrap();
}
