//! Synchronous reads, outside and inside of a runtime, on connections that are kept.

use std::collections::HashSet;

use graph_resource::{Error, ErrorKind, blocking, graph_resource};
use graph_resource_tests::{Service, sample};
use serde::Deserialize;

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
