//! Who is sent where: every line of `route.txt` was written from the rules, not from the output.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops where it fails")]

use dunlog_channels::{Asked, Fits, Lender, PoliceStep, Reply, Situation, channels, route};
use dunlog_model::{CivilDate, Role};

const TABLE: &str = include_str!("route.txt");

#[test]
fn every_situation_is_sent_to_the_right_places() {
    let lines: Vec<&str> = TABLE.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect();
    assert!(lines.len() >= 30);
    for line in lines {
        let cells: Vec<Vec<&str>> = line.split('|').map(|cell| cell.split_whitespace().collect()).collect();
        let routed = route(&situation(&cells[0]));
        assert_eq!(routed.len(), channels().len());
        let with = |fits| -> Vec<&str> {
            routed.iter().filter(|one| one.fits == fits).map(|one| one.channel.as_str()).collect()
        };
        assert_eq!(with(Fits::Yes), cells[1], "{line}");
        assert!(cells[2].iter().all(|id| with(Fits::Later).contains(id)), "{line}: {:?}", with(Fits::Later));
        assert!(cells[3].iter().all(|id| with(Fits::No).contains(id)), "{line}: {:?}", with(Fits::No));
    }
}

#[test]
fn a_channel_that_is_not_for_a_role_never_fits_it() {
    for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
        let situation = situation(&line.split('|').next().unwrap().split_whitespace().collect::<Vec<_>>());
        for routed in route(&situation).iter().filter(|routed| routed.fits != Fits::No) {
            let channel = channels().iter().find(|channel| channel.id == routed.channel).unwrap();
            assert!(channel.roles.contains(&situation.role), "{line}: {:?}", channel.id);
        }
    }
}

#[test]
fn fifteen_days_are_over_on_the_sixteenth() {
    let on = day("2026-10-01");
    for (today, fits) in [("2026-10-16", Fits::Later), ("2026-10-17", Fits::Yes)] {
        let situation = Situation {
            operator_asked: Some(Asked { on, reply: Reply::None }),
            today: Some(day(today)),
            ..Situation::of(Role::Debtor)
        };
        let routed = route(&situation);
        let appeal = routed.iter().find(|routed| routed.channel.as_str() == "appeal_12300").unwrap();
        assert_eq!(appeal.fits, fits, "{today}");
    }
}

fn situation(words: &[&str]) -> Situation {
    let role = if words[0] == "third_party" { Role::ThirdParty } else { Role::Debtor };
    let mut situation = Situation { today: Some(day("2026-11-21")), ..Situation::of(role) };
    let asked = |how: &str| {
        let (on, reply) = match how {
            "waiting" => ("2026-11-20", Reply::None),
            "overdue" => ("2026-11-01", Reply::None),
            "ok" => ("2026-11-01", Reply::Satisfied),
            "bad" => ("2026-11-01", Reply::Dissatisfied),
            other => panic!("{other}"),
        };
        Some(Asked { on: day(on), reply })
    };
    for word in &words[1..] {
        match *word {
            "bank" => situation.lender = Lender::Bank,
            "cfc" => situation.lender = Lender::ConsumerFinance,
            "micro" => situation.lender = Lender::Microloan,
            "platform" => situation.lender = Lender::Platform,
            "named" => situation.lender_named = true,
            "card" => situation.credit_card = true,
            "page" => situation.page_online = true,
            "spoof" => situation.spoofed_number = true,
            "stop" => situation.harassed_after_stop = true,
            "old" => situation.last_event = Some(day("2026-05-20")),
            "police:reported" => situation.police = PoliceStep::Reported,
            "police:oral" => situation.police = PoliceStep::RefusedOrally,
            "police:refused" => situation.police = PoliceStep::Refused,
            other => match other.split_once(':').unwrap() {
                ("lender", how) => situation.lender_asked = asked(how),
                ("operator", how) => situation.operator_asked = asked(how),
                _ => panic!("{other}"),
            },
        }
    }
    situation
}

fn day(text: &str) -> CivilDate {
    CivilDate::parse(text).unwrap()
}
