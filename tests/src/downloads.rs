//! The download host, which is another origin than the service and serves files by URLs that need no token.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::extract::{Request, State};
use axum::http::Method;
use axum::http::header::AUTHORIZATION;
use axum::response::Response;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::failure::Failure;
use crate::files::Served;
use crate::names;
use crate::response::Ids;
use crate::service::Shared;

/// The URLs that have been issued.
#[derive(Debug)]
pub(crate) struct Downloads {
    base_url: String,
    /// The path of each file in the data, by the ticket in its URL.
    tickets: Mutex<HashMap<String, String>>,
}

impl Downloads {
    pub(crate) fn new(base_url: String) -> Self {
        Self {
            base_url,
            tickets: Mutex::default(),
        }
    }

    /// Issues a URL of the file at this path of the data.
    pub(crate) fn issue(&self, path: &str) -> String {
        let ticket = Uuid::new_v4().simple().to_string();
        let url = format!("{}/download/{ticket}?tempauth=v1", self.base_url);
        self.tickets
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(ticket, path.to_owned());
        url
    }

    fn path(&self, ticket: &str) -> Option<String> {
        let tickets = self.tickets.lock().unwrap_or_else(PoisonError::into_inner);
        tickets.get(ticket).cloned()
    }

    /// Replaces each download URL in a body that is the path of a file in the data.
    pub(crate) fn link(&self, body: &mut Value, is_file: &dyn Fn(&str) -> bool) {
        match body {
            Value::Object(members) => {
                for (name, value) in members {
                    match value.as_str() {
                        Some(path) if name == names::DOWNLOAD_URL && is_file(path) => {
                            *value = json!(self.issue(path));
                        }
                        _ => self.link(value, is_file),
                    }
                }
            }
            Value::Array(items) => items.iter_mut().for_each(|item| self.link(item, is_file)),
            _ => {}
        }
    }
}

/// The routes of the download host.
pub(crate) fn router(state: Arc<Shared>) -> Router {
    Router::new().fallback(receive).with_state(state)
}

async fn receive(State(state): State<Arc<Shared>>, request: Request) -> Response {
    let served = serve(&state, &request);
    served.map_or_else(
        |failure| failure.into_response(&Ids::of(request.headers())),
        Served::into_response,
    )
}

fn serve(state: &Shared, request: &Request) -> Result<Served, Failure> {
    if request.method() != Method::GET {
        return Err(Failure::method_not_allowed(
            request.method().as_str(),
            "GET",
        ));
    }
    if request.headers().contains_key(AUTHORIZATION) {
        return Err(Failure::unauthorized(
            "a download URL must not get a token: it is on another host",
        ));
    }
    let ticket = request.uri().path().strip_prefix("/download/");
    let path = ticket.and_then(|ticket| state.downloads.path(ticket));
    let (store, _) = state.current_data();
    let file = path.as_deref().and_then(|path| store.file_at(path));
    match file {
        Some(file) => Ok(Served::of(file, request.headers())),
        None => Err(Failure::item_not_found("this download URL is not valid")),
    }
}
