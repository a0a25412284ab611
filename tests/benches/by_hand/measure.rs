//! What reads cost, found by running clients.

use std::process::{Command, Stdio};
use std::time::Instant;

use crate::client::{Side, command, has_processor_time, output};
use crate::reads::Read;
use crate::server::Server;
use crate::table::{Costs, Unit};

/// How often times are measured. The median counts, because other programs disturb them.
const RUNS: usize = 5;

const CALLGRIND: &[&str] = &[
    "valgrind",
    "--tool=callgrind",
    "--callgrind-out-file=/dev/null",
];
const MEMCHECK: &[&str] = &["valgrind", "--leak-check=no", "--undef-value-errors=no"];

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Cost {
    Instructions,
    Allocations,
    /// Time on a processor, in the program and in the system.
    ProcessorTime,
    /// Time from the start of the process to its end.
    ElapsedTime,
}

impl Cost {
    /// Why this machine cannot measure it.
    pub fn missing_tool(self) -> Option<&'static str> {
        match self {
            Cost::Instructions | Cost::Allocations if !valgrind_is_installed() => {
                Some("valgrind is not installed")
            }
            Cost::ProcessorTime if !has_processor_time() => {
                Some("this system does not count the time of threads in /proc")
            }
            _ => None,
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Cost::Instructions => "instructions",
            Cost::Allocations => "allocations",
            Cost::ProcessorTime => "processor time",
            Cost::ElapsedTime => "elapsed time",
        }
    }

    pub fn unit(self) -> Unit {
        match self {
            Cost::Instructions | Cost::Allocations => Unit::Count,
            Cost::ProcessorTime | Cost::ElapsedTime => Unit::Seconds,
        }
    }

    /// The costs of one read: those of many, less those of a few, which include the start of the process.
    pub fn of_one(self, read: Read, times: usize, server: &Server) -> Costs {
        let few = times.div_ceil(5);
        self.costs(|side| {
            let many = self.measured(side, read, few + times, server);
            (many - self.measured(side, read, few, server)) / times as f64
        })
    }

    /// The costs of a process that reads once.
    pub fn of_process(self, read: Read, server: &Server) -> Costs {
        self.costs(|side| self.measured(side, read, 1, server))
    }

    /// Counts hardly differ from run to run. Times do, so the sides take turns.
    fn costs(self, measure: impl Fn(Side) -> f64) -> Costs {
        let runs = match self {
            Cost::Instructions | Cost::Allocations => 1,
            Cost::ProcessorTime | Cost::ElapsedTime => RUNS,
        };
        let (mut ours, mut by_hand) = (Vec::new(), Vec::new());
        for _ in 0..runs {
            ours.push(measure(Side::Ours));
            by_hand.push(measure(Side::ByHand));
        }
        Costs {
            ours: median(ours),
            by_hand: median(by_hand),
        }
    }

    fn measured(self, side: Side, read: Read, times: usize, server: &Server) -> f64 {
        let run = |tool| output(command(tool, side, read, times, server));
        match self {
            Cost::Instructions => number_after("Collected : ", &run(CALLGRIND).stderr),
            Cost::Allocations => number_after("total heap usage: ", &run(MEMCHECK).stderr),
            Cost::ProcessorTime => number_after("nanoseconds: ", &run(&[]).stdout) / 1e9,
            Cost::ElapsedTime => {
                let started = Instant::now();
                run(&[]);
                started.elapsed().as_secs_f64()
            }
        }
    }
}

fn valgrind_is_installed() -> bool {
    let mut version = Command::new("valgrind");
    version.arg("--version").stdout(Stdio::null());
    version.status().is_ok_and(|status| status.success())
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// A number in the output of a process, such as `1,234`.
fn number_after(label: &str, output: &[u8]) -> f64 {
    let output = String::from_utf8_lossy(output);
    let number = output.split_once(label).and_then(|(_, rest)| {
        let number = rest.split_whitespace().next()?;
        number.replace(',', "").parse().ok()
    });
    number.unwrap_or_else(|| panic!("no number after {label:?} in {output}"))
}
