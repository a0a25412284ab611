//! Batches, whose requests the service runs at once.

use std::time::Duration;

use graph_resource::{Get, Workload};
use graph_resource_tests::{Fault, Faults};
use serde_json::Value;

use crate::{assert_all_succeed, assert_used_in_full, builder, client, get, mail, send_all};

fn notes(_: usize) -> Get<Value> {
    get("/me/onenote/pages")
}

#[tokio::test(start_paused = true)]
async fn batches_over_many_mailboxes_use_the_limit_of_outlook_and_do_not_exceed_it() {
    let service = crate::service().await;
    let results = client(&service).batch_all((0..400).map(mail)).await;
    assert_all_succeed(results.unwrap());
    assert_used_in_full(service.concurrency("outlook"), 400);
    assert_eq!(service.batches().len(), 20);
}

#[tokio::test(start_paused = true)]
async fn batches_and_single_reads_share_the_places() {
    let service = crate::service().await;
    let client = client(&service);
    let singles = send_all(&client, (0..100).map(mail));
    let batches = client.batch_all((0..100).map(mail));
    let (singles, batches) = tokio::join!(singles, batches);
    assert_all_succeed(singles);
    assert_all_succeed(batches.unwrap());
    assert_used_in_full(service.concurrency("outlook"), 200);
}

#[tokio::test(start_paused = true)]
async fn a_batch_of_one_request_takes_one_place() {
    let service = crate::service().await;
    let client = client(&service);
    let batches = (0..40).map(|number| {
        let client = client.clone();
        tokio::spawn(async move { client.batch((mail(number),)).await.unwrap().0 })
    });
    for batch in batches.collect::<Vec<_>>() {
        batch.await.unwrap().unwrap();
    }
    assert_used_in_full(service.concurrency("outlook"), 40);
}

#[tokio::test(start_paused = true)]
async fn a_batch_is_split_where_the_service_would_run_too_many_of_its_requests_at_once() {
    let service = crate::service().await;
    let results = client(&service).batch_all((0..40).map(notes)).await;
    assert_all_succeed(results.unwrap());
    assert_used_in_full(service.concurrency("onenote"), 40);
}

#[tokio::test(start_paused = true)]
async fn requests_to_several_workloads_in_one_batch_all_succeed() {
    let service = crate::service().await;
    let client = client(&service);
    let paths = [
        "/users/1",
        "/users/1/messages",
        "/me/onenote/pages",
        "/me/insights/used",
        "/security/secureScores",
        "/groups/1/events",
        "/teams/1",
    ];
    let requests = (0..200).map(|number| get(paths[number % paths.len()]));
    assert_all_succeed(client.batch_all(requests).await.unwrap());
    for workload in ["outlook", "onenote", "insights", "secureScores"] {
        assert_eq!(service.concurrency(workload).refused, 0, "{workload}");
    }
}

#[tokio::test(start_paused = true)]
async fn batches_that_need_the_same_workloads_in_opposite_orders_all_finish() {
    let service = crate::service().await;
    let client = client(&service);
    let mut tasks = tokio::task::JoinSet::new();
    for number in 0..50 {
        let client = client.clone();
        tasks.spawn(async move {
            let mut requests: Vec<_> = (0..5).map(mail).chain((0..5).map(notes)).collect();
            if number % 2 == 1 {
                requests.reverse();
            }
            client.batch_all(requests).await.unwrap()
        });
    }
    let all = tokio::time::timeout(Duration::from_secs(60), tasks.join_all());
    for results in all.await.expect("no batch waits for another one forever") {
        assert_all_succeed(results);
    }
    assert_eq!(service.concurrency("outlook").refused, 0);
    assert_eq!(service.concurrency("onenote").refused, 0);
}

#[tokio::test(start_paused = true)]
async fn a_batch_that_waits_for_a_workload_does_not_delay_one_without_requests_to_it() {
    let service = crate::service().await;
    service.set_faults(Faults::none().on("/v1.0/users/1/messages/1", [Fault::Stall]));
    let client = builder(&service)
        .max_concurrent_requests_to(Workload::Outlook, 1)
        .build()
        .unwrap();
    // Takes the only place of Outlook for as long as the test lasts.
    tokio::spawn(mail(1).send(&client));
    while service.requests().is_empty() {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    let hasty = client.with(|settings| settings.total_timeout(Duration::from_secs(1)));
    let users = (0..20).map(|_| get("/users/1"));
    let results = hasty.batch_all((0..20).map(mail).chain(users)).await;
    let (mails, users): (Vec<_>, Vec<_>) = results
        .unwrap()
        .into_iter()
        .enumerate()
        .partition(|(index, _)| *index < 20);
    assert!(mails.iter().all(|(_, mail)| mail.is_err()));
    assert_all_succeed(users.into_iter().map(|(_, user)| user).collect());
}
