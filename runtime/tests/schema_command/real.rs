//! The real metadata, from the file that `GRAPH_METADATA` names. Without it the test is skipped.

use std::io::Write;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::command::Folder;

#[test]
fn the_real_metadata_becomes_a_schema_in_two_seconds() {
    let Some(metadata) = metadata() else {
        return;
    };
    let folder = Folder::new();
    let write = ["-o", "graph.schema", "--from", metadata.as_str()];
    let started = Instant::now();
    let messages = folder.schema(&write).success();
    let duration = started.elapsed();
    println!("{duration:?}\n{messages}");
    folder
        .schema(&[&write[..], &["--check"]].concat())
        .success();
    // Without optimization it takes about ten times as long.
    let limit = if cfg!(debug_assertions) { 20 } else { 2 };
    assert!(duration < Duration::from_secs(limit), "{duration:?}");
}

fn metadata() -> Option<String> {
    let Some(path) = std::env::var_os("GRAPH_METADATA") else {
        // The test runner captures `println!`, but not writes to the stream itself.
        let reason = "skipped: GRAPH_METADATA does not name graph-v1.0.xml";
        writeln!(std::io::stdout(), "{reason}").expect("standard output is open");
        return None;
    };
    let path = PathBuf::from(path);
    let file = if path.is_dir() {
        path.join("graph-v1.0.xml")
    } else {
        path
    };
    Some(file.to_str().expect("the path is text").to_owned())
}
