//! Which source is believed on what, when several saw one event.

use dunlog_model::{Body, Sighting, Source};

/// The body of the event: what the source that knows best says. A live signal knows that it rang; only the
/// call log knows how the call ended. A notification may show half a message; the inbox has all of it.
pub(crate) fn body(sightings: &[Sighting]) -> Option<&Body> {
    // The first of the best: `max_by_key` would take the last.
    sightings.iter().rev().max_by_key(|sighting| authority(sighting.source)).map(|sighting| &sighting.body)
}

fn authority(source: Source) -> u8 {
    match source {
        Source::CallLog | Source::SmsInbox => 5,
        Source::BackupXml | Source::SmsIe => 4,
        Source::SmsBroadcast | Source::Manual => 3,
        Source::CallCsv => 2,
        Source::DunlogCsv | Source::DunlogNdjson => 2,
        Source::PhoneState | Source::Screening => 1,
        Source::Notification | Source::SelfReport => 0,
    }
}
