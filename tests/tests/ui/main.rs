//! Compile-fail tests: one mistake a file, and the message that it gets.
//!
//! The messages are the compiler's as well as ours, so they are pinned to one toolchain; on others they are not
//! compared. `TRYBUILD=overwrite cargo test -p graph-resource-tests --test ui` writes them anew.

use std::process::Command;

/// The toolchain whose messages are written down.
const TOOLCHAIN: &str = "rustc 1.95.0";

#[test]
fn ui() {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let version = Command::new(rustc)
        .arg("--version")
        .output()
        .expect("rustc runs");
    let version = String::from_utf8_lossy(&version.stdout);
    if version.starts_with(TOOLCHAIN) {
        trybuild::TestCases::new().compile_fail("tests/ui/*/*.rs");
    } else {
        println!("skipped: the messages are those of {TOOLCHAIN}, and this is {version}");
    }
}
