//! Logger: eleven columns, no quotes, no line end after the last row.

use crate::plot::Call;
use crate::scenario::End;

const HEADER: &str = "name,duration,number,phone_account_id,call_type,formatted_number,sim_display_name,\
    timestamp,cached_number_label,cached_number_type,cached_matched_number\n";

/// The call log.
pub(crate) fn calls(calls: &[Call]) -> String {
    let rows: Vec<String> = calls.iter().map(row).collect();
    HEADER.to_owned() + &rows.join("\n")
}

fn row(call: &Call) -> String {
    let name = call.name.as_deref().unwrap_or_default();
    let seconds = if call.end.is_talk() { call.seconds } else { 0 };
    let end = match call.end {
        End::Answered => "incoming",
        End::Outgoing => "outgoing",
        End::Missed => "missed",
        End::Rejected => "rejected",
        End::Blocked => "blocked",
    };
    let (number, ms) = (&call.number, call.at.ms());
    format!("{name},{seconds},{number},1,CallType.{end},{number},SIM1,{ms},,0,")
}
