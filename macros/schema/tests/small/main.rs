//! A small service: its metadata is in `service.xml`, and the index that is made from it in `service.schema`.

mod changes;
mod csdl_errors;
mod damage;
mod golden;
mod layers;
mod path_errors;
mod paths;
mod read_errors;
mod reading;
mod service;
mod short_forms;
mod versions;
