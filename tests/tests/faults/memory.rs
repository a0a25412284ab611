//! The memory that a listing takes does not depend on its length.

use graph_resource_tests::Service;

use crate::{Item, children, client, data};

/// The peak resident size of this process, in KiB.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}

#[tokio::test]
#[ignore = "runs in its own process"]
async fn child() {
    let (Ok(base_url), Ok(path)) = (std::env::var("SIZE_FROM"), std::env::var("SIZE_FILE")) else {
        return;
    };
    let mut stream = Item::list().stream(&client(&base_url));
    let mut count = 0_u64;
    while stream.next().await.unwrap().is_some() {
        count += 1;
    }
    std::fs::write(
        path,
        format!("{count} {}", peak_memory().unwrap_or_default()),
    )
    .unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "a measurement of a million items: run it by name, in release, on Linux"]
async fn a_million_items_take_no_more_memory_than_ten_thousand() {
    let mut peaks = Vec::new();
    for count in [10_000, 1_000_000] {
        let service = Service::builder()
            .data(data(count, 100..=999, 0))
            .start()
            .await;
        let path = std::env::temp_dir().join(format!(
            "graph-resource-size-{}-{count}",
            std::process::id()
        ));
        let variables = [
            ("SIZE_FROM", service.base_url()),
            ("SIZE_FILE", path.to_str().unwrap()),
        ];
        let mut child = children::command("memory::child", &variables)
            .spawn()
            .unwrap();
        let status = tokio::task::spawn_blocking(move || child.wait())
            .await
            .unwrap()
            .unwrap();
        assert!(status.success());
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::remove_file(&path).unwrap();
        let (read, kib) = text.split_once(' ').unwrap();
        assert_eq!(read, count.to_string());
        println!("{count} items: peak of {kib} KiB");
        peaks.push(kib.parse::<u64>().unwrap());
    }
    assert!(peaks[1] < peaks[0] + 20 * 1024, "{peaks:?}");
}
