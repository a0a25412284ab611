//! Reports in CSV, which are on the download host.

use crate::data::{Data, File};

/// Adds a report for each period that Graph has.
pub(super) fn add(mut data: Data) -> Data {
    for days in [7, 30, 90, 180] {
        let period = format!("D{days}");
        data = data.file(
            &format!("reports/getEmailActivityUserDetail(period='{period}')"),
            csv(activity(days)),
        );
    }
    data
}

/// With the byte order mark that Graph's reports begin with.
fn csv(text: String) -> File {
    File::new("application/octet-stream", format!("\u{feff}{text}")).elsewhere()
}

fn activity(days: usize) -> String {
    let mut text = String::from(
        "Report Refresh Date,User Principal Name,Display Name,Is Deleted,Send Count,Receive Count,Read Count,Report Period\r\n",
    );
    for number in 1..=3 {
        let (sent, received) = (number * days, number * days * 4);
        let name = super::people::display_name(number);
        text += &format!(
            "2024-03-28,user{number}@contoso.com,{name},False,{sent},{received},{received},{days}\r\n"
        );
    }
    text
}
