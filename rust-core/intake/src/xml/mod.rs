//! SMS Backup & Restore: `<smses>` with `<sms …/>` and `<mms>…</mms>`, `<calls>` with `<call …/>`.
//! Field list: <https://synctech.com.au/sms-backup-restore/fields-in-xml-backup-files/>.

mod attributes;
mod decode;
mod file;
mod record;
mod scan;

pub(crate) use file::read;
