//! Reminders, snoozing, and calling one customer after the other.

use super::{compile, day, id, saved};
use crate::error::ApiError;
use crate::event::Event;
use crate::session::Session;
use crate::types::*;
use chrono::{DateTime, SecondsFormat, Utc};
use regulars_core::book::Book;
use regulars_core::customers::Customer;
use regulars_core::customers::reach::may_reach;
use regulars_core::deals::next;
use regulars_core::entity::{FieldValue, Kind, Value};
use regulars_core::follow_ups::reminders::{Due, between};
use regulars_core::follow_ups::{FollowUp, complete as finish};
use regulars_core::interactions::CallScript;
use regulars_core::interactions::calling::{self, Call, CallOutcome};
use regulars_core::interactions::script::scripts;
use regulars_core::normalise::day::in_order;
use regulars_core::{Error, say};

fn moment(text: &str, field: &str) -> Result<DateTime<Utc>, ApiError> {
    text.trim().parse().map_err(|_| ApiError::invalid(field, say!("“{}” is not a day and a time.", text)))
}

fn shown(book: &Book, due: &[Due]) -> Result<Reminders, ApiError> {
    let facts = book.facts();
    let reminders = due.iter().map(|due| {
        let step = next::of(&facts, due.id);
        let task: FollowUp = match step {
            Some(step) => step.as_follow_up(&facts)?.0,
            None => facts.get(due.id)?,
        };
        let refused = match (task.channel, task.customer_id) {
            (Some(channel), Some(id)) => !may_reach(&facts.get::<Customer>(id)?, channel),
            _ => false,
        };
        let here = task.due_elsewhere(facts.zone());
        Ok(ReminderDue {
            here: here.map(|(day, due_time)| DueHere { due_date: day.to_string(), due_time }),
            id: due.id.to_string(),
            of_deal: step.is_some(),
            at: due.at.to_rfc3339_opts(SecondsFormat::Secs, true),
            customer: task.customer_id.and_then(|id| facts.title_of(Kind::Customer, id)).unwrap_or_default(),
            subject: task.subject,
            due_date: task.due_date.to_string(),
            due_time: task.due_time,
            due_zone: task.due_zone,
            refused,
        })
    });
    Ok(Reminders { reminders: reminders.collect::<Result<_, regulars_core::Error>>()? })
}

pub fn due(session: &Session, request: PeriodRequest) -> Result<Reminders, ApiError> {
    let book = session.book()?;
    let (from, to) = (moment(&request.from, "from")?, moment(&request.to, "to")?);
    if to < from {
        let facts = book.facts();
        in_order(facts.day_of(from), facts.day_of(to))?;
        return Err(Error::Conflict(say!("The time ends before it begins. Exchange the two moments.")).into());
    }
    let found = between(&book.facts(), book.zone(), from, to)?;
    shown(&book, &found)
}

pub fn news(session: &Session, _: Empty) -> Result<Reminders, ApiError> {
    let book = session.book()?;
    let news = session.reminded(&book, |reminded| reminded.news(&book))?;
    if !news.is_empty() {
        session.tell(Event::Reminders);
    }
    shown(&book, &news)
}

pub fn standing(session: &Session, _: Empty) -> Result<Reminders, ApiError> {
    let book = session.book()?;
    let standing = session.reminded(&book, |reminded| reminded.standing(&book));
    shown(&book, &standing)
}

pub fn dismiss(session: &Session, request: DismissRequest) -> Result<Empty, ApiError> {
    let book = session.book()?;
    let ids = super::ids(&request.ids, Kind::FollowUp)?;
    if session.reminded(&book, |reminded| reminded.dismiss(&ids)) {
        session.tell(Event::Reminders);
    }
    Ok(Empty {})
}

pub fn snooze(session: &Session, request: SnoozeRequest) -> Result<Saved, ApiError> {
    let book = session.book()?;
    let follow_up = id(&request.id, Kind::FollowUp)?;
    let until = moment(&request.until, "until")?;
    let label = say!("Snoozed {}", book.facts().title_of(Kind::FollowUp, follow_up).unwrap_or_default());
    let outcome = book.transact(&session.by(&book), &label, |tx| finish::snooze(tx, follow_up, until))?;
    saved(&book, &outcome, Kind::FollowUp, follow_up, &label)
}

pub fn call_list(session: &Session, request: CallListRequest) -> Result<CallList, ApiError> {
    let book = session.book()?;
    let filter = super::records::filter(request.r#where.as_deref(), None)?;
    let filter = filter.map(|f| compile(&book, Kind::Customer, &f)).transpose()?;
    let campaign = request.campaign_id.filter(|text| !text.is_empty());
    let campaign = campaign.map(|text| id(&text, Kind::Campaign)).transpose()?;
    let facts = book.facts();
    let found = calling::list(&facts, filter.as_ref(), campaign)?;
    let (scripts, meant) = scripts(&facts, campaign)?;
    Ok(CallList {
        customer_ids: found.iter().map(ToString::to_string).collect(),
        scripts: scripts.into_iter().map(shown_script).collect(),
        script_id: meant.map(|id| id.to_string()),
    })
}

fn shown_script(script: CallScript) -> Script {
    let objections = script.objections.into_iter();
    Script {
        id: script.meta.id.to_string(),
        name: script.name,
        text: script.text,
        objections: objections
            .map(|one| ScriptObjection { objection: one.objection, answer: one.answer })
            .collect(),
        campaign_id: script.campaign_id.map(|id| id.to_string()),
    }
}

pub fn log_call(session: &Session, request: CallRequest) -> Result<Saved, ApiError> {
    let book = session.book()?;
    let customer = id(&request.customer_id, Kind::Customer)?;
    let outcome = CallOutcome::from_value(Value::Text(request.outcome.clone()))
        .map_err(|why| ApiError::invalid("outcome", say!("This {}.", why)))?;
    let again_on =
        request.again_on.as_deref().filter(|t| !t.is_empty()).map(|t| day(t, "again_on")).transpose()?;
    let about = |text: Option<String>, kind| {
        text.filter(|text| !text.is_empty()).map(|text| id(&text, kind)).transpose()
    };
    let call = Call {
        customer,
        outcome,
        note: request.note,
        again_on,
        session: request.session,
        deal: about(request.deal_id, Kind::Deal)?,
        case: about(request.case_id, Kind::Case)?,
        campaign: about(request.campaign_id, Kind::Campaign)?,
    };
    let label = say!("Call to {}", book.facts().title_of(Kind::Customer, customer).unwrap_or_default());
    let outcome = book.transact(&session.by(&book), &label, |tx| calling::log(tx, &call))?;
    saved(&book, &outcome, Kind::Interaction, outcome.value, &label)
}

pub fn summary(session: &Session, request: SessionRequest) -> Result<CallSummary, ApiError> {
    let book = session.book()?;
    let found = calling::summary(&book.facts(), &request.session);
    let [reached, not_reached, not_interested, do_not_call] = found.outcomes;
    Ok(CallSummary {
        calls: found.calls,
        customers: found.customers,
        reached,
        not_reached,
        not_interested,
        do_not_call,
    })
}
