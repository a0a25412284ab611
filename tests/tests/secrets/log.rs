//! Records everything that is logged through `tracing` and `log`, as lines of text.

use std::fmt::{Debug, Write};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, Once};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

static LINES: Mutex<Vec<String>> = Mutex::new(Vec::new());
static INSTALLED: Once = Once::new();

/// Starts recording.
pub fn install() {
    INSTALLED.call_once(|| {
        tracing::subscriber::set_global_default(LineSubscriber(AtomicU64::new(1))).unwrap();
        log::set_logger(&LineLogger).unwrap();
        log::set_max_level(log::LevelFilter::Trace);
    });
}

/// The lines recorded so far.
pub fn lines() -> Vec<String> {
    LINES.lock().unwrap().clone()
}

struct LineSubscriber(AtomicU64);

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let _ = write!(self.0, " {}={value:?}", field.name());
    }
}

fn push(start: String, record: impl FnOnce(&mut Line)) {
    let mut line = Line(start);
    record(&mut line);
    LINES.lock().unwrap().push(line.0);
}

fn start(kind: &str, metadata: &Metadata<'_>) -> String {
    format!("{kind} {} {}:", metadata.target(), metadata.name())
}

impl Subscriber for LineSubscriber {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        push(start("span", span.metadata()), |line| span.record(line));
        Id::from_u64(self.0.fetch_add(1, Ordering::Relaxed))
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        push("record:".to_owned(), |line| values.record(line));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        push(start("event", event.metadata()), |line| event.record(line));
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

struct LineLogger;

impl log::Log for LineLogger {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        push(
            format!("log {}: {}", record.target(), record.args()),
            |_| {},
        );
    }

    fn flush(&self) {}
}
