//! Files of the book: taken in, found again.

use super::{Book, Tx};
use crate::attachments::{Attachment, bare_name};
use crate::entity::{AnyRecord, FieldType, FieldValue, Value};
use crate::store::Watch;
use crate::{Error, Result, say};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

impl Book {
    /// Copies a file of the computer into the book. It belongs to nothing until a
    /// record is saved with the attachment that this returns.
    pub fn keep_file(&self, path: &Path, watch: &dyn Watch) -> Result<Attachment> {
        let failed = |error: &std::io::Error| Error::io(path, error);
        let mut file = File::open(path).map_err(|e| failed(&e))?;
        let about = file.metadata().map_err(|e| failed(&e))?;
        if about.is_dir() {
            return Err(failed(&std::io::ErrorKind::IsADirectory.into()));
        }
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        self.keep(&name, path, &mut file, about.len(), watch)
    }

    /// [`Book::keep_file`] for content that has no file: something that was pasted.
    pub fn keep_bytes(&self, name: &str, bytes: &[u8]) -> Result<Attachment> {
        let length = bytes.len() as u64;
        self.keep(name, self.dir(), &mut { bytes }, length, &super::Unwatched)
    }

    fn keep(
        &self,
        name: &str,
        origin: &Path,
        source: &mut dyn Read,
        total: u64,
        watch: &dyn Watch,
    ) -> Result<Attachment> {
        let kept = self.store.keep_file(origin, source, total, watch)?;
        Ok(Attachment {
            name: bare_name(name).to_owned(),
            size: i64::try_from(kept.size).unwrap_or(i64::MAX),
            hash: kept.hash,
        })
    }

    /// Where the content of an attached file lies. It must not be changed there.
    pub fn file(&self, attachment: &Attachment) -> Result<PathBuf> {
        self.store.file(&attachment.hash).ok_or_else(|| Error::File {
            path: attachment.name.clone().into(),
            message: say!(
                "This attached file is missing from the folder of the book. Take the book from a backup, or attach the file again."
            ),
        })
    }

    /// The content of an attached file.
    pub fn read_file(&self, attachment: &Attachment) -> Result<Vec<u8>> {
        let path = self.file(attachment)?;
        std::fs::read(&path).map_err(|error| Error::io(path, &error))
    }
}

impl Tx<'_> {
    /// Refuses a record that names a file the book does not have, unless it named it
    /// before: a damaged folder must not keep anybody from changing the rest. Whichever way a name came, only
    /// its last part is kept: it must not become a path when the file is taken out again.
    pub(super) fn check_attached(&self, record: &mut dyn AnyRecord) -> Result<()> {
        let def = record.def();
        for field in self.facts().fields(def.kind).filter(|field| field.ty == FieldType::Files) {
            let Value::List(files) = record.value(field) else { continue };
            let missing = |file: &&Value| {
                Attachment::from_value((*file).clone())
                    .is_ok_and(|file| self.store.file(&file.hash).is_none())
            };
            let Some(lost) = files.iter().find(missing) else {
                let is_bare = |file: &Attachment| bare_name(&file.name) == file.name;
                let mut named: Vec<Attachment> =
                    files.into_iter().filter_map(|file| Attachment::from_value(file).ok()).collect();
                if !named.iter().all(is_bare) {
                    named.iter_mut().for_each(|file| file.name = bare_name(&file.name).to_owned());
                    let named = Value::List(named.iter().map(FieldValue::to_value).collect());
                    record
                        .set_value(field, named)
                        .map_err(|why| Error::invalid(def.name, field.name, say!("This {}.", why)))?;
                }
                continue;
            };
            let before = self.facts().get_any(def.kind, record.id()).map(|before| before.value(field));
            if matches!(before, Ok(Value::List(named)) if named.contains(lost)) {
                continue;
            }
            return Err(Error::invalid(
                def.name,
                field.name,
                say!("This file is not in the book. Choose it again."),
            ));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{by, shop};
    use super::*;
    use crate::customers::Customer;
    use crate::entity::Kind;
    use std::fs;

    fn attach(book: &Book, file: Attachment) -> Result<()> {
        let id = book.facts().table(Kind::Customer).id(0);
        book.transact(&by(), "Attach", |tx| {
            let mut customer: Customer = tx.get(id)?;
            customer.meta.attachments.push(file.clone());
            tx.save(&mut customer)
        })
        .map(|_| ())
    }

    #[test]
    fn a_file_is_attached_once_and_comes_back_from_a_backup() {
        let home = tempfile::tempdir().unwrap();
        let (dir, copy) = (home.path().join("shop"), home.path().join("copy"));
        let order = home.path().join("Order 17.pdf");
        fs::write(&order, vec![7; 700_000]).unwrap();
        let book = shop(&dir);
        let file = book.keep_file(&order, &super::super::Unwatched).unwrap();
        assert_eq!((file.name.as_str(), file.size, file.ending().as_str()), ("Order 17.pdf", 700_000, "pdf"));
        let again = book.keep_bytes("copy.pdf", &vec![7; 700_000]).unwrap();
        assert_eq!(again.hash, file.hash, "the same content lies there once");
        attach(&book, file.clone()).unwrap();
        let backup = home.path().join("shop.backup");
        book.backup(&backup, &super::super::Unwatched).unwrap();
        super::super::restore(&backup, &copy, &super::super::Unwatched).unwrap();
        let copy = Book::open(&copy, super::super::tests::clock()).unwrap();
        let id = copy.facts().table(Kind::Customer).id(0);
        let customer: Customer = copy.facts().get(id).unwrap();
        assert_eq!(customer.meta.attachments, std::slice::from_ref(&file));
        assert_eq!(copy.read_file(&file).unwrap(), vec![7; 700_000], "nothing of it is lost");
    }

    #[test]
    fn no_name_leads_out_of_the_folder_into_which_a_file_is_taken_out() {
        let home = tempfile::tempdir().unwrap();
        let book = shop(&home.path().join("shop"));
        let pasted = book.keep_bytes("../../plan.pdf", b"plan").unwrap();
        assert_eq!(pasted.name, "plan.pdf");
        attach(&book, Attachment { name: r"C:\x\plan.pdf".into(), ..pasted }).unwrap();
        let id = book.facts().table(Kind::Customer).id(0);
        let customer: Customer = book.facts().get(id).unwrap();
        assert_eq!(customer.meta.attachments[0].name, "plan.pdf", "nor one that a record brings itself");
    }

    #[test]
    fn a_file_that_is_not_there_is_refused_and_a_damaged_one_is_told() {
        let home = tempfile::tempdir().unwrap();
        let book = shop(&home.path().join("shop"));
        let wrong = Attachment { name: "x.pdf".into(), size: 1, hash: "../../secret".into() };
        let sentence = attach(&book, wrong).unwrap_err().to_string();
        assert!(sentence.contains("not in the book"), "a made-up name must not become a path: {sentence}");
        let file = book.keep_bytes("note.txt", b"three chairs").unwrap();
        attach(&book, file.clone()).unwrap();
        assert!(book.check(&super::super::Unwatched).unwrap().ok);
        fs::write(book.file(&file).unwrap(), b"three tables").unwrap();
        let report = book.check(&super::super::Unwatched).unwrap();
        assert!(
            !report.ok && report.sentences.iter().any(|s| s.to_string().contains("damaged")),
            "{report:?}"
        );
        fs::remove_file(book.file(&file).unwrap()).unwrap();
        let other = book.keep_bytes("other.txt", b"a table").unwrap();
        attach(&book, other).expect("the lost file keeps nobody from going on");
        let missing = book.keep_file(&home.path().join("none.pdf"), &super::super::Unwatched).unwrap_err();
        assert!(missing.to_string().contains("no such file"), "{missing}");
        assert_eq!(
            fs::read_dir(book.dir().join("files")).unwrap().flatten().filter(|e| e.path().is_file()).count(),
            0
        );
    }
}
