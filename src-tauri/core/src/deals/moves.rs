//! Moving a deal to another stage.

use super::{Deal, stages};
use crate::book::Tx;
use crate::{Id, Result};

/// Moves a deal to the stage with this key or name. With a pipeline the stage is looked for by its name as
/// people type it: in that pipeline, or in the deal's own where its name is empty. [`crate::Error::Invalid`]
/// names the first field that the stage asks for and the deal lacks, so that it can be asked for.
pub fn move_to(tx: &mut Tx<'_>, mut deal: Deal, stage: &str, pipeline: Option<&str>) -> Result<Id> {
    let all = stages::of(&tx.facts().settings());
    let now = stages::of_key(&all, &deal.stage);
    let stage = match pipeline.map(str::trim) {
        None => stages::meant(&all, stage, Some(&deal.stage))?,
        Some("") => stages::named(&all, stage, now.map(|stage| stage.pipeline.as_str()), now.is_none())?,
        Some(pipeline) => stages::named(&all, stage, Some(pipeline), false)?,
    };
    deal.stage.clone_from(&stage.key);
    tx.save(&mut deal)
}
