//! Runs this test program again in another process.

use std::process::{Command, Stdio};

/// The command that runs one test of this program in its own process, with these environment variables.
pub fn command(test: &str, variables: &[(&str, &str)]) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["--exact", test, "--ignored", "--nocapture"])
        .stdout(Stdio::null())
        .stderr(Stdio::inherit());
    command.envs(variables.iter().copied());
    command
}
