//! Opinions: appended, the newest counts. They hold no words, so a redaction need not touch them.

use crate::error::{At, Code, Error, Result};
use crate::open::Ledger;
use dunlog_model::{Category, EventId, Evidence, Label, Reason, Score, Verdict};
use rusqlite::{Row, params};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
struct Detail {
    categories: Vec<Category>,
    reasons: Vec<Reason>,
}

impl Ledger {
    /// Appends verdicts in one transaction. The caller leaves out those that did not change.
    pub fn add_verdicts(&mut self, verdicts: &[(EventId, Verdict)]) -> Result<()> {
        let place = "verdict.add";
        let now = self.environment.now_ms();
        let transaction = self.connection.transaction().at(place)?;
        {
            let mut statement = transaction
                .prepare_cached(
                    "INSERT INTO verdict (event_id, ruleset, label, score, detail, made_ms)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                )
                .at(place)?;
            for (event, verdict) in verdicts {
                let detail = Detail {
                    categories: verdict.categories.clone(),
                    reasons: without_words(&verdict.reasons),
                };
                let detail = serde_json::to_string(&detail).map_err(|_| Error::new(Code::Internal, place))?;
                let score = verdict.score.basis_points();
                statement
                    .execute(params![event.0, verdict.ruleset, verdict.label.id(), score, detail, now])
                    .at(place)?;
            }
        }
        transaction.commit().at(place)
    }
}

/// The verdict whose label, score, rule set and detail stand from this column on; its quotes are still empty.
pub(crate) fn from_row(row: &Row<'_>, first: usize) -> Result<Option<Verdict>> {
    let place = "verdict.read";
    let Some(label) = row.get::<_, Option<String>>(first).at(place)? else {
        return Ok(None);
    };
    let detail: String = row.get(first + 3).at(place)?;
    let corrupt = || Error::new(Code::DbCorrupt, place);
    let detail: Detail = serde_json::from_str(&detail).map_err(|_| corrupt())?;
    Ok(Some(Verdict {
        label: Label::from_id(&label).ok_or_else(corrupt)?,
        score: Score::from_basis_points(row.get(first + 1).at(place)?),
        categories: detail.categories,
        reasons: detail.reasons,
        ruleset: row.get(first + 2).at(place)?,
    }))
}

/// Cuts the quoted words out of the text again. A reason whose offsets do not fit the text keeps no words.
pub(crate) fn attach_quotes(verdict: &mut Verdict, text: &str) {
    for reason in &mut verdict.reasons {
        if let Evidence::Quote { quote, start, end } = &mut reason.evidence {
            let (from, length) = (*start as usize, end.saturating_sub(*start) as usize);
            *quote = text.chars().skip(from).take(length).collect();
        }
    }
}

fn without_words(reasons: &[Reason]) -> Vec<Reason> {
    reasons
        .iter()
        .map(|reason| {
            let mut bare = reason.clone();
            if let Evidence::Quote { quote, .. } = &mut bare.evidence {
                quote.clear();
            }
            bare
        })
        .collect()
}
