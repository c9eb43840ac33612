//! What is particular to customers.

use super::{id, saved, word};
use crate::error::ApiError;
use crate::session::Session;
use crate::types::*;
use regulars_core::customers::contacted::contacted;
use regulars_core::customers::overview::overview as look;
use regulars_core::customers::reach::To;
use regulars_core::customers::relations::{self, How};
use regulars_core::customers::timeline::{about, timeline as read};
use regulars_core::customers::{Customer, CustomerKind};
use regulars_core::entity::Kind;
use regulars_core::late::Present;
use regulars_core::say;

pub fn overview(session: &Session, request: IdRequest) -> Result<CustomerOverview, ApiError> {
    let book = session.book()?;
    let facts = book.facts();
    let seen = look(&facts, id(&request.id, Kind::Customer)?, book.today())?;
    let present = Present::of(&book);
    let rows = |kind, rows: &[u32]| {
        super::records::page(&facts, kind, rows, rows.len(), present).map(|page| page.rows)
    };
    Ok(CustomerOverview {
        ways: seen
            .ways
            .into_iter()
            .map(|way| CustomerWay {
                to: match way.to {
                    To::Phone => "phone",
                    To::Email => "email",
                    To::Address => "address",
                }
                .into(),
                label: way.label,
                text: way.text,
                link: way.link,
                preferred: way.preferred,
                forbidden: way.forbidden,
                no_calls: way.no_calls,
            })
            .collect(),
        months: seen
            .months
            .into_iter()
            .map(|month| MonthFigure { month: month.month.to_string(), revenue: month.revenue })
            .collect(),
        invoices: seen.invoices,
        things: seen
            .things
            .into_iter()
            .map(|thing| BoughtThing {
                name: thing.name,
                product_id: thing.product.map(|id| id.to_string()),
                day: thing.day.to_string(),
            })
            .collect(),
        follow_ups: rows(Kind::FollowUp, &seen.follow_ups)?,
        next: seen.next.map(|next| CustomerNext {
            kind: next.kind.name().to_owned(),
            id: facts.table(next.kind).id(next.row).to_string(),
            day: next.day.to_string(),
            whose_id: facts.table(Kind::Customer).id(next.whose).to_string(),
            whose: facts.title(Kind::Customer, next.whose),
        }),
        cases: rows(Kind::Case, &seen.cases)?,
        sales: rows(Kind::Sale, &seen.sales)?,
        birthday: seen
            .birthday
            .map(|birthday| NextBirthday { on: birthday.on.to_string(), years: birthday.years }),
    })
}

pub fn timeline(session: &Session, request: TimelineRequest) -> Result<Timeline, ApiError> {
    let book = session.book()?;
    let only = request.only.as_deref().map(super::kind).transpose()?;
    let limit = request.limit.min(1_000);
    let facts = book.facts();
    let page = (request.offset, limit);
    let given = |text: &Option<String>, kind| {
        let text = text.as_deref().filter(|text| !text.is_empty())?;
        Some((kind, text.to_owned()))
    };
    let matter = given(&request.deal_id, Kind::Deal).or_else(|| given(&request.case_id, Kind::Case));
    let (customer, (items, total)) = match matter {
        Some((kind, text)) => about(&facts, kind, id(&text, kind)?, only, page)?,
        None => {
            let customer = id(&request.id, Kind::Customer)?;
            (customer, read(&facts, customer, only, request.offset, limit)?)
        }
    };
    let items = items
        .into_iter()
        .map(|item| TimelineItem {
            kind: item.kind.name().into(),
            id: item.id.to_string(),
            nth: item.nth,
            whose: if item.customer == customer {
                String::new()
            } else {
                facts.title_of(Kind::Customer, item.customer).unwrap_or_default()
            },
            whose_id: item.customer.to_string(),
            at: item.at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
            title: item.title,
            detail: item.detail,
            amount: item.amount,
            done: item.done,
            channel: item.channel.map(|channel| channel.word().to_owned()),
        })
        .collect();
    Ok(Timeline { total, items })
}

pub fn recent_contact(session: &Session, request: ContactRequest) -> Result<Option<RecentContact>, ApiError> {
    let book = session.book()?;
    let customer = id(&request.id, Kind::Customer)?;
    let facts = book.facts();
    let found = contacted(&facts, customer, book.clock().now(), book.today(), request.ever == Some(true))?;
    Ok(found.map(|found| RecentContact {
        id: found.id.to_string(),
        customer_id: found.customer.to_string(),
        customer: facts.title_of(Kind::Customer, found.customer).unwrap_or_default(),
        at: found.at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
        by: found.by,
        channel: found.channel.word().into(),
        direction: found.direction.word().into(),
        summary: found.summary,
        sentence: found.sentence.written(),
    }))
}

pub fn relations(session: &Session, request: IdRequest) -> Result<RelationsReply, ApiError> {
    let book = session.book()?;
    let facts = book.facts();
    let all = relations::relations(&facts, id(&request.id, Kind::Customer)?)?;
    let shown = all.into_iter().map(|one| {
        let other: Customer = facts.get(one.customer)?;
        Ok(RelatedCustomer {
            customer_id: one.customer.to_string(),
            name: facts.title_of(Kind::Customer, one.customer).unwrap_or_default(),
            form: match other.kind {
                CustomerKind::Person => other.kind.word(),
                CustomerKind::Company => other.company_form.word(),
            }
            .into(),
            how: one.how.word().into(),
            role: one.role,
        })
    });
    Ok(RelationsReply { relations: shown.collect::<Result<_, regulars_core::Error>>()? })
}

pub fn relate(session: &Session, request: RelateRequest) -> Result<Saved, ApiError> {
    let book = session.book()?;
    let (customer, other) = (id(&request.id, Kind::Customer)?, id(&request.other_id, Kind::Customer)?);
    let how: How = word(&request.how, "how")?;
    let title = |id| book.facts().title_of(Kind::Customer, id).unwrap_or_default();
    let label = say!("{} and {}", title(customer), title(other));
    let outcome = book.transact(&session.by(&book), &label, |tx| {
        relations::relate(tx, customer, other, how, &request.role, request.over)
    })?;
    saved(&book, &outcome, Kind::Customer, customer, &label)
}
