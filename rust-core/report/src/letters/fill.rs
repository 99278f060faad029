//! Fills the places of a text: `{name}`.

use crate::details::{Details, Relative};
use crate::letters::facts::{Facts, Reported};
use crate::letters::text::texts;
use crate::letters::{LetterDetails, LetterInput, LetterKind};
use crate::say::Say;
use crate::steps::sentence;
use crate::summary::Quote;
use crate::times::{spoken, spoken_clock, spoken_day};
use crate::words::Lang;
use dunlog_channels::HandIn;
use dunlog_law::{Rule, pack};
use dunlog_model::{Body, CivilDate, Role};
use serde_json::Value;
use std::collections::BTreeMap;

/// Numbers that are named one by one.
const NUMBERS: usize = 3;
/// Earlier steps that are named.
const STEPS: usize = 6;
/// Steps of another matter.
const OTHER_MATTERS: [&str; 5] =
    ["carrier_bill", "own_operator", "appeal_12300", "instalment", "anti_fraud_96110"];

pub(crate) struct Fill<'l> {
    pub facts: &'l Facts,
    pub letter: &'l LetterDetails,
    pub details: &'l Details,
    pub cited: Option<&'static Rule>,
    values: BTreeMap<&'static str, String>,
    fields: [Value; 2],
}

impl<'l> Fill<'l> {
    pub(crate) fn new(
        kind: &LetterKind,
        input: &LetterInput<'l>,
        facts: &'l Facts,
        rests_on: Option<&'static Rule>,
    ) -> Self {
        let LetterInput { details, letter, hand_ins, .. } = *input;
        let chosen = || facts.citations(kind).into_iter().find(|rule| rule.id == letter.cite);
        let mut fill = Self {
            facts,
            letter,
            details,
            cited: if rests_on.is_some() { None } else { chosen() },
            values: BTreeMap::new(),
            // Both are plain structures with text keys, which always have a JSON form.
            fields: [serde_json::to_value(letter), serde_json::to_value(details)]
                .map(Result::unwrap_or_default),
        };
        fill.values = fill.computed(kind, hand_ins);
        fill
    }

    /// The text with every place filled; an empty one becomes a line.
    pub(crate) fn text(&self, template: &str) -> String {
        fill(template, |name| self.value(name))
    }

    /// Whether a condition holds.
    pub(crate) fn holds(&self, condition: &str) -> bool {
        if let Some(other) = condition.strip_prefix('!') {
            return !self.holds(other);
        }
        let has = |name: &str| self.value(name).is_some();
        match condition {
            "debtor" => self.facts.person.role == Role::Debtor,
            "third_party" => self.facts.person.role == Role::ThirdParty,
            "card" => self.letter.credit_card,
            "events" => self.facts.report.is_some(),
            "asked_before" => self.asked_before(),
            "acts" => has("injunction.acts"),
            "report_text" => has("report.text"),
            "agency" | "remark" => has(condition),
            _ => false,
        }
    }

    /// The paragraphs on what happened, in the order of time.
    pub(crate) fn paragraphs(&self) -> Vec<String> {
        if self.facts.own.contacts == 0 {
            return self.counts();
        }
        let quotes = &self.facts.quotes;
        let mut paragraphs = vec![self.totals()];
        paragraphs.extend(quotes.iter().map(quote));
        if quotes.iter().any(|quote| quote.words.contains("***")) {
            paragraphs.push(of_facts("quote_note").to_owned());
        }
        paragraphs.extend([self.others(), self.stop()].into_iter().filter(|text| !text.is_empty()));
        paragraphs
    }

    /// How often, from which numbers, and whether it went on after a request to stop.
    pub(crate) fn counts(&self) -> Vec<String> {
        if self.facts.own.contacts == 0 {
            return vec![self.text(of_facts("none"))];
        }
        [self.totals(), self.stop()].into_iter().filter(|text| !text.is_empty()).collect()
    }

    fn totals(&self) -> String {
        let mut totals = self.own();
        totals.push_str(&fill(of_facts("top"), |_| Some(self.top_numbers())));
        if self.facts.night > 0 {
            totals.push_str(&fill(of_facts("night"), |_| Some(self.facts.night.to_string())));
        }
        totals
    }

    /// Whether the person asked to stop before what is reported happened.
    fn asked_before(&self) -> bool {
        let asked = self.facts.own.stop_requests.first();
        let reported = self.facts.report.as_ref().map(|report| report.event.time.china_text());
        matches!((asked, reported), (Some(asked), Some(reported)) if *asked < reported)
    }

    pub(crate) fn steps(hand_ins: &[HandIn]) -> String {
        let mut steps: Vec<&HandIn> = hand_ins.iter().filter(|step| !is_other_matter(step)).collect();
        steps.sort_by_key(|step| step.date);
        let last = steps.len().saturating_sub(STEPS);
        let words: Vec<String> =
            steps.into_iter().skip(last).map(|step| sentence(Say(Lang::Zh), step)).collect();
        if words.is_empty() { String::new() } else { fill(&texts().steps, |_| Some(words.join("；"))) }
    }

    fn own(&self) -> String {
        let own = &self.facts.own;
        let first = own.first.as_deref().map(spoken_day).unwrap_or_default();
        let last = own.last.as_deref().map(spoken_day).unwrap_or_default();
        let one_day = first == last;
        fill(of_facts(if one_day { "own_one_day" } else { "own" }), |name| {
            Some(match name {
                "first" => first.clone(),
                "last" => last.clone(),
                "counts" => counts(own.calls, Some(own.answered), own.messages),
                "numbers" => own.numbers_total.to_string(),
                "days" => own.days.to_string(),
                _ => return None,
            })
        })
    }

    fn top_numbers(&self) -> String {
        let row = |row: &crate::summary::NumberRow| {
            let claims = if row.claims.is_empty() {
                String::new()
            } else {
                fill(of_facts("claims"), |_| Some(format!("“{}”", row.claims.join("”、“"))))
            };
            fill(of_facts("top_row"), |name| {
                Some(match name {
                    "number" => row.number.clone(),
                    "counts" => counts(row.calls, None, row.messages),
                    "claims" => claims.clone(),
                    _ => return None,
                })
            })
        };
        let rows: Vec<String> = self.facts.own.numbers.iter().take(NUMBERS).map(row).collect();
        if rows.is_empty() { of_facts("withheld").to_owned() } else { rows.join("、") }
    }

    fn others(&self) -> String {
        if self.facts.others.is_empty() {
            return String::new();
        }
        let row = |(name, contacts): &(String, u64)| {
            let relative = self.details.relatives.iter().find(|relative| relative.person == *name);
            fill(of_facts("others_row"), |place| {
                Some(match place {
                    "who" => relative.map_or_else(|| of_facts("somebody").to_owned(), who),
                    _ => contacts.to_string(),
                })
            })
        };
        let rows: Vec<String> = self.facts.others.iter().map(row).collect();
        fill(of_facts("others"), |place| {
            Some(if place == "people" { rows.len().to_string() } else { rows.join("、") })
        })
    }

    fn stop(&self) -> String {
        let own = &self.facts.own;
        let Some(first) = own.stop_requests.first() else { return String::new() };
        let id = if own.after_stop > 0 { "stop" } else { "stop_kept" };
        let template = texts().facts.get(id).map_or("", String::as_str);
        fill(template, |place| {
            Some(if place == "stop" { spoken_day(first) } else { own.after_stop.to_string() })
        })
    }

    fn computed(&self, kind: &LetterKind, hand_ins: &[HandIn]) -> BTreeMap<&'static str, String> {
        let debt = self.details.debt.as_ref();
        let of_debt =
            |field: fn(&crate::details::Debt) -> &String| debt.map(field).cloned().unwrap_or_default();
        let company = if self.letter.company.is_empty() {
            of_debt(|debt| &debt.institution)
        } else {
            self.letter.company.clone()
        };
        let attachments = if self.letter.attachments.is_empty() {
            kind.attachments.as_ref().unwrap_or(&texts().attachments).clone()
        } else {
            self.letter.attachments.join("；")
        };
        let own = &self.facts.own;
        let no_events = own.contacts == 0;
        let day = |text: &Option<String>| text.as_deref().map(spoken_day).unwrap_or_default();
        let mut values = BTreeMap::from([
            ("blank", String::new()),
            ("company", company),
            ("product", of_debt(|debt| &debt.product)),
            ("contract_tail", of_debt(|debt| &debt.contract_tail)),
            ("attachments", attachments),
            ("first", day(&own.first)),
            ("last", day(&own.last)),
            ("facts.own", if no_events { String::new() } else { self.own() }),
            ("facts.quotes", self.facts.quotes.iter().map(quote).collect::<Vec<_>>().join("\n")),
            ("facts.others", self.others()),
            ("facts.stop", self.stop()),
            ("facts.steps", Self::steps(hand_ins)),
            ("harm", self.harm().join("\n")),
            ("losses", self.losses()),
            ("cite", self.cited.map(|rule| rule.wording_zh_for(&self.facts.conduct)).unwrap_or_default()),
            ("addressee", known(&self.letter.addressee).unwrap_or_else(|| kind.addressee.clone())),
        ]);
        let relation = match self.facts.person.role {
            Role::Debtor => fill(&texts().others.debtor, |place| {
                values
                    .get(if place == "tail" { "contract_tail" } else { "product" })
                    .and_then(|value| known(value))
            }),
            Role::ThirdParty => texts().others.third_party.clone(),
        };
        values.insert("relation_to_defendant", relation);
        values.extend(reported(self.facts.report.as_ref()));
        values
    }

    pub(crate) fn harm(&self) -> Vec<String> {
        let proven = self.details.harm.iter().filter(|harm| !harm.proof.is_empty());
        let line = |harm: &crate::details::Harm| {
            fill(&texts().others.harm, |place| {
                Some(match place {
                    "date" => harm.date.clone(),
                    "text" => harm.text.clone(),
                    _ => harm.proof.clone(),
                })
            })
        };
        proven.map(line).collect()
    }

    fn losses(&self) -> String {
        let template = &texts().others.loss;
        let empty = [crate::letters::LossDetails::default()];
        let losses = &self.letter.claim.losses;
        let losses: &[_] = if losses.is_empty() { &empty } else { losses };
        let line = |loss: &crate::letters::LossDetails| {
            fill(template, |place| {
                known(match place {
                    "what" => &loss.what,
                    "amount" => &loss.amount,
                    _ => &loss.proof,
                })
            })
        };
        losses.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    /// What was computed, or a field of the letter or of the case; `None` when it is empty.
    fn value(&self, name: &str) -> Option<String> {
        if let Some(value) = self.values.get(name) {
            return known(value);
        }
        let pointer = format!("/{}", name.replace('.', "/"));
        self.fields.iter().find_map(|fields| fields.pointer(&pointer)).and_then(|value| match value {
            Value::String(text) => known(text),
            Value::Number(number) if number.as_u64() == Some(0) => None,
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        })
    }
}

/// Fills `{name}` with what `value` says, or with a line to write on if that is nothing.
pub(crate) fn fill(template: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let mut filled = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, name, after)) = next_place(rest) {
        filled.push_str(before);
        filled.push_str(value(name).as_deref().unwrap_or(&texts().blank));
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// Nothing, if it is empty.
pub(crate) fn known(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// What stands before a place, its name, and what follows.
pub(crate) fn next_place(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

/// The rule on which a letter rests, when it is in force on the day.
pub(crate) fn basis(id: &str, day: CivilDate) -> Option<&'static Rule> {
    pack().rule(id).filter(|rule| rule.in_force(day) && !rule.confidence.contains("memory only"))
}

fn quote(quote: &Quote) -> String {
    fill(of_facts("quote"), |place| {
        Some(match place {
            "time" => spoken(&quote.time),
            "words" => quote.words.clone(),
            _ => quote.number.clone().unwrap_or_else(|| of_facts("withheld").to_owned()),
        })
    })
}

fn who(relative: &Relative) -> String {
    let digits: Vec<char> = relative.particulars.phone.chars().filter(char::is_ascii_digit).collect();
    let tail: String = digits.iter().skip(digits.len().saturating_sub(4)).collect();
    let relation =
        if relative.relation.is_empty() { of_facts("somebody") } else { relative.relation.as_str() };
    let tail = if tail.is_empty() { tail } else { fill(of_facts("tail"), |_| Some(tail.clone())) };
    format!("{relation}{tail}")
}

/// `来电3次、信息2条`; what did not happen is not said.
fn counts(calls: u64, answered: Option<u64>, messages: u64) -> String {
    let value = |place: &str| {
        Some(match place {
            "calls" => calls.to_string(),
            "answered" => answered.unwrap_or_default().to_string(),
            _ => messages.to_string(),
        })
    };
    let id = if answered.is_some() { "calls_answered" } else { "calls" };
    let parts = [(calls, id), (messages, "messages")].into_iter().filter(|(count, _)| *count > 0);
    parts.map(|(_, id)| fill(of_facts(id), value)).collect::<Vec<_>>().join("、")
}

fn of_facts(id: &str) -> &'static str {
    texts().facts.get(id).map_or("", String::as_str)
}

/// The fields of a report to 12321.
fn reported(report: Option<&Reported>) -> Vec<(&'static str, String)> {
    let Some(report) = report else { return Vec::new() };
    let event = &report.event;
    let words = &texts().others;
    let (kind, seconds) = match &event.body {
        Body::Call(call) => {
            let talk = call.talk_seconds().filter(|seconds| *seconds > 0);
            let spoken = |seconds: u32| fill(&words.seconds, |_| Some(seconds.to_string()));
            (&words.call, talk.map_or_else(|| words.not_answered.clone(), spoken))
        }
        _ => (&words.message, words.no_seconds.clone()),
    };
    let (from, until) = (spoken_clock(&report.from.china_text()), spoken_clock(&report.until.china_text()));
    let span = if from == until {
        from
    } else {
        fill(of_facts("span"), |place| Some(if place == "from" { from.clone() } else { until.clone() }))
    };
    vec![
        (
            "report.number",
            event.number.as_ref().map(|number| number.as_shown().to_owned()).unwrap_or_default(),
        ),
        ("report.kind", kind.clone()),
        ("report.time", event.time.china_text()),
        ("report.seconds", seconds),
        ("report.text", event.body.text().unwrap_or_default().to_owned()),
        ("report.day", spoken_day(&event.time.china_text())),
        ("report.span", span),
        ("report.counts", counts(report.calls, None, report.messages)),
    ]
}

/// True for a step that is about the debt or the person's own contracts, and not about being disturbed.
pub(crate) fn is_other_matter(step: &HandIn) -> bool {
    OTHER_MATTERS.contains(&step.channel.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::letters::letters;

    #[test]
    fn every_place_of_every_letter_has_a_name_that_is_known() {
        let computed = [
            "blank",
            "company",
            "product",
            "contract_tail",
            "attachments",
            "addressee",
            "first",
            "last",
            "facts.own",
            "facts.quotes",
            "facts.others",
            "facts.stop",
            "facts.steps",
            "harm",
            "losses",
            "cite",
            "relation_to_defendant",
            "report.number",
            "report.kind",
            "report.time",
            "report.seconds",
            "report.text",
            "report.day",
            "report.span",
            "report.counts",
        ];
        let fields = [
            serde_json::to_value(LetterDetails::default()).unwrap(),
            serde_json::to_value(Details::default()).unwrap(),
        ];
        for kind in letters() {
            let mut words = vec![kind.to.as_str()];
            for piece in &kind.pieces {
                words.extend([&piece.head, &piece.text, &piece.note, &piece.right].map(String::as_str));
                words.extend(piece.ticks.iter().chain(&piece.claims).map(|tick| tick.zh.as_str()));
                words.extend(piece.rows.iter().flatten().map(String::as_str));
            }
            for mut rest in words {
                while let Some((_, name, after)) = next_place(rest) {
                    let pointer = format!("/{}", name.replace('.', "/"));
                    let field = fields.iter().any(|fields| fields.pointer(&pointer).is_some());
                    assert!(field || computed.contains(&name), "{}: {name}", kind.id);
                    rest = after;
                }
            }
        }
    }
}
