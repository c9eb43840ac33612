//! `leads`, `track`, `calls`, `call`, `reminders` and `snooze`: nobody is forgotten.

use super::cases::case;
use super::context::Context;
use super::deals::deal;
use super::report::customer;
use clap::{Args, Subcommand, ValueEnum};
use regulars_api::ApiError;
use regulars_core::campaigns::Campaign;
use regulars_core::entity::Kind;
use regulars_core::facts::text::fold;
use regulars_core::say;
use regulars_core::sentence::by_count;
use regulars_core::{Id, Sentence};
use serde_json::{Value as Json, json};
use std::path::PathBuf;
use std::process::ExitCode;

/// Leads shown at the most.
const LEADS: usize = 1_000;

fn text(value: &Json, name: &str) -> String {
    match &value[name] {
        Json::String(text) => text.clone(),
        Json::Null => String::new(),
        other => other.to_string(),
    }
}

fn wrong(message: String) -> ApiError {
    ApiError { code: "invalid", message: Sentence::plain(message), field: None }
}

fn rows<'a>(reply: &'a Json, name: &str) -> &'a [Json] {
    reply[name].as_array().map(Vec::as_slice).unwrap_or_default()
}

/// Show the leads with how far they have come and what is next.
#[derive(Args)]
pub struct Leads {
    /// The book's folder.
    book: PathBuf,
    /// Only those of this status: new, contacted, qualified, converted or lost.
    #[arg(long)]
    status: Option<String>,
}

impl Leads {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, ApiError> {
        context.open(&self.book)?;
        let condition = match &self.status {
            // Whoever was converted is a customer by now.
            Some(status) if status == "converted" => "lead_status = converted".to_owned(),
            Some(status) => format!("role = prospect and lead_status = \"{}\"", status.replace('"', "")),
            None => "role = prospect".to_owned(),
        };
        let reply = context.session.call(
            "records.list",
            json!({ "kind": "customer", "where": condition, "sort": "name", "offset": 0, "limit": LEADS }),
        )?;
        context.answer(&reply, || {
            let mut lines: Vec<String> = rows(&reply, "rows")
                .iter()
                .map(|row| {
                    let cells = ["number", "name", "leadStatus", "leadRating", "source", "leadNextStep"]
                        .map(|name| text(row, name));
                    cells.into_iter().filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join("  ")
                })
                .collect();
            lines.push(context.count(
                reply["total"].as_u64().unwrap_or_default(),
                say!("lead"),
                say!("leads"),
            ));
            lines.join("\n")
        });
        Ok(ExitCode::SUCCESS)
    }
}

/// Start a track on a customer, or stop one.
#[derive(Args)]
pub struct Track {
    #[command(subcommand)]
    verb: TrackVerb,
}

#[derive(Subcommand)]
enum TrackVerb {
    /// Start a track on a customer.
    Start {
        /// The book's folder.
        book: PathBuf,
        /// The track, by its name.
        track: String,
        /// The customer: number, identity or name.
        customer: String,
        /// The deal it is about: its identity, or a title that only one has.
        #[arg(long)]
        deal: Option<String>,
        /// The case it is about: its number or identity.
        #[arg(long)]
        case: Option<String>,
    },
    /// End the tracks of a customer, or one of them.
    Stop {
        /// The book's folder.
        book: PathBuf,
        /// The customer: number, identity or name.
        customer: String,
        /// Only this track.
        #[arg(long)]
        track: Option<String>,
        /// Only what runs about this deal: its identity, or a title that only one has.
        #[arg(long)]
        deal: Option<String>,
        /// Only what runs about this case: its number or identity.
        #[arg(long)]
        case: Option<String>,
        /// What came of it.
        #[arg(long, default_value = "")]
        outcome: String,
    },
}

impl Track {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, ApiError> {
        match self.verb {
            TrackVerb::Start { book, track, customer: who, deal: sold, case: named } => {
                context.open(&book)?;
                let (track, who) = (track_named(context, &track)?, customer(context, &who)?);
                let about = named.map(|named| case(context, &named)).transpose()?;
                let sold = sold.map(|title| deal(context, &title)).transpose()?;
                let request = json!({ "trackId": track, "customerId": who, "dealId": sold, "caseId": about });
                let reply = context.session.call("tracks.start", request)?;
                context.answer(&reply, || {
                    let first = &reply["record"];
                    format!("The first step is “{}” on {}.", text(first, "subject"), text(first, "dueDate"))
                });
            }
            TrackVerb::Stop { book, customer: who, track, deal: sold, case: named, outcome } => {
                context.open(&book)?;
                let who = customer(context, &who)?;
                let track = track.map(|name| track_named(context, &name)).transpose()?;
                let sold = sold.map(|title| deal(context, &title)).transpose()?;
                let about = named.map(|named| case(context, &named)).transpose()?;
                let request = json!({
                    "customerId": who, "trackId": track, "dealId": sold, "caseId": about, "outcome": outcome,
                });
                let reply = context.session.call("tracks.stop", request)?;
                context.answer(&reply, || "Stopped.".to_owned());
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn track_named(context: &Context, name: &str) -> Result<String, ApiError> {
    named(context, Kind::Track, "track", name)
}

fn named(context: &Context, kind: Kind, what: &str, name: &str) -> Result<String, ApiError> {
    let book = context.session.book()?;
    let facts = book.facts();
    let table = facts.table(kind);
    let titles = || table.present_rows().map(|row| facts.title(kind, row));
    let found = table.present_rows().find(|row| fold(&facts.title(kind, *row)) == fold(name.trim()));
    found.map(|row| table.id(row).to_string()).ok_or_else(|| {
        let known = titles().collect::<Vec<_>>().join(", ");
        let there = match known.as_str() {
            "" => format!("There are no {what}s in this book."),
            known => format!("There are: {known}."),
        };
        wrong(format!("No {what} is called “{name}”. {there}"))
    })
}

/// Show whom to call, or how a session of calls went.
#[derive(Args)]
pub struct Calls {
    /// The book's folder.
    book: PathBuf,
    /// Only customers for whom this holds.
    #[arg(long = "where", value_name = "EXPR")]
    condition: Option<String>,
    /// Only those on the list of this campaign who have not answered.
    #[arg(long)]
    campaign: Option<String>,
    /// Sum up the calls of this session instead.
    #[arg(long)]
    session: Option<String>,
}

impl Calls {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, ApiError> {
        context.open(&self.book)?;
        if let Some(session) = self.session {
            let reply = context.session.call("calls.summary", json!({ "session": session }))?;
            context.answer(&reply, || {
                let figures = reply.as_object().into_iter().flatten();
                figures.map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>().join("\n")
            });
            return Ok(ExitCode::SUCCESS);
        }
        let campaign =
            self.campaign.map(|name| named(context, Kind::Campaign, "campaign", &name)).transpose()?;
        let request = json!({ "where": self.condition, "campaignId": campaign });
        let reply = context.session.call("calls.list", request)?;
        let book = context.session.book()?;
        context.answer(&reply, || {
            let facts = book.facts();
            let ids = rows(&reply, "customerIds").iter().filter_map(|id| id.as_str()?.parse().ok());
            let mut lines: Vec<String> = ids
                .filter_map(|id| facts.get::<regulars_core::customers::Customer>(id).ok())
                .map(|customer| {
                    let name = facts.title_of(Kind::Customer, customer.meta.id).unwrap_or_default();
                    let phone = customer.phones.first().map(|phone| phone.number.clone()).unwrap_or_default();
                    format!("{}  {name}  {phone}", customer.number)
                })
                .collect();
            let campaign = campaign.as_deref().and_then(|id| facts.get::<Campaign>(id.parse().ok()?).ok());
            let unmade = campaign.filter(|campaign| lines.is_empty() && campaign.frozen_at.is_none());
            lines.push(format!("{} to call", lines.len()));
            if let Some(campaign) = unmade {
                lines.push(format!(
                    "The list of “{}” is not made yet. Open the campaign in the window and press “Make the list”.",
                    campaign.name
                ));
            }
            let meant = rows(&reply, "scripts").iter().find(|script| script["id"] == reply["scriptId"]);
            if let Some(script) = meant {
                lines.push(format!("\n{}\n{}", text(script, "name"), text(script, "text")));
                let answers = rows(script, "objections").iter();
                lines.extend(
                    answers.map(|one| format!("“{}”: {}", text(one, "objection"), text(one, "answer"))),
                );
            }
            lines.join("\n")
        });
        Ok(ExitCode::SUCCESS)
    }
}

/// What came of a call.
#[derive(Clone, Copy, ValueEnum)]
enum Outcome {
    Reached,
    NotReached,
    NotInterested,
    DoNotCall,
}

/// Write a call down.
#[derive(Args)]
pub struct Call {
    /// The book's folder.
    book: PathBuf,
    /// The customer: number, identity or name.
    customer: String,
    /// What came of it.
    outcome: Outcome,
    /// In a sentence.
    #[arg(long, default_value = "")]
    note: String,
    /// When to call again, such as 2026-03-31 or `tomorrow`.
    #[arg(long, value_name = "DAY")]
    again: Option<String>,
    /// The session it belongs to.
    #[arg(long, default_value = "")]
    session: String,
    /// The deal it is about: its identity, or a title that only one has.
    #[arg(long)]
    deal: Option<String>,
    /// The case it is about: its number or identity.
    #[arg(long)]
    case: Option<String>,
}

impl Call {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, ApiError> {
        context.open(&self.book)?;
        let outcome = match self.outcome {
            Outcome::Reached => "reached",
            Outcome::NotReached => "not_reached",
            Outcome::NotInterested => "not_interested",
            Outcome::DoNotCall => "do_not_call",
        };
        let about = self.deal.map(|title| deal(context, &title)).transpose()?;
        let case = self.case.map(|named| case(context, &named)).transpose()?;
        let request = json!({
            "customerId": customer(context, &self.customer)?, "outcome": outcome, "note": self.note,
            "againOn": context.maybe_day(self.again.as_deref())?, "session": self.session, "dealId": about, "caseId": case,
        });
        let reply = context.session.call("calls.log", request)?;
        context.answer(&reply, || "The call is written down.".to_owned());
        Ok(ExitCode::SUCCESS)
    }
}

/// Show the reminders of a time: what is to be remembered, and when.
#[derive(Args)]
pub struct Reminders {
    /// The book's folder.
    book: PathBuf,
    /// From this day on, such as 2026-03-31 or `today`.
    #[arg(long, value_name = "DAY")]
    from: String,
    /// Up to the end of this day.
    #[arg(long, value_name = "DAY")]
    to: String,
}

impl Reminders {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, ApiError> {
        context.open(&self.book)?;
        let request =
            json!({ "from": context.moment(&self.from, false)?, "to": context.moment(&self.to, true)? });
        let reply = context.session.call("reminders.due", request)?;
        context.answer(&reply, || {
            let line = |one: &Json| {
                let at = context.wall(&text(one, "at"));
                format!("{at}  {}  {}", text(one, "subject"), text(one, "customer"))
            };
            let mut lines: Vec<String> = rows(&reply, "reminders").iter().map(line).collect();
            lines.push(context.count(lines.len(), say!("reminder"), say!("reminders")));
            lines.join("\n")
        });
        Ok(ExitCode::SUCCESS)
    }
}

/// Be reminded of a follow-up later; its day stays.
#[derive(Args)]
pub struct Snooze {
    /// The book's folder.
    book: PathBuf,
    /// The follow-up: its identity, or a subject that only one open follow-up has.
    follow_up: String,
    /// When, such as `2026-03-31 10:00` or `tomorrow 9:00`.
    until: String,
}

impl Snooze {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, ApiError> {
        context.open(&self.book)?;
        let id = follow_up(context, &self.follow_up)?;
        let request = json!({ "id": id, "until": context.moment(&self.until, false)? });
        let reply = context.session.call("followUps.snooze", request)?;
        context.answer(&reply, || {
            let kept = &reply["record"];
            let at = context.wall(&text(kept, "snoozedUntil"));
            format!("You are reminded of “{}” at {at}.", text(kept, "subject"))
        });
        Ok(ExitCode::SUCCESS)
    }
}

/// A follow-up by its identity, or by its subject where only one that is open has it.
fn follow_up(context: &Context, typed: &str) -> Result<String, ApiError> {
    let book = context.session.book()?;
    let facts = book.facts();
    let table = facts.table(Kind::FollowUp);
    let open = |row: &u32| facts.follow_ups.open_due(*row).is_some();
    if let Ok(id) = typed.trim().parse::<Id>()
        && table.present(id).is_some()
    {
        return Ok(id.to_string());
    }
    let wanted = fold(typed.trim());
    let called = |row: &u32| fold(&facts.title(Kind::FollowUp, *row)) == wanted;
    let found: Vec<u32> = table.present_rows().filter(open).filter(called).collect();
    match found[..] {
        [row] => Ok(table.id(row).to_string()),
        [] => Err(wrong(format!("No open follow-up is called “{typed}”."))),
        _ => Err(wrong(format!(
            "{} open follow-ups are called “{typed}”. Name one by its identity: {}.",
            found.len(),
            found.iter().map(|row| table.id(*row).to_string()).collect::<Vec<_>>().join(", ")
        ))),
    }
}

/// Show who is near a place, those most worth a visit first.
#[derive(Args)]
pub struct Nearby {
    /// The book's folder.
    book: PathBuf,
    /// A town, a town and its country (`Salzburg, AT`), a postal code, or a point (`52.52, 13.40`); the
    /// shop's own unless given.
    #[arg(default_value = "")]
    place: String,
    /// Around this customer instead: number, identity or name.
    #[arg(long)]
    customer: Option<String>,
    /// So many kilometres around.
    #[arg(long, default_value_t = 50.0)]
    km: f64,
    /// Only customers for whom this holds.
    #[arg(long = "where", value_name = "EXPR")]
    condition: Option<String>,
    /// Customers at the most.
    #[arg(long, default_value_t = 30)]
    limit: usize,
}

impl Nearby {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, ApiError> {
        context.open(&self.book)?;
        let who = self.customer.map(|who| customer(context, &who)).transpose()?;
        let request = json!({ "place": self.place, "customerId": who, "km": self.km, "where": self.condition, "limit": self.limit });
        let reply = context.session.call("nearby.list", request)?;
        context.answer(&reply, || {
            let line = |one: &Json| {
                let late = one["overdueDays"].as_i64().filter(|days| *days > 0);
                let late = late
                    .map(|days| format!("  due for {}", context.count(days, say!("day"), say!("days"))))
                    .unwrap_or_default();
                let about = if one["about"] == Json::Bool(true) { "about " } else { "" };
                let km = format!("{about}{}", text(one, "km"));
                format!("{km:>6} km  {}  {}{late}", text(one, "name"), text(one, "town"))
            };
            let mut lines: Vec<String> = rows(&reply, "near").iter().map(line).collect();
            if lines.is_empty() {
                lines.push("Nobody lives that near. Look further with --km.".into());
            }
            if reply["about"] == Json::Bool(true) {
                lines.push(
                    "The postal code of the place is in no table, so the distances are a guess.".into(),
                );
            }
            let unknown = reply["unknown"].as_u64().unwrap_or_default();
            if unknown > 0 {
                lines.push(context.session.words(&by_count(
                    unknown,
                    say!("One customer lives in a town that is not known."),
                    say!("{} customers live in towns that are not known.", unknown),
                )));
            }
            lines.join("\n")
        });
        Ok(ExitCode::SUCCESS)
    }
}
