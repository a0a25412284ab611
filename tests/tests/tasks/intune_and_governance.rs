//! Devices, governance, and synchronous code.

use std::time::Duration;

use graph_resource::blocking as synchronous;
use graph_resource_tests::sample;

use crate::code::flags::Category;
use crate::code::managed_devices::ComplianceState;
use crate::code::{blocking, durations_and_binary, flags, managed_devices};
use crate::running::start;

#[tokio::test]
async fn managed_devices_that_do_not_comply() {
    let running = start().await;
    let devices = managed_devices::noncompliant(&running.client)
        .await
        .unwrap();
    assert_eq!(devices.len(), 2);
    for device in &devices {
        assert_eq!(device.compliance_state, Some(ComplianceState::NonCompliant));
        assert_eq!(device.total_storage_space_in_bytes, Some(256_060_514_304));
    }
    assert_eq!(devices[0].device_name.as_deref(), Some("CONTOSO-005"));
    assert_eq!(
        devices[0].last_sync_date_time,
        Some("2024-03-05T06:00:00Z".parse().unwrap())
    );
}

#[tokio::test]
async fn a_filter_on_flags() {
    let running = start().await;
    let tasks = flags::tasks_for_leavers(&running.client).await.unwrap();
    assert_eq!(tasks.len(), 3);
    assert!(
        tasks
            .iter()
            .all(|task| task.category.contains(&Category::Leaver))
    );
    assert!(tasks[0].category.contains(&Category::Mover));
}

#[tokio::test]
async fn durations_and_binary_data() {
    let running = start().await;
    let courses = durations_and_binary::long_courses(&running.client, sample::LEARNING_PROVIDER);
    let courses = courses.await.unwrap();
    assert_eq!(courses.len(), 2);
    assert_eq!(courses[0].title.as_deref(), Some("Git in an hour"));
    assert_eq!(courses[0].duration, Some(Duration::from_secs(3600)));
    let days = Duration::from_secs(3 * 86_400 + 4 * 3600 + 30 * 60);
    assert_eq!(courses[1].duration, Some(days));
    let thumbprints = durations_and_binary::thumbprints(&running.client, sample::APPLICATION);
    let thumbprints = thumbprints.await.unwrap();
    assert_eq!(thumbprints.len(), 1);
    assert_eq!(thumbprints[0][..4], [0xDE, 0xAD, 0xBE, 0xEF]);
}

#[test]
fn synchronous_code() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let running = runtime.block_on(start());
    let client = synchronous::Client::from_async(running.client.clone()).unwrap();
    let names = blocking::me_and_others(&client).unwrap();
    assert_eq!(
        names,
        [
            "Adele Vance",
            "Adele Vance",
            "Adele Vance 1",
            "Adele Vance 2",
            "Adele Vance 3"
        ]
    );
}
