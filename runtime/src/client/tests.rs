use std::time::Duration;

use super::*;
use crate::address::cloud::Cloud;
use crate::read::get::Get;

fn builder() -> ClientBuilder {
    Client::builder().credential("token")
}

fn build_error(builder: ClientBuilder) -> String {
    let error = builder.build().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config, "{error}");
    error.to_string()
}

#[test]
fn invalid_settings_are_explained() {
    for (base_url, reason) in [
        ("", "not a valid URL"),
        ("graph.microsoft.com", "not a valid URL"),
        ("/v1.0", "not a valid URL"),
        ("https://", "not a valid URL"),
        ("https://[::1", "not a valid URL"),
        ("http://graph.microsoft.com", "http to another machine"),
        ("http://127.0.0.1.example", "http to another machine"),
        ("http://localhost.example", "http to another machine"),
        ("http://10.0.0.1:8080", "http to another machine"),
        ("ftp://127.0.0.1", "scheme `ftp`"),
        ("file:///etc", "scheme `file`"),
        ("blob:https://graph.microsoft.com", "scheme `blob`"),
        ("https://user@gateway.example", "user name or password"),
        (
            "https://user:secret@gateway.example",
            "user name or password",
        ),
        (
            "https://gateway.example?key=secret",
            "a query or a fragment",
        ),
        ("https://gateway.example#x", "a query or a fragment"),
        ("https://graph.microsoft.com/v1.0", "ends in `v1.0`"),
        ("https://graph.microsoft.com/beta/", "ends in `beta`"),
    ] {
        let text = build_error(builder().base_url(base_url));
        assert!(text.contains(reason), "{base_url}: {text}");
        assert!(!text.contains("secret"), "{text}");
    }
    assert!(build_error(Client::builder()).contains("no credential"));
    for (product, reason) in [
        ("a\nb", "not allowed in a header"),
        ("", "is empty"),
        (" ", "is empty"),
        ("contoso/1 ", "begins or ends with whitespace"),
        ("\tcontoso/1", "begins or ends with whitespace"),
    ] {
        let text = build_error(builder().user_agent(product));
        assert!(
            text.contains("user agent") && text.contains(reason),
            "{text}"
        );
    }
    for (name, value, reason) in [
        ("Authorization", "Bearer planted", "reserved for the client"),
        ("host", "planted", "reserved for the client"),
        ("Range", "bytes=0-planted", "belongs to a single request"),
        ("If-None-Match", "planted", "belongs to a single request"),
        (
            "client-request-id",
            "planted",
            "belongs to a single request",
        ),
        ("a b", "planted", "not a valid header name"),
        ("x-key", "planted\n", "not allowed in a header"),
    ] {
        let text = build_error(builder().default_header(name, value));
        assert!(text.contains(reason), "{name}: {text}");
        assert!(!text.contains("planted"), "{text}");
    }
}

#[test]
fn valid_base_urls_are_accepted() {
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

/// A client that needs no certificates.
fn reqwest_client() -> reqwest::Client {
    reqwest_builder::http_client(true).unwrap()
}

/// Base URLs on hosts of a cloud.
fn base_urls(cloud: Cloud) -> [String; 6] {
    let host = cloud.root().trim_start_matches("https://");
    [
        cloud.root().to_owned(),
        format!("https://{host}:443"),
        format!("https://{host}:8443"),
        format!("https://{host}."),
        format!("https://{}", host.to_uppercase()),
        format!("https://canary.{host}"),
    ]
}

/// The scopes of the tokens that the client requests.
fn scopes(builder: ClientBuilder) -> Result<Vec<String>, Error> {
    let client = builder.http_client(reqwest_client()).build()?;
    let scopes = client.service()?.tokens.scopes().to_vec();
    Ok(scopes)
}

#[test]
fn the_token_of_one_cloud_is_never_sent_to_another() {
    for own in Cloud::ALL {
        assert_eq!(scopes(builder().cloud(own)).unwrap(), [own.scope()]);
        for base_url in base_urls(own) {
            assert_eq!(
                scopes(builder().base_url(&base_url)).unwrap(),
                [own.scope()],
                "{base_url}"
            );
            for configured in Cloud::ALL {
                let outcome = scopes(builder().base_url(&base_url).cloud(configured));
                assert_eq!(
                    outcome.is_ok(),
                    own == configured,
                    "{base_url} {configured:?}: {outcome:?}"
                );
            }
        }
    }
}

#[test]
fn the_caller_decides_the_cloud_of_an_unknown_host() {
    for base_url in [
        "https://gateway.example",
        "https://notgraph.microsoft.com.example",
        "http://127.0.0.1:1",
    ] {
        assert_eq!(
            scopes(builder().base_url(base_url)).unwrap(),
            [Cloud::Global.scope()]
        );
        assert_eq!(
            scopes(builder().base_url(base_url).cloud(Cloud::China)).unwrap(),
            [Cloud::China.scope()]
        );
    }
    assert!(
        scopes(builder().base_url("https://xgraph.microsoft.us")).unwrap()
            == [Cloud::Global.scope()]
    );
}

#[test]
fn debug_shows_the_settings_without_the_token() {
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
fn a_request_outside_of_a_tokio_runtime_is_an_error() {
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
fn clones_share_one_client() {
    let client = builder().base_url("http://127.0.0.1:1").build().unwrap();
    let clone = client.clone();
    let (Ok(service), Ok(shared)) = (&client.service, &clone.service) else {
        panic!("the client was built");
    };
    assert!(Arc::ptr_eq(service, shared));
    fn check<T: Clone + Send + Sync + Unpin + 'static>(_: T) {}
    check(client);
}

#[test]
fn a_derived_client_shares_all_but_its_settings() {
    let client = builder().base_url("http://127.0.0.1:1").build().unwrap();
    let derived = client.with(|settings| settings.timeout(Duration::from_secs(1)));
    let (Ok(service), Ok(other)) = (&client.service, &derived.service) else {
        panic!("both clients are valid");
    };
    assert!(Arc::ptr_eq(&service.tokens, &other.tokens));
    assert!(Arc::ptr_eq(&service.limiter, &other.limiter));
    assert_eq!(service.settings.timeout, Duration::from_secs(100));
    assert_eq!(other.settings.timeout, Duration::from_secs(1));
}

#[test]
fn total_timeouts_can_be_removed() {
    let settings = ClientSettings::default().total_timeout(Duration::from_secs(1));
    assert_eq!(settings.total, Some(Duration::from_secs(1)));
    assert_eq!(settings.total_timeout(None).total, None);
}
