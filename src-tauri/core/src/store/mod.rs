//! The book on disk: journal, materialised store, archive, lock.
