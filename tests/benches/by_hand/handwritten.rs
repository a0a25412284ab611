//! The same reads as a good engineer writes them without this crate: one `reqwest::Client`, and a small helper.

use std::error::Error;
use std::fmt::Display;
use std::hint::black_box;
use std::time::Duration;

use bytes::Bytes;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use reqwest::RequestBuilder;
use reqwest::header::CONTENT_TYPE;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::model::{User, WholeUser};
use crate::reads::Reads;

type BoxError = Box<dyn Error + Send + Sync>;

const USER: &str = "id,displayName,mail,jobTitle,department,officeLocation,mobilePhone,givenName,surname,\
    accountEnabled";
const WHOLE_USER: &str = "id,accountEnabled,businessPhones,city,companyName,country,createdDateTime,creationType,\
    department,displayName,employeeId,employeeType,givenName,imAddresses,jobTitle,lastPasswordChangeDateTime,mail,\
    mailNickname,mobilePhone,officeLocation,onPremisesDistinguishedName,onPremisesImmutableId,\
    onPremisesLastSyncDateTime,onPremisesSamAccountName,onPremisesSyncEnabled,otherMails,postalCode,preferredLanguage,\
    proxyAddresses,securityIdentifier,state,streetAddress,surname,usageLocation,userPrincipalName,userType";

/// What must be encoded in a path segment or in a value of the query.
const RESERVED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'&')
    .add(b'+')
    .add(b'/')
    .add(b'?');

pub struct Handwritten {
    http: reqwest::Client,
    base_url: String,
    token: String,
}

#[derive(Deserialize)]
struct Page<T> {
    value: Vec<T>,
    #[serde(rename = "@odata.nextLink")]
    next_link: Option<String>,
}

#[derive(Serialize)]
struct BatchRequest<'a> {
    requests: Vec<BatchedRequest<'a>>,
}

#[derive(Serialize)]
struct BatchedRequest<'a> {
    id: String,
    method: &'a str,
    url: String,
}

#[derive(Deserialize)]
struct BatchResponse<'a> {
    #[serde(borrow)]
    responses: Vec<BatchedResponse<'a>>,
}

#[derive(Deserialize)]
struct BatchedResponse<'a> {
    id: String,
    status: u16,
    #[serde(borrow)]
    body: &'a RawValue,
}

impl Handwritten {
    pub fn new(base_url: &str, token: String) -> Result<Self, BoxError> {
        // `reqwest` is built as this crate builds it, without a provider of its own.
        let _ = rustls::crypto::ring::default_provider().install_default();
        Ok(Handwritten {
            http: reqwest::Client::builder()
                .timeout(Duration::from_secs(100))
                .build()?,
            base_url: format!("{base_url}/v1.0"),
            token,
        })
    }

    async fn send(&self, request: RequestBuilder) -> Result<Bytes, BoxError> {
        let response = request.bearer_auth(&self.token).send().await?;
        let status = response.status();
        let body = response.bytes().await?;
        if !status.is_success() {
            return Err(format!("{status}: {}", String::from_utf8_lossy(&body)).into());
        }
        Ok(body)
    }

    async fn read<T: DeserializeOwned>(&self, url: &str) -> Result<T, BoxError> {
        let body = self.send(self.http.get(url)).await?;
        Ok(serde_json::from_slice(&body)?)
    }

    async fn count<T: DeserializeOwned>(&self, path: &str) -> Result<usize, BoxError> {
        let mut count = 0;
        let mut next = Some(format!("{}{path}", self.base_url));
        while let Some(url) = next {
            let page: Page<T> = self.read(&url).await?;
            for item in page.value {
                black_box(item);
                count += 1;
            }
            next = page.next_link;
        }
        Ok(count)
    }

    async fn user(&self, id: &str) -> Result<User, BoxError> {
        self.read(&format!("{}{}", self.base_url, user_path(id)))
            .await
    }
}

impl Reads for Handwritten {
    type Error = BoxError;

    async fn get(&self, id: &str) -> Result<User, BoxError> {
        self.user(id).await
    }

    async fn page(&self) -> Result<Vec<User>, BoxError> {
        let url = format!("{}/users?$select={USER}&$top=999", self.base_url);
        let page: Page<User> = self.read(&url).await?;
        Ok(page.value)
    }

    async fn stream(&self) -> Result<usize, BoxError> {
        self.count::<User>(&format!("/users?$select={USER}&$top=999"))
            .await
    }

    async fn stream_whole(&self) -> Result<usize, BoxError> {
        let path = format!("/users?$select={WHOLE_USER}&$top=999");
        self.count::<WholeUser>(&path).await
    }

    async fn batch(&self, ids: &[String]) -> Result<Vec<User>, BoxError> {
        let requests = ids.iter().enumerate().map(|(number, id)| BatchedRequest {
            id: number.to_string(),
            method: "GET",
            url: user_path(id),
        });
        let batch = BatchRequest {
            requests: requests.collect(),
        };
        let request = self
            .http
            .post(format!("{}/$batch", self.base_url))
            .header(CONTENT_TYPE, "application/json")
            .body(serde_json::to_vec(&batch)?);
        let body = self.send(request).await?;
        let mut batch: BatchResponse<'_> = serde_json::from_slice(&body)?;
        batch
            .responses
            .sort_by_key(|part| part.id.parse::<usize>().ok());
        batch.responses.iter().map(batched_user).collect()
    }

    fn filtered_url(&self, prefix: &str) -> String {
        let prefix = prefix.replace('\'', "''");
        let filter = format!(
            "accountEnabled eq true and (startswith(displayName,'{prefix}') or mail ne null)"
        );
        let filter = encoded(&filter);
        format!("/users?$select={USER}&$filter={filter}&$orderby=displayName&$top=999&$count=true")
    }

    fn future_bytes(&self) -> usize {
        size_of_val(&self.user("1"))
    }
}

fn batched_user(part: &BatchedResponse<'_>) -> Result<User, BoxError> {
    if part.status != 200 {
        return Err(format!("{}: {}", part.status, part.body).into());
    }
    Ok(serde_json::from_str(part.body.get())?)
}

fn user_path(id: &str) -> String {
    format!("/users/{}?$select={USER}", encoded(id))
}

fn encoded(value: &str) -> impl Display {
    utf8_percent_encode(value, RESERVED)
}
