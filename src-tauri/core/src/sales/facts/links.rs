//! Which document was made from which.

use super::SaleFacts;
use crate::Id;
use ahash::AHashMap;

/// Bytes of one link in the sidecar: the row of the document and what it was made from.
const LINK: usize = 20;

/// Both directions of the links between documents; few documents have one.
#[derive(Default)]
pub(super) struct Links {
    pub parents: AHashMap<u32, Id>,
    pub children: AHashMap<Id, Vec<u32>>,
}

impl Links {
    /// Says what a document was made from.
    pub fn set(&mut self, row: u32, parent: Option<Id>) {
        let before = match parent {
            Some(parent) => self.parents.insert(row, parent),
            None => self.parents.remove(&row),
        };
        if before == parent {
            return;
        }
        if let Some(list) = before.and_then(|before| self.children.get_mut(&before)) {
            list.retain(|child| *child != row);
        }
        if let Some(parent) = parent {
            let list = self.children.entry(parent).or_default();
            let at = list.partition_point(|other| *other < row);
            list.insert(at, row);
        }
    }
}

impl SaleFacts {
    /// Hands out the links in the order of the rows.
    pub(crate) fn put_links<E>(&self, put: &mut dyn FnMut(&[u8]) -> Result<(), E>) -> Result<(), E> {
        let mut links: Vec<_> = self.links.parents.iter().collect();
        links.sort_unstable();
        for (row, parent) in links {
            let mut bytes = [0; LINK];
            bytes[..4].copy_from_slice(&row.to_le_bytes());
            bytes[4..].copy_from_slice(&parent.0);
            put(&bytes)?;
        }
        Ok(())
    }

    /// Takes in what was handed out; `None` when it does not fit these sales.
    pub(crate) fn take_links(&mut self, bytes: &[u8]) -> Option<()> {
        let (links, []) = bytes.as_chunks::<LINK>() else { return None };
        for link in links {
            let row = link.first_chunk().map(|row| u32::from_le_bytes(*row))?;
            let parent = link.last_chunk().map(|id| Id(*id))?;
            if row as usize >= self.sales.len() {
                return None;
            }
            self.links.set(row, Some(parent));
        }
        Some(())
    }
}
