//! Planner and Teams.

use graph_resource_tests::sample;

use crate::code::{channel_messages, planner_tasks, presence};
use crate::running::{start, user};

#[tokio::test]
async fn the_tasks_of_a_plan() {
    let running = start().await;
    let open = planner_tasks::open_tasks(&running.client, sample::PLAN)
        .await
        .unwrap();
    assert_eq!(open.len(), 4);
    assert_eq!(open[0].title.as_deref(), Some("Write the guide"));
    assert_eq!(
        open[0].due_date_time,
        Some("2024-04-01T00:00:00Z".parse().unwrap())
    );
    assert!(open[1].assignments.contains_key(&user(2)));
    let mine = planner_tasks::my_tasks(&running.client).await.unwrap();
    assert_eq!(mine.len(), 2);
}

#[tokio::test]
async fn channel_messages_with_their_replies() {
    let running = start().await;
    let messages = channel_messages::messages(&running.client, sample::TEAM, sample::CHANNEL)
        .await
        .unwrap();
    assert_eq!(messages.len(), 25);
    assert_eq!(messages[0].replies.len(), 2);
    assert_eq!(messages[1].replies.len(), 0);
    let content =
        |body: &Option<channel_messages::ItemBody>| body.as_ref().unwrap().content.clone();
    assert_eq!(
        content(&messages[0].body).as_deref(),
        Some("<p>Message 25</p>")
    );
    assert_eq!(
        content(&messages[0].replies[1].body).as_deref(),
        Some("<p>Reply 2502</p>")
    );
}

#[tokio::test]
async fn the_presence_of_several_users() {
    let running = start().await;
    let (first, second) = (user(1), user(2));
    let ids = [second.as_str(), first.as_str()];
    let presences = presence::presences(&running.client, &ids).await.unwrap();
    assert_eq!(presences[0].id, second);
    assert_eq!(presences[0].activity.as_deref(), Some("InAMeeting"));
    assert_eq!(presences[1].availability.as_deref(), Some("Available"));
    let mine = presence::Presence::of_me()
        .send(&running.client)
        .await
        .unwrap();
    assert_eq!(mine.id, first);
}
