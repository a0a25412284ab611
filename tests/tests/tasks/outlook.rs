//! Mail and calendars.

use crate::code::unread_mail::{self, Attachment};
use crate::code::{calendar_view, search_mail};
use crate::running::start;

#[tokio::test]
async fn a_calendar_view_in_a_time_zone() {
    let running = start().await;
    for (time_zone, review, dentist) in [
        (
            "Europe/Zurich",
            "2024-03-25T14:00:00",
            "2024-04-02T08:30:00",
        ),
        (
            "W. Europe Standard Time",
            "2024-03-25T14:00:00",
            "2024-04-02T08:30:00",
        ),
        (
            "Pacific Standard Time",
            "2024-03-25T06:00:00",
            "2024-04-01T23:30:00",
        ),
        ("Asia/Tokyo", "2024-03-25T22:00:00", "2024-04-02T15:30:00"),
    ] {
        let events = calendar_view::two_weeks(&running.client, time_zone)
            .await
            .unwrap();
        // Seven single events, and ten occurrences of a series, on two pages.
        assert_eq!(events.len(), 17);
        let start = |subject: &str| {
            let event = events
                .iter()
                .find(|event| event.subject.as_deref() == Some(subject));
            event.unwrap().start.as_ref().unwrap().date_time
        };
        assert_eq!(
            start("Budget review"),
            review.parse().unwrap(),
            "{time_zone}"
        );
        assert_eq!(start("Dentist"), dentist.parse().unwrap(), "{time_zone}");
        let first = &events[0];
        let (begins, end) = (first.start.as_ref().unwrap(), first.end.as_ref().unwrap());
        assert_eq!(end.time_zone.as_deref(), Some(time_zone));
        assert!(end.date_time > begins.date_time);
    }
}

#[tokio::test]
async fn unread_mail_with_attachments() {
    let running = start().await;
    let messages = unread_mail::unread(&running.client).await.unwrap();
    assert_eq!(messages.len(), 3);
    for (message, attachments) in &messages {
        assert_eq!(
            (message.is_read, message.has_attachments),
            (Some(false), Some(true))
        );
        let [Attachment::File(file), Attachment::Item(item)] = attachments.as_slice() else {
            panic!("{attachments:?}");
        };
        assert_eq!(file.name.as_deref(), Some("figures.csv"));
        assert_eq!(file.content_bytes.as_deref(), Some(&b"a,b\n1,2\n3,4\n"[..]));
        assert_eq!(item.name.as_deref(), Some("Re: figures"));
    }
}

#[tokio::test]
async fn a_phrase_in_mail() {
    let running = start().await;
    let found = search_mail::with_phrase(&running.client, "quarterly report")
        .await
        .unwrap();
    assert_eq!(found.len(), 6);
    let is_report = |subject: &str| subject == "Quarterly report";
    assert!(
        found
            .iter()
            .all(|message| message.subject.as_deref().is_some_and(is_report))
    );
    // The words of a phrase are next to each other.
    let other = search_mail::with_phrase(&running.client, "report quarterly")
        .await
        .unwrap();
    assert!(other.is_empty());
}
