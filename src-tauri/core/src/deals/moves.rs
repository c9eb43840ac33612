//! Moving a deal to another stage.

use super::{Deal, stages};
use crate::book::Tx;
use crate::{Error, Id, Result, say};

/// Moves a deal to the stage with this key or name. [`Error::Invalid`] names the first
/// field that the stage asks for and the deal lacks, so that it can be asked for.
pub fn move_to(tx: &mut Tx<'_>, mut deal: Deal, stage: &str) -> Result<Id> {
    let all = stages::of(&tx.facts().settings());
    let Some(stage) = stages::find(&all, stage) else {
        let names: Vec<&str> = all.iter().map(|stage| stage.name.as_str()).collect();
        return Err(Error::invalid(
            "deal",
            "stage",
            say!("There is no stage “{}”. The stages are: {}.", stage, names.join(", ")),
        ));
    };
    deal.stage.clone_from(&stage.key);
    tx.save(&mut deal)
}
