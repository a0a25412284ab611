//! The line and column of a byte.

/// Finds lines by bisection: a large document has elements on all of its lines.
pub(super) struct Positions {
    /// The offset at which each line begins.
    starts: Vec<usize>,
}

impl Positions {
    pub(super) fn of(bytes: &[u8]) -> Self {
        let mut starts = vec![0];
        for (index, byte) in bytes.iter().enumerate() {
            if *byte == b'\n' {
                starts.push(index + 1);
            }
        }
        Self { starts }
    }

    /// The line and the column of an offset, both from 1.
    pub(super) fn locate(&self, offset: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts[line - 1];
        (line, offset - start + 1)
    }
}
