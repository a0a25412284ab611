//! Many kinds of reads at once, of workloads with few places, dropped at random: all finish, and nothing stays held.

use std::future::Future;
use std::time::Duration;

use fastrand::Rng;
use graph_resource::{Client, Workload};
use graph_resource_tests::{Canned, Fault, Faults, RetryAfter, Service};

use crate::{get, mail, photo};

/// Far more simulated time than the storm takes where nothing hangs.
const LIMIT: Duration = Duration::from_secs(600);
const PATHS: [&str; 5] = [
    "/users/1",
    "/users/1/messages",
    "/me/onenote/pages",
    "/me/insights/used",
    "/security/secureScores",
];

fn path(random: &mut Rng) -> &'static str {
    PATHS[random.usize(..PATHS.len())]
}

fn client(service: &Service) -> Client {
    let mut builder = Client::builder()
        .credential(Service::TOKEN)
        .base_url(service.base_url())
        .timeout(Duration::from_secs(60));
    for workload in [
        Workload::Outlook,
        Workload::OneNote,
        Workload::Insights,
        Workload::Directory,
    ] {
        builder = builder.max_concurrent_requests_to(workload, 1);
    }
    builder.max_concurrent_requests(3).build().unwrap()
}

/// One read or several, whose results do not matter: the service and the time limits let many of them fail.
async fn operation(client: &Client, random: &mut Rng) {
    match random.u8(0..6) {
        0 => drop(get(path(random)).send(client).await),
        1 => drop(mail(random.usize(0..20)).send(client).await),
        2 => drop(photo().bytes(client).await),
        3 => {
            let requests: Vec<_> = (0..random.usize(1..30))
                .map(|_| get(path(random)))
                .collect();
            drop(client.batch_all(requests).await);
        }
        4 => {
            let (aside, other) = (get(path(random)), get(path(random)));
            let mut aside = std::pin::pin!(aside.send(client));
            tokio::select! {
                _ = &mut aside => {}
                () = tokio::time::sleep(Duration::from_millis(random.u64(0..20))) => {
                    drop(other.send(client).await);
                    drop(aside.await);
                }
            }
        }
        _ => {
            let mut download = photo().stream(client);
            while let Ok(Some(_)) = download.next().await {
                drop(get(path(random)).send(client).await);
            }
        }
    }
}

/// The client, or one with another time limit over the same places.
fn derived(client: &Client, random: &mut Rng) -> Client {
    let limit = Duration::from_millis(random.u64(1..3000));
    match random.u8(0..3) {
        0 => client.with(|settings| settings.total_timeout(limit)),
        1 => client.with(|settings| settings.timeout(limit)),
        _ => client.clone(),
    }
}

/// Does the work, or drops it on the way.
async fn dropped_at_random(work: impl Future<Output = ()>, random: &mut Rng) {
    let limit = Duration::from_millis(random.u64(0..400));
    if random.bool() {
        drop(tokio::time::timeout(limit, work).await);
    } else {
        work.await;
    }
}

async fn storm(client: &Client, seeds: std::ops::Range<u64>) {
    let mut tasks = tokio::task::JoinSet::new();
    for seed in seeds {
        let client = client.clone();
        tasks.spawn(async move {
            let mut random = Rng::with_seed(seed);
            for _ in 0..20 {
                let client = derived(&client, &mut random);
                let mut inner = random.fork();
                dropped_at_random(operation(&client, &mut inner), &mut random).await;
            }
        });
    }
    while let Some(finished) = tasks.join_next().await {
        finished.unwrap();
    }
}

#[tokio::test(start_paused = true)]
async fn a_storm_over_workloads_with_one_place_each_leaves_all_places_free() {
    let service = crate::service().await;
    service.set_faults(
        Faults::seeded(7)
            .rate(0.1)
            .with(Fault::Status(503, RetryAfter::Decimal("0.02")))
            .with(Fault::throttled(RetryAfter::Seconds(1)))
            .with(Fault::Reset)
            .with(Fault::CloseBody),
    );
    let nearly = Canned::json(200, r#"{"id":"1"}"#).header("x-ms-throttle-limit-percentage", "0.9");
    service.respond_with("/v1.0/me/insights", nearly);
    let client = client(&service);
    tokio::time::timeout(LIMIT, storm(&client, 0..60))
        .await
        .expect("the storm does not hang");
    service.set_faults(Faults::none());
    tokio::time::sleep(Duration::from_secs(5)).await;
    let sent = service.requests().len();
    tokio::time::sleep(Duration::from_secs(5)).await;
    assert_eq!(
        service.requests().len(),
        sent,
        "a request was sent after the storm"
    );
    for path in PATHS {
        let read = get(path).timeout(Duration::from_secs(1));
        read.send(&client).await.unwrap();
    }
}
