//! Calling one customer after the other: whom, what came of it, and how the session went.

use super::{Direction, Interaction, InteractionChannel};
use crate::book::Tx;
use crate::campaigns::Target;
use crate::customers::reach::may_reach;
use crate::customers::{Channel, Customer};
use crate::entity::Kind;
use crate::facts::{Facts, State};
use crate::filter::Compiled;
use crate::follow_ups::FollowUp;
use crate::settings::words::OwnWords;
use crate::{Error, Id, Result, choice, say};
use chrono::NaiveDate;

choice! {
    /// What came of a call.
    pub enum CallOutcome {
        /// Spoken to.
        Reached = 0 "reached",
        /// Nobody there.
        NotReached = 1 "not_reached",
        /// They do not want it.
        NotInterested = 2 "not_interested",
        /// They do not want to be called any more.
        DoNotCall = 3 "do_not_call",
    }
}

/// A call that was made.
#[derive(Clone, Debug, Default)]
pub struct Call {
    /// Who was called.
    pub customer: Id,
    /// What came of it.
    pub outcome: CallOutcome,
    /// In a sentence; may be empty.
    pub note: String,
    /// When to call again.
    pub again_on: Option<NaiveDate>,
    /// Which session it belongs to; may be empty.
    pub session: String,
    /// About which deal.
    pub deal: Option<Id>,
    /// About which case.
    pub case: Option<Id>,
    /// For which campaign.
    pub campaign: Option<Id>,
}

/// The customers to call: those a filter chooses that have a telephone and may be called,
/// the most valuable first. Of a campaign only those on its list who have not answered, and
/// have not asked to be left alone.
pub fn list(facts: &Facts, filter: Option<&Compiled>, campaign: Option<Id>) -> Result<Vec<Id>> {
    let table = facts.table(Kind::Customer);
    let on_list = campaign.map(|id| waiting(facts, id)).transpose()?;
    let mut found = Vec::new();
    for row in facts.select(Kind::Customer, filter) {
        if on_list.as_ref().is_some_and(|listed| !listed.contains(&table.id(row))) {
            continue;
        }
        let customer: Customer = facts.get(table.id(row))?;
        if !customer.phones.is_empty() && may_reach(&customer, Channel::Call) {
            found.push((std::cmp::Reverse(facts.customers.totals(row).revenue), row));
        }
    }
    found.sort_unstable();
    Ok(found.into_iter().map(|(_, row)| table.id(row)).collect())
}

/// The customers on a campaign's list from whom something is still to be heard.
fn waiting(facts: &Facts, campaign: Id) -> Result<ahash::AHashSet<Id>> {
    let row = facts
        .table(Kind::Campaign)
        .present(campaign)
        .ok_or(Error::NotFound { kind: "campaign", id: campaign })?;
    let table = facts.table(Kind::Target);
    let mut listed = ahash::AHashSet::new();
    for target in facts.campaigns.targets(row) {
        let target: Target = facts.get(table.id(*target))?;
        if target.responded_at.is_none() && target.opted_out_at.is_none() {
            listed.insert(target.customer_id);
        }
    }
    Ok(listed)
}

/// Writes a call down, plans the next one, and keeps to it when somebody does not want to
/// be called: then nothing is planned, whatever day is given. What was planned before as the next
/// try is done with this call. [`Error::Conflict`] when they said so before, [`Error::Invalid`] when
/// the next call would be in the past.
pub fn log(tx: &mut Tx<'_>, call: &Call) -> Result<Id> {
    let mut customer: Customer = tx.get(call.customer)?;
    if !may_reach(&customer, Channel::Call) {
        let title = tx.facts().title_of(Kind::Customer, call.customer).unwrap_or_default();
        return Err(Error::Conflict(say!(
            "“{}” does not want to be called. A call that they made is an interaction with the direction “in”. If they may be called again, change “Never contact by” first.",
            title
        )));
    }
    let again_on = call.again_on.filter(|_| call.outcome != CallOutcome::DoNotCall);
    if again_on.is_some_and(|day| day < tx.today()) {
        return Err(Error::invalid(
            "interaction",
            "again_on",
            say!("The next call cannot be in the past. Give today or a later day."),
        ));
    }
    crate::cases::belong::check(tx, "interaction", call.case, &[call.customer])?;
    let words = OwnWords::of(&tx.facts().settings().language);
    let mut interaction = Interaction {
        customer_id: call.customer,
        channel: InteractionChannel::Call,
        direction: Direction::Out,
        at: tx.now(),
        summary: match call.note.trim() {
            "" => words.outcome(call.outcome).to_owned(),
            note => note.to_owned(),
        },
        call_outcome: Some(call.outcome),
        session: call.session.clone(),
        deal_id: call.deal,
        case_id: call.case,
        campaign_id: call.campaign,
        ..Interaction::default()
    };
    let id = tx.save(&mut interaction)?;
    if call.outcome != CallOutcome::NotReached || again_on.is_some() {
        finish_tries(tx, call, &interaction.summary)?;
    }
    if let Some(due_date) = again_on {
        tx.save(&mut FollowUp {
            subject: words.call_again.into(),
            customer_id: Some(call.customer),
            due_date,
            channel: Some(Channel::Call),
            deal_id: call.deal,
            case_id: call.case,
            campaign_id: call.campaign,
            ..FollowUp::default()
        })?;
    }
    if call.outcome == CallOutcome::DoNotCall {
        customer.forbidden_channels.push(Channel::Call);
        tx.save(&mut customer)?;
    }
    Ok(id)
}

/// Marks what was planned as the next try of such a call as done: they were spoken to, or another day is
/// planned instead. Of a call about nothing in particular every open try, else only those about the same.
fn finish_tries(tx: &mut Tx<'_>, call: &Call, outcome: &str) -> Result<()> {
    let facts = tx.facts();
    let Some(row) = facts.table(Kind::Customer).present(call.customer) else { return Ok(()) };
    let table = facts.table(Kind::FollowUp);
    let about = (call.deal, call.case, call.campaign);
    let open =
        facts.customers.follow_ups(row).iter().filter(|row| facts.follow_ups.open_due(**row).is_some());
    let tries = open.filter_map(|row| tx.get::<FollowUp>(table.id(*row)).ok()).filter(|task| {
        task.channel == Some(Channel::Call)
            && OwnWords::is_call_again(&task.subject)
            && (about == (None, None, None) || about == (task.deal_id, task.case_id, task.campaign_id))
    });
    for mut task in tries.collect::<Vec<_>>() {
        task.done = true;
        outcome.clone_into(&mut task.outcome);
        tx.save(&mut task)?;
    }
    Ok(())
}

/// How a session went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Calls made.
    pub calls: usize,
    /// By what came of them, in the order of [`CallOutcome::ALL`].
    pub outcomes: [usize; 4],
    /// Customers who were called.
    pub customers: usize,
}

/// The calls of a session.
pub fn summary(facts: &Facts, session: &str) -> Summary {
    let table = facts.table(Kind::Interaction);
    let mut summary = Summary::default();
    let mut called = ahash::AHashSet::new();
    for row in
        (0..table.len()).filter(|row| table.state(*row) == State::Live && table.text(*row, 9) == session)
    {
        let outcome: Option<CallOutcome> = table.typed(row, 8);
        let Some(outcome) = outcome else { continue };
        summary.calls += 1;
        summary.outcomes[outcome as usize] += 1;
        called.insert(table.typed::<Id>(row, 1));
    }
    summary.customers = called.len();
    summary
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::tests::{blank, by};
    use crate::customers::Phone;

    #[test]
    fn a_session_is_written_down_and_who_said_no_is_not_called_again() {
        let home = tempfile::tempdir().unwrap();
        let (book, _) = blank(&home.path().join("shop"));
        let by = by();
        let person = |name: &str, number: &str| Customer {
            last_name: name.into(),
            phones: [number]
                .iter()
                .filter(|n| !n.is_empty())
                .map(|n| Phone { number: (*n).into(), ..Phone::default() })
                .collect(),
            ..Customer::default()
        };
        let ids: Vec<Id> = [("Weber", "030 1234567"), ("Jensen", "040 998877"), ("Silent", "")]
            .into_iter()
            .map(|(name, number)| {
                book.transact(&by, "New", |tx| tx.save(&mut person(name, number))).unwrap().value
            })
            .collect();
        assert_eq!(
            list(&book.facts(), None, None).unwrap(),
            [ids[0], ids[1]],
            "whoever has no telephone cannot be called"
        );
        let call = |customer, outcome, again_on| Call {
            customer,
            outcome,
            again_on,
            session: "Spring".into(),
            ..Call::default()
        };
        let tomorrow = book.today().succ_opt();
        for call in
            [call(ids[0], CallOutcome::NotReached, tomorrow), call(ids[1], CallOutcome::DoNotCall, None)]
        {
            book.transact(&by, "Call", |tx| log(tx, &call)).unwrap();
        }
        let facts = book.facts();
        assert_eq!(list(&facts, None, None).unwrap(), [ids[0]]);
        assert_eq!(summary(&facts, "Spring"), Summary { calls: 2, outcomes: [0, 1, 0, 1], customers: 2 });
        let row = facts.table(Kind::Customer).present(ids[0]).unwrap();
        assert_eq!(facts.customers.follow_ups(row).len(), 1, "and the next try is planned");
        drop(facts);
        let again = book.transact(&by, "Call", |tx| log(tx, &call(ids[1], CallOutcome::Reached, None)));
        let again = again.unwrap_err().to_string();
        assert!(again.contains("does not want to be called"));
        assert!(
            again.contains("direction “in”"),
            "they may still ring the shop, and that is logged: {again}"
        );
    }

    #[test]
    fn one_next_try_is_planned_and_none_for_whoever_is_not_to_be_called() {
        let home = tempfile::tempdir().unwrap();
        let (book, _) = blank(&home.path().join("shop"));
        let by = by();
        let mut weber = Customer {
            last_name: "Weber".into(),
            phones: vec![Phone { number: "030 1234567".into(), ..Phone::default() }],
            ..Customer::default()
        };
        let customer = book.transact(&by, "New", |tx| tx.save(&mut weber)).unwrap().value;
        let say = |outcome, again_on| {
            let call = Call { customer, outcome, again_on, ..Call::default() };
            book.transact(&by, "Call", |tx| log(tx, &call))
        };
        let open = || {
            let facts = book.facts();
            let rows = 0..facts.table(Kind::FollowUp).len();
            rows.filter(|row| facts.follow_ups.open_due(*row).is_some()).count()
        };
        let tomorrow = book.today().succ_opt();
        for _ in 0..3 {
            say(CallOutcome::NotReached, tomorrow).unwrap();
        }
        assert_eq!(open(), 1, "three calls in vain ask for one more, not for three");
        say(CallOutcome::NotReached, None).unwrap();
        assert_eq!(open(), 1, "a call in vain leaves the planned one");
        assert!(say(CallOutcome::NotReached, book.today().pred_opt()).is_err(), "a day that has passed");
        say(CallOutcome::Reached, None).unwrap();
        assert_eq!(open(), 0, "whoever was reached need not be tried again");
        say(CallOutcome::NotReached, tomorrow).unwrap();
        say(CallOutcome::DoNotCall, tomorrow).unwrap();
        assert_eq!(open(), 0, "nobody plans a call that is not wanted");
    }
}
