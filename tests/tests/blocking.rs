//! The blocking client: every read, inside and outside a runtime, on reused connections.

mod samples;

use graph_resource::Get;
use std::collections::HashSet;
use std::io::Read;

use graph_resource::conditional::Fetched;
use graph_resource::long_running::Accepted;
use graph_resource::testing::Fake;
use graph_resource::{Error, ErrorKind, List, blocking};
use graph_resource_tests::{Canned, Service, sample};
use samples::User;
use serde::Deserialize;
use serde_json::json;

/// The local service on its own runtime, as a real service would be.
struct RunningService {
    service: Service,
    runtime: tokio::runtime::Runtime,
}

impl RunningService {
    fn start() -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap();
        let service = runtime.block_on(Service::start());
        RunningService { service, runtime }
    }

    fn client(&self) -> blocking::Client {
        let client = graph_resource::Client::builder()
            .credential(Service::TOKEN)
            .base_url(self.service.base_url());
        blocking::Client::from_async(client.build().unwrap()).unwrap()
    }
}

#[test]
fn every_read_has_a_blocking_form() {
    let running = RunningService::start();
    let client = running.client();
    let list = User::list().top(7);
    assert_eq!(client.send(&User::get(sample::ME)).unwrap().id, sample::ME);
    assert_eq!(client.send_opt(&User::get("nobody")).unwrap(), None);
    let all = client.all(&list).unwrap();
    assert_eq!(
        client
            .iter(&list)
            .collect::<Result<Vec<_>, Error>>()
            .unwrap(),
        all
    );
    assert_eq!(
        client
            .pages(&list)
            .map(|page| page.unwrap().value.len())
            .sum::<usize>(),
        all.len()
    );
    assert_eq!(client.page(&list).unwrap().value.len(), 7);
    assert_eq!(client.count(&list).unwrap(), all.len() as u64);
    assert_eq!(client.first(&list).unwrap().as_ref(), all.first());
    assert_eq!(
        client.changes(&User::changes()).unwrap().changes.len(),
        all.len()
    );
    let (one, none) = client
        .batch((User::get(sample::ME), User::get("nobody")))
        .unwrap();
    assert!(one.is_ok() && none.unwrap_err().is_not_found());
    assert_eq!(
        client
            .batch_all(all.iter().map(|user| User::get(&user.id)))
            .unwrap()
            .len(),
        all.len()
    );
    assert_eq!(
        client.send(&Get::<u64>::at_path("/users/$count")).unwrap(),
        all.len() as u64
    );
    let mut items = client.iter(&list);
    items.next().unwrap().unwrap();
    assert!(items.continuation().is_some());
}

#[test]
fn a_download_is_a_reader() {
    let fake = Fake::new();
    let text = "0123456789".repeat(1_000);
    fake.on(User::photo("1")).bytes("text/plain", text.clone());
    fake.on(User::photo("2")).status(404);
    fake.on(User::photo("3"))
        .raw(200, &[("content-length", "9"), ("etag", "\"1\"")], "abc");
    let client = blocking::Client::from_async(fake.client()).unwrap();
    let mut reader = client.open(&User::photo("1")).unwrap();
    assert_eq!(
        (reader.content_type(), reader.length()),
        (Some("text/plain"), Some(10_000))
    );
    let mut start = [0; 7];
    let mut rest = String::new();
    reader.read_exact(&mut start).unwrap();
    assert_eq!(reader.read_to_string(&mut rest).unwrap(), 9_993);
    assert_eq!(
        [start.as_slice(), rest.as_bytes()].concat(),
        text.as_bytes()
    );
    assert_eq!(reader.read(&mut start).unwrap(), 0);
    assert!(client.open(&User::photo("2")).unwrap_err().is_not_found());
    // The connection breaks, and the service does not support ranges to resume with.
    let mut broken = client.open(&User::photo("3")).unwrap();
    let error = broken
        .read_to_end(&mut Vec::new())
        .unwrap_err()
        .downcast::<Error>()
        .unwrap();
    assert_eq!(error.kind(), ErrorKind::Decode);
    // A further read does not look like the end of the content.
    broken.read(&mut start).unwrap_err();
    broken.read(&mut start).unwrap_err();
}

#[test]
fn links_and_runtime_paths_have_a_blocking_form() {
    let fake = Fake::new();
    let user = |id: &str| json!({"id": id});
    fake.on(User::list())
        .pages([json!([user("1")]), json!([user("2")])]);
    fake.on("/me").json(user("me"));
    fake.on(User::get("1"))
        .raw(202, &[("location", "https://jobs.example/1")], "");
    fake.on("https://jobs.example/1")
        .raw(202, &[("retry-after", "1")], "")
        .json(user("done"));
    let client = blocking::Client::from_async(fake.client()).unwrap();
    let first = client.page(&User::list()).unwrap();
    let second = client.page_after(&User::list(), &first).unwrap().unwrap();
    assert_eq!(second.value[0].id, "2");
    assert!(client.page_after(&User::list(), &second).unwrap().is_none());
    assert_eq!(client.send(&Get::<User>::at_path("/me")).unwrap().id, "me");
    assert_eq!(
        client
            .send(&Get::<User>::at_url(format!("{}/me", fake.root())))
            .unwrap()
            .id,
        "me"
    );
    assert_eq!(
        client
            .all(&List::<User>::at_path("/users?$select=id,displayName"))
            .unwrap()
            .len(),
        2
    );
    assert_eq!(
        client
            .send(&Get::<User>::at_url("https://graph.example/v1.0/me"))
            .unwrap_err()
            .kind(),
        ErrorKind::Link
    );
    let Accepted::Pending(job) = client.send_accepted(&User::get("1")).unwrap() else {
        panic!("the job is already complete")
    };
    let Accepted::Pending(job) = client.poll::<User>(&job).unwrap() else {
        panic!("the job completed too early")
    };
    assert!(
        matches!(client.poll::<User>(&job).unwrap(), Accepted::Done(user) if user.id == "done")
    );
}

#[test]
fn streams_are_read_item_by_item() {
    let running = RunningService::start();
    let client = running.client();
    let all = client.changes(&User::changes()).unwrap().changes;
    let mut changes = client.iter_changes(&User::changes());
    let mut read = vec![changes.next().unwrap().unwrap()];
    assert_eq!(changes.delta_link(), None);
    let mut rest = client.resume_changes(&User::changes(), changes.continuation().unwrap());
    read.extend(rest.by_ref().map(Result::unwrap));
    assert_eq!(read, all);
    let next = User::changes().since(rest.delta_link().unwrap());
    assert!(client.iter_changes(&next).next().is_none());

    running.service.respond_with(
        "/v1.0/users/1/photo",
        Canned::new(200, "image/png", "bytes"),
    );
    let chunks = client
        .chunks(&User::photo("1"))
        .collect::<Result<Vec<_>, Error>>()
        .unwrap();
    assert_eq!(chunks.concat(), b"bytes");
    assert!(
        client
            .chunks(&User::photo("nobody"))
            .next()
            .unwrap()
            .unwrap_err()
            .is_not_found()
    );
}

#[test]
fn an_iterator_knows_the_size_of_the_whole_collection() {
    let running = RunningService::start();
    let client = running.client();
    let mut items = client.iter(&User::list().top(5).with_count());
    assert_eq!(items.total_count(), None);
    items.next().unwrap().unwrap();
    let total = items.total_count().unwrap();
    // `Iterator::count` counts the items that are left.
    assert_eq!(total, 1 + items.count() as u64);
}

#[test]
fn connections_are_reused() {
    let running = RunningService::start();
    let client = running.client();
    for _ in 0..10 {
        client.clone().send(&User::get(sample::ME)).unwrap();
    }
    let peers: HashSet<_> = running
        .service
        .requests()
        .iter()
        .map(|request| request.peer)
        .collect();
    assert_eq!(peers.len(), 1);
}

#[test]
fn a_blocking_client_inside_a_runtime_does_not_panic() {
    let running = RunningService::start();
    let client = running.client();
    let base_url = running.service.base_url().to_owned();
    let other = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    other.block_on(async move {
        assert_eq!(client.send(&User::get(sample::ME)).unwrap().id, sample::ME);
        assert!(client.iter(&User::list()).all(|user| user.is_ok()));
        // A client can also be created and dropped inside the runtime.
        let own = graph_resource::Client::builder()
            .credential(Service::TOKEN)
            .base_url(base_url)
            .build()
            .unwrap();
        let own = blocking::Client::from_async(own).unwrap();
        assert!(own.send(&User::get(sample::ME)).is_ok());
        drop((client, own));
    });
    drop(running.runtime);
}

#[test]
fn an_error_ends_an_iterator() {
    let running = RunningService::start();
    let client = running.client();
    assert_eq!(
        client.send(&User::get("..")).unwrap_err().kind(),
        ErrorKind::Request
    );
    let mut items = client.iter(&User::list().header("x", "a\nb"));
    assert_eq!(
        items.next().unwrap().unwrap_err().kind(),
        ErrorKind::Request
    );
    assert!(items.next().is_none());
}

#[test]
fn one_bad_item_does_not_end_a_lenient_iterator() {
    let fake = Fake::new();
    let list = User::list().lenient();
    fake.on(&list)
        .json(json!({"value": [{"id": "1"}, {"id": 2}, {"id": "3"}]}));
    let client = blocking::Client::from_async(fake.client()).unwrap();
    let mut items = client.iter(&list);
    assert_eq!(items.next().unwrap().unwrap().id, "1");
    assert_eq!(items.next().unwrap().unwrap_err().item_id(), Some("2"));
    let continuation = items.continuation().unwrap();
    assert_eq!(items.next().unwrap().unwrap().id, "3");
    assert!(items.next().is_none());
    let ids: Vec<_> = client
        .resume(&list, continuation)
        .map(|item| item.unwrap().id)
        .collect();
    assert_eq!(ids, ["3"]);
}

#[test]
fn one_bad_item_does_not_end_a_lenient_round() {
    let fake = Fake::new();
    let changes = User::changes().lenient();
    let link = format!("{}/users/delta?$deltatoken=1", fake.root());
    fake.on(&changes)
        .json(json!({"value": [{"id": "1"}, {"id": 2}, {"id": "3"}], "@odata.deltaLink": link}));
    let client = blocking::Client::from_async(fake.client()).unwrap();
    let mut iterator = client.iter_changes(&changes);
    assert!(iterator.next().unwrap().is_ok());
    assert_eq!(iterator.next().unwrap().unwrap_err().item_id(), Some("2"));
    let continuation = iterator.continuation().unwrap();
    assert!(iterator.next().unwrap().is_ok() && iterator.next().is_none());
    assert!(iterator.delta_link().is_some());
    assert_eq!(client.resume_changes(&changes, continuation).count(), 1);
}

#[test]
fn iterators_have_a_continuation_after_an_error() {
    let fake = Fake::new();
    let link = "/users?$skiptoken=2";
    fake.on(User::list())
        .json(json!({"value": [{"id": "1"}], "@odata.nextLink": format!("{}{link}", fake.root())}));
    fake.on(link)
        .error(403, "x", "y")
        .error(403, "x", "y")
        .json(json!({"value": [{"id": "2"}]}));
    let client = blocking::Client::from_async(fake.client()).unwrap();
    let list = User::list();
    let mut items = client.iter(&list);
    let mut pages = client.pages(&list);
    assert_eq!(items.by_ref().filter(|item| item.is_err()).count(), 1);
    assert_eq!(pages.by_ref().filter(|page| page.is_err()).count(), 1);
    assert_eq!(items.continuation(), pages.continuation());
    let ids: Vec<_> = client
        .resume(&list, items.continuation().unwrap())
        .map(|item| item.unwrap().id)
        .collect();
    assert_eq!(ids, ["2"]);
}

#[test]
fn a_panic_in_the_callers_code_is_an_error_with_a_continuation() {
    #[derive(Debug)]
    struct Panicking;
    impl<'de> Deserialize<'de> for Panicking {
        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let user = User::deserialize(deserializer)?;
            assert_ne!(user.id, "2", "this deserializer panics");
            Ok(Panicking)
        }
    }
    let fake = Fake::new();
    fake.on(User::list())
        .pages([json!([{"id": "1"}]), json!([{"id": "2"}])]);
    let client = blocking::Client::from_async(fake.client()).unwrap();
    for prefetch in [0, 1] {
        let path = User::list().to_string();
        let mut items = client.iter(&List::<Panicking>::at_path(&path).prefetch(prefetch));
        assert!(items.next().unwrap().is_ok());
        assert_eq!(items.next().unwrap().unwrap_err().kind(), ErrorKind::Config);
        assert!(items.next().is_none());
        let mut rest = client.resume(&List::<User>::at_path(&path), items.continuation().unwrap());
        assert_eq!(rest.next().unwrap().unwrap().id, "2");
    }
}

#[test]
fn callbacks_cannot_block_on_their_own_client() {
    let running = RunningService::start();
    let client: std::sync::Arc<std::sync::OnceLock<blocking::Client>> = std::sync::Arc::default();
    let same_client = std::sync::Arc::clone(&client);
    let credential = move || match same_client
        .get()
        .unwrap()
        .send(&Get::<serde_json::Value>::at_path("/me"))
    {
        Ok(_) => Ok(Service::TOKEN),
        Err(error) => Err(error),
    };
    let own = graph_resource::Client::builder()
        .credential(credential)
        .base_url(running.service.base_url());
    let _ = client.set(blocking::Client::from_async(own.build().unwrap()).unwrap());
    let error = client
        .get()
        .unwrap()
        .send(&User::get(sample::ME))
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credential);
}

#[test]
fn every_read_that_returns_its_response_has_a_blocking_form() {
    let fake = Fake::new();
    fake.on(User::get("1"))
        .json(json!({"id": "1"}))
        .with_request_id("a");
    fake.on(User::get("2")).status(404).with_request_id("b");
    fake.on(User::get("3"))
        .raw(202, &[("location", "https://jobs.example/3")], "")
        .with_request_id("c");
    fake.on("https://jobs.example/3")
        .json(json!({"id": "3"}))
        .with_request_id("d");
    fake.on(User::changes())
        .delta([json!([{"id": "1"}])], "next")
        .with_request_id("e");
    let client = blocking::Client::from_async(fake.client()).unwrap();

    let found = client.response_opt(&User::get("1")).unwrap();
    assert_eq!((found.status(), found.request_id()), (200, Some("a")));
    let missing = client.response_opt(&User::get("2")).unwrap();
    assert_eq!((missing.status(), missing.request_id()), (404, Some("b")));
    assert!(found.value.is_some() && missing.value.is_none());

    let accepted = client.response_accepted(&User::get("3")).unwrap();
    assert_eq!((accepted.status(), accepted.request_id()), (202, Some("c")));
    let Accepted::Pending(monitor) = accepted.into_value() else {
        panic!("the read is pending");
    };
    let polled = client.poll_response::<User>(&monitor).unwrap();
    assert_eq!((polled.status(), polled.request_id()), (200, Some("d")));

    let round = client.changes_response(&User::changes()).unwrap();
    assert_eq!(round.request_id(), Some("e"));
    assert_eq!(round.value.changes.len(), 1);

    fake.on(User::photo("1"))
        .bytes("image/png", "photo")
        .with_request_id("g");
    fake.on(User::photo("2")).status(404).with_request_id("h");
    let found = client.bytes_response_opt(&User::photo("1")).unwrap();
    assert_eq!(
        (found.request_id(), found.value.clone()),
        (Some("g"), Some("photo".into()))
    );
    let missing = client.bytes_response_opt(&User::photo("2")).unwrap();
    assert_eq!((missing.status(), missing.request_id()), (404, Some("h")));
    assert!(missing.value.is_none());
    assert!(client.open_opt(&User::photo("1")).unwrap().is_some());
    assert!(client.open_opt(&User::photo("2")).unwrap().is_none());

    let request = User::get("4").with_response();
    fake.on(&request)
        .json(json!({"id": "4"}))
        .with_request_id("f");
    let parts = client.batch((request,)).unwrap();
    assert_eq!(parts.0.unwrap().request_id(), Some("f"));
}

#[test]
fn conditional_reads_and_responses_have_a_blocking_form() {
    let fake = Fake::new();
    fake.on(User::get("1"))
        .json(json!({"id": "1"}))
        .with_etag("\"2\"")
        .with_request_id("planted");
    fake.on(User::get("1").if_none_match("\"2\"")).status(304);
    fake.on(User::list()).pages([json!([{"id": "1"}])]);
    fake.on(User::photo("1"))
        .bytes("image/png", "photo")
        .with_etag("\"2\"")
        .with_header("last-modified", "Thu, 29 Feb 2024 09:15:00 GMT")
        .with_header("x-ms-throttle-limit-percentage", "0.5");
    fake.on(User::photo("1").if_none_match("\"2\"")).status(304);
    let client = blocking::Client::from_async(fake.client()).unwrap();

    let user = client.response(&User::get("1")).unwrap();
    assert_eq!((user.value.id.as_str(), user.etag()), ("1", Some("\"2\"")));
    assert_eq!(user.request_id(), Some("planted"));
    let page = client.page_response(&User::list()).unwrap();
    assert_eq!((page.value.value.len(), page.status()), (1, 200));
    let same = User::get("1").if_none_match("\"2\"");
    assert_eq!(client.fetch(&same).unwrap(), Fetched::NotModified);
    assert_eq!(client.fetch_response(&same).unwrap().status(), 304);
    let photo = client.bytes_response(&User::photo("1")).unwrap();
    assert_eq!(
        (photo.value.as_ref(), photo.etag()),
        (&b"photo"[..], Some("\"2\""))
    );

    let path = std::env::temp_dir().join(format!("graph-resource-blocking-{}", std::process::id()));
    let same = User::photo("1").if_none_match("\"2\"");
    assert!(client.open_if_modified(&same).unwrap().is_not_modified());
    assert!(client.bytes_if_modified(&same).unwrap().is_not_modified());
    assert!(
        client
            .save_to_if_modified(&same, &path)
            .unwrap()
            .is_not_modified()
    );
    assert!(!path.exists());
    let response = client.bytes_if_modified_response(&same).unwrap();
    assert_eq!(response.status(), 304);

    let changed = User::photo("1").if_none_match("\"1\"");
    let etag = Some("\"2\"".to_owned());
    let mut reader = client
        .open_if_modified(&changed)
        .unwrap()
        .into_modified()
        .unwrap();
    assert_eq!(
        (reader.etag(), reader.request_id()),
        (Some("\"2\""), Some("fake"))
    );
    assert_eq!(
        reader.last_modified(),
        Some("Thu, 29 Feb 2024 09:15:00 GMT")
    );
    assert_eq!(reader.headers().unwrap()["content-type"], "image/png");
    let share = reader.throttle().unwrap().limit_percentage.as_deref();
    assert_eq!(share, Some("0.5"));
    let mut text = String::new();
    reader.read_to_string(&mut text).unwrap();
    assert_eq!((text.as_str(), reader.etag()), ("photo", Some("\"2\"")));
    let bytes = client.bytes_if_modified(&changed).unwrap();
    assert_eq!(bytes, Fetched::modified("photo".into(), etag.clone()));
    let written = client.save_to_if_modified(&changed, &path).unwrap();
    assert_eq!(written, Fetched::modified(5, etag));
    assert_eq!(std::fs::read(&path).unwrap(), b"photo");
    std::fs::remove_file(&path).unwrap();
}
