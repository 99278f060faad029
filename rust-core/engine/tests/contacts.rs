//! Several phones, one case: what is shared arrives, in any order and any number of times, and nothing else does.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "in a test a panic is a failed test")]

use dunlog_engine::{BundleRequest, Engine, Filter, FixedEnvironment, Options, Scope, verify};
use dunlog_model::{
    Body, Call, CallType, Channel, EventId, Message, MessageBox, Note, NoteKind, Observation, Person,
    PhoneNumber, RawColumns, Role, Source, Timestamp,
};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

const NOW: i64 = 1_790_900_000_000;

/// Each phone throws other dice.
struct Dice {
    now_ms: i64,
    state: AtomicU64,
}

impl dunlog_engine::Environment for Dice {
    fn now_ms(&self) -> i64 {
        self.now_ms
    }

    fn fill_random(&self, bytes: &mut [u8]) -> bool {
        for byte in bytes {
            let mut word = self.state.fetch_add(0x9E37_79B9_7F4A_7C15, Ordering::Relaxed);
            word = (word ^ (word >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            *byte = word.to_le_bytes()[5];
        }
        true
    }
}

struct Phone {
    engine: Engine,
    person: Person,
    folder: tempfile::TempDir,
}

impl Phone {
    fn of(name: &str, role: Role, seed: u64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let environment = Arc::new(Dice { now_ms: NOW, state: AtomicU64::new(seed) });
        let mut engine = Engine::create_with(&folder.path().join("log.db"), environment).unwrap();
        let person = engine.ensure_person(name, role).unwrap();
        Self { engine, person, folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn see(&mut self, observation: &Observation) -> EventId {
        match self.engine.observe(self.person.id, observation).unwrap() {
            dunlog_engine::Outcome::New(id) | dunlog_engine::Outcome::Witness(id) => id,
            dunlog_engine::Outcome::Known(_) => panic!("it was new"),
        }
    }

    fn share(&mut self, name: &str) -> PathBuf {
        let path = self.path(name);
        self.engine.share(1, None, &path).unwrap();
        path
    }

    /// What is in the log: phone, time, words and label of each event, in no particular order.
    fn told(&self) -> BTreeSet<(String, i64, String, String)> {
        let events = self.engine_events();
        events
            .into_iter()
            .map(|event| {
                let label = event.verdict.as_ref().map_or("", |verdict| verdict.label.id());
                let text = event.body.text().unwrap_or(event.body.kind_id()).to_owned();
                (event.person.name.clone(), event.time.ms(), text, label.to_owned())
            })
            .collect()
    }

    fn engine_events(&self) -> Vec<dunlog_model::StoredEvent> {
        let mut all = Vec::new();
        self.engine
            .for_each_event::<dunlog_engine::Error>(&Filter::default(), |event| {
                all.push(event);
                Ok(())
            })
            .unwrap();
        all
    }
}

fn at(minutes: i64) -> Timestamp {
    Timestamp::from_ms(1_790_859_791_000 + minutes * 60_000).unwrap()
}

fn observation(body: Body, minutes: i64, number: &str) -> Observation {
    Observation {
        body,
        time: at(minutes),
        sent: None,
        number: PhoneNumber::from_shown(number),
        name: None,
        sim: None,
        source: Source::SmsInbox,
        provider_id: None,
        raw: RawColumns::default(),
    }
}

fn sms(minutes: i64, number: &str, text: &str) -> Observation {
    let message = Message { channel: Channel::Sms, mailbox: MessageBox::Inbox, text: text.to_owned() };
    observation(Body::Message(message), minutes, number)
}

fn missed(minutes: i64, number: &str) -> Observation {
    let call = Call { call_type: CallType::Missed, seconds: Some(20) };
    Observation { source: Source::CallLog, ..observation(Body::Call(call), minutes, number) }
}

const COLLECTOR: &str = "106900001234";
const THREAT: &str = "请转告林晓今天还款，否则就上门找你们全家，后果自负！";

/// An owner, and a mother who joined: two threats, a parcel, a call from a friend with a name.
fn owner_and_mother() -> (Phone, Phone) {
    let mut owner = Phone::of("林晓", Role::Debtor, 1);
    owner.see(&sms(0, COLLECTOR, "【速来贷】林晓，今天再不还钱就通知你的家人和单位，后果自负！"));
    let mut mother = Phone::of("周桂芬", Role::ThirdParty, 2);
    mother.see(&sms(1, COLLECTOR, THREAT));
    mother.see(&sms(2, "10690000777", "您的快递已到菜鸟驿站，取件码 1-2-3456。"));
    mother.see(&Observation {
        name: Some("老姐妹".to_owned()), ..sms(3, "13900001234", "明天一起去公园吧")
    });
    mother.see(&missed(4, COLLECTOR));
    mother.engine.judge(|_| ()).unwrap();
    let invitation = owner.engine.invite("林晓").unwrap();
    mother.engine.join(mother.person.id, &format!("妈，点开：{invitation}，谢谢")).unwrap();
    (owner, mother)
}

#[test]
fn a_share_holds_what_was_flagged_and_nothing_of_the_mothers_own_life() {
    let (mut owner, mut mother) = owner_and_mother();
    let preview = mother.engine.share_preview(1, None).unwrap();
    assert_eq!((preview.owner.as_str(), preview.rows.len(), preview.kept_back), ("林晓", 2, 2));
    let file = mother.share("给晓晓.pdf"); // chat programs rename
    let bytes = std::fs::read(&file).unwrap();
    assert!(dunlog_engine::verify(&file).is_err_and(|error| error.code == "encrypted"));
    assert!(!bytes.windows(12).any(|window| window == COLLECTOR.as_bytes()));
    let report = owner.engine.merge(&file, None).unwrap();
    assert!(report.sealed && report.findings.is_empty());
    let merged = &report.logs[0];
    assert_eq!((merged.new, merged.events, merged.known, merged.first_time), (2, 2, 0, true));
    let told: Vec<String> =
        owner.engine_events().into_iter().map(|event| format!("{:?}", event.body.text())).collect();
    assert_eq!(told.len(), 3);
    assert!(!told.iter().any(|text| text.contains("快递") || text.contains("公园")));
    assert!(owner.engine.fsck(|_| ()).unwrap().clean);
}

#[test]
fn merging_twice_or_in_another_order_is_the_same() {
    let (owner, mut mother) = owner_and_mother();
    let first = mother.share("first.dunlog");
    mother.see(&sms(60, COLLECTOR, "你女儿的事，再不还我们就去你们村委会！"));
    mother.engine.judge(|_| ()).unwrap();
    let second = mother.share("second.dunlog");
    mother.see(&missed(90, COLLECTOR));
    mother.engine.judge(|_| ()).unwrap();
    let third = mother.share("third.dunlog");
    owner.engine.flush().unwrap();
    let start = std::fs::read(owner.path("log.db")).unwrap();
    let keys = std::fs::read(owner.path("log.db.key")).unwrap();
    let mut results = Vec::new();
    for order in [
        [&first, &second, &third],
        [&third, &second, &first],
        [&second, &third, &second],
        [&second, &first, &third],
    ] {
        let folder = tempfile::tempdir().unwrap();
        let log = folder.path().join("log.db");
        std::fs::write(&log, &start).unwrap();
        std::fs::write(folder.path().join("log.db.key"), &keys).unwrap();
        let environment = Arc::new(FixedEnvironment::at(NOW));
        let mut engine = Engine::open_with(&log, environment).unwrap();
        for file in order {
            let report = engine.merge(file, None).unwrap();
            assert!(report.logs[0].continues, "{order:?}");
        }
        engine.judge(|_| ()).unwrap();
        assert!(engine.fsck(|_| ()).unwrap().clean);
        results.push(Phone { engine, person: owner.person.clone(), folder }.told());
    }
    assert_eq!(results[0].len(), 5);
    assert!(results.iter().all(|result| result == &results[0]), "{results:#?}");
}

#[test]
fn one_collector_who_calls_several_people_within_minutes_is_told_as_that() {
    let (mut owner, mut mother) = owner_and_mother();
    owner.engine.merge(&mother.share("share.dunlog"), None).unwrap();
    owner.engine.judge(|_| ()).unwrap();
    let summary = owner.engine.summary(Options::default()).unwrap();
    assert_eq!(summary.together.len(), 1);
    assert_eq!(summary.together[0].persons, ["林晓", "周桂芬"]);
    // Two phones, one number, and still two events: nothing was taken for a double.
    assert_eq!(owner.engine_events().iter().filter(|event| event.number.is_some()).count(), 3);
}

#[test]
fn the_case_as_one_bundle_proves_every_phone() {
    let (mut owner, mut mother) = owner_and_mother();
    owner.engine.merge(&mother.share("share.dunlog"), None).unwrap();
    owner.engine.judge(|_| ()).unwrap();
    let case = owner.path("case.dunlog");
    let bundled = owner.engine.export_bundle(&case, &BundleRequest::default()).unwrap();
    let report = verify(&case).unwrap().report;
    assert!(report.intact, "{:?}", report.findings);
    assert_eq!(report.groups.len(), 2);
    assert_eq!(report.records, bundled.records);
    let mothers = report.groups.iter().find(|group| group.person == "周桂芬").unwrap();
    // Her log had four entries; two were shared, and that there are four is proven all the same.
    assert_eq!((mothers.shown, mothers.size), (2, 4));
    // The holder's own log holds an anchor: the checkpoint of the mother's.
    assert_eq!(report.groups[0].size, 2);
}

#[test]
fn the_same_case_makes_the_same_bundle() {
    let (mut owner, mut mother) = owner_and_mother();
    owner.engine.merge(&mother.share("share.dunlog"), None).unwrap();
    let request = BundleRequest { at: Some(at(500)), ..BundleRequest::default() };
    let (one, other) = (owner.path("one.dunlog"), owner.path("other.dunlog"));
    owner.engine.export_bundle(&one, &request).unwrap();
    owner.engine.export_bundle(&other, &request).unwrap();
    assert!(std::fs::read(one).unwrap() == std::fs::read(other).unwrap());
}

#[test]
fn bystanders_are_hidden_in_a_whole_export_and_still_proven() {
    let (_, mut mother) = owner_and_mother();
    let path = mother.path("all.dunlog");
    let options = Options { scope: Scope::All, ..Options::default() };
    mother.engine.export_bundle(&path, &BundleRequest { options, ..BundleRequest::default() }).unwrap();
    let checked = verify(&path).unwrap();
    assert!(checked.report.intact, "{:?}", checked.report.findings);
    assert_eq!(checked.report.head.unwrap().hidden, ["name", "number", "raw"]);
    let records = &checked.groups[0].records;
    assert_eq!(records.len(), 4);
    assert_eq!(records[2].text("name"), "");
    assert_eq!(records[2].text("number"), "");
    assert_eq!(records[2].text("text"), "明天一起去公园吧");
    assert_eq!(records[0].text("number"), COLLECTOR);
    for file in ["data/records.csv", "data/report.html", "data/records.ndjson"] {
        let text = String::from_utf8_lossy(&unzipped(&path, file)).into_owned();
        assert!(!text.contains("13900001234") && !text.contains("老姐妹"), "{file}");
    }
}

fn unzipped(path: &Path, name: &str) -> Vec<u8> {
    use std::io::Read;
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut content = Vec::new();
    archive.by_name(&format!("dunlog/{name}")).unwrap().read_to_end(&mut content).unwrap();
    content
}

#[test]
fn a_forked_log_is_refused_and_nothing_of_it_is_written() {
    let (mut owner, mut mother) = owner_and_mother();
    owner.engine.merge(&mother.share("before.dunlog"), None).unwrap();
    // The mother's phone is put back to an earlier state and goes on otherwise.
    mother.engine.flush().unwrap();
    let copy = tempfile::tempdir().unwrap();
    for name in ["log.db", "log.db.key"] {
        std::fs::copy(mother.path(name), copy.path().join(name)).unwrap();
    }
    mother.see(&sms(60, COLLECTOR, THREAT));
    mother.engine.judge(|_| ()).unwrap();
    owner.engine.merge(&mother.share("one.dunlog"), None).unwrap();
    let before = owner.told();
    let environment = Arc::new(Dice { now_ms: NOW, state: AtomicU64::new(77) });
    let engine = Engine::open_with(&copy.path().join("log.db"), environment).unwrap();
    let mut fork = Phone { engine, person: mother.person.clone(), folder: copy };
    fork.see(&sms(61, COLLECTOR, "再不还钱就让你们全家不得安宁！"));
    fork.engine.judge(|_| ()).unwrap();
    let error = owner.engine.merge(&fork.share("other.dunlog"), None).unwrap_err();
    assert_eq!(error.code, "forked_log");
    assert_eq!(owner.told(), before);
    assert!(owner.engine.fsck(|_| ()).unwrap().clean);
}

#[test]
fn a_bundle_for_somebody_else_and_one_under_another_key_are_refused() {
    let (mut owner, mut mother) = owner_and_mother();
    let file = mother.share("share.dunlog");
    let mut stranger = Phone::of("路人", Role::Debtor, 9);
    assert_eq!(stranger.engine.merge(&file, None).unwrap_err().code, "not_for_us");
    owner.engine.merge(&file, None).unwrap();
    // The mother lost her key: her log says so, and the owner is told that the key is another one.
    std::fs::remove_file(mother.path("log.db.key")).unwrap();
    mother.see(&sms(60, COLLECTOR, THREAT));
    mother.engine.judge(|_| ()).unwrap();
    let again = mother.share("again.dunlog");
    assert_eq!(owner.engine.merge(&again, None).unwrap_err().code, "wrong_key");
    assert!(mother.engine.fsck(|_| ()).unwrap().clean);
}

#[test]
fn a_share_for_another_case_is_refused() {
    let (mut owner, mut mother) = owner_and_mother();
    let file = mother.share("share.dunlog");
    // The same keys, and another case: what a second log beside a copied key file would be.
    let folder = tempfile::tempdir().unwrap();
    std::fs::copy(owner.path("log.db.key"), folder.path().join("log.db.key")).unwrap();
    let mut other = Engine::create(&folder.path().join("log.db")).unwrap();
    other.ensure_person("林晓", Role::Debtor).unwrap();
    other.invite("林晓").unwrap();
    assert_eq!(other.merge(&file, None).unwrap_err().code, "other_case");
    assert!(owner.engine.merge(&file, None).is_ok());
}

#[test]
fn one_person_s_records_alone_are_signed_by_the_holder() {
    let (mut owner, mut mother) = owner_and_mother();
    owner.engine.merge(&mother.share("share.dunlog"), None).unwrap();
    owner.engine.judge(|_| ()).unwrap();
    let mothers = owner.engine.persons().unwrap().into_iter().filter(|person| person.name == "周桂芬");
    let people = mothers.map(|person| person.id).collect();
    let path = owner.path("mother.dunlog");
    let request = BundleRequest { people: Some(&people), ..BundleRequest::default() };
    owner.engine.export_bundle(&path, &request).unwrap();
    let report = verify(&path).unwrap().report;
    assert!(report.intact, "{:?}", report.findings);
    assert_eq!(report.groups.iter().map(|group| group.person.as_str()).collect::<Vec<_>>(), ["周桂芬"]);
    assert_ne!(report.head.unwrap().log, report.groups[0].log);
}

#[test]
fn a_role_that_differs_is_told_and_another_name_helps() {
    let (mut owner, mut mother) = owner_and_mother();
    owner.engine.ensure_person("周桂芬", Role::Debtor).unwrap();
    let file = mother.share("share.dunlog");
    assert_eq!(owner.engine.merge(&file, None).unwrap_err().code, "role_differs");
    let report = owner.engine.merge(&file, Some(("妈妈", Role::ThirdParty))).unwrap();
    assert_eq!(report.logs[0].person, "妈妈");
    assert_eq!(owner.engine.merge(&file, None).unwrap().logs[0].person, "妈妈");
}

#[test]
fn what_a_phone_removes_goes_at_the_owner_too() {
    let (mut owner, mut mother) = owner_and_mother();
    owner.engine.merge(&mother.share("share.dunlog"), None).unwrap();
    assert!(owner.told().iter().any(|(_, _, text, _)| text == THREAT));
    let path = mother.path("request.txt");
    mother.engine.withdraw(1, &path).unwrap();
    let note = std::fs::read_to_string(&path).unwrap();
    assert!(dunlog_engine::is_withdrawal(note.as_bytes()));
    let mut changed = note.clone();
    changed.truncate(note.len() - 8);
    assert_eq!(owner.engine.accept_withdrawal(&(changed + "AAAAAA=\n")).unwrap_err().code, "signature_bad");
    assert_eq!(owner.engine.accept_withdrawal(&note).unwrap().removed, 2);
    assert_eq!(owner.engine.accept_withdrawal(&note).unwrap().removed, 0);
    assert!(!owner.told().iter().any(|(_, _, text, _)| text == THREAT));
    let report = owner.engine.fsck(|_| ()).unwrap();
    assert!(report.clean, "{:?}", report.findings);
    assert_eq!(report.redacted, 2);
    // An old share does not bring the words back.
    owner.engine.merge(&mother.path("share.dunlog"), None).unwrap();
    assert!(!owner.told().iter().any(|(_, _, text, _)| text == THREAT));
    // And the case still exports and proves what is left.
    let case = owner.path("case.dunlog");
    owner.engine.export_bundle(&case, &BundleRequest::default()).unwrap();
    assert!(verify(&case).unwrap().report.intact);
}

#[test]
fn a_backup_becomes_the_log_of_an_empty_place_and_says_so() {
    let (_, mut mother) = owner_and_mother();
    let told = mother.told();
    let backup = mother.path("backup");
    mother.engine.backup(&backup, "eight or more", true).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("log.db");
    let environment = Arc::new(FixedEnvironment::at(NOW + 1));
    let wrong = Engine::restore(&log, &backup, "another one", environment.clone());
    assert_eq!(wrong.err().map(|error| error.code), Some("wrong_passphrase"));
    assert!(!log.exists());
    let (engine, restored) = Engine::restore(&log, &backup, "eight or more", environment).unwrap();
    assert!(restored.whole);
    let restored = Phone { engine, person: mother.person.clone(), folder };
    assert_eq!(restored.told(), told);
    let fsck = restored.engine.fsck(|_| ()).unwrap();
    assert!(fsck.clean && fsck.entries == 5, "{fsck:?}"); // four, and the one that says that it was restored
    assert_eq!(
        std::fs::read(restored.path("log.db.key")).unwrap(),
        std::fs::read(mother.path("log.db.key")).unwrap()
    );
    let left: Vec<_> =
        std::fs::read_dir(restored.folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| name.to_string_lossy().starts_with("log.db")), "{left:?}");
    assert!(!left.iter().any(|name| name.to_string_lossy().contains("copy")), "{left:?}");
}

#[test]
fn a_backup_into_an_existing_log_is_merged_and_overwrites_nothing() {
    let (mut owner, mut mother) = owner_and_mother();
    mother.engine.annotate(EventId(1), "note", "很害怕").unwrap();
    mother.engine.backup(&mother.path("backup"), "eight or more", false).unwrap();
    let before = owner.told();
    let logs = owner.engine.restore_into(&mother.path("backup"), "eight or more").unwrap();
    assert_eq!((logs.len(), logs[0].new, logs[0].events), (1, 5, 4));
    assert!(owner.told().is_superset(&before));
    assert_eq!(owner.engine.restore_into(&mother.path("backup"), "eight or more").unwrap()[0].new, 0);
    assert!(owner.engine.fsck(|_| ()).unwrap().clean);
    assert!(mother.engine.restore_into(&mother.path("backup"), "eight or more").unwrap()[0].own);
}

#[test]
fn every_changed_byte_of_a_backup_is_noticed() {
    let mut phone = Phone::of("林晓", Role::Debtor, 1);
    phone.see(&sms(0, COLLECTOR, THREAT));
    phone.engine.backup(&phone.path("backup"), "eight or more", false).unwrap();
    let good = std::fs::read(phone.path("backup")).unwrap();
    for at in [0, 30, 90, 150, 200, 4_000, good.len() - 1] {
        let mut bytes = good.clone();
        bytes[at] ^= 1;
        std::fs::write(phone.path("changed"), bytes).unwrap();
        let error = phone.engine.restore_into(&phone.path("changed"), "eight or more").unwrap_err();
        assert!(
            ["seal_changed", "seal_malformed", "wrong_passphrase", "too_large"].contains(&error.code),
            "{at}: {error}"
        );
    }
    assert_eq!(phone.told().len(), 1);
}

#[test]
fn a_clock_that_was_set_back_is_on_record_in_the_log() {
    let mut phone = Phone::of("林晓", Role::Debtor, 1);
    phone.see(&sms(0, COLLECTOR, THREAT));
    let log = phone.path("log.db");
    let environment = Arc::new(Dice { now_ms: NOW - 3_600_000, state: AtomicU64::new(5) });
    phone.engine = Engine::open_with(&log, environment).unwrap();
    phone.see(&sms(1, COLLECTOR, THREAT));
    phone.see(&sms(2, COLLECTOR, THREAT));
    let path = phone.path("case.dunlog");
    phone.engine.judge(|_| ()).unwrap();
    phone.engine.export_bundle(&path, &BundleRequest::default()).unwrap();
    let checked = verify(&path).unwrap();
    let incidents: Vec<&str> = checked.groups[0]
        .records
        .iter()
        .filter(|record| record.kind.id() == "incident")
        .map(|record| record.text("what"))
        .collect();
    assert_eq!(incidents, ["clock_back"]);
    let report = String::from_utf8(unzipped(&path, "data/report.html")).unwrap();
    assert!(report.contains("手机时间被调早"));
    assert!(phone.engine.fsck(|_| ()).unwrap().clean);
}

#[test]
fn a_note_of_the_mother_comes_with_her_event() {
    let (mut owner, mut mother) = owner_and_mother();
    mother.engine.annotate(EventId(1), "note", "很害怕").unwrap();
    mother.see(&observation(
        Body::Note(Note { note_kind: NoteKind::Visit, text: "来了两个人，敲门要钱".to_owned() }),
        70,
        "",
    ));
    mother.engine.judge(|_| ()).unwrap();
    let report = owner.engine.merge(&mother.share("share.dunlog"), None).unwrap();
    assert_eq!((report.logs[0].new, report.logs[0].events), (4, 3));
    let threat = owner.engine_events().into_iter().find(|event| event.body.text() == Some(THREAT)).unwrap();
    assert_eq!(threat.annotations[0].text, "很害怕");
}
