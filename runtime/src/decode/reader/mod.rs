//! Reads a value from JSON, with the one copy of a type's `Deserialize` that is compiled.
//!
//! If the value does not fit, the place follows from two things: how far serde_json got, which gives the names and indices
//! in the JSON, and what the type was reading there, which tells the names of the program from the keys of maps. Those
//! belong to the service's data and are not shown.

mod access;
mod deserializer;
mod steps;
mod trace;
mod traced;
mod visitors;

use serde::de::{Deserialize, DeserializeOwned, IgnoredAny};

use crate::decode::reader::steps::{Step, steps_to_end};
use crate::decode::reader::trace::{Container, Trace};
use crate::decode::reader::traced::Traced;

/// Why JSON does not fit a type.
#[derive(Debug)]
pub(crate) struct Misfit {
    pub(super) error: serde_json::Error,
    /// The containers with the value that does not fit, the outermost first.
    containers: Vec<Container>,
}

/// Reads a value from the whole of this JSON.
pub(crate) fn read_json<'de, T: Deserialize<'de>>(json: &'de str) -> Result<T, Misfit> {
    let trace = Trace::default();
    let mut parser = serde_json::Deserializer::from_str(json);
    let read = T::deserialize(Traced {
        inner: &mut parser,
        trace: &trace,
    });
    let error = match read {
        Ok(value) => match parser.end() {
            Ok(()) => return Ok(value),
            Err(error) => error,
        },
        Err(error) => error,
    };
    Err(Misfit {
        error,
        containers: trace.into_containers(),
    })
}

/// Reads the value that the JSON starts with, gives it to `take`, and returns its length in bytes. `None` if it does not
/// fit. What follows the value is not looked at.
pub(crate) fn read_first<T: DeserializeOwned>(json: &str, take: impl FnOnce(T)) -> Option<usize> {
    let mut parser = serde_json::Deserializer::from_str(json);
    let value = T::deserialize(Traced {
        inner: &mut parser,
        trace: &Trace::default(),
    });
    take(value.ok()?);
    // Only an iterator tells where the parser is.
    Some(parser.into_iter::<IgnoredAny>().byte_offset())
}

impl From<serde_json::Error> for Misfit {
    fn from(error: serde_json::Error) -> Self {
        Misfit {
            error,
            containers: Vec::new(),
        }
    }
}

impl Misfit {
    /// The path of the value that does not fit; empty at the top.
    #[cold]
    pub(super) fn path(&self, json: &str) -> String {
        let read = json.get(..self.offset(json)).unwrap_or(json);
        let mut path = String::new();
        for (step, container) in steps_to_end(read).into_iter().zip(&self.containers) {
            match self.shown(step, *container) {
                Some(name) => {
                    if !path.is_empty() && !name.starts_with('[') {
                        path.push('.');
                    }
                    path += &name;
                }
                None => path += "[…]",
            }
        }
        path
    }

    /// How a step is shown; `None` if its name may belong to the data.
    fn shown(&self, step: Step<'_>, container: Container) -> Option<String> {
        if let Step::Index(index) = step {
            return Some(format!("[{index}]"));
        }
        let name = step.name()?;
        let is_of_program = match container {
            Container::Struct(names) | Container::Enum(names) => names.contains(&&*name),
            // An unknown property is only skipped, so a value that does not fit is that of a field.
            Container::OpenStruct => self.error.is_data(),
            Container::Map | Container::List => false,
        };
        is_of_program.then(|| name.into_owned())
    }

    /// How far the JSON was read, in bytes.
    pub(super) fn offset(&self, json: &str) -> usize {
        let lines_before = self.error.line().saturating_sub(1);
        let line_start: usize = json
            .split_inclusive('\n')
            .take(lines_before)
            .map(str::len)
            .sum();
        line_start + self.error.column()
    }
}

#[cfg(test)]
mod tests;
