//! What the terminal shows: a bar per stage with its rate, and a line about the waits that the service has asked for.

use std::fmt::Write;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use graph_resource::retry::Wait;
use indicatif::{HumanCount, MultiProgress, ProgressBar, ProgressState, ProgressStyle};

use crate::counts::Counts;

/// The bars. Without a terminal there are none, and each stage prints a line at its end.
#[derive(Debug, Clone, Default)]
pub struct Progress {
    bars: MultiProgress,
    waits: Arc<Mutex<Waits>>,
}

/// All waits so far.
#[derive(Debug, Default)]
struct Waits {
    line: Option<ProgressBar>,
    number: u64,
    total: Duration,
}

/// A stage that is running.
#[derive(Debug)]
pub struct Stage {
    name: &'static str,
    bars: MultiProgress,
    bar: ProgressBar,
    started: Instant,
}

impl Progress {
    /// Starts a stage. The number of its items may be unknown.
    pub fn stage(&self, name: &'static str, items: Option<u64>) -> Stage {
        let bar = match items {
            Some(items) => ProgressBar::new(items).with_style(style(
                "{prefix:10} {wide_bar} {human_pos}/{human_len} {rate} {eta}",
            )),
            None => ProgressBar::new_spinner()
                .with_style(style("{prefix:10} {spinner} {human_pos} {rate}")),
        };
        let bar = self.bars.add(bar.with_prefix(name));
        bar.enable_steady_tick(Duration::from_millis(200));
        Stage {
            name,
            bars: self.bars.clone(),
            bar,
            started: Instant::now(),
        }
    }

    /// Shows a wait of the client: after a throttled or failed request, or to stay below a limit.
    pub fn wait(&self, wait: &Wait<'_>) {
        let mut waits = self.waits.lock().unwrap_or_else(PoisonError::into_inner);
        waits.number += 1;
        waits.total += wait.delay;
        let text = format!(
            "{} waits, {:.1?} in all; the last one: {}",
            waits.number,
            waits.total,
            describe(wait)
        );
        let line = waits.line.get_or_insert_with(|| {
            let line = ProgressBar::new_spinner().with_style(style("{prefix:10} {msg}"));
            self.bars.add(line.with_prefix("throttled"))
        });
        line.set_message(text);
    }

    /// Prints how long the program has waited, if it has.
    pub fn finish(&self) {
        let waits = self.waits.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(line) = &waits.line {
            line.finish_and_clear();
            println!(
                "waits because of limits or errors: {}, {:.1?} in all",
                waits.number, waits.total
            );
        }
    }
}

impl Stage {
    /// The bar, which counts items.
    pub fn bar(&self) -> &ProgressBar {
        &self.bar
    }

    /// Ends the stage.
    pub fn finish(self, counts: Counts) {
        let elapsed = self.started.elapsed();
        let rate = self.bar.position() as f64 / elapsed.as_secs_f64().max(0.001);
        self.bar.finish_and_clear();
        let restarts = match counts.restarts {
            0 => String::new(),
            restarts => format!(", read again {restarts} times"),
        };
        let line = format!(
            "{}: {} updated, {} removed{restarts} in {:.1?} ({} items/s)",
            self.name,
            HumanCount(counts.updated),
            HumanCount(counts.removed),
            elapsed,
            HumanCount(rate as u64),
        );
        self.bars.suspend(|| println!("{line}"));
    }
}

/// One line about a wait. It contains no keys of the request.
fn describe(wait: &Wait<'_>) -> String {
    let reason = match (
        wait.status,
        wait.throttle
            .and_then(|info| info.limit_percentage.as_deref()),
    ) {
        (Some(status), Some(share)) => format!("status {status}, {share} of the limit"),
        (Some(status), None) => format!("status {status}"),
        (None, Some(share)) => format!("{share} of the limit"),
        (None, None) => "other requests are throttled, or the connection failed".to_owned(),
    };
    format!("{} for {:.1?} ({reason})", wait.template, wait.delay)
}

/// The style with this template.
fn style(template: &str) -> ProgressStyle {
    // A template is a constant of this file, and the default shows the same numbers.
    ProgressStyle::with_template(template)
        .unwrap_or_else(|_| ProgressStyle::default_bar())
        .with_key("rate", |state: &ProgressState, text: &mut dyn Write| {
            // A line that cannot be written is one that nobody sees.
            let _ = write!(text, "{:.0}/s", state.per_sec());
        })
}
