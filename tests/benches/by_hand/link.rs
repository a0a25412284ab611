//! A network between the server and the client.

use std::io::{self, Write};
use std::thread;
use std::time::{Duration, Instant};

#[derive(Clone, Copy)]
pub struct Link {
    /// The time from a request to the first byte of its response.
    pub round_trip: Duration,
    pub bytes_per_second: u64,
}

impl Link {
    /// Sends the bytes as they would arrive.
    pub fn send(self, bytes: &[u8], stream: &mut impl Write) -> io::Result<()> {
        thread::sleep(self.round_trip);
        let started = Instant::now();
        let mut sent = 0;
        for chunk in bytes.chunks(16 * 1024) {
            sent += chunk.len() as u64;
            let due = Duration::from_secs_f64(sent as f64 / self.bytes_per_second as f64);
            thread::sleep(due.saturating_sub(started.elapsed()));
            stream.write_all(chunk)?;
        }
        Ok(())
    }
}
