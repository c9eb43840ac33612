//! Fields of the owner's own that lead to a record further down in the same file: whose brother somebody is
//! stands in a row before his. They are set once all rows are in, in the same operation.

use super::draft::{CellError, Draft};
use super::{Done, ImportError, Job, OnDuplicate, lenient};
use crate::book::Tx;
use crate::entity::{AnyRecord, FieldDef, Value};
use crate::{Error, Id, Result, Sentence};

/// A cell that names a record nobody knew yet when its row was read.
pub(super) struct Later {
    line: u64,
    id: Id,
    field: &'static FieldDef,
    cell: CellError,
}

/// Notes what a row that has come in leads to.
pub(super) fn remember(job: &mut Job<'_>, line: u64, draft: &Draft, outcome: &Result<(Done, Id)>) {
    if let Ok((Done::Created | Done::Updated, id)) = outcome {
        let cells = draft.later.iter().cloned();
        job.later.extend(cells.map(|(field, cell)| Later { line, id: *id, field, cell }));
    }
}

/// Whether a row leads a record of the book to something still to come: what is only filled in leaves alone
/// what leads somewhere already.
pub(super) fn awaited(draft: &Draft, old: &dyn AnyRecord, on_duplicate: OnDuplicate) -> bool {
    draft.later.iter().any(|(field, _)| on_duplicate != OnDuplicate::Fill || old.value(field).is_empty())
}

/// Sets what the rows lead to, now that all are in. What `find` does not find either is kept in the note, like
/// any other cell a row can do without.
pub(super) fn settle(
    job: &mut Job<'_>,
    tx: &mut Tx<'_>,
    find: &dyn Fn(&str) -> std::result::Result<Id, Sentence>,
) -> Result<()> {
    let kind = job.kind.kind();
    for Later { line, id, field, cell } in std::mem::take(&mut job.later) {
        let mut record = tx.get_any(kind, id)?;
        if job.on_duplicate == OnDuplicate::Fill && !record.value(field).is_empty() {
            continue;
        }
        let message = match find(&cell.value) {
            Ok(to) => {
                match set(&mut *record, field, to).and_then(|()| tx.save_any(&mut *record)) {
                    Ok(_) => continue,
                    Err(Error::Invalid { message, .. }) => message,
                    Err(error) => return Err(error),
                }
            }
            Err(message) => message,
        };
        let column = job.header(cell.column);
        let mut record = tx.get_any(kind, id)?;
        lenient::keep(&mut record.meta_mut().notes, &column, &cell.value);
        tx.save_any(&mut *record)?;
        job.result.errors.push(ImportError { line, column, value: cell.value, message, kept: true });
    }
    Ok(())
}

fn set(record: &mut dyn AnyRecord, field: &'static FieldDef, to: Id) -> Result<()> {
    let kind = record.def().name;
    record.set_value(field, Value::Id(to)).map_err(|why| Error::invalid(kind, field.name, why))
}
