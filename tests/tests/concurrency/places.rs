//! Reads of their own: how many are in flight to each workload.

use std::time::Duration;

use graph_resource::Workload;

use crate::{assert_all_succeed, assert_used_in_full, builder, client, get, mail, photo, send_all};

#[tokio::test(start_paused = true)]
async fn reads_of_many_mailboxes_use_the_limit_of_outlook_and_do_not_exceed_it() {
    let service = crate::service().await;
    let results = send_all(&client(&service), (0..400).map(mail)).await;
    assert_all_succeed(results);
    assert_used_in_full(service.concurrency("outlook"), 400);
}

#[tokio::test(start_paused = true)]
async fn every_documented_limit_is_kept() {
    let service = crate::service().await;
    let client = client(&service);
    for (workload, path) in [
        ("outlook", "/me/calendarView"),
        ("insights", "/me/insights/used"),
        ("onenote", "/sites/1/onenote/pages"),
        ("secureScores", "/security/secureScores"),
    ] {
        assert_all_succeed(send_all(&client, (0..40).map(|_| get(path))).await);
        assert_used_in_full(service.concurrency(workload), 40);
    }
    let profiles = (0..40).map(|_| get("/security/secureScoreControlProfiles"));
    assert_all_succeed(send_all(&client, profiles).await);
    assert_eq!(service.concurrency("secureScores").refused, 0);
}

#[tokio::test(start_paused = true)]
async fn reads_that_wait_for_outlook_do_not_delay_other_reads() {
    let service = crate::service().await;
    // Outlook takes four of the places, so there is one more.
    let client = builder(&service)
        .max_concurrent_requests(5)
        .build()
        .unwrap();
    let mails = tokio::spawn({
        let client = client.clone();
        async move { send_all(&client, (0..100).map(mail)).await }
    });
    while service.concurrency("outlook").most < 4 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    get("/users/1").send(&client).await.unwrap();
    let outlook = service.concurrency("outlook");
    assert!(outlook.served <= 12, "{outlook:?}");
    assert_all_succeed(mails.await.unwrap());
}

#[tokio::test(start_paused = true)]
async fn a_limit_can_be_lowered_and_lifted() {
    let service = crate::service().await;
    let lowered = builder(&service)
        .max_concurrent_requests_to(Workload::Outlook, 2)
        .build()
        .unwrap();
    assert_all_succeed(send_all(&lowered, (0..20).map(mail)).await);
    assert_all_succeed(lowered.batch_all((0..20).map(mail)).await.unwrap());
    let outlook = service.concurrency("outlook");
    assert_eq!((outlook.most, outlook.served, outlook.refused), (2, 40, 0));

    let lifted = builder(&service)
        .max_concurrent_requests_to(Workload::Outlook, None)
        .build()
        .unwrap();
    let results = send_all(&lifted, (0..20).map(mail)).await;
    let refused = results.iter().filter(|result| result.is_err()).count();
    assert_eq!(refused, 16);
    assert_eq!(service.concurrency("outlook").refused, 16);
}

#[tokio::test(start_paused = true)]
async fn a_workload_without_a_limit_can_be_given_one() {
    let service = crate::service().await;
    let client = builder(&service)
        .max_concurrent_requests_to(Workload::Directory, 0)
        .build()
        .unwrap();
    let started = tokio::time::Instant::now();
    assert_all_succeed(send_all(&client, (0..10).map(|_| get("/users/1"))).await);
    let one_by_one = crate::SERVICE_TIME * 10;
    assert!(started.elapsed() >= one_by_one, "{:?}", started.elapsed());
}

#[tokio::test(start_paused = true)]
async fn a_download_has_its_place_until_its_head_has_arrived() {
    let service = crate::service().await;
    let client = client(&service);
    let mut open = Vec::new();
    for _ in 0..8 {
        open.push(photo().send(&client).await.unwrap());
    }
    let downloads = (0..40).map(|_| {
        let client = client.clone();
        tokio::spawn(async move { photo().bytes(&client).await })
    });
    for download in downloads.collect::<Vec<_>>() {
        download.await.unwrap().unwrap();
    }
    assert_eq!(service.concurrency("outlook").refused, 0);
    assert_eq!(service.concurrency("outlook").served, 48);
}

#[tokio::test(start_paused = true)]
async fn dropping_reads_that_wait_leaves_nothing_held() {
    let service = crate::service().await;
    let client = client(&service);
    for _ in 0..5 {
        let reads = send_all(&client, (0..100).map(mail));
        let batches = client.batch_all((0..100).map(mail));
        let dropped = async { tokio::join!(reads, batches) };
        let cut_off = tokio::time::timeout(crate::SERVICE_TIME / 2, dropped).await;
        assert!(cut_off.is_err());
        // The service may not have seen the end of the connections yet.
        tokio::time::sleep(crate::SERVICE_TIME * 10).await;
    }
    let before = service.concurrency("outlook");
    assert_all_succeed(send_all(&client, (0..40).map(mail)).await);
    let after = service.concurrency("outlook");
    assert_eq!((after.most, after.served), (4, before.served + 40));
    assert_eq!(after.refused, 0);
}
