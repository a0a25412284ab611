//! The feature `tracing`: every request's span is a child of the span in which the caller made the read.

mod samples;

use std::collections::HashMap;
use std::sync::{Mutex, Once};

use futures_util::{StreamExt, TryStreamExt};
use graph_resource::{Client, blocking};
use graph_resource_tests::{Canned, Fault, Faults, RetryAfter, Service, sample};
use samples::User;
use tracing::span::{Attributes, Id};
use tracing::{Instrument, Span, Subscriber, info_span};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use tracing_subscriber::registry::LookupSpan;

/// The names of the spans below each span that a test opened.
static BELOW: Mutex<Option<HashMap<u64, Vec<String>>>> = Mutex::new(None);
static INSTALLED: Once = Once::new();

struct Ancestors;

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Ancestors {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let name = attributes.metadata().name();
        let scope = context.span_scope(id).into_iter().flatten();
        let root = scope.last().map_or(0, |span| span.id().into_u64());
        let mut below = BELOW.lock().unwrap();
        let names = below.get_or_insert_default().entry(root).or_default();
        names.push(name.to_owned());
    }
}

/// Opens a span of the caller, which is the root of everything that happens in it.
fn caller() -> Span {
    INSTALLED.call_once(|| {
        let subscriber = tracing_subscriber::registry().with(Ancestors);
        tracing::subscriber::set_global_default(subscriber).unwrap();
    });
    info_span!(parent: None, "caller")
}

/// How many spans of this name are below the caller's span.
fn count_below(caller: &Span, name: &str) -> usize {
    let root = caller.id().unwrap().into_u64();
    let below = BELOW.lock().unwrap();
    let names = &below.as_ref().unwrap()[&root];
    names.iter().filter(|below| *below == name).count()
}

fn client(service: &Service) -> Client {
    Client::builder()
        .credential(|| {
            info_span!("credential");
            Ok::<_, std::io::Error>(Service::TOKEN.to_owned())
        })
        .on_wait(|_| drop(info_span!("hook")))
        .base_url(service.base_url())
        .build()
        .unwrap()
}

/// A service that throttles the first request.
async fn throttling_service() -> Service {
    let service = Service::builder().page_size(2).start().await;
    let throttled = Fault::throttled(RetryAfter::Decimal("0.01"));
    service.set_faults(Faults::script([(0, throttled)]));
    service
}

/// Makes a read within a span, and checks that everything it caused is below that span.
async fn check<F: Future>(requests: usize, read: impl FnOnce(Client) -> F) {
    let service = throttling_service().await;
    let caller = caller();
    read(client(&service)).instrument(caller.clone()).await;
    assert_eq!(count_below(&caller, "graph_request"), requests);
    assert!(count_below(&caller, "credential") > 0);
    assert!(count_below(&caller, "hook") > 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn reads_are_children_of_the_callers_span() {
    check(1, async |client| {
        User::get(sample::ME).send(&client).await.unwrap()
    })
    .await;
    check(2, async |client| {
        User::list().max_pages(2).all(&client).await.unwrap_err()
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pages_of_a_stream_are_children_of_the_span_that_polls_it_first() {
    check(3, async |client| {
        let users = User::list().max_pages(3).prefetch(1).stream(&client);
        users.collect::<Vec<_>>().await
    })
    .await;
    let service = throttling_service().await;
    let client = client(&service);
    let first = caller();
    let mut users = User::list().prefetch(0).stream(&client);
    users
        .next()
        .instrument(first.clone())
        .await
        .unwrap()
        .unwrap();
    let later = caller();
    let rest = users.take(3).try_collect::<Vec<_>>();
    rest.instrument(later.clone()).await.unwrap();
    assert_eq!(count_below(&first, "graph_request"), 2);
    assert_eq!(count_below(&later, "graph_request"), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn downloads_are_children_of_the_callers_span() {
    for chunked in [false, true] {
        let service = throttling_service().await;
        let photo = Canned::new(200, "image/jpeg", vec![7; 100_000]);
        service.respond_with("/v1.0/users/1/photo", photo);
        let client = client(&service);
        let caller = caller();
        let download = async {
            match chunked {
                true => User::photo("1")
                    .stream(&client)
                    .try_fold(0, async |sum, chunk| Ok(sum + chunk.len()))
                    .await
                    .unwrap(),
                false => User::photo("1").bytes(&client).await.unwrap().len(),
            }
        };
        assert_eq!(download.instrument(caller.clone()).await, 100_000);
        assert_eq!(count_below(&caller, "graph_request"), 1);
        assert_eq!(count_below(&caller, "hook"), 1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn batches_are_children_of_the_callers_span() {
    // Two batches, of which the throttled one is posted again in a span of its own.
    check(3, async |client| {
        let parts = std::iter::repeat_n(User::get(sample::ME), 30);
        client.batch_all(parts).await.unwrap()
    })
    .await;
}

#[test]
fn blocking_reads_are_children_of_the_callers_span() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let service = runtime.block_on(throttling_service());
    let client = blocking::Client::from_async(client(&service)).unwrap();
    let caller = caller();
    caller.in_scope(|| {
        client.send(&User::get(sample::ME)).unwrap();
        client.iter(&User::list()).take(3).for_each(drop);
    });
    assert!(count_below(&caller, "graph_request") >= 3);
    assert!(count_below(&caller, "credential") > 0);
    assert_eq!(count_below(&caller, "hook"), 1);
}
