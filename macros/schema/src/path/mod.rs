//! Where a path leads.
//!
//! A [`Path`] is a list of segments, parsed from a string or put together by the caller. [`Model::resolve`] walks over
//! them, one [`Step`] per segment, and says what the last one is: its type, and whether it is one or many.
//!
//! [`Model::resolve`]: crate::Model::resolve

mod arguments;
mod candidates;
mod collection;
mod error;
mod key;
mod object;
mod operation;
mod parse;
mod required_options;
mod resolve;
mod root;
mod segment;
mod step;
mod suffix;
mod walk;

pub use error::{PathError, PathErrorKind, ResolveError};
pub use parse::PathSyntaxError;
pub use segment::{Argument, Path, Segment, SegmentKind};
pub use step::{Form, Resolution, Step, StepKind, Target};
