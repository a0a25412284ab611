//! The types that both sides read. The attribute changes nothing for serde.

use graph_resource::graph_resource;
use serde::Deserialize;

/// A user as a program reads one: ten properties.
#[graph_resource(path = "/users/<userId>")]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(dead_code)]
pub struct User {
    pub id: String,
    pub display_name: Option<String>,
    pub mail: Option<String>,
    pub job_title: Option<String>,
    pub department: Option<String>,
    pub office_location: Option<String>,
    pub mobile_phone: Option<String>,
    pub given_name: Option<String>,
    pub surname: Option<String>,
    pub account_enabled: Option<bool>,
}

/// A user as a program copies one: nearly all that the service knows.
#[graph_resource(path = "/users/<userId>")]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(dead_code)]
pub struct WholeUser {
    pub id: String,
    pub account_enabled: Option<bool>,
    pub business_phones: Vec<String>,
    pub city: Option<String>,
    pub company_name: Option<String>,
    pub country: Option<String>,
    pub created_date_time: Option<String>,
    pub creation_type: Option<String>,
    pub department: Option<String>,
    pub display_name: Option<String>,
    pub employee_id: Option<String>,
    pub employee_type: Option<String>,
    pub given_name: Option<String>,
    pub im_addresses: Vec<String>,
    pub job_title: Option<String>,
    pub last_password_change_date_time: Option<String>,
    pub mail: Option<String>,
    pub mail_nickname: Option<String>,
    pub mobile_phone: Option<String>,
    pub office_location: Option<String>,
    pub on_premises_distinguished_name: Option<String>,
    pub on_premises_immutable_id: Option<String>,
    pub on_premises_last_sync_date_time: Option<String>,
    pub on_premises_sam_account_name: Option<String>,
    pub on_premises_sync_enabled: Option<bool>,
    pub other_mails: Vec<String>,
    pub postal_code: Option<String>,
    pub preferred_language: Option<String>,
    pub proxy_addresses: Vec<String>,
    pub security_identifier: Option<String>,
    pub state: Option<String>,
    pub street_address: Option<String>,
    pub surname: Option<String>,
    pub usage_location: Option<String>,
    pub user_principal_name: Option<String>,
    pub user_type: Option<String>,
}
