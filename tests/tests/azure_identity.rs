//! The client-secret flow of `azure_identity`, from a local token endpoint to a read.
//!
//! `cargo test -p graph-resource-tests --features azure-identity --test azure_identity`

#[path = "tls/server.rs"]
#[allow(dead_code, reason = "some of it is for the TLS tests only")]
mod server;

mod samples;

use std::error::Error as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use azure_core::cloud::{CloudConfiguration, CustomConfiguration};
use azure_core::credentials::TokenCredential;
use azure_core::http::{ClientOptions, Transport};
use azure_identity::{ClientSecretCredential, ClientSecretCredentialOptions};
use graph_resource::{Client, Cloud, ErrorKind, RetryPolicy};
use graph_resource_tests::{Fault, Faults, Service};
use samples::User;
use server::{TlsServer, json, trusting};

/// A token endpoint that numbers its tokens.
async fn token_endpoint(expires_in: u32) -> Arc<TlsServer> {
    let issued = AtomicUsize::new(0);
    let server = TlsServer::start(move |_| {
        let token = format!(
            "{}.{}",
            Service::TOKEN,
            issued.fetch_add(1, Ordering::SeqCst) + 1
        );
        let body = format!(
            r#"{{"token_type":"Bearer","expires_in":{expires_in},"access_token":"{token}"}}"#
        );
        json(200, "", &body)
    });
    Arc::new(server.await)
}

fn credential(endpoint: &TlsServer) -> azure_core::Result<Arc<ClientSecretCredential>> {
    let mut cloud = CustomConfiguration::default();
    cloud.authority_host = endpoint.base_url.clone();
    let client_options = ClientOptions {
        transport: Some(Transport::new(Arc::new(trusting(&[endpoint])))),
        cloud: Some(Arc::new(CloudConfiguration::Custom(cloud))),
        ..Default::default()
    };
    let options = ClientSecretCredentialOptions { client_options };
    ClientSecretCredential::new(
        "contoso",
        "client".to_owned(),
        "s3cret".into(),
        Some(options),
    )
}

fn authorizations(service: &Service) -> Vec<String> {
    service
        .requests()
        .iter()
        .filter_map(|request| request.header("authorization").map(str::to_owned))
        .collect()
}

#[tokio::test]
async fn one_token_serves_many_requests() {
    let endpoint = token_endpoint(3600).await;
    let service = Service::start().await;
    let client = Client::builder()
        .credential(credential(&endpoint).unwrap())
        .base_url(service.base_url())
        .build()
        .unwrap();
    let reads: Vec<_> = (0..20)
        .map(|_| tokio::spawn(User::list().top(10).all(&client)))
        .collect();
    for read in reads {
        read.await.unwrap().unwrap();
    }
    let token_requests = endpoint.requests();
    assert_eq!(token_requests.len(), 1);
    assert!(token_requests[0].starts_with("POST /contoso/oauth2/v2.0/token "));
    for part in [
        "client_id=client",
        "client_secret=s3cret",
        "scope=https%3A%2F%2Fgraph.microsoft.com%2F.default",
    ] {
        assert!(token_requests[0].contains(part), "{part}");
    }
    assert!(
        service
            .requests()
            .iter()
            .all(|request| request.header("authorization") == Some("Bearer local-token.1"))
    );
}

#[tokio::test]
async fn the_scope_follows_the_cloud() {
    let endpoint = token_endpoint(3600).await;
    let service = Service::start().await;
    // A trait object, as in a program that chooses its credential at run time.
    let credential: Arc<dyn TokenCredential> = credential(&endpoint).unwrap();
    let client = Client::builder()
        .credential(credential)
        .cloud(Cloud::China)
        .base_url(service.base_url())
        .build()
        .unwrap();
    User::list().page(&client).await.unwrap();
    assert!(
        endpoint.requests()[0]
            .contains("scope=https%3A%2F%2Fmicrosoftgraph.chinacloudapi.cn%2F.default")
    );
}

#[tokio::test]
async fn an_expired_token_is_replaced() {
    let endpoint = token_endpoint(2).await;
    let service = Service::start().await;
    let client = Client::builder()
        .credential(credential(&endpoint).unwrap())
        .base_url(service.base_url())
        .build()
        .unwrap();
    User::list().page(&client).await.unwrap();
    User::list().page(&client).await.unwrap();
    assert_eq!(endpoint.requests().len(), 1);
    tokio::time::sleep(Duration::from_millis(2100)).await;
    User::list().page(&client).await.unwrap();
    assert_eq!(endpoint.requests().len(), 2);
    assert_eq!(
        service.requests()[2].header("authorization"),
        Some("Bearer local-token.2")
    );
}

#[tokio::test]
async fn a_rejected_token_is_replaced_when_a_closure_creates_the_credential() {
    for claims in [false, true] {
        let endpoint = token_endpoint(3600).await;
        let service = Service::start().await;
        let from = Arc::clone(&endpoint);
        let builder = Client::builder()
            .credential(move || credential(&from))
            .base_url(service.base_url());
        let client = builder.build().unwrap();
        User::list().page(&client).await.unwrap();
        service.set_faults(Faults::script([(0, Fault::Expired { claims })]));
        User::list().page(&client).await.unwrap();
        assert_eq!(endpoint.requests().len(), 2);
        assert_eq!(
            authorizations(&service),
            [
                "Bearer local-token.1",
                "Bearer local-token.1",
                "Bearer local-token.2"
            ]
        );
    }
}

/// `azure_identity` cannot be made to drop a token from its cache: it returns the rejected token again.
#[tokio::test]
async fn a_rejected_token_of_a_plain_credential_is_the_services_error() {
    for claims in [false, true] {
        let endpoint = token_endpoint(3600).await;
        let service = Service::start().await;
        let client = Client::builder()
            .credential(credential(&endpoint).unwrap())
            .base_url(service.base_url())
            .build()
            .unwrap();
        service.set_faults(Faults::script(
            (0..4).map(|number| (number, Fault::Expired { claims })),
        ));
        for _ in 0..2 {
            let error = User::list().page(&client).await.unwrap_err();
            assert_eq!((error.status(), endpoint.requests().len()), (Some(401), 1));
        }
        assert_eq!(authorizations(&service), ["Bearer local-token.1"; 4]);
    }
}

/// A program that chooses its credential at run time can use a closure instead.
#[tokio::test]
async fn a_closure_can_create_any_credential_and_can_fail() {
    let endpoint = token_endpoint(3600).await;
    let service = Service::start().await;
    let from = Arc::clone(&endpoint);
    let calls = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&calls);
    let create = move || -> azure_core::Result<Arc<dyn TokenCredential>> {
        if count.fetch_add(1, Ordering::SeqCst) == 1 {
            return Err(azure_core::Error::with_message(
                azure_core::error::ErrorKind::Credential,
                "the vault is shut",
            ));
        }
        Ok(credential(&from)?)
    };
    let client = Client::builder()
        .credential(create)
        .base_url(service.base_url())
        .build()
        .unwrap();
    User::list().page(&client).await.unwrap();
    User::list().page(&client).await.unwrap();
    assert_eq!(calls.load(Ordering::SeqCst), 1);
    service.set_faults(Faults::script([(0, Fault::Expired { claims: false })]));
    let error = User::list().page(&client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credential);
    assert!(
        error
            .source()
            .unwrap()
            .to_string()
            .contains("the vault is shut"),
        "{error:?}"
    );
    // The failure is not cached.
    User::list().page(&client).await.unwrap();
    assert_eq!(
        (calls.load(Ordering::SeqCst), endpoint.requests().len()),
        (3, 2)
    );
    assert_eq!(
        authorizations(&service).last().map(String::as_str),
        Some("Bearer local-token.2")
    );
}

#[tokio::test]
async fn the_token_endpoints_error_is_the_source_of_the_error() {
    let body = r#"{"error":"invalid_client","error_description":"AADSTS7000215: invalid client secret","error_codes":[7000215]}"#;
    let endpoint = TlsServer::start(move |_| json(401, "", body)).await;
    let client = Client::builder()
        .credential(credential(&endpoint).unwrap())
        .retry(RetryPolicy::never())
        .build()
        .unwrap();
    let error = User::list().page(&client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credential);
    assert!(
        error
            .source()
            .unwrap()
            .to_string()
            .contains("AADSTS7000215"),
        "{error:?}"
    );
    assert!(
        !format!("{error} {error:?}").contains("s3cret"),
        "{error:?}"
    );
}
