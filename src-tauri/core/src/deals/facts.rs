//! What follows from a deal's stage.

use super::{Outcome, Stage, stages};
use crate::entity::{FieldType, Kind, Value, codec};
use crate::facts::{Computed, Facts};
use crate::money::share;
use rust_decimal::Decimal;

/// The computed fields of a deal.
pub static COMPUTED: &[Computed] = &[
    Computed {
        name: "stage_name",
        ty: FieldType::Text,
        listed: true,
        get: |f, row| Value::Text(stage(f, row).map(|stage| stage.name).unwrap_or_default()),
    },
    Computed {
        name: "pipeline",
        ty: FieldType::Text,
        listed: false,
        get: |f, row| Value::Text(stage(f, row).map(|stage| stage.pipeline).unwrap_or_default()),
    },
    Computed {
        name: "weighted",
        ty: FieldType::Money,
        listed: true,
        get: |f, row| Value::Int(weighted(f, row, stage(f, row).as_ref())),
    },
];

fn stage(facts: &Facts, row: u32) -> Option<Stage> {
    stages::of_key(&stages::of(&facts.settings()), stages::key_of(facts, row)).cloned()
}

/// What a deal is worth, in minor units.
pub fn amount(facts: &Facts, row: u32) -> i64 {
    codec::typed_field(facts.table(Kind::Deal).bytes(row), 5)
}

/// Its worth by the chance that it is won: its own, or else that of its stage.
pub fn weighted(facts: &Facts, row: u32, stage: Option<&Stage>) -> i64 {
    let own: Option<Decimal> = codec::typed_field(facts.table(Kind::Deal).bytes(row), 7);
    let open = stage.is_none_or(|stage| stage.outcome == Outcome::Open);
    let chance = own.filter(|_| open).or(stage.map(|stage| stage.probability)).unwrap_or_default();
    share(amount(facts, row), chance)
}
