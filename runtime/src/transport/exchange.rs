//! One attempt: token, request, response.

use reqwest::header::{CONTENT_TYPE, HeaderValue, IF_NONE_MATCH};
use reqwest::{Response, StatusCode, Url};

use crate::error::Error;
use crate::error::context::Context;
use crate::error::kind::ErrorKind;
use crate::transport::answer::Answer;
use crate::transport::authorize::Authorization;
use crate::transport::call::{Call, Target};
use crate::transport::service::Service;
use crate::transport::{body, headers, redirect};

impl Service {
    /// The URL of a call; for a link the origin guard.
    pub(super) fn locate(&self, target: Target<'_>) -> Result<Url, Error> {
        match target {
            Target::Path { version, relative } => {
                self.root.join(version.unwrap_or(self.version), relative)
            }
            Target::Link(link) => self.root.check_link(link),
            Target::Unauthenticated(address) => self.root.check_public_url(address),
        }
    }

    /// One attempt, with a time limit on all of it.
    pub(super) async fn attempt(
        &self,
        call: &Call<'_>,
        url: Url,
        authorization: &mut Authorization,
        context: &mut Context,
    ) -> Result<Answer, Error> {
        let limit = call.timeout.unwrap_or(self.timeout);
        match tokio::time::timeout(limit, self.send(call, url, authorization, context)).await {
            Ok(answer) => answer,
            // Its status is there: only the words of the failure are late, and the failure counts for more than they do.
            Err(_) if context.is_failure() => Err(Error::service(context.clone(), b"")),
            Err(_) => Err(Error::new(
                ErrorKind::Timeout,
                format!("no complete answer within {limit:?}"),
            )),
        }
    }

    /// Token, head, body, status.
    async fn send(
        &self,
        call: &Call<'_>,
        url: Url,
        authorization: &mut Authorization,
        context: &mut Context,
    ) -> Result<Answer, Error> {
        let response = self.respond(call, url, authorization, context).await?;
        let is_answer = match response.status() {
            // What was asked for by its entity tag is there, and as it was.
            StatusCode::NOT_MODIFIED => call.headers.contains_key(IF_NONE_MATCH),
            // A batch of which some parts were throttled may say so of itself (Graph's page on throttling has it).
            StatusCode::FAILED_DEPENDENCY => call.body.is_some(),
            status => status.is_success(),
        };
        self.judge(response, is_answer, context).await
    }

    /// Token and head.
    pub(super) async fn respond(
        &self,
        call: &Call<'_>,
        url: Url,
        authorization: &mut Authorization,
        context: &mut Context,
    ) -> Result<Response, Error> {
        let mut headers = headers::of_call(call.headers, &self.user_agent)?;
        context.client_request_id = headers::client_request_id(&headers);
        if call.body.is_some() {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        }
        if matches!(call.target, Target::Unauthenticated(_)) {
            headers::keep_harmless(&mut headers);
        } else {
            authorization.sign(self, &mut headers).await?;
        }
        let response = redirect::follow(self, url, headers, call.body, call.new_connection).await?;
        if !self.root.is_origin_of(response.url()) {
            authorization.answered_by_other_host();
        }
        *context = std::mem::take(context).answered(response.status(), response.headers());
        Ok(response)
    }

    /// The status alone has decided whether it is an answer to be read.
    async fn judge(
        &self,
        response: Response,
        is_answer: bool,
        context: &Context,
    ) -> Result<Answer, Error> {
        let (status, headers) = (response.status(), response.headers().clone());
        if !is_answer {
            return Err(Error::service(
                context.clone(),
                &body::of_error(response, self.max_body).await,
            ));
        }
        let body = body::read(response, self.max_body).await?;
        Ok(Answer {
            status,
            headers,
            body,
            context: context.clone(),
        })
    }
}
