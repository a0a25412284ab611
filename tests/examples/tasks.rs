//! Runs a task of the guide against the local service, or against the service that the environment names.

use std::process::ExitCode;

use graph_resource::{Client, Error, blocking};
use graph_resource_tests::{Service, sample};

#[path = "../tasks/mod.rs"]
mod code;

use code::{
    batch, calendar_view, channel_messages, count_users, delta_with_stored_link, download,
    drive_folder, durations_and_binary, extension_properties, flags, groups_of_user, list_items,
    managed_devices, managers, members, open_extensions, photos, planner_tasks, presence, reports,
    search_mail, security_attributes, sign_ins, sites, transitive_members, unread_mail,
};

const TASKS: [&str; 27] = [
    "batch",
    "blocking",
    "calendar_view",
    "channel_messages",
    "count_users",
    "delta_with_stored_link",
    "download",
    "drive_folder",
    "durations_and_binary",
    "extension_properties",
    "flags",
    "groups_of_user",
    "list_items",
    "managed_devices",
    "managers",
    "members",
    "open_extensions",
    "photos",
    "planner_tasks",
    "presence",
    "reports",
    "search_mail",
    "security_attributes",
    "sign_ins",
    "sites",
    "transitive_members",
    "unread_mail",
];

/// Runs a task, and returns its result as text. The keys are those of the sample data.
async fn run(task: &str, client: &Client) -> Result<String, Error> {
    Ok(match task {
        "batch" => format!("{:#?}", batch::overview(client, sample::ME).await?),
        "blocking" => synchronous(client).await?,
        "calendar_view" => {
            let events = calendar_view::two_weeks(client, "Europe/Zurich").await?;
            format!("{events:#?}")
        }
        "channel_messages" => {
            let messages = channel_messages::messages(client, sample::TEAM, sample::CHANNEL);
            format!("{:#?}", messages.await?)
        }
        "count_users" => count_users::active_guests(client).await?.to_string(),
        "delta_with_stored_link" => two_rounds(client).await?,
        "download" => {
            let file = std::env::temp_dir().join("notes.txt");
            let length = download::save(client, "notes.txt", &file).await?;
            format!("saved {length} bytes to {}", file.display())
        }
        "drive_folder" => {
            let children = drive_folder::children(client, "Reports/2024").await?;
            format!("{children:#?}")
        }
        "durations_and_binary" => {
            let provider = sample::LEARNING_PROVIDER;
            let courses = durations_and_binary::long_courses(client, provider).await?;
            let application = sample::APPLICATION;
            let keys = durations_and_binary::thumbprints(client, application).await?;
            format!("{courses:#?}\n{keys:x?}")
        }
        "extension_properties" => {
            let users = extension_properties::in_cost_center(client, "CC-3").await?;
            format!("{users:#?}")
        }
        "flags" => format!("{:#?}", flags::tasks_for_leavers(client).await?),
        "groups_of_user" => {
            let groups = groups_of_user::all_groups(client, sample::ME).await?;
            format!("{groups:#?}")
        }
        "list_items" => {
            let items = list_items::active_projects(client, sample::SITE).await?;
            format!("{items:#?}")
        }
        "managed_devices" => format!("{:#?}", managed_devices::noncompliant(client).await?),
        "managers" => format!(
            "{:?}",
            managers::managers(client, "user40@contoso.com").await?
        ),
        "members" => format!("{:#?}", members::members(client, sample::GROUP).await?),
        "open_extensions" => format!("{:#?}", open_extensions::roaming_settings(client).await?),
        "photos" => match photos::photo(client, sample::ME).await? {
            Some((media_type, bytes)) => format!("{} bytes of {media_type}", bytes.len()),
            None => "no photo".to_owned(),
        },
        "planner_tasks" => {
            let tasks = planner_tasks::open_tasks(client, sample::PLAN).await?;
            format!("{tasks:#?}")
        }
        "presence" => format!("{:#?}", presence::presences(client, &[sample::ME]).await?),
        "reports" => format!("{:#?}", reports::email_activity(client, "D30").await?),
        "search_mail" => {
            let messages = search_mail::with_phrase(client, "quarterly report").await?;
            format!("{messages:#?}")
        }
        "security_attributes" => {
            let users = security_attributes::on_project(client, "Baker", 1).await?;
            format!("{users:#?}")
        }
        "sign_ins" => {
            let from = chrono::DateTime::from_timestamp(1_709_337_600, 0).unwrap_or_default();
            let sign_ins = sign_ins::sign_ins_between(client, from, from + chrono::Days::new(1));
            format!("{:#?}", sign_ins.await?)
        }
        "sites" => {
            let site = sites::site(client, "contoso.sharepoint.com", "sites/engineering").await?;
            format!("{site:#?}")
        }
        "transitive_members" => {
            let members = transitive_members::members(client, sample::GROUP).await?;
            format!("{members:#?}")
        }
        "unread_mail" => format!("{:#?}", unread_mail::unread(client).await?),
        other => format!("there is no task `{other}`"),
    })
}

/// Reads everything, and then the changes since. The local service of another run would not know the link.
async fn two_rounds(client: &Client) -> Result<String, Error> {
    let name = format!("graph-resource-tasks-{}.link", std::process::id());
    let file = std::env::temp_dir().join(name);
    let first = delta_with_stored_link::sync(client, &file).await?.len();
    let second = delta_with_stored_link::sync(client, &file).await;
    let _ = std::fs::remove_file(&file);
    Ok(format!(
        "first {first} users, then {} changes",
        second?.len()
    ))
}

/// Runs the task for synchronous code where it may block.
async fn synchronous(client: &Client) -> Result<String, Error> {
    let client = blocking::Client::from_async(client.clone())?;
    let task = tokio::task::spawn_blocking(move || blocking_names(&client));
    task.await.unwrap_or_else(|error| Ok(error.to_string()))
}

fn blocking_names(client: &blocking::Client) -> Result<String, Error> {
    Ok(format!("{:?}", code::blocking::me_and_others(client)?))
}

#[tokio::main]
async fn main() -> ExitCode {
    let chosen: Vec<_> = std::env::args().skip(1).collect();
    let are_known = chosen.iter().all(|task| TASKS.contains(&task.as_str()));
    if chosen.is_empty() || !are_known {
        println!("Usage: cargo run --example tasks -- <TASK>…\n\nTasks:");
        TASKS.iter().for_each(|task| println!("  {task}"));
        return ExitCode::from(if are_known { 0 } else { 2 });
    }
    match run_all(&chosen).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run_all(tasks: &[String]) -> Result<(), Error> {
    let base_url = std::env::var("GRAPH_BASE_URL").ok();
    let token = std::env::var("GRAPH_ACCESS_TOKEN").ok();
    let service = match (&base_url, &token) {
        (None, None) => Some(Service::start().await),
        _ => None,
    };
    let base_url = base_url.or_else(|| Some(service.as_ref()?.base_url().to_owned()));
    let builder = Client::builder().credential(token.unwrap_or_else(|| Service::TOKEN.to_owned()));
    let client = match base_url {
        Some(url) => builder.base_url(url),
        None => builder,
    }
    .build()?;
    for task in tasks {
        println!("{}", run(task, &client).await?);
    }
    Ok(())
}
