//! Settling a case, closing it, and taking it up again.

use super::{Case, CaseStatus};
use crate::book::Tx;
use crate::{Error, Id, Result, say};

/// How a case was settled.
#[derive(Clone, Debug, Default)]
pub struct Resolution {
    /// In a sentence; empty for what the case says already.
    pub text: String,
    /// Where it came from; empty for what the case says already.
    pub cause: String,
    /// What they got back, in minor units; `None` for what the case says already.
    pub refunded: Option<i64>,
}

impl Resolution {
    fn put(&self, case: &mut Case) {
        if !self.text.trim().is_empty() {
            self.text.trim().clone_into(&mut case.resolution);
        }
        if !self.cause.trim().is_empty() {
            self.cause.trim().clone_into(&mut case.cause);
        }
        case.refunded = self.refunded.unwrap_or(case.refunded);
    }
}

/// Settles a case. [`Error::Conflict`] when it was settled before, [`Error::Invalid`] when
/// nobody says how.
pub fn resolve(tx: &mut Tx<'_>, id: Id, how: &Resolution) -> Result<Id> {
    let mut case: Case = tx.get(id)?;
    if case.status.is_done() {
        return Err(Error::Conflict(say!(
            "“{}” is resolved already. Reopen it first if it is not.",
            case.subject
        )));
    }
    how.put(&mut case);
    case.status = CaseStatus::Resolved;
    tx.save(&mut case)
}

/// Closes a case, resolved or not. [`Error::Conflict`] when it is closed, [`Error::Invalid`]
/// when nobody said how it was settled.
pub fn close(tx: &mut Tx<'_>, id: Id, how: &Resolution) -> Result<Id> {
    let mut case: Case = tx.get(id)?;
    if case.status == CaseStatus::Closed {
        return Err(Error::Conflict(say!("“{}” is closed already.", case.subject)));
    }
    how.put(&mut case);
    case.status = CaseStatus::Closed;
    tx.save(&mut case)
}

/// Takes a case up again; what was said about how it was settled stays. [`Error::Conflict`]
/// when it is open.
pub fn reopen(tx: &mut Tx<'_>, id: Id) -> Result<Id> {
    let mut case: Case = tx.get(id)?;
    if !case.status.is_done() {
        return Err(Error::Conflict(say!("“{}” is open already.", case.subject)));
    }
    case.status = CaseStatus::Open;
    tx.save(&mut case)
}
