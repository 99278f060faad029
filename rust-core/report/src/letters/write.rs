//! Pieces of the data become blocks of a paper.

use crate::letters::fill::{Fill, fill, known};
use crate::letters::text::{LetterForm, LetterKind, Piece, Tick, texts};
use crate::letters::{MonthDetails, PartyDetails, PaymentDetails};
use crate::times::spoken_date;
use dunlog_channels::HandIn;
use dunlog_law::Rule;
use dunlog_model::CivilDate;
use dunlog_typeset::{Align, Block, Cell, Column, Form, Part, Span, Style, Table};

/// Days before the last contact that the table of an injunction shows.
const LAST_DAYS: i32 = 30;

pub(crate) fn blocks(
    kind: &LetterKind,
    fill: &Fill<'_>,
    hand_ins: &[HandIn],
    rests_on: Option<&'static Rule>,
) -> Vec<Block> {
    let message = kind.form == LetterForm::Message;
    let title =
        if fill.letter.credit_card && !kind.title_card.is_empty() { &kind.title_card } else { &kind.title };
    let mut blocks = vec![Block::Part(Part {
        id: format!("letter-{}", kind.id),
        title: if title.is_empty() { &kind.zh } else { title }.clone(),
        form: if kind.form == LetterForm::Annex { Form::Annex } else { Form::Sheet },
        signed: !message,
    })];
    if !title.is_empty() {
        blocks.push(Block::Title(title.clone()));
    }
    if !kind.to.is_empty() {
        blocks.push(Block::Addressee(fill.text(&kind.to)));
    }
    let mut writer = Writer { fill, hand_ins, rests_on, blocks };
    for piece in kind.pieces.iter().filter(|piece| piece.when.iter().all(|condition| fill.holds(condition))) {
        writer.piece(piece);
    }
    writer.blocks
}

struct Writer<'l> {
    fill: &'l Fill<'l>,
    hand_ins: &'l [HandIn],
    rests_on: Option<&'static Rule>,
    blocks: Vec<Block>,
}

impl Writer<'_> {
    fn piece(&mut self, piece: &Piece) {
        let fill = self.fill;
        if !piece.head.is_empty() {
            self.blocks.push(Block::Heading { level: 1, text: fill.text(&piece.head) });
        }
        if !piece.text.is_empty() {
            self.paragraph(fill.text(&piece.text));
        }
        if !piece.note.is_empty() {
            self.blocks.push(Block::Note(vec![Span::text(fill.text(&piece.note))]));
        }
        if !piece.right.is_empty() {
            self.blocks.push(Block::Right(fill.text(&piece.right)));
        }
        if piece.counts {
            fill.counts().into_iter().for_each(|text| self.paragraph(text));
        }
        if piece.facts {
            fill.paragraphs().into_iter().for_each(|text| self.paragraph(text));
        }
        if piece.tickets {
            known(&Fill::steps(self.hand_ins)).into_iter().for_each(|text| self.paragraph(text));
        }
        if piece.harm {
            fill.harm().into_iter().for_each(|text| self.paragraph(text));
        }
        if piece.cite {
            self.cite(piece.ask);
        }
        if piece.sign {
            let name = &fill.details.reporter.name;
            if !name.is_empty() {
                self.blocks.push(Block::Right(name.clone()));
            }
            self.blocks.push(Block::Right(texts().signature.clone()));
        }
        self.ticks(&piece.ticks);
        let chosen = piece.claims.iter().filter(|claim| self.is_chosen(claim));
        let claims: String = chosen.map(|claim| fill.text(&claim.zh)).collect();
        if !claims.is_empty() {
            self.paragraph(claims);
        }
        if !piece.rows.is_empty() {
            self.form(piece.rows.iter().map(|[name, value]| (name.clone(), fill.text(value))));
        }
        match piece.table.as_str() {
            "income" => self.income(),
            "paid" => self.paid(),
            "defendants" => self.parties(&texts().others.defendant),
            "respondents" => self.parties(&texts().others.respondent),
            "last_days" => self.last_days(),
            _ => {}
        }
    }

    fn paragraph(&mut self, text: String) {
        self.blocks.push(Block::Paragraph(vec![Span::text(text)]));
    }

    /// The requests that were chosen, numbered; if none was, all of them with a box to tick by hand.
    fn ticks(&mut self, ticks: &[Tick]) {
        let chosen: Vec<&Tick> = ticks.iter().filter(|tick| self.is_chosen(tick)).collect();
        if chosen.is_empty() {
            ticks.iter().for_each(|tick| self.paragraph(format!("□{}", self.fill.text(&tick.zh))));
        }
        for (number, tick) in (1..).zip(chosen) {
            let number: u32 = number;
            self.paragraph(format!("{number}. {}", self.fill.text(&tick.zh)));
        }
    }

    fn is_chosen(&self, tick: &Tick) -> bool {
        self.fill.letter.ticks.contains(&tick.id)
    }

    fn cite(&mut self, ask: bool) {
        let conduct = &self.fill.facts.conduct;
        if let Some(rule) = self.rests_on {
            let value = |place: &str| {
                Some(if place == "title" { format!("《{}》", rule.title) } else { rule.articles.clone() })
            };
            self.paragraph(fill(&texts().basis, value));
        } else if let Some(rule) = self.fill.cited {
            self.paragraph(fill(&texts().citation, |_| Some(rule.wording_zh_for(conduct))));
        } else if ask {
            self.paragraph(texts().blank.repeat(3));
        }
    }

    fn form(&mut self, rows: impl Iterator<Item = (String, String)>) {
        let columns = vec![Column::new("", 9), Column::new("", 26)];
        self.blocks.push(Block::Table(Table { columns, row_heads: true }));
        for (name, value) in rows {
            self.blocks.push(Block::Row(vec![Cell::text(name), Cell::text(value)]));
        }
        self.blocks.push(Block::EndTable);
    }

    /// A table with heads; rows that nobody filled in are there to be filled in by hand.
    fn table(&mut self, heads: &[String], mut rows: Vec<Vec<String>>, at_least: usize) {
        rows.resize(rows.len().max(at_least), vec![" ".to_owned(); heads.len()]);
        let columns = heads.iter().map(|head| Column::new(head.clone(), 10).aligned(Align::Centre)).collect();
        self.blocks.push(Block::Table(Table { columns, row_heads: false }));
        for row in rows {
            self.blocks.push(Block::Row(row.into_iter().map(Cell::text).collect()));
        }
        self.blocks.push(Block::EndTable);
    }

    fn income(&mut self) {
        let row = |month: &MonthDetails| {
            let left = month.income.saturating_sub(month.expense);
            vec![month.month.clone(), month.income.to_string(), month.expense.to_string(), left.to_string()]
        };
        self.table(&texts().others.income, self.fill.letter.income.iter().map(row).collect(), 3);
    }

    fn paid(&mut self) {
        let row = |payment: &PaymentDetails| vec![payment.date.clone(), payment.amount.to_string()];
        self.table(&texts().others.paid, self.fill.letter.paid.iter().map(row).collect(), 2);
    }

    fn parties(&mut self, name: &str) {
        let lender = [PartyDetails {
            name: self.fill.text("{company}"),
            address: self.fill.letter.company_address.clone(),
            ..PartyDetails::default()
        }];
        let parties: &[PartyDetails] =
            if self.fill.letter.parties.is_empty() { &lender } else { &self.fill.letter.parties };
        let row = |party: &PartyDetails| {
            let value = fill(&texts().others.company, |place| {
                known(match place {
                    "name" => &party.name,
                    "address" => &party.address,
                    "representative" => &party.representative,
                    "phone" => &party.phone,
                    _ => &party.code,
                })
            });
            (name.to_owned(), value)
        };
        self.form(parties.iter().map(row));
    }

    fn last_days(&mut self) {
        let days = &self.fill.facts.days;
        let Some(last) = days.keys().next_back().copied() else { return };
        let (from, before) = (CivilDate(last.0 - LAST_DAYS + 1), CivilDate(last.0 - 2 * LAST_DAYS + 1));
        let sum = |counts: &(u64, u64)| counts.0 + counts.1;
        let recent: u64 = days.range(from..).map(|(_, counts)| sum(counts)).sum();
        let earlier: u64 = days.range(before..from).map(|(_, counts)| sum(counts)).sum();
        let rows = days
            .range(from..)
            .map(|(day, (calls, messages))| {
                vec![spoken_date(&day.to_string()), calls.to_string(), messages.to_string()]
            })
            .collect();
        self.table(&texts().others.last_days, rows, 1);
        let trend = fill(&texts().others.trend, |place| {
            Some(if place == "last" { recent.to_string() } else { earlier.to_string() })
        });
        self.blocks.push(Block::Note(vec![Span::styled(trend, Style::Plain)]));
    }
}
