//! A read on a Tokio runtime that lacks what requests need is an error, and nothing is sent.

mod samples;

use std::net::TcpListener;

use futures_util::StreamExt;
use graph_resource::long_running::Monitor;
use graph_resource::testing::Fake;
use graph_resource::{Client, Error, ErrorKind};
use samples::User;
use serde_json::json;
use tokio::runtime::{Builder, Runtime};

/// A service that only notices whether anyone connects to it.
struct Silent(TcpListener);

impl Silent {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        Silent(listener)
    }

    fn client(&self) -> Client {
        Client::builder()
            .credential("token")
            .base_url(self.base_url())
            .build()
            .unwrap()
    }

    fn base_url(&self) -> String {
        format!("http://{}", self.0.local_addr().unwrap())
    }

    fn was_contacted(&self) -> bool {
        self.0.accept().is_ok()
    }
}

/// Runtimes that lack timers, I/O or both.
fn incomplete_runtimes() -> Vec<Runtime> {
    let mut builders = Vec::new();
    for new in [Builder::new_current_thread, Builder::new_multi_thread] {
        builders.push(new());
        builders.push(new());
        builders.last_mut().unwrap().enable_io();
        builders.push(new());
        builders.last_mut().unwrap().enable_time();
    }
    builders
        .into_iter()
        .map(|mut builder| builder.build().unwrap())
        .collect()
}

/// The errors of every kind of read.
async fn errors_of_reads(client: &Client, monitor: &str) -> Vec<Error> {
    vec![
        User::get("1").send(client).await.unwrap_err(),
        User::list().all(client).await.unwrap_err(),
        first(User::list().stream(client)).await,
        first(User::changes().stream(client)).await,
        User::photo("1").bytes(client).await.unwrap_err(),
        first(User::photo("1").stream(client)).await,
        client.batch((User::get("1"),)).await.unwrap_err(),
        client.batch_all([User::get("1")]).await.unwrap_err(),
        poll(client, monitor).await.unwrap_err(),
    ]
}

async fn first<T>(mut stream: impl StreamExt<Item = Result<T, Error>> + Unpin) -> Error {
    match stream.next().await {
        Some(Err(error)) => error,
        _ => panic!("the read succeeded"),
    }
}

async fn poll(client: &Client, monitor: &str) -> Result<(), Error> {
    let monitor: Monitor = monitor.parse()?;
    monitor.poll::<User>(client).await.map(drop)
}

#[test]
fn a_runtime_without_timers_or_io_is_an_error_and_nothing_is_sent() {
    for runtime in incomplete_runtimes() {
        let service = Silent::start();
        let client = service.client();
        let monitor = format!("{}/monitors/1", service.base_url());
        for error in runtime.block_on(errors_of_reads(&client, &monitor)) {
            assert_eq!(error.kind(), ErrorKind::Config, "{error}");
            assert!(error.to_string().contains("enable_all()"), "{error}");
            assert!(error.method().is_some(), "{error:?}");
        }
        assert!(!service.was_contacted());
    }
}

#[test]
fn runtimes_are_told_apart_although_they_share_a_thread() {
    let fake = Fake::new();
    fake.on(User::get("1")).json(json!({"id": "1"}));
    let client = fake.client();
    for _ in 0..2 {
        let complete = Builder::new_current_thread().enable_all().build().unwrap();
        complete.block_on(User::get("1").send(&client)).unwrap();
        let bare = Builder::new_current_thread().build().unwrap();
        let error = bare.block_on(User::get("1").send(&client)).unwrap_err();
        assert!(error.to_string().contains("enable_all()"), "{error}");
    }
}

#[test]
fn a_fake_service_needs_no_io() {
    let fake = Fake::new();
    fake.on(User::get("1")).json(json!({"id": "1"}));
    let timers = Builder::new_current_thread().enable_time().build().unwrap();
    timers
        .block_on(User::get("1").send(&fake.client()))
        .unwrap();
}
