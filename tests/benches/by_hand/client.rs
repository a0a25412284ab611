//! The process that is measured: it reads from a server in another process.

use std::fs;
use std::process::{Command, Output, Stdio};

use tokio::runtime::Builder;

use crate::handwritten::Handwritten;
use crate::ours::Ours;
use crate::reads::{Read, Reads};
use crate::server::Server;

/// The first argument of the process.
pub const CLIENT: &str = "--client";

/// As long as the tokens of Entra ID.
const TOKEN_BYTES: usize = 1500;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Ours,
    ByHand,
}

impl Side {
    const OURS: &str = "ours";

    fn name(self) -> &'static str {
        match self {
            Side::Ours => Side::OURS,
            Side::ByHand => "by-hand",
        }
    }
}

/// The command of a client, perhaps run by a tool.
pub fn command(tool: &[&str], side: Side, read: Read, times: usize, server: &Server) -> Command {
    let program = std::env::current_exe().expect("this program");
    let program = program.to_str().expect("a path in UTF-8");
    let words: Vec<&str> = tool.iter().copied().chain([program]).collect();
    let mut command = Command::new(words[0]);
    command
        .args(&words[1..])
        .args([
            CLIENT,
            side.name(),
            read.name(),
            &times.to_string(),
            &server.base_url,
        ])
        .stdin(Stdio::null());
    if let Some(roots) = &server.roots {
        command.env("SSL_CERT_FILE", roots);
    }
    command
}

/// Runs a client to its end.
pub fn output(mut command: Command) -> Output {
    let output = command.output().expect("the client starts");
    assert!(output.status.success(), "{output:?}");
    output
}

/// What a client does, with the arguments of [`command`].
pub fn run(arguments: &[String]) {
    let [side, read, times, base_url] = arguments else {
        panic!("expected a side, a read, a number, and a URL");
    };
    let read = Read::named(read);
    let times = times.parse().expect("a number");
    let token = "x".repeat(TOKEN_BYTES);
    if side == Side::OURS {
        repeat(read, times, &Ours::new(base_url, token).expect("a client"));
    } else {
        repeat(
            read,
            times,
            &Handwritten::new(base_url, token).expect("a client"),
        );
    }
    println!("nanoseconds: {}", processor_nanoseconds());
}

fn repeat(read: Read, times: usize, reads: &impl Reads) {
    let runtime = Builder::new_current_thread().enable_all().build();
    let done = runtime
        .expect("a runtime")
        .block_on(read.repeat(reads, times));
    done.expect("no error");
}

/// Whether the system counts the time of threads, as Linux does.
pub fn has_processor_time() -> bool {
    processor_nanoseconds() > 0
}

/// The time that the threads of this process have run so far.
fn processor_nanoseconds() -> u64 {
    let Ok(threads) = fs::read_dir("/proc/self/task") else {
        return 0;
    };
    let times = threads.flatten().filter_map(|thread| {
        let statistics = fs::read_to_string(thread.path().join("schedstat")).ok()?;
        statistics.split(' ').next()?.parse::<u64>().ok()
    });
    times.sum()
}
