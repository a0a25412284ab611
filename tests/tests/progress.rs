//! A read makes progress without anybody polling another read: nothing that others wait for is held by a future that its
//! caller has put aside.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use fastrand::Rng;
use futures_util::{StreamExt, stream};
use graph_resource::{Client, Content, graph_resource};
use graph_resource_tests::{Canned, Service};
use serde::Deserialize;

#[graph_resource(path = "/users/<userId>")]
#[derive(Debug, Deserialize)]
struct User {
    id: String,
}

/// Far more than any of these tests takes where nothing hangs.
const LIMIT: Duration = Duration::from_secs(60);

async fn service() -> Service {
    let service = Service::builder()
        .token("token")
        .latency(Duration::from_millis(5))
        .start()
        .await;
    service.respond_with("/v1.0/users/", Canned::json(200, r#"{"id":"1"}"#));
    service
}

fn client(service: &Service, places: usize) -> Client {
    Client::builder()
        .credential("token")
        .base_url(service.base_url())
        .max_concurrent_requests(places)
        .build()
        .unwrap()
}

async fn in_time<T>(what: &str, work: impl Future<Output = T>) -> T {
    match tokio::time::timeout(LIMIT, work).await {
        Ok(output) => output,
        Err(_) => panic!("{what} hangs"),
    }
}

/// Polls a future once. Returns its output if it is ready.
async fn poll_once<F: Future + Unpin>(future: &mut F) -> Option<F::Output> {
    poll_fn(
        |context| match std::pin::Pin::new(&mut *future).poll(context) {
            Poll::Ready(output) => Poll::Ready(Some(output)),
            Poll::Pending => Poll::Ready(None),
        },
    )
    .await
}

#[tokio::test]
async fn a_read_in_the_body_of_a_loop_over_buffered_reads_makes_progress() {
    let service = service().await;
    let client = client(&service, 4);
    in_time("a read between buffered reads", async {
        let ids = (0..60).map(|id| id.to_string());
        let mut users = stream::iter(ids)
            .map(|id| User::get(id).send(&client))
            .buffer_unordered(10);
        while let Some(user) = users.next().await {
            let again = User::get(user.unwrap().id).send(&client).await;
            assert_eq!(again.unwrap().id, "1");
        }
    })
    .await;
}

#[tokio::test]
async fn a_read_that_is_put_aside_leaves_its_place_to_others() {
    let service = service().await;
    let client = client(&service, 1);
    in_time("a read beside one that is put aside", async {
        let mut aside = pin!(User::get("1").send(&client));
        assert!(poll_once(&mut aside).await.is_none());
        User::get("2").send(&client).await.unwrap();
        aside.await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_stream_without_prefetch_that_is_put_aside_leaves_its_place_to_others() {
    let service = service().await;
    let client = client(&service, 1);
    in_time("a read beside a stream that is put aside", async {
        let mut users = User::list().prefetch(0).stream(&client);
        {
            let mut next = pin!(users.next());
            assert!(poll_once(&mut next).await.is_none());
        }
        User::get("2").send(&client).await.unwrap();
        while let Some(user) = users.next().await.unwrap() {
            assert!(!user.id.is_empty());
        }
    })
    .await;
}

#[tokio::test]
async fn a_download_that_is_put_aside_while_it_opens_leaves_its_place_to_others() {
    let service = service().await;
    service.respond_with(
        "/v1.0/photo",
        Canned::new(200, "image/jpeg", "bytes".repeat(100)),
    );
    let client = client(&service, 1);
    in_time("a read beside a download that is put aside", async {
        let mut download = Content::at_path("/photo").stream(&client);
        {
            let mut next = pin!(download.next());
            assert!(poll_once(&mut next).await.is_none());
        }
        User::get("2").send(&client).await.unwrap();
        let mut length = 0;
        while let Some(bytes) = download.next().await.unwrap() {
            length += bytes.len();
        }
        assert_eq!(length, 500);
    })
    .await;
}

#[tokio::test]
async fn a_batch_that_is_put_aside_leaves_its_place_to_others() {
    let service = service().await;
    let client = client(&service, 1);
    in_time("a read beside a batch that is put aside", async {
        let mut aside = client.batch_all((0..60).map(|id| User::get(id.to_string())));
        assert!(poll_once(&mut aside).await.is_none());
        User::get("2").send(&client).await.unwrap();
        assert_eq!(aside.await.unwrap().len(), 60);
    })
    .await;
}

#[tokio::test]
async fn a_read_that_is_put_aside_keeps_no_turn_from_others() {
    let service = service().await;
    let nearly_full = Canned::json(200, r#"{"id":"1"}"#);
    let nearly_full = nearly_full.header("x-ms-throttle-limit-percentage", "0.8");
    service.respond_with("/v1.0/users/", nearly_full);
    let client = client(&service, 4);
    in_time("a read beside one that waits for its turn", async {
        User::get("1").send(&client).await.unwrap();
        // Its turn comes 50 ms after the start of the first read.
        let mut aside = pin!(User::get("2").send(&client));
        assert!(poll_once(&mut aside).await.is_none());
        let mut batch = client.batch((User::get("3"),));
        assert!(poll_once(&mut batch).await.is_none());
        User::get("4").send(&client).await.unwrap();
        aside.await.unwrap();
        batch.await.unwrap().0.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_loop_body_that_sleeps_delays_no_unrelated_read() {
    let service = service().await;
    let client = client(&service, 2);
    in_time("a read beside a slow loop", async {
        let ids = (0..8).map(|id| id.to_string());
        let mut users = stream::iter(ids)
            .map(|id| User::get(id).send(&client))
            .buffer_unordered(4);
        users.next().await.unwrap().unwrap();
        // The futures in the buffer are not polled meanwhile.
        let unrelated = client.clone();
        let read = tokio::spawn(async move { User::get("9").send(&unrelated).await });
        read.await.unwrap().unwrap();
        while let Some(user) = users.next().await {
            user.unwrap();
        }
    })
    .await;
}

#[tokio::test]
async fn a_dropped_read_holds_no_place_and_runs_no_further() {
    let service = service().await;
    let client = client(&service, 1);
    in_time("a read after dropped ones", async {
        for polls in 0..40 {
            let mut dropped = Box::pin(User::get("1").send(&client));
            for _ in 0..polls % 4 {
                if poll_once(&mut dropped).await.is_some() {
                    break;
                }
                tokio::task::yield_now().await;
            }
        }
        User::get("2").send(&client).await.unwrap();
    })
    .await;
    let sent = service.requests().len();
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert_eq!(service.requests().len(), sent);
}

/// What the operations of the storm share.
#[derive(Clone)]
struct Storm {
    client: Client,
    /// The ids of all users, as the service lists them.
    ids: Vec<String>,
}

impl Storm {
    /// One operation: a kind of read, polled, put aside or dropped at random.
    async fn operation(&self, random: &mut Rng) {
        match random.u8(0..7) {
            0 => self.read().await,
            1 => self.dropped_read(random).await,
            2 => self.read_beside_another(random).await,
            3 => self.stream(random).await,
            4 => self.download(random).await,
            5 => self.batch().await,
            _ => self.buffered_reads(random).await,
        }
    }

    async fn read(&self) {
        let user = User::get("1").send(&self.client).await.unwrap();
        assert_eq!(user.id, "1");
    }

    async fn dropped_read(&self, random: &mut Rng) {
        let mut read = Box::pin(User::get("1").send(&self.client));
        for _ in 0..random.u8(0..4) {
            if poll_once(&mut read).await.is_some() {
                return;
            }
            tokio::task::yield_now().await;
        }
    }

    async fn read_beside_another(&self, random: &mut Rng) {
        let mut aside = pin!(User::get("1").send(&self.client));
        let mut is_done = false;
        for _ in 0..random.u8(1..4) {
            tokio::select! {
                biased;
                user = &mut aside, if !is_done => {
                    assert_eq!(user.unwrap().id, "1");
                    is_done = true;
                }
                () = tokio::task::yield_now() => self.read().await,
            }
        }
        if !is_done {
            assert_eq!(aside.await.unwrap().id, "1");
        }
    }

    async fn stream(&self, random: &mut Rng) {
        let mut users = User::list()
            .prefetch(random.usize(0..3))
            .stream(&self.client);
        let mut ids = Vec::new();
        let enough = random.usize(0..2 * self.ids.len());
        while ids.len() < enough {
            if random.u8(0..8) == 0 {
                let once = poll_once(&mut Box::pin(users.next())).await;
                if let Some(user) = once.and_then(|next| next.unwrap()) {
                    ids.push(user.id);
                }
                self.read().await;
            } else if let Some(user) = users.next().await.unwrap() {
                ids.push(user.id);
            } else {
                assert_eq!(ids, self.ids);
                return;
            }
        }
        assert_eq!(ids, self.ids[..ids.len()]);
    }

    async fn download(&self, random: &mut Rng) {
        let mut download = Content::at_path("/photo").stream(&self.client);
        let mut length = 0;
        while let Some(bytes) = download.next().await.unwrap() {
            length += bytes.len();
            if random.bool() {
                self.read().await;
            }
        }
        assert_eq!(length, 500);
    }

    async fn batch(&self) {
        let users = self
            .client
            .batch((User::list().top(1), User::list().top(2)));
        let (one, two) = users.await.unwrap();
        assert_eq!((one.unwrap().value.len(), two.unwrap().value.len()), (1, 2));
    }

    async fn buffered_reads(&self, random: &mut Rng) {
        let count = random.usize(1..20);
        let reads = (0..count).map(|_| User::get("1").send(&self.client));
        let mut users = stream::iter(reads).buffer_unordered(8);
        let mut received = 0;
        while let Some(user) = users.next().await {
            assert_eq!(user.unwrap().id, "1");
            received += 1;
            self.read().await;
        }
        assert_eq!(received, count);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_storm_of_reads_that_are_put_aside_and_dropped_finishes() {
    let service = Service::builder().token("token").page_size(7).start().await;
    service.respond_with("/v1.0/users/", Canned::json(200, r#"{"id":"1"}"#));
    service.respond_with(
        "/v1.0/photo",
        Canned::new(200, "image/jpeg", "bytes".repeat(100)),
    );
    let client = client(&service, 16);
    let users = User::list().all(&client).await.unwrap();
    let storm = Storm {
        client,
        ids: users.into_iter().map(|user| user.id).collect(),
    };
    in_time("the storm", async {
        let mut tasks = tokio::task::JoinSet::new();
        for seed in 0..50 {
            let storm = storm.clone();
            tasks.spawn(async move {
                let mut random = Rng::with_seed(seed);
                for _ in 0..40 {
                    storm.operation(&mut random).await;
                }
            });
        }
        while let Some(finished) = tasks.join_next().await {
            finished.unwrap();
        }
    })
    .await;
    let sent = service.requests().len();
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert_eq!(
        service.requests().len(),
        sent,
        "a request was sent after the storm"
    );
}
