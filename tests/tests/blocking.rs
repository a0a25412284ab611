//! Synchronous reads, outside and inside of a runtime, on connections that are kept.

use std::collections::HashSet;

use graph_resource::testing::Fake;
use graph_resource::{Error, ErrorKind, List, blocking, graph_resource};
use graph_resource_tests::{Service, sample};
use serde::Deserialize;
use serde_json::json;

#[graph_resource(path = "/users/<userId>", delta(changes = "/users/delta"))]
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
struct User {
    id: String,
}

/// A service on a runtime of its own, as a service is.
struct Running {
    service: Service,
    runtime: tokio::runtime::Runtime,
}

impl Running {
    fn start() -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let service = runtime.block_on(Service::start());
        Running { service, runtime }
    }

    fn client(&self) -> blocking::Client {
        let client = graph_resource::Client::builder().credential(Service::TOKEN).base_url(self.service.base_url());
        blocking::Client::from_async(client.build().unwrap()).unwrap()
    }
}

#[test]
fn every_read_has_its_blocking_form() {
    let running = Running::start();
    let client = running.client();
    let list = User::list().top(7);
    assert_eq!(client.send(&User::get(sample::ME)).unwrap().id, sample::ME);
    assert_eq!(client.send_opt(&User::get("nobody")).unwrap(), None);
    let all = client.all(&list).unwrap();
    assert_eq!(client.iter(&list).collect::<Result<Vec<_>, Error>>().unwrap(), all);
    assert_eq!(client.pages(&list).map(|page| page.unwrap().value.len()).sum::<usize>(), all.len());
    assert_eq!(client.page(&list).unwrap().value.len(), 7);
    assert_eq!(client.count(&list).unwrap(), all.len() as u64);
    assert_eq!(client.first(&list).unwrap().as_ref(), all.first());
    assert_eq!(client.changes(&User::changes()).unwrap().changes.len(), all.len());
    let (one, none) = client.batch((User::get(sample::ME), User::get("nobody"))).unwrap();
    assert!(one.is_ok() && none.unwrap_err().is_not_found());
    assert_eq!(client.batch_all(all.iter().map(|user| User::get(&user.id))).unwrap().len(), all.len());
    assert_eq!(client.get_path::<u64>("/users/$count").unwrap(), all.len() as u64);
    let mut items = client.iter(&list);
    items.next().unwrap().unwrap();
    assert!(items.continuation().is_some());
}

#[test]
fn row_12_connections_are_kept() {
    let running = Running::start();
    let client = running.client();
    for _ in 0..10 {
        client.clone().send(&User::get(sample::ME)).unwrap();
    }
    let peers: HashSet<_> = running.service.requests().iter().map(|request| request.peer).collect();
    assert_eq!(peers.len(), 1);
}

#[test]
fn inside_of_a_runtime_it_blocks_and_does_not_panic() {
    let running = Running::start();
    let client = running.client();
    let base_url = running.service.base_url().to_owned();
    let other = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    other.block_on(async move {
        assert_eq!(client.send(&User::get(sample::ME)).unwrap().id, sample::ME);
        assert!(client.iter(&User::list()).all(|user| user.is_ok()));
        // Made and dropped in here as well.
        let own = graph_resource::Client::builder().credential(Service::TOKEN).base_url(base_url).build().unwrap();
        let own = blocking::Client::from_async(own).unwrap();
        assert!(own.send(&User::get(sample::ME)).is_ok());
        drop((client, own));
    });
    drop(running.runtime);
}

#[test]
fn a_mistake_is_an_error_and_ends_an_iterator() {
    let running = Running::start();
    let client = running.client();
    assert_eq!(client.send(&User::get("..")).unwrap_err().kind(), ErrorKind::Request);
    let mut items = client.iter(&User::list().header("x", "a\nb"));
    assert_eq!(items.next().unwrap().unwrap_err().kind(), ErrorKind::Request);
    assert!(items.next().is_none());
}

#[test]
fn one_bad_item_does_not_end_a_lenient_iterator() {
    let fake = Fake::new();
    let list = User::list().lenient();
    fake.on(&list).json(json!({"value": [{"id": "1"}, {"id": 2}, {"id": "3"}]}));
    let client = blocking::Client::from_async(fake.client()).unwrap();
    let mut items = client.iter(&list);
    assert_eq!(items.next().unwrap().unwrap().id, "1");
    assert_eq!(items.next().unwrap().unwrap_err().item_id(), Some("2"));
    let within = items.continuation().unwrap();
    assert_eq!(items.next().unwrap().unwrap().id, "3");
    assert!(items.next().is_none());
    let ids: Vec<_> = client.resume(&list, within).map(|item| item.unwrap().id).collect();
    assert_eq!(ids, ["3"]);
}

#[test]
fn iterators_say_where_to_go_on_behind_an_error() {
    let fake = Fake::new();
    let link = "/users?$skiptoken=2";
    fake.on(User::list()).json(json!({"value": [{"id": "1"}], "@odata.nextLink": format!("{}{link}", fake.root())}));
    fake.on(link).error(403, "x", "y").error(403, "x", "y").json(json!({"value": [{"id": "2"}]}));
    let client = blocking::Client::from_async(fake.client()).unwrap();
    let list = User::list();
    let (mut items, mut pages) = (client.iter(&list), client.pages(&list));
    assert_eq!(items.by_ref().filter(|item| item.is_err()).count(), 1);
    assert_eq!(pages.by_ref().filter(|page| page.is_err()).count(), 1);
    assert_eq!(items.continuation(), pages.continuation());
    let ids: Vec<_> = client.resume(&list, items.continuation().unwrap()).map(|item| item.unwrap().id).collect();
    assert_eq!(ids, ["2"]);
}

#[test]
fn a_panic_in_the_callers_code_is_an_error_that_says_where_to_go_on() {
    #[derive(Debug)]
    struct Panicking;
    impl<'de> Deserialize<'de> for Panicking {
        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let user = User::deserialize(deserializer)?;
            assert_ne!(user.id, "2", "the mistake");
            Ok(Panicking)
        }
    }
    let fake = Fake::new();
    fake.on(User::list()).pages([json!([{"id": "1"}]), json!([{"id": "2"}])]);
    let client = blocking::Client::from_async(fake.client()).unwrap();
    for ahead in [0, 1] {
        let path = User::list().to_string();
        let mut items = client.iter(&List::<Panicking>::path(&path).prefetch(ahead));
        assert!(items.next().unwrap().is_ok());
        assert_eq!(items.next().unwrap().unwrap_err().kind(), ErrorKind::Config);
        assert!(items.next().is_none());
        let mut rest = client.resume(&List::<User>::path(&path), items.continuation().unwrap());
        assert_eq!(rest.next().unwrap().unwrap().id, "2");
    }
}

#[test]
fn code_that_the_client_runs_cannot_wait_for_the_client() {
    let running = Running::start();
    let client: std::sync::Arc<std::sync::OnceLock<blocking::Client>> = std::sync::Arc::default();
    let itself = std::sync::Arc::clone(&client);
    let credential = move || match itself.get().unwrap().get_path::<serde_json::Value>("/me") {
        Ok(_) => Ok(Service::TOKEN),
        Err(error) => Err(error),
    };
    let own = graph_resource::Client::builder().credential(credential).base_url(running.service.base_url());
    let _ = client.set(blocking::Client::from_async(own.build().unwrap()).unwrap());
    let error = client.get().unwrap().send(&User::get(sample::ME)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credential);
}
