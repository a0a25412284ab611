//! A process that is killed at any point, and another that resumes its listing.

use std::fs::{self, File, OpenOptions};
use std::io::{Read, Write};
use std::path::Path;
use std::time::Duration;

use graph_resource::Continuation;
use graph_resource_tests::{Faults, Service};

use crate::{Item, children, client, data};

const ITEMS: usize = 20_000;

/// The ids stored in the file, and the continuation after the last of them. An incomplete last line is removed,
/// and its item is read again.
fn stored(path: &Path) -> (Vec<String>, Option<Continuation>) {
    let mut text = String::new();
    File::open(path)
        .and_then(|mut file| file.read_to_string(&mut text))
        .unwrap_or_default();
    let whole = text.rfind('\n').map_or(0, |end| end + 1);
    fs::write(path, &text[..whole]).unwrap();
    let lines: Vec<(String, Continuation)> = text[..whole]
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let continuation = lines.last().map(|(_, continuation)| continuation.clone());
    (lines.into_iter().map(|(id, _)| id).collect(), continuation)
}

#[tokio::test]
#[ignore = "runs in its own process"]
async fn child() {
    let (Ok(base_url), Ok(path)) = (std::env::var("RESUME_FROM"), std::env::var("RESUME_FILE"))
    else {
        return;
    };
    let (_, continuation) = stored(Path::new(&path));
    let mut file = OpenOptions::new()
        .append(true)
        .create(true)
        .open(path)
        .unwrap();
    let list = Item::list();
    let client = client(&base_url);
    let mut stream = match continuation {
        Some(continuation) => list.resume(&client, continuation),
        None => list.stream(&client),
    };
    while let Some(item) = stream.next().await.unwrap() {
        let line = serde_json::to_string(&(item.id, stream.continuation().unwrap())).unwrap();
        file.write_all(format!("{line}\n").as_bytes()).unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_process_killed_twenty_times_collects_every_id() {
    let faults = Faults::seeded(1).rate(0.05).all_transient();
    let service = Service::builder()
        .data(data(ITEMS, 50..=200, 1))
        .faults(faults)
        .start()
        .await;
    let path = std::env::temp_dir().join(format!("graph-resource-resume-{}", std::process::id()));
    let _ = fs::remove_file(&path);
    let variables = [
        ("RESUME_FROM", service.base_url()),
        ("RESUME_FILE", path.to_str().unwrap()),
    ];
    let mut kills = 0;
    loop {
        let mut child = children::command("resume::child", &variables)
            .spawn()
            .unwrap();
        if kills < 20 {
            // Somewhere: after an irregular number of further items.
            let before = lines(&path);
            let wanted = before + (kills * 7919) % (ITEMS / 25);
            while lines(&path) <= wanted && child.try_wait().unwrap().is_none() {
                tokio::time::sleep(Duration::from_millis(2)).await;
            }
            child.kill().unwrap();
            child.wait().unwrap();
            kills += 1;
        } else {
            assert!(child.wait().unwrap().success());
            break;
        }
    }
    let (ids, _) = stored(&path);
    fs::remove_file(&path).unwrap();
    assert_eq!(ids.len(), ITEMS);
    assert!(
        ids.iter()
            .enumerate()
            .all(|(index, id)| *id == index.to_string())
    );
}

fn lines(path: &Path) -> usize {
    fs::read(path).map_or(0, |bytes| {
        bytes.iter().filter(|byte| **byte == b'\n').count()
    })
}
