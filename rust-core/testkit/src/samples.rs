//! The sample phones of `tests/samples`: a debtor, her mother and a colleague, six weeks in autumn 2026.

use crate::formats::{backup_xml, events, logger_csv, sms_ie};
use crate::plot::phone;
use crate::scenario::{Scenario, Who};

/// Every sample file: its name and its bytes. The same on every run and every machine.
pub fn files() -> Vec<(String, Vec<u8>)> {
    let scenario = Scenario::load();
    let debtor = phone(&scenario, Who::Debtor, 20_260_928);
    let mother = phone(&scenario, Who::Mother, 20_260_929);
    let colleague = phone(&scenario, Who::Colleague, 20_260_930);
    [
        ("debtor-sms.xml", backup_xml::messages(&debtor.messages).into_bytes()),
        ("debtor-calls.xml", backup_xml::calls(&debtor.calls).into_bytes()),
        ("mother-messages.zip", sms_ie::messages(&mother.messages)),
        ("mother-calls.json", sms_ie::calls(&mother.calls).into_bytes()),
        ("colleague-calls.csv", logger_csv::calls(&colleague.calls).into_bytes()),
        ("colleague-notes.ndjson", events::notes(&colleague.notes).into_bytes()),
    ]
    .map(|(name, bytes)| (name.to_owned(), bytes))
    .into()
}
