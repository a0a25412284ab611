//! Several workers share the mailboxes over PostgreSQL, and no mailbox is read by two of them at a time.

mod common;

use std::collections::BTreeMap;
use std::io::Write;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use common::postgres::Postgres;
use common::{Setup, successful_output};
use fastrand::Rng;
use graph_resource_mirror::store::Store;
use graph_resource_mirror::tenant::Size;
use graph_resource_tests::{Canned, Recorded, Service};
use sqlx::Row;

const WORKER: [&str; 4] = ["worker", "--until-empty", "--heartbeat", "0.3"];

/// A server, or `None` and a line about the reason.
fn postgres() -> Option<Postgres> {
    match Postgres::start() {
        Ok(server) => Some(server),
        Err(reason) => {
            // The output of a test that passes is not shown otherwise.
            let line = format!("skipped: two workers: {reason}");
            writeln!(std::io::stdout(), "{line}").expect("stdout is writable");
            None
        }
    }
}

async fn setup(server: &Postgres, size: Size, seed: u64) -> Setup {
    // Two folders on a page, so that it takes several requests to read a mailbox.
    let builder = Service::builder()
        .page_size(2)
        .latency(Duration::from_millis(5));
    Setup::start(builder, size, seed, server.url()).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_workers_lose_nothing_and_never_share_a_mailbox() {
    let Some(server) = postgres() else { return };
    let size = Size {
        users: 240,
        mailboxes: 120,
        groups: 20,
    };
    let mut setup = setup(&server, size, 2).await;
    let mut random = Rng::with_seed(2);
    for round in 0..4 {
        if round > 0 {
            setup.change(20);
        }
        if round == 2 {
            setup.service.expire_delta_links();
        }
        setup.service.clear_requests();
        kill_after(setup.spawn(&["queue"]), random.u64(..600));
        setup.complete(&["queue"]);

        let other = setup.spawn(&WORKER);
        kill_after(setup.spawn(&WORKER), random.u64(100..900));
        let replacement = setup.spawn(&WORKER);
        for worker in [other, replacement] {
            successful_output(&worker.wait_with_output().expect("the worker ends"));
        }
        setup.assert_equal(&format!("round {round}")).await;
        assert_read_one_after_the_other(&setup.service);
    }
}

/// A worker that stops without closing its connections, such as one on a machine that is suspended, is taken for dead.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_worker_that_was_taken_for_dead_still_has_its_mailboxes() {
    let Some(server) = postgres() else { return };
    let size = Size {
        users: 60,
        mailboxes: 40,
        groups: 2,
    };
    let setup = setup(&server, size, 3).await;
    setup.complete(&["queue"]);

    let suspended = setup.spawn(&WORKER);
    wait_for_requests(&setup.service, 6);
    signal(&suspended, "-STOP");
    let other = setup.spawn(&WORKER);
    wait_for_waiting_worker(&setup.database).await;
    signal(&suspended, "-CONT");

    successful_output(&other.wait_with_output().expect("the worker ends"));
    // It may end with an error, since the engine notices that others have its jobs.
    suspended.wait_with_output().expect("the worker ends");
    setup.assert_equal("afterwards").await;
    assert_read_one_after_the_other(&setup.service);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mailbox_that_cannot_be_read_is_reported_and_the_others_are_read() {
    let Some(server) = postgres() else { return };
    let size = Size {
        users: 12,
        mailboxes: 6,
        groups: 1,
    };
    let mut setup = setup(&server, size, 4).await;
    let user = setup.tenant.folders.keys().next().expect("a mailbox");
    let path = format!("/v1.0/users/{user}/mailFolders/delta");
    let body = r#"{"error": {"code": "ErrorAccessDenied", "message": "no access"}}"#;
    setup.service.respond_with(&path, Canned::json(403, body));
    setup.complete(&["queue"]);

    let worker = setup.spawn(&WORKER).wait_with_output();
    let output = worker.expect("the worker ends");
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        !output.status.success()
            && message.contains("could not be read, and are tried again in the next pass: 1"),
        "{message}"
    );
    assert!(message.contains("ErrorAccessDenied"), "{message}");
    let requests = setup.service.requests();
    let attempts = requests
        .iter()
        .filter(|request| request.path() == path)
        .count();
    assert_eq!(attempts, 5);
    setup.tenant.folders.pop_first();
    setup.assert_equal("without that mailbox").await;
}

/// The full size: `cargo test --release --test workers -- --ignored --nocapture`.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "takes some minutes"]
async fn workers_share_a_tenant_of_100_000_users() {
    let Some(server) = postgres() else { return };
    let size = Size {
        users: 100_000,
        mailboxes: 2000,
        groups: 1000,
    };
    let builder = Service::builder()
        .page_size(999)
        .latency(Duration::from_millis(20));
    let mut setup = Setup::start(builder, size, 7, server.url()).await;
    for workers in [1, 2] {
        let started = Instant::now();
        setup.complete(&["queue"]);
        let queued = started.elapsed();
        let started = Instant::now();
        let programs: Vec<_> = (0..workers).map(|_| setup.spawn(&WORKER)).collect();
        for program in programs {
            successful_output(&program.wait_with_output().expect("the worker ends"));
        }
        let read = started.elapsed();
        println!("queued in {queued:.1?}, read by {workers} workers in {read:.1?}");
        setup.assert_equal(&format!("{workers} workers")).await;
        assert_read_one_after_the_other(&setup.service);
        setup.service.clear_requests();
        setup.change(20);
    }
}

fn kill_after(mut program: Child, milliseconds: u64) {
    std::thread::sleep(Duration::from_millis(milliseconds));
    let _ = program.kill();
    program.wait().expect("the program ends");
}

fn signal(program: &Child, signal: &str) {
    let status = Command::new("kill")
        .args([signal, &program.id().to_string()])
        .status();
    assert!(status.expect("`kill` runs").success());
}

/// Waits until so many requests for mailboxes have arrived.
fn wait_for_requests(service: &Service, number: usize) {
    let started = Instant::now();
    while service
        .requests()
        .iter()
        .filter(|request| mailbox(request).is_some())
        .count()
        < number
    {
        assert!(
            started.elapsed() < Duration::from_secs(30),
            "no worker reads"
        );
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Waits until a worker waits for a mailbox that another one has.
async fn wait_for_waiting_worker(database: &str) {
    let store = Store::open(database, 1).await.expect("the database opens");
    let waiting = "SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted";
    let started = Instant::now();
    loop {
        let row = sqlx::query(waiting).fetch_one(store.pool()).await;
        if row.expect("the locks are readable").get::<i64, _>(0) > 0 {
            return;
        }
        assert!(
            started.elapsed() < Duration::from_secs(30),
            "no worker waits"
        );
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// The path of a mailbox, if it is one that was requested.
fn mailbox(request: &Recorded) -> Option<String> {
    let path = request.path();
    path.contains("/mailFolders/").then(|| path.to_owned())
}

/// Checks that the requests for each mailbox do not overlap, and that a worker is done with a mailbox when another one
/// begins.
fn assert_read_one_after_the_other(service: &Service) {
    let mut by_mailbox: BTreeMap<String, Vec<Recorded>> = BTreeMap::new();
    for request in service.requests() {
        if let Some(mailbox) = mailbox(&request) {
            by_mailbox.entry(mailbox).or_default().push(request);
        }
    }
    assert!(!by_mailbox.is_empty(), "no mailbox was read");
    for (mailbox, requests) in by_mailbox {
        for pair in requests.windows(2) {
            let ended = pair[0].ended().expect("an earlier request has ended");
            assert!(
                ended <= pair[1].received,
                "{mailbox} was read twice at a time"
            );
        }
        let mut workers: Vec<_> = requests
            .iter()
            .map(|request| request.header("user-agent"))
            .collect();
        workers.dedup();
        let blocks = workers.len();
        workers.sort();
        workers.dedup();
        assert_eq!(
            workers.len(),
            blocks,
            "{mailbox} was read by workers in turns"
        );
    }
}
