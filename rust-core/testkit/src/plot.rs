//! Spreads the scenario over the days: what lies on each phone at the end.

use crate::chance::Chance;
use crate::scenario::{End, Scenario, Tray, Who};
use dunlog_model::{CivilDate, Timestamp};

const DAY_MS: u64 = 86_400_000;
const HOUR_MS: u64 = 3_600_000;

/// A message on a phone.
pub(crate) struct Message {
    pub(crate) at: Timestamp,
    pub(crate) number: String,
    pub(crate) name: Option<String>,
    pub(crate) tray: Tray,
    pub(crate) is_mms: bool,
    pub(crate) text: String,
}

/// A call on a phone.
pub(crate) struct Call {
    pub(crate) at: Timestamp,
    pub(crate) number: String,
    pub(crate) name: Option<String>,
    pub(crate) end: End,
    /// Talk of an answered call, ringing of any other.
    pub(crate) seconds: u64,
}

/// What a person wrote down.
pub(crate) struct Note {
    pub(crate) at: Timestamp,
    pub(crate) number: Option<String>,
    pub(crate) kind: String,
    pub(crate) text: String,
}

/// One phone, each list in the order of time.
#[derive(Default)]
pub(crate) struct Phone {
    pub(crate) messages: Vec<Message>,
    pub(crate) calls: Vec<Call>,
    pub(crate) notes: Vec<Note>,
}

/// Plays the scenario for one person.
pub(crate) fn phone(scenario: &Scenario, who: Who, seed: u64) -> Phone {
    let mut plot = Plot { chance: Chance::new(seed), begin: day(&scenario.begin), phone: Phone::default() };
    plot.talks(scenario, who);
    plot.rings(scenario, who);
    plot.bursts(scenario, who);
    plot.scenes(scenario, who);
    let mut phone = plot.phone;
    phone.messages.sort_by_key(|message| message.at);
    phone.calls.sort_by_key(|call| call.at);
    phone.notes.sort_by_key(|note| note.at);
    phone
}

struct Plot {
    chance: Chance,
    begin: Timestamp,
    phone: Phone,
}

impl Plot {
    fn talks(&mut self, scenario: &Scenario, who: Who) {
        for talk in scenario.talk.iter().filter(|talk| talk.who.contains(&who)) {
            for (turn, at) in self.moments(talk.per_week, talk.days, talk.hours).into_iter().enumerate() {
                // Texts take turns, so that all of them appear; the pair of neighbours varies.
                let shift = usize::try_from(self.chance.below(2)).unwrap_or_default();
                let Some(text) = talk.texts.get((turn + shift) % talk.texts.len().max(1)) else {
                    continue;
                };
                let message = Message {
                    at,
                    number: self.number(&talk.from),
                    name: talk.name.clone(),
                    tray: talk.tray,
                    is_mms: false,
                    text: self.chance.write(text),
                };
                self.phone.messages.push(message);
            }
        }
    }

    fn rings(&mut self, scenario: &Scenario, who: Who) {
        for ring in scenario.ring.iter().filter(|ring| ring.who.contains(&who)) {
            for at in self.moments(ring.per_week, ring.days, ring.hours) {
                let number = self.number(&ring.from);
                // The name belongs to the first number of the list.
                let name = ring.name.clone().filter(|_| ring.from.first() == Some(&number));
                let end = self.chance.pick(&ring.ends).copied().unwrap_or(End::Missed);
                self.call(at, number, name, end, ring.seconds);
            }
        }
    }

    fn bursts(&mut self, scenario: &Scenario, who: Who) {
        for burst in scenario.burst.iter().filter(|burst| burst.who == who) {
            let [first, last] = burst.hours.map(|hour| hour * HOUR_MS);
            let step = (last - first) / (burst.ends.len() as u64).max(1);
            for (turn, end) in (0..).zip(&burst.ends) {
                let offset = first + turn * step + self.chance.below(step);
                let at = plus(day(&burst.date), offset);
                let number = self.chance.fill(&burst.from);
                self.call(at, number, None, *end, burst.seconds);
            }
        }
    }

    fn scenes(&mut self, scenario: &Scenario, who: Who) {
        for scene in scenario.message.iter().filter(|scene| scene.who == who) {
            self.phone.messages.push(Message {
                at: moment(&scene.at),
                number: self.chance.fill(&scene.from),
                name: None,
                tray: scene.tray,
                is_mms: scene.mms,
                text: scene.text.clone(),
            });
        }
        for scene in scenario.call.iter().filter(|scene| scene.who == who) {
            let seconds = [scene.seconds, scene.seconds + 1];
            self.call(moment(&scene.at), scene.from.clone(), None, scene.end, seconds);
        }
        for scene in scenario.note.iter().filter(|scene| scene.who == who) {
            self.phone.notes.push(Note {
                at: moment(&scene.at),
                number: scene.from.clone(),
                kind: scene.kind.clone(),
                text: scene.text.clone(),
            });
        }
    }

    fn call(&mut self, at: Timestamp, number: String, name: Option<String>, end: End, talk: [u64; 2]) {
        let seconds = match end {
            End::Blocked => 0,
            end if end.is_talk() => self.chance.between(talk),
            _ => self.chance.between([2, 45]),
        };
        self.phone.calls.push(Call { at, number, name, end, seconds });
    }

    /// So many moments a week, spread evenly over the days and by chance within the hours.
    fn moments(&mut self, per_week: f64, days: [u64; 2], hours: [u64; 2]) -> Vec<Timestamp> {
        let span = days[1] - days[0];
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "a few hundred at most"
        )]
        let count = (per_week * span as f64 / 7.0).round() as u64;
        (0..count)
            .map(|turn| {
                let day = days[0] + (turn * span + self.chance.below(span)) / count;
                let offset = self.chance.between(hours.map(|hour| hour * HOUR_MS));
                plus(self.begin, day * DAY_MS + offset)
            })
            .collect()
    }

    fn number(&mut self, patterns: &[String]) -> String {
        let pattern = self.chance.pick(patterns).cloned().unwrap_or_default();
        self.chance.fill(&pattern)
    }
}

fn day(date: &str) -> Timestamp {
    moment(&format!("{date} 00:00:00"))
}

fn moment(text: &str) -> Timestamp {
    Timestamp::parse_china_local(text)
        .or_else(|_| CivilDate::parse(text).and_then(CivilDate::start))
        .expect("times of the scenario are written by us")
}

fn plus(time: Timestamp, ms: u64) -> Timestamp {
    time.plus_ms(i64::try_from(ms).unwrap_or_default())
}
