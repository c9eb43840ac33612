//! Target lists and results of campaigns.

use crate::Id;
use crate::customers::facts::day_number;
use crate::entity::{FieldType, Kind, Value, codec};
use crate::facts::{Computed, Facts, State};
use chrono::NaiveDate;

/// What came of a campaign so far. Money in minor units without tax.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct CampaignResult {
    /// Customers on the list.
    pub targets: u32,
    /// Sent to.
    pub sent: u32,
    /// Answered.
    pub responded: u32,
    /// Bounced.
    pub bounced: u32,
    /// Opted out.
    pub opted_out: u32,
    /// Bought between the campaign's first and last day.
    pub bought: u32,
    /// What they bought then.
    pub revenue: i64,
}

#[derive(Clone, Copy, Default, PartialEq, Debug)]
struct TargetRow {
    campaign: Option<u32>,
    customer: u32,
    sent: bool,
    responded: bool,
    bounced: bool,
    opted_out: bool,
}

/// The target list of each campaign, by rows.
#[derive(Default)]
pub struct CampaignFacts {
    targets: Vec<TargetRow>,
    lists: Vec<Vec<u32>>,
}

impl CampaignFacts {
    /// Rows of the targets of a campaign.
    pub fn targets(&self, campaign: u32) -> &[u32] {
        self.lists.get(campaign as usize).map(Vec::as_slice).unwrap_or_default()
    }
}

/// The computed fields of a campaign.
pub static COMPUTED: &[Computed] = &[
    Computed {
        name: "target_count",
        ty: FieldType::Int,
        listed: true,
        get: |f, row| Value::Int(f.campaigns.targets(row).len() as i64),
    },
    Computed {
        name: "sent_count",
        ty: FieldType::Int,
        listed: true,
        get: |f, row| Value::Int(result(f, row).sent.into()),
    },
    Computed {
        name: "responded_count",
        ty: FieldType::Int,
        listed: true,
        get: |f, row| Value::Int(result(f, row).responded.into()),
    },
    Computed {
        name: "bounced_count",
        ty: FieldType::Int,
        listed: false,
        get: |f, row| Value::Int(result(f, row).bounced.into()),
    },
    Computed {
        name: "opted_out_count",
        ty: FieldType::Int,
        listed: false,
        get: |f, row| Value::Int(result(f, row).opted_out.into()),
    },
    Computed {
        name: "bought_count",
        ty: FieldType::Int,
        listed: true,
        get: |f, row| Value::Int(result(f, row).bought.into()),
    },
    Computed {
        name: "revenue",
        ty: FieldType::Money,
        listed: true,
        get: |f, row| Value::Int(result(f, row).revenue),
    },
];

/// Moves a target to its campaign's list.
pub fn derive(facts: &mut Facts, row: u32) {
    let table = facts.table(Kind::Target);
    let bytes = table.bytes(row);
    let has = |tag| codec::raw_field(bytes, tag).is_some();
    let mut target = TargetRow {
        campaign: None,
        customer: 0,
        sent: has(3),
        responded: has(4),
        bounced: has(6),
        opted_out: has(7),
    };
    let campaign: Id = codec::typed_field(bytes, 1);
    let customer: Id = codec::typed_field(bytes, 2);
    if matches!(table.state(row), State::Live | State::Archived) {
        target.campaign = Some(facts.table_mut(Kind::Campaign).reserve(campaign));
        target.customer = facts.table_mut(Kind::Customer).reserve(customer);
    }
    let own = &mut facts.campaigns;
    if own.targets.len() <= row as usize {
        own.targets.resize(row as usize + 1, TargetRow::default());
    }
    let before = std::mem::replace(&mut own.targets[row as usize], target);
    if before.campaign == target.campaign {
        return;
    }
    if let Some(list) = before.campaign.and_then(|c| own.lists.get_mut(c as usize))
        && let Ok(at) = list.binary_search(&row)
    {
        list.remove(at);
    }
    if let Some(campaign) = target.campaign {
        if own.lists.len() <= campaign as usize {
            own.lists.resize(campaign as usize + 1, Vec::new());
        }
        let list = &mut own.lists[campaign as usize];
        let at = list.partition_point(|other| *other < row);
        list.insert(at, row);
    }
}

/// The result of a campaign: the purchases of those it was sent to, from its
/// first to its last day (without a last day, until now).
pub fn result(facts: &Facts, campaign: u32) -> CampaignResult {
    let bytes = facts.table(Kind::Campaign).bytes(campaign);
    let start: Option<NaiveDate> = codec::typed_field(bytes, 5);
    let end: Option<NaiveDate> = codec::typed_field(bytes, 6);
    let from = start.map_or(i32::MAX, day_number);
    let to = end.map_or(i32::MAX, day_number);
    let mut result = CampaignResult::default();
    for row in facts.campaigns.targets(campaign) {
        let target = facts.campaigns.targets[*row as usize];
        result.targets += 1;
        result.responded += u32::from(target.responded);
        result.bounced += u32::from(target.bounced);
        result.opted_out += u32::from(target.opted_out);
        if !target.sent {
            continue;
        }
        result.sent += 1;
        let bought: Vec<_> = facts
            .customers
            .sales(target.customer)
            .iter()
            .map(|sale| facts.sales.get(*sale))
            .filter(|sale| sale.counts && (from..=to).contains(&sale.day))
            .collect();
        result.bought += u32::from(bought.iter().any(|sale| sale.invoice));
        result.revenue += bought.iter().map(|sale| sale.net).sum::<i64>();
    }
    result
}
