//! The shop's mailings: whom they went to and what came of them.

use super::dice::Dice;
use super::habits::{Habit, Plan};
use super::people::Person;
use super::{Maker, days_after, days_before, days_between, id_at};
use crate::Id;
use crate::campaigns::{Campaign, CampaignStatus, Target};
use crate::customers::Channel;
use ahash::{AHashMap, AHashSet};
use chrono::{Datelike, NaiveDate};

/// The campaigns, their lists, and who bought because of which.
pub(super) struct Campaigns {
    pub records: Vec<Campaign>,
    pub targets: Vec<Target>,
    /// Per person: campaigns that reached them, with first and last day.
    reached: AHashMap<u32, Vec<(Id, NaiveDate, NaiveDate)>>,
}

/// At most this many letters go out in one mailing.
const LARGEST: usize = 4_000;

struct Draft {
    name: String,
    goal: &'static str,
    channel: Channel,
    start: NaiveDate,
    days: u32,
    segment: &'static str,
    message: &'static str,
    cost_each: i64,
    wanted: fn(&Person) -> bool,
}

/// Three mailings that are over or running, and one being planned.
pub(super) fn campaigns(dice: &mut Dice, people: &[Person], plans: &[Plan], maker: &Maker<'_>) -> Campaigns {
    let mut all = Campaigns { records: Vec::new(), targets: Vec::new(), reached: AHashMap::new() };
    for draft in drafts(maker) {
        one(&mut all, dice, &draft, people, plans, maker);
    }
    let mut planned = Campaign {
        name: "Summer house furniture".into(),
        goal: "Fill the quiet weeks of summer".into(),
        channel: Channel::Letter,
        start_date: Some(days_after(maker.today, 30)),
        end_date: Some(days_after(maker.today, 75)),
        budget: 60_000,
        segment: "lifetime_value >= 1500 and role = customer".into(),
        message: "Benches and tables that may stay outside.".into(),
        ..Campaign::default()
    };
    stamp(&mut planned, dice, maker.today, maker);
    all.records.push(planned);
    all
}

fn drafts(maker: &Maker<'_>) -> Vec<Draft> {
    let last_november = {
        let year = if maker.today.month() >= 12 { maker.today.year() } else { maker.today.year() - 1 };
        NaiveDate::from_ymd_opt(year, 11, 14).unwrap_or(maker.today).max(maker.opened)
    };
    vec![
        Draft {
            name: format!("{} {}", maker.language.say("Christmas gifts"), last_november.year()),
            goal: "Gifts from the workshop before Advent",
            channel: Channel::Email,
            start: last_november,
            days: 38,
            segment: "tags = newsletter or lifetime_value >= 500",
            message: "Boards, trains and nutcrackers, packed as gifts. Order until the third Advent.",
            cost_each: 2,
            wanted: |p| p.newsletter,
        },
        Draft {
            name: "We have not seen you for a while".into(),
            goal: "Win back who stayed away",
            channel: Channel::Letter,
            start: days_before(maker.today, 120),
            days: 60,
            segment: "last_sale < today-9m and sales_count >= 2",
            message: "Your table is due for its oil. Bring it, or let us come: the first hour is on us.",
            cost_each: 145,
            wanted: |p| matches!(p.habit, Habit::Lapsed | Habit::Occasional),
        },
        Draft {
            name: "Evening classes".into(),
            goal: "Fill two classes of eight",
            channel: Channel::Email,
            start: days_before(maker.today, 12),
            days: 30,
            segment: "tags = newsletter and last_sale >= today-1y",
            message: "Make your own stool in one evening. Eight places, soup included.",
            cost_each: 2,
            wanted: |p| p.newsletter && p.habit == Habit::Regular && !p.company,
        },
    ]
}

fn one(
    all: &mut Campaigns,
    dice: &mut Dice,
    draft: &Draft,
    people: &[Person],
    plans: &[Plan],
    maker: &Maker<'_>,
) {
    let end = days_after(draft.start, draft.days);
    let mut campaign = Campaign {
        name: draft.name.clone(),
        goal: draft.goal.into(),
        channel: draft.channel,
        status: if end < maker.today { CampaignStatus::Done } else { CampaignStatus::Running },
        start_date: Some(draft.start),
        end_date: Some(end),
        segment: draft.segment.into(),
        message: draft.message.into(),
        ..Campaign::default()
    };
    stamp(&mut campaign, dice, days_before(draft.start, 6), maker);
    campaign.frozen_at = Some(maker.at(days_before(draft.start, 1), dice));
    let buyers: AHashSet<u32> = plans
        .iter()
        .filter(|plan| (draft.start..=end).contains(&plan.day))
        .filter_map(|plan| plan.person)
        .collect();
    let list = people.iter().enumerate().filter(|(_, p)| (draft.wanted)(p) && p.since < draft.start);
    for (index, person) in list.take(LARGEST) {
        all.targets.push(target(
            dice,
            &campaign,
            draft,
            person,
            buyers.contains(&(index as u32)),
            end.min(maker.today),
        ));
        all.reached.entry(index as u32).or_default().push((campaign.meta.id, draft.start, end));
    }
    let sent = all.targets.iter().filter(|t| t.campaign_id == campaign.meta.id).count() as i64;
    campaign.cost = sent * draft.cost_each + 2_000;
    campaign.budget = (campaign.cost / 5_000 + 1) * 5_000;
    all.records.push(campaign);
}

fn target(
    dice: &mut Dice,
    campaign: &Campaign,
    draft: &Draft,
    person: &Person,
    bought: bool,
    until: NaiveDate,
) -> Target {
    let mut target = Target { campaign_id: campaign.meta.id, customer_id: person.id, ..Target::default() };
    target.meta.created_at = campaign.frozen_at.unwrap_or_default();
    target.meta.id = id_at(target.meta.created_at, dice);
    target.meta.created_by = "Mara".into();
    target.sent_at = Some(draft.start);
    if dice.chance(0.03) {
        target.bounced_at = Some(days_after(draft.start, 1));
        return target;
    }
    if dice.chance(if bought { 0.5 } else { 0.07 }) {
        let on = days_after(draft.start, dice.between(1, days_between(draft.start, until).clamp(1, 25)));
        target.responded_at = Some(on.min(until));
        target.response = dice
            .pick(&[
                "Wants to come by on Saturday",
                "Asked for prices",
                "Ordered by phone",
                "Thanks, not this year",
                "Booked a place",
            ])
            .into();
    } else if dice.chance(0.015) {
        target.opted_out_at = Some(days_after(draft.start, 2));
    }
    target
}

fn stamp(campaign: &mut Campaign, dice: &mut Dice, day: NaiveDate, maker: &Maker<'_>) {
    campaign.meta.created_at = maker.at(day, dice);
    campaign.meta.id = id_at(campaign.meta.created_at, dice);
    campaign.meta.created_by = "Mara".into();
}

impl Campaigns {
    /// The campaign that a purchase of this person on this day answers, if any.
    pub fn behind(&self, person: u32, day: NaiveDate, dice: &mut Dice) -> Option<Id> {
        let (campaign, ..) =
            self.reached.get(&person)?.iter().find(|(_, start, end)| (*start..=*end).contains(&day))?;
        dice.chance(0.45).then_some(*campaign)
    }
}
