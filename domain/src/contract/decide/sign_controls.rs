//! Whether sign controls can stand where and as the draft has them.

use super::Rejection;
use super::opening::contains;
use crate::contract::command::{DraftField, Open};
use crate::contract::opinion;
use crate::contract::plan::SignContent;
use std::collections::BTreeMap;

const MAX_FIELDS: usize = 120;
/// Controls of one 签批.
const GROUP: std::ops::RangeInclusive<usize> = 2..=4;

/// Each lies on its page, says something possible, and belongs to a whole group or to none.
pub(super) fn check(open: &Open) -> Result<(), Rejection> {
    if open.fields.len() > MAX_FIELDS || !open.fields.iter().all(|field| has_its_place(open, field)) {
        return Err(Rejection::FieldOutsidePage);
    }
    let can_be_copied = |copy: &str| copy.is_empty() || opinion::check(copy, copy).is_ok();
    let possible = |field: &DraftField| match &field.content {
        SignContent::Opinion { copy } => can_be_copied(copy),
        _ => true,
    };
    if !open.fields.iter().all(possible) {
        return Err(Rejection::OpinionWords);
    }
    check_groups(&open.fields)
}

fn has_its_place(open: &Open, field: &DraftField) -> bool {
    let party_exists = field.party.0 >= 1 && usize::from(field.party.0) <= open.parties.len();
    let page = field
        .page
        .checked_sub(1)
        .and_then(|index| open.pages.get(index as usize));
    let spans = match field.content {
        SignContent::Straddle { last_page, .. } => {
            last_page > field.page && last_page as usize <= open.pages.len()
        }
        _ => true,
    };
    party_exists && spans && page.is_some_and(|page| contains(&page.visible, &field.rect))
}

/// 签批: two to four controls of one party on one page, with a signature among them.
fn check_groups(fields: &[DraftField]) -> Result<(), Rejection> {
    let mut groups: BTreeMap<u16, Vec<&DraftField>> = BTreeMap::new();
    for field in fields {
        if let Some(group) = field.group {
            groups.entry(group).or_default().push(field);
        }
    }
    let is_whole = |members: &Vec<&DraftField>| {
        let together = members
            .windows(2)
            .all(|pair| (pair[0].party, pair[0].page) == (pair[1].party, pair[1].page));
        let straddles = |field: &&DraftField| matches!(field.content, SignContent::Straddle { .. });
        together
            && GROUP.contains(&members.len())
            && members.iter().any(|field| field.content.is_act())
            && !members.iter().any(straddles)
    };
    if groups.values().all(is_whole) {
        Ok(())
    } else {
        Err(Rejection::BadGroup)
    }
}
