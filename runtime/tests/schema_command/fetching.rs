//! Metadata from a service.

use graph_resource_schema::{ApiVersion, Schema};

use crate::command::{CSDL, Folder};
use crate::server::Server;

const FETCH: [&str; 3] = ["-o", "graph.schema", "--base-url"];

fn fetch(folder: &Folder, server: &Server, more: &[&str]) -> crate::command::Outcome {
    folder.schema(&[&FETCH, &[server.root.as_str()][..], more].concat())
}

#[test]
fn the_metadata_is_fetched_without_a_token() {
    let (folder, server) = (Folder::new(), Server::new("200 OK", CSDL));
    let messages = fetch(&folder, &server, &[]).success();
    let source = format!("{}/v1.0/$metadata", server.root);
    assert!(
        messages.starts_with("wrote graph.schema\n  v1.0 of 20"),
        "{messages}"
    );
    assert!(
        messages.ends_with(&format!(
            ", from {source}: 1 entity type, 2 properties, 1 navigation property, 1 entry point\n"
        )),
        "{messages}"
    );
    let schema = Schema::parse(folder.read("graph.schema").unwrap()).unwrap();
    let model = schema.model(ApiVersion::V1).unwrap();
    assert_eq!(model.source(), source);
    assert!(model.find_name("microsoft.graph.boat").is_some());

    let requests = server.requests();
    assert_eq!(requests.len(), 1);
    assert!(
        requests[0].starts_with("get /v1.0/$metadata http/1.1\n"),
        "{requests:?}"
    );
    assert!(!requests[0].contains("authorization"), "{requests:?}");
}

#[test]
fn the_metadata_of_beta_is_fetched_from_its_own_path() {
    let (folder, server) = (Folder::new(), Server::new("200 OK", CSDL));
    fetch(&folder, &server, &["--beta"]).success();
    assert!(server.requests()[0].starts_with("get /beta/$metadata "));
    let schema = Schema::parse(folder.read("graph.schema").unwrap()).unwrap();
    assert!(schema.model(ApiVersion::Beta).is_some());
    assert!(schema.model(ApiVersion::V1).is_none());
}

#[test]
fn a_file_is_checked_against_the_service() {
    let folder = Folder::new();
    let server = Server::new("200 OK", CSDL);
    fetch(&folder, &server, &[]).success();
    fetch(&folder, &server, &["--check"]).success();
    let newer = Server::new("200 OK", &crate::command::changed());
    fetch(&folder, &newer, &["--check"]).stale();
}

#[test]
fn a_status_other_than_success_is_an_error() {
    let folder = Folder::new();
    for (status, shown, attempts) in [
        ("404 Not Found", "404 Not Found", 1),
        (
            "503 Service Unavailable\r\nRetry-After: 0",
            "503 Service Unavailable",
            3,
        ),
    ] {
        let server = Server::new(status, "");
        let error = fetch(&folder, &server, &[]).error();
        let start = format!("cannot fetch {}/v1.0/$metadata: ", server.root);
        assert!(error.starts_with(&start), "{error}");
        assert!(error.contains(shown), "{error}");
        assert_eq!(error[start.len()..].find(shown), Some(0), "{error}");
        assert!(!error.contains("request-id"), "{error}");
        assert!(error.ends_with("name it with `--from FILE.xml`"), "{error}");
        assert_eq!(server.requests().len(), attempts);
    }
    assert_eq!(folder.names(), [""; 0]);
}

#[test]
fn a_page_in_place_of_the_metadata_is_an_error() {
    let folder = Folder::new();
    let server = Server::new("200 OK", "<!DOCTYPE html>\n<html><br></html>");
    let error = fetch(&folder, &server, &[]).error();
    assert_eq!(
        error,
        format!(
            "no schema can be made from {}/v1.0/$metadata: it is HTML, as a proxy or a sign-in page returns it: \
             try again, or save the metadata in a browser and name it with `--from FILE.xml`",
            server.root
        )
    );
    assert_eq!(folder.names(), [""; 0]);
}

#[test]
fn a_response_that_is_cut_off_is_an_error() {
    let folder = Folder::new();
    let half = &CSDL[..CSDL.len() / 2];
    let server = Server::raw(format!(
        "HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{half}",
        CSDL.len()
    ));
    let error = fetch(&folder, &server, &[]).error();
    assert!(
        error.starts_with("cannot fetch http://127.0.0.1:"),
        "{error}"
    );
    assert_eq!(folder.names(), [""; 0]);
}

#[test]
fn a_service_that_cannot_be_reached_is_an_error() {
    let folder = Folder::new();
    // A port that nobody listens on: it was free a moment ago.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let root = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let error = folder
        .schema(&["-o", "graph.schema", "--base-url", &root])
        .error();
    assert!(
        error.contains(": could not connect to the service"),
        "{error}"
    );
    for noise in ["GET ", "uncategorized", "request-id"] {
        assert!(!error.contains(noise), "{error}");
    }
    assert!(error.ends_with("name it with `--from FILE.xml`"), "{error}");
}

#[test]
fn a_root_that_is_not_a_url_is_an_error() {
    let folder = Folder::new();
    let error = folder
        .schema(&["-o", "graph.schema", "--base-url", "graph"])
        .error();
    assert!(error.contains("base URL"), "{error}");
}
