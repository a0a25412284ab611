use std::time::Duration;

use super::*;
use crate::address::cloud::Cloud;
use crate::read::get::Get;

fn builder() -> ClientBuilder {
    Client::builder().credential("token")
}

fn why(builder: ClientBuilder) -> String {
    let error = builder.build().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config, "{error}");
    error.to_string()
}

#[test]
fn what_cannot_be_built_says_why() {
    for (base_url, reason) in [
        ("", "no URL"),
        ("graph.microsoft.com", "no URL"),
        ("/v1.0", "no URL"),
        ("https://", "no URL"),
        ("https://[::1", "no URL"),
        ("http://graph.microsoft.com", "http to another machine"),
        ("http://127.0.0.1.example", "http to another machine"),
        ("http://localhost.example", "http to another machine"),
        ("http://10.0.0.1:8080", "http to another machine"),
        ("ftp://127.0.0.1", "scheme `ftp`"),
        ("file:///etc", "scheme `file`"),
        ("blob:https://graph.microsoft.com", "scheme `blob`"),
        ("https://user@gateway.example", "user name or a password"),
        (
            "https://user:secret@gateway.example",
            "user name or a password",
        ),
        (
            "https://gateway.example?key=secret",
            "a query or a fragment",
        ),
        ("https://gateway.example#x", "a query or a fragment"),
        ("https://graph.microsoft.com/v1.0", "ends in `v1.0`"),
        ("https://graph.microsoft.com/beta/", "ends in `beta`"),
    ] {
        let text = why(builder().base_url(base_url));
        assert!(text.contains(reason), "{base_url}: {text}");
        assert!(!text.contains("secret"), "{text}");
    }
    assert!(why(Client::builder()).contains("no credential"));
    assert!(why(builder().user_agent("a\nb")).contains("user agent"));
}

#[test]
fn what_can_be_built_is_read_from() {
    for (base_url, root) in [
        (
            "https://graph.microsoft.com",
            "https://graph.microsoft.com/",
        ),
        (
            "https://gateway.example/graph",
            "https://gateway.example/graph",
        ),
        (
            "https://gateway.example/graph/",
            "https://gateway.example/graph/",
        ),
        ("HTTPS://Gateway.Example:443", "https://gateway.example/"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/"),
        ("http://127.9.9.9", "http://127.9.9.9/"),
        ("http://[::1]:8080", "http://[::1]:8080/"),
        ("http://localhost:8080", "http://localhost:8080/"),
        ("http://graph.localhost", "http://graph.localhost/"),
    ] {
        assert_eq!(
            builder()
                .http_client(reqwest_client())
                .base_url(base_url)
                .build()
                .unwrap()
                .root(),
            root
        );
    }
}

/// One that needs no certificates.
fn reqwest_client() -> reqwest::Client {
    tls::http_client(true).unwrap()
}

#[test]
fn a_token_of_one_cloud_is_never_for_another() {
    let hosts = |cloud: Cloud| {
        let host = cloud.root().trim_start_matches("https://");
        [
            cloud.root().to_owned(),
            format!("https://{host}:443"),
            format!("https://{host}:8443"),
            format!("https://{host}."),
            format!("https://{}", host.to_uppercase()),
            format!("https://canary.{host}"),
        ]
    };
    let scope = |builder: ClientBuilder| {
        let client = builder.http_client(reqwest_client()).build()?;
        let scopes = client.service()?.tokens.scopes().to_vec();
        Ok::<_, Error>(scopes)
    };
    for own in Cloud::ALL {
        assert_eq!(scope(builder().cloud(own)).unwrap(), [own.scope()]);
        for host in hosts(own) {
            assert_eq!(
                scope(builder().base_url(&host)).unwrap(),
                [own.scope()],
                "{host}"
            );
            for asked in Cloud::ALL {
                let outcome = scope(builder().base_url(&host).cloud(asked));
                assert_eq!(
                    outcome.is_ok(),
                    own == asked,
                    "{host} {asked:?}: {outcome:?}"
                );
            }
        }
    }
    // A host of nobody's is what the caller says it is.
    for base_url in [
        "https://gateway.example",
        "https://notgraph.microsoft.com.example",
        "http://127.0.0.1:1",
    ] {
        assert_eq!(
            scope(builder().base_url(base_url)).unwrap(),
            [Cloud::Global.scope()]
        );
        assert_eq!(
            scope(builder().base_url(base_url).cloud(Cloud::China)).unwrap(),
            [Cloud::China.scope()]
        );
    }
    assert!(
        scope(builder().base_url("https://xgraph.microsoft.us")).unwrap()
            == [Cloud::Global.scope()]
    );
}

#[test]
fn debug_shows_settings_and_no_secret() {
    let builder = builder()
        .base_url("http://127.0.0.1:1")
        .timeout(Duration::from_secs(7))
        .user_agent("contoso/1");
    let shown = format!("{builder:?}");
    assert!(
        shown.contains("7s") && shown.contains("contoso/1") && !shown.contains("token"),
        "{shown}"
    );
    let shown = format!("{:?}", builder.build().unwrap());
    assert!(
        shown.contains("http://127.0.0.1:1/") && shown.contains("7s") && !shown.contains("token"),
        "{shown}"
    );
}

#[test]
fn outside_of_a_runtime_a_request_is_an_error_and_no_panic() {
    let client = builder().base_url("http://127.0.0.1:1").build().unwrap();
    let mut request = Box::pin(Get::<serde_json::Value>::at_path("/me").send(&client));
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    match request.as_mut().poll(&mut context) {
        std::task::Poll::Ready(Err(error)) => {
            assert_eq!(error.kind(), ErrorKind::Config);
            assert!(
                error.to_string().contains("outside of a Tokio runtime"),
                "{error}"
            );
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn clones_are_the_same_client() {
    let client = builder().base_url("http://127.0.0.1:1").build().unwrap();
    assert!(Arc::ptr_eq(&client.service, &client.clone().service));
    fn check<T: Clone + Send + Sync + Unpin + 'static>(_: T) {}
    check(client);
}
