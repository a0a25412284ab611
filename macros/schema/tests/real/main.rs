//! The real metadata and the documented paths, from the files that `GRAPH_METADATA` and `GRAPH_CORPUS` name. Without
//! them these tests are skipped.

mod completeness;
mod data;
mod forms;
mod paths;
mod speed;
