//! What is particular to leads, deals and tracks.

use super::{compile, id, saved};
use crate::error::ApiError;
use crate::session::{Session, changes};
use crate::types::*;
use crate::wire;
use regulars_core::customers::leads;
use regulars_core::deals::{Deal, Outcome, board as boards, forecast as months, moves};
use regulars_core::entity::{FieldValue, Kind};
use regulars_core::facts::Facts;
use regulars_core::late::{Present, late_field};
use regulars_core::tracks::About;
use regulars_core::{Error, say, tracks};

/// Cards per stage that go over at once.
const CARDS: usize = 200;

pub fn convert(session: &Session, request: ConvertRequest) -> Result<ConvertReply, ApiError> {
    let book = session.book()?;
    let lead = id(&request.id, Kind::Customer)?;
    let label = say!("Converted {}", book.facts().title_of(Kind::Customer, lead).unwrap_or_default());
    let pipeline = request.pipeline.unwrap_or_default();
    let into = request.into.as_deref().map(|text| id(text, Kind::Customer)).transpose()?;
    let done = book.transact(&session.by(&book), &label, |tx| {
        leads::convert(tx, lead, &request.title, &pipeline, into)
    })?;
    Ok(ConvertReply {
        customer_id: done.value.customer.to_string(),
        contact_id: done.value.contact.map(|id| id.to_string()),
        deal_id: done.value.deal.to_string(),
        undo_label: label.written(),
        op_id: done.op.map(|op| op.to_string()),
    })
}

pub fn move_to(session: &Session, request: MoveRequest) -> Result<Saved, ApiError> {
    let book = session.book()?;
    let deal = id(&request.id, Kind::Deal)?;
    let mut moved: Deal = book.facts().get(deal)?;
    let label = say!("Moved {}", moved.title);
    wire::apply(&mut moved, &request.values, &book.facts())?;
    let outcome = book.transact(&session.by(&book), &label, |tx| {
        moves::move_to(tx, moved, &request.stage, request.pipeline.as_deref())
    })?;
    saved(&book, &outcome, Kind::Deal, deal, &label)
}

pub fn board(session: &Session, request: BoardRequest) -> Result<Board, ApiError> {
    let book = session.book()?;
    let filter = super::records::filter(request.r#where.as_deref(), None)?;
    let filter = filter.map(|f| compile(&book, Kind::Deal, &f)).transpose()?;
    let cards = if request.cards == 0 { 50 } else { request.cards.min(CARDS) };
    let present = Present::of(&book);
    let facts = book.facts();
    let columns = boards::board(&facts, &request.pipeline, filter.as_ref(), present.today, cards);
    let count = columns.iter().map(|column| column.count).sum();
    let open = columns.iter().filter(|c| c.stage.outcome == Outcome::Open).map(|c| c.sum).sum();
    let columns =
        columns.into_iter().map(|column| column_of(&facts, present, column)).collect::<Result<_, Error>>()?;
    Ok(Board { pipelines: boards::pipelines(&facts), columns, count, open })
}

fn column_of(facts: &Facts, present: Present, column: boards::Column) -> Result<BoardColumn, Error> {
    let card = |card: &boards::Card| {
        let deal: Deal = facts.get(facts.table(Kind::Deal).id(card.row))?;
        let late = late_field(&deal, facts, present).is_some();
        Ok(BoardCard {
            id: deal.meta.id.to_string(),
            title: deal.title,
            customer_id: deal.customer_id.to_string(),
            customer: facts.title_of(Kind::Customer, deal.customer_id).unwrap_or_default(),
            amount: deal.amount,
            next_step: deal.next_step,
            next_step_on: deal.next_step_on.map(|day| day.to_string()),
            expected_close: deal.expected_close.map(|day| day.to_string()),
            owner: deal.owner,
            days: card.days,
            age: card.age,
            stuck: card.stuck,
            late,
        })
    };
    let field = |name: &String| wire::camel(name);
    Ok(BoardColumn {
        key: column.stage.key,
        name: column.stage.name,
        probability: column.stage.probability.to_string(),
        required: column.stage.required.iter().map(field).collect(),
        days: column.stage.days,
        outcome: column.stage.outcome.to_value().to_plain(),
        count: column.count,
        sum: column.sum,
        weighted: column.weighted,
        late: column.late,
        cards: column.cards.iter().map(card).collect::<Result<_, Error>>()?,
    })
}

pub fn forecast(session: &Session, _: Empty) -> Result<Forecast, ApiError> {
    let book = session.book()?;
    let found = months::forecast(&book.facts(), book.today());
    let months = found.into_iter().map(|m| ForecastMonth {
        month: m.month.map(|day| day.format("%Y-%m").to_string()),
        open: m.open,
        amount: m.amount,
        weighted: m.weighted,
        won: m.won,
    });
    Ok(Forecast { months: months.collect() })
}

pub fn start_track(session: &Session, request: StartTrackRequest) -> Result<Saved, ApiError> {
    let book = session.book()?;
    let (track, customer) = (id(&request.track_id, Kind::Track)?, id(&request.customer_id, Kind::Customer)?);
    let about = About {
        deal: request.deal_id.as_deref().map(|text| id(text, Kind::Deal)).transpose()?,
        case: request.case_id.as_deref().map(|text| id(text, Kind::Case)).transpose()?,
    };
    let title = |kind, id| book.facts().title_of(kind, id).unwrap_or_default();
    let label = say!("Started {} for {}", title(Kind::Track, track), title(Kind::Customer, customer));
    let outcome =
        book.transact(&session.by(&book), &label, |tx| tracks::start(tx, track, customer, about))?;
    saved(&book, &outcome, Kind::FollowUp, outcome.value, &label)
}

pub fn stop_track(session: &Session, request: StopTrackRequest) -> Result<Written, ApiError> {
    let book = session.book()?;
    let customer = id(&request.customer_id, Kind::Customer)?;
    let track = request.track_id.as_deref().map(|text| id(text, Kind::Track)).transpose()?;
    let said = |text: &Option<String>, kind| {
        text.as_deref().filter(|text| !text.is_empty()).map(|text| id(text, kind)).transpose()
    };
    let about =
        About { deal: said(&request.deal_id, Kind::Deal)?, case: said(&request.case_id, Kind::Case)? };
    let about = (request.deal_id.is_some() || request.case_id.is_some()).then_some(about);
    let label =
        say!("Stopped tracks for {}", book.facts().title_of(Kind::Customer, customer).unwrap_or_default());
    let outcome = book.transact(&session.by(&book), &label, |tx| {
        tracks::stop(tx, customer, track, about, &request.outcome)
    })?;
    Ok(Written {
        changed: changes(&outcome.changed),
        undo_label: label.written(),
        op_id: outcome.op.map(|op| op.to_string()),
    })
}
