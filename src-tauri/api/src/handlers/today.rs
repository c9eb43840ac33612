//! The Today page.

use crate::error::ApiError;
use crate::session::Session;
use crate::types::*;
use chrono::{Days, NaiveDate};
use regulars_core::cases::Case;
use regulars_core::clock::Tz;
use regulars_core::customers::occasions::{What, occasions as celebrated};
use regulars_core::deals::Deal;
use regulars_core::deals::next::{self, NextStep};
use regulars_core::entity::Kind;
use regulars_core::facts::Facts;
use regulars_core::follow_ups::FollowUp;
use regulars_core::late::Present;
use regulars_core::say;
use regulars_core::today;
use regulars_core::today::matter::{self, Action, Matter, Stake};
use std::collections::BTreeMap;

/// Birthdays and anniversaries are told so many days ahead.
const OCCASION_DAYS: u64 = 7;

/// So many of them are worth showing on one page.
const OCCASIONS_SHOWN: usize = 20;

/// Of one day so many are told, those who bought most.
const OCCASIONS_A_DAY: usize = 12;

/// Quiet customers worth showing on one page.
const QUIET_SHOWN: usize = 20;

pub fn get(session: &Session, _: Empty) -> Result<Today, ApiError> {
    let book = session.book()?;
    let (day, zone) = (book.today(), book.zone());
    let present = Present::of(&book);
    let facts = book.facts();
    let due = today::due(&facts, day);
    let mut titles = Row::new();
    let mut rows = |list: &[u32]| -> Result<Vec<Row>, ApiError> {
        let page = super::records::page(&facts, Kind::FollowUp, list, list.len(), present)?;
        titles.extend(page.titles);
        Ok(page.rows)
    };
    let mut matters = BTreeMap::new();
    for row in due.overdue.iter().chain(&due.today).chain(&due.upcoming) {
        let item: FollowUp = facts.get(facts.table(Kind::FollowUp).id(*row))?;
        matters.insert(item.meta.id.to_string(), shown(matter::of_follow_up(&facts, &item)));
    }
    let (overdue, now, upcoming) = (rows(&due.overdue)?, rows(&due.today)?, rows(&due.upcoming)?);
    let last = day.checked_sub_days(Days::new(7)).unwrap_or(day);
    let all_quiet = today::quiet(&facts, day);
    let quiet_total = all_quiet.len();
    let quiet = all_quiet
        .into_iter()
        .take(QUIET_SHOWN)
        .map(|quiet| QuietCustomer {
            customer_id: facts.table(Kind::Customer).id(quiet.row).to_string(),
            name: facts.title(Kind::Customer, quiet.row),
            reason: say!("Usually buys every {} days, now {} days quiet.", quiet.interval, quiet.since)
                .written(),
            last_sale: NaiveDate::from_num_days_from_ce_opt(quiet.last).unwrap_or(day).to_string(),
            lifetime_value: quiet.revenue,
            interval_days: quiet.interval,
            days_since: quiet.since,
            matter: shown(matter::of_customer(&facts, quiet.row)),
        })
        .collect();
    let ahead = day.checked_add_days(Days::new(OCCASION_DAYS)).unwrap_or(day);
    let mut occasions = occasions_between(&facts, day, ahead);
    occasions.truncate(OCCASIONS_SHOWN);
    let figures = |week: today::Week| WeekFigures {
        from: week.from.to_string(),
        to: week.to.to_string(),
        revenue: week.revenue,
        sales: week.sales,
        new_customers: week.new_customers,
        follow_ups_done: week.follow_ups_done,
    };
    let (this_week, last_week) = (figures(today::week(&facts, day)), figures(today::week(&facts, last)));
    Ok(Today {
        date: day.to_string(),
        overdue,
        today: now,
        upcoming,
        matters,
        titles,
        this_week,
        last_week,
        quiet,
        quiet_total,
        occasions,
        cases: cases(&facts, day, zone)?,
        deals: told_steps(&facts, today::deals(&facts, day), day)?,
        deals_ahead: told_steps(&facts, today::deals_ahead(&facts, day), day)?,
    })
}

/// How much is due today or overdue, for the number beside Today.
pub fn count(session: &Session, _: Empty) -> Result<TodayCount, ApiError> {
    let book = session.book()?;
    let count = today::count(&book.facts(), book.today(), book.zone());
    Ok(TodayCount { count: count as u64 })
}

fn cases(facts: &Facts, day: NaiveDate, zone: Tz) -> Result<Vec<TodayCase>, ApiError> {
    let due = today::cases(facts, day, zone).into_iter();
    due.map(|due| {
        let case: Case = facts.get(facts.table(Kind::Case).id(due.row))?;
        Ok(TodayCase {
            id: case.meta.id.to_string(),
            name: facts.title_of(Kind::Customer, case.customer_id).unwrap_or_default(),
            customer_id: case.customer_id.to_string(),
            reason: today::reason(&due, day, zone).written(),
            on: due.day.to_string(),
            overdue: due.day < day,
            matter: shown(matter::of_case(facts, &case)),
            number: case.number,
            subject: case.subject,
        })
    })
    .collect()
}

/// Next steps of deals on the days of a span, and those that are late, for the calendar.
pub fn next_steps(session: &Session, request: OccasionsRequest) -> Result<NextSteps, ApiError> {
    let book = session.book()?;
    let (from, to) = super::span(&request.from, &request.to)?;
    let (facts, day) = (book.facts(), book.today());
    let last = to.max(day.pred_opt().unwrap_or(day));
    let mut found = next::until(&facts, last);
    found.retain(|step| step.day < day || (from..=to).contains(&step.day));
    Ok(NextSteps { steps: told_steps(&facts, found, day)? })
}

fn told_steps(facts: &Facts, due: Vec<NextStep>, day: NaiveDate) -> Result<Vec<TodayDeal>, ApiError> {
    let told = due.into_iter().map(|due| {
        let deal: Deal = facts.get(facts.table(Kind::Deal).id(due.row))?;
        Ok(TodayDeal {
            id: deal.meta.id.to_string(),
            name: facts.title_of(Kind::Customer, deal.customer_id).unwrap_or_default(),
            customer_id: deal.customer_id.to_string(),
            reason: today::reason_of_step(&deal, due.day, day).written(),
            on: due.day.to_string(),
            overdue: due.day < day,
            matter: shown(matter::of_deal(facts, &deal)),
            title: deal.title,
            step: deal.next_step,
        })
    });
    told.collect()
}

/// Birthdays and anniversaries of a span of days, for the calendar.
pub fn occasions(session: &Session, request: OccasionsRequest) -> Result<OccasionList, ApiError> {
    let book = session.book()?;
    let (from, to) = super::span(&request.from, &request.to)?;
    Ok(OccasionList { occasions: occasions_between(&book.facts(), from, to) })
}

fn occasions_between(facts: &Facts, from: NaiveDate, to: NaiveDate) -> Vec<TodayOccasion> {
    let found = celebrated(facts, from, to, OCCASIONS_A_DAY).into_iter();
    let told = found.map(|occasion| TodayOccasion {
        customer_id: facts.table(Kind::Customer).id(occasion.row).to_string(),
        name: facts.title(Kind::Customer, occasion.row),
        what: if occasion.what == What::Birthday { "birthday" } else { "anniversary" }.into(),
        matter: shown(matter::of_customer(facts, occasion.row)),
        on: occasion.on.to_string(),
        years: occasion.years,
        reason: match (occasion.what, occasion.years) {
            (What::Birthday, None | Some(0)) => say!("Has a birthday."),
            (What::Birthday, Some(years)) => say!("Turns {}.", years),
            (What::Anniversary, years) => say!("A customer for {} years.", years.unwrap_or_default()),
        }
        .written(),
    });
    told.collect()
}

fn shown(matter: Matter) -> TodayMatter {
    let stake = matter.stake.map(|stake| match stake {
        Stake::Sale { number, amount } => TodayStake { about: "sale".into(), amount, number },
        Stake::Deal(amount) => TodayStake { about: "deal".into(), amount, number: String::new() },
        Stake::Owes(amount) => TodayStake { about: "owes".into(), amount, number: String::new() },
        Stake::Bought(amount) => TodayStake { about: "bought".into(), amount, number: String::new() },
    });
    let action = match matter.action {
        Action::Call => "call",
        Action::Write => "write",
        Action::Open => "open",
        Action::Plan => "plan",
    };
    TodayMatter {
        stake,
        action: action.into(),
        call: matter.call,
        write: matter.write,
        refused: matter.refused,
    }
}
