//! What to say when calling, and what to answer to what they say.

use crate::book::Tx;
use crate::entity::Kind;
use crate::facts::text::natural;
use crate::facts::{Facts, State};
use crate::{Error, Id, Result, entity, part, say};

part! {
    /// Something they may say, and what to answer.
    pub struct Objection {
        /// What they say.
        1 objection: String { searched: true },
        /// What to answer.
        2 answer: String { searched: true },
    }
}

entity! {
    /// What to say when calling.
    pub struct CallScript : CallScript = "call_script" {
        /// What it is called.
        1 name: String { required: true, unique: true, searched: true, listed: true, section: "script" },
        /// What to say.
        2 text: String { ty: crate::entity::FieldType::LongText, searched: true, listed: true, section: "script" },
        /// What they may say, and what to answer.
        3 objections: Vec<Objection> { searched: true, section: "script" },
        /// The campaign it is for; none for any call.
        4 campaign_id: Option<Id> { ref_kind: Some(Kind::Campaign), listed: true, section: "script", importable: false },
    }
}

/// Refuses a script in which nothing stands, and an answer to nothing.
pub(crate) fn check(script: &mut CallScript, _tx: &Tx<'_>) -> Result<()> {
    script.objections.retain(|one| !one.objection.trim().is_empty() || !one.answer.trim().is_empty());
    if let Some(index) = script.objections.iter().position(|one| one.objection.trim().is_empty()) {
        return Err(Error::invalid(
            "call_script",
            format!("objections.{index}.objection"),
            say!("Say what they say that this is the answer to."),
        ));
    }
    if script.text.trim().is_empty() && script.objections.is_empty() {
        return Err(Error::invalid("call_script", "text", say!("Write down what to say.")));
    }
    Ok(())
}

/// The scripts of a book by their names, and which of them is meant for a list of calls: that of
/// its campaign, otherwise the one for any call that was changed last.
pub fn scripts(facts: &Facts, campaign: Option<Id>) -> Result<(Vec<CallScript>, Option<Id>)> {
    let table = facts.table(Kind::CallScript);
    let live = (0..table.len()).filter(|row| table.state(*row) == State::Live);
    let mut all: Vec<CallScript> = live.map(|row| facts.get(table.id(row))).collect::<Result<_>>()?;
    all.sort_by_cached_key(|script| natural(&script.name));
    let newest = |of: Option<Id>| {
        let fits = all.iter().filter(move |script| script.campaign_id == of);
        fits.max_by_key(|script| script.meta.updated_at).map(|script| script.meta.id)
    };
    let meant = campaign.and_then(|campaign| newest(Some(campaign))).or_else(|| newest(None));
    Ok((all, meant))
}
