//! The program is killed at random moments, as by `kill -9`. Resumed until it is done, the database equals the service.

mod common;

use std::thread::sleep;
use std::time::{Duration, Instant};

use common::Setup;
use fastrand::Rng;
use graph_resource_mirror::tenant::Size;
use graph_resource_tests::Service;

/// What happens before the program is killed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
    /// The database is new.
    NewDatabase,
    /// The tenant changes.
    Changes,
    /// The tenant changes, and the delta links expire.
    ExpiredLinks,
}

/// Kills of one run.
struct Kills {
    setup: Setup,
    random: Rng,
    folder: tempfile::TempDir,
    /// How long a run takes in each case.
    usual: [Duration; 3],
    hit: usize,
}

impl Kills {
    async fn start(size: Size, page_size: usize, seed: u64) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let database = folder.path().join("mirror.sqlite").display().to_string();
        let builder = Service::builder().page_size(page_size);
        Self {
            setup: Setup::start(builder, size, seed, database).await,
            random: Rng::with_seed(seed),
            folder,
            usual: [Duration::from_millis(300); 3],
            hit: 0,
        }
    }

    fn prepare(&mut self, before: Before, number: usize) {
        match before {
            Before::NewDatabase => {
                let file = self.folder.path().join(format!("mirror{number}.sqlite"));
                self.setup.database = file.display().to_string();
            }
            Before::Changes => self.setup.change(20),
            Before::ExpiredLinks => {
                self.setup.change(20);
                self.setup.service.expire_delta_links();
            }
        }
    }

    /// Kills the program once, at a random moment of a usual run.
    fn kill(&mut self, before: Before) {
        let limit = self.usual[before as usize].as_micros();
        let limit = u64::try_from(limit).unwrap_or(u64::MAX);
        let mut program = self.setup.spawn(&["sync"]);
        sleep(Duration::from_micros(self.random.u64(..limit)));
        if program
            .try_wait()
            .expect("the program was started")
            .is_none()
        {
            self.hit += 1;
        }
        // `Child::kill` sends SIGKILL.
        let _ = program.kill();
        program.wait().expect("the program ends");
    }

    /// Resumes until it is done, and measures that.
    fn complete(&mut self, before: Before) {
        let started = Instant::now();
        let runs = self.setup.complete(&["sync"]);
        let usual = &mut self.usual[before as usize];
        *usual = (started.elapsed() / runs).max(*usual);
    }
}

impl Kills {
    /// Prepares a case, kills the program, resumes it, and compares.
    async fn case(&mut self, before: Before, number: usize) {
        self.prepare(before, number);
        self.kill(before);
        self.complete(before);
        let context = format!("kill {number}, {before:?}");
        self.setup.assert_equal(&context).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_at_random_moments_the_database_equals_the_service() {
    let size = Size {
        users: 3000,
        mailboxes: 150,
        groups: 100,
    };
    let mut kills = Kills::start(size, 100, 1).await;
    let cases = [
        Before::NewDatabase,
        Before::Changes,
        Before::ExpiredLinks,
        Before::Changes,
    ];
    // A run that ends before it is killed does not count.
    for (number, &before) in cases.iter().cycle().take(60).enumerate() {
        if kills.hit == 10 {
            return;
        }
        kills.case(before, number).await;
    }
    panic!("only {} runs were killed before their end", kills.hit);
}

/// The full size: `cargo test --release --test kills -- --ignored --nocapture`.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "takes several minutes"]
async fn a_tenant_of_100_000_users_survives_50_kills() {
    let size = Size {
        users: 100_000,
        mailboxes: 2000,
        groups: 1000,
    };
    let mut kills = Kills::start(size, 999, 3).await;
    let (elapsed, memory) = first_run(&kills.setup);
    println!("first run: {elapsed:.1?}, at most {memory} MB");
    kills.setup.assert_equal("the first run").await;
    kills.usual[Before::NewDatabase as usize] = elapsed;
    kills.usual[Before::ExpiredLinks as usize] = elapsed;

    let started = Instant::now();
    for number in 0..150 {
        let before = match number % 10 {
            0 => Before::NewDatabase,
            5 => Before::ExpiredLinks,
            _ => Before::Changes,
        };
        kills.case(before, number).await;
        println!("{} kills in {:.0?}", kills.hit, started.elapsed());
        if kills.hit == 50 {
            return;
        }
    }
    panic!("only {} runs were killed before their end", kills.hit);
}

/// How long the program runs, and how many megabytes of memory it has used at most.
fn first_run(setup: &Setup) -> (Duration, u64) {
    let started = Instant::now();
    let mut program = setup.spawn(&["sync"]);
    let mut most = 0;
    while program.try_wait().expect("the program runs").is_none() {
        most = most.max(peak_memory(program.id()).unwrap_or(0));
        sleep(Duration::from_millis(20));
    }
    let elapsed = started.elapsed();
    common::successful_output(&program.wait_with_output().expect("the program ends"));
    (elapsed, most)
}

/// The most memory that a process has used so far, as Linux reports it.
fn peak_memory(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1024)
}
