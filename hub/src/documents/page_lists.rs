//! The page lists of the contracts that are being looked at: read and decrypted once, not for everybody who comes in.

use domain::contract::plan::PageList;
use domain::contract::state::ContractState;
use domain::hash::Sha256Hash;
use parking_lot::Mutex;
use std::collections::VecDeque;
use std::sync::Arc;

/// Lists that are kept; one of a thousand pages has about 200 KB.
const KEPT: usize = 64;

/// The hashes of the two lists: what they name never changes, so nothing here grows old.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PageListKey {
    pub boxes: Sha256Hash,
    /// Of R0; until that is prepared, of the clean file where parties fill it in.
    pub images: Option<Sha256Hash>,
}

impl PageListKey {
    /// The lists that this state names; `None` before the contract is opened.
    pub fn of(state: &ContractState) -> Option<Self> {
        let opened = state.opened.as_ref()?;
        let prepared = state.prepared.as_ref().map(|prepared| prepared.images);
        Some(Self {
            boxes: opened.pages,
            images: prepared.or(opened.images),
        })
    }
}

/// A bounded cache; the oldest list makes room.
#[derive(Default)]
pub struct PageLists(Mutex<VecDeque<(PageListKey, Arc<PageList>)>>);

impl PageLists {
    pub fn get(&self, key: PageListKey) -> Option<Arc<PageList>> {
        let kept = self.0.lock();
        kept.iter()
            .find(|(known, _)| *known == key)
            .map(|(_, list)| Arc::clone(list))
    }

    pub fn keep(&self, key: PageListKey, list: PageList) -> Arc<PageList> {
        let list = Arc::new(list);
        let mut kept = self.0.lock();
        if !kept.iter().any(|(known, _)| *known == key) {
            kept.truncate(KEPT - 1);
            kept.push_front((key, Arc::clone(&list)));
        }
        list
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(n: usize) -> PageListKey {
        PageListKey {
            boxes: Sha256Hash::of(&n.to_be_bytes()),
            images: None,
        }
    }

    #[test]
    fn the_oldest_list_makes_room() {
        let lists = PageLists::default();
        for n in 0..=KEPT {
            lists.keep(key(n), PageList::default());
        }
        assert!(lists.get(key(0)).is_none());
        assert!(lists.get(key(1)).is_some());
        assert!(lists.get(key(KEPT)).is_some());
    }

    #[test]
    fn a_list_without_images_is_another_one() {
        let lists = PageLists::default();
        lists.keep(key(1), PageList::default());
        let prepared = PageListKey {
            images: Some(Sha256Hash::of(b"images")),
            ..key(1)
        };
        assert!(lists.get(prepared).is_none());
    }
}
