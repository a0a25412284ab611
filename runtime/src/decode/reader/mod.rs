//! Reads a value from JSON, with the one copy of a type's `Deserialize` that is compiled.
//!
//! If the value does not fit, the containers around it are noted: which of their values the type was reading, which gives
//! the names and indices in the JSON, and what each of them is to the type, which tells the names of the program from the
//! keys of maps. Those belong to the service's data and are not shown.
//!
//! The position in serde_json's error does not give the place: a type may refuse a value after more has been read, and an
//! error of other JSON, such as that in a string, has a position of its own.

mod access;
mod deserializer;
mod steps;
mod trace;
mod traced;
mod visitors;

use serde::de::{Deserialize, DeserializeOwned, IgnoredAny};

use crate::decode::reader::steps::{Step, step_into};
use crate::decode::reader::trace::{Container, Place, Trace};
use crate::decode::reader::traced::Traced;

/// Why JSON does not fit a type.
#[derive(Debug)]
pub(crate) struct Misfit {
    pub(super) error: serde_json::Error,
    /// The containers with the value that does not fit, the outermost first.
    places: Vec<Place>,
}

/// Reads a value from the whole of this JSON.
pub(crate) fn read_json<'de, T: Deserialize<'de>>(json: &'de str) -> Result<T, Misfit> {
    let trace = Trace::default();
    let mut parser = serde_json::Deserializer::from_str(json);
    let read = T::deserialize(Traced {
        inner: &mut parser,
        trace: &trace,
    });
    match read {
        Ok(value) => {
            parser.end()?;
            Ok(value)
        }
        Err(error) => Err(Misfit {
            error,
            places: trace.into_places(),
        }),
    }
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
            places: Vec::new(),
        }
    }
}

impl Misfit {
    /// The path of the value that does not fit; empty at the top.
    #[cold]
    pub(super) fn path(&self, json: &str) -> String {
        let mut path = String::new();
        let mut rest = json;
        for place in &self.places {
            let Some((step, value)) = step_into(rest, place.index) else {
                break;
            };
            match self.shown(step, place.container) {
                Some(name) => {
                    if !path.is_empty() && !name.starts_with('[') {
                        path.push('.');
                    }
                    path += &name;
                }
                None => path += "[…]",
            }
            rest = value;
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

    /// The place of the misfit, in bytes: how far the JSON was read, but within the value that does not fit. The position
    /// in a message that a type wrote itself may belong to other JSON.
    #[cold]
    pub(super) fn offset(&self, json: &str) -> usize {
        if !self.error.is_data() {
            return self.read_until(json);
        }
        let mut value = json;
        for place in &self.places {
            let Some((_, next)) = step_into(value, place.index) else {
                break;
            };
            value = next;
        }
        let start = value.as_ptr() as usize - json.as_ptr() as usize;
        self.read_until(json).clamp(start, start + value.len())
    }

    /// How far serde_json says that it has read the JSON.
    fn read_until(&self, json: &str) -> usize {
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
