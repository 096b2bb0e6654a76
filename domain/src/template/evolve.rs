//! Brings a template's state up to date with one event.

use super::event::{Content, TemplateEvent as Event};
use super::state::{MadeTemplate, TemplateState, Version};
use crate::aggregate::Recorded;

pub fn evolve(state: &mut TemplateState, recorded: &Recorded<Event>) {
    if let Event::Made {
        owner,
        name,
        folder,
        content,
        copy_of,
        keeper,
    } = &recorded.event
    {
        state.made = Some(MadeTemplate {
            owner: *owner,
            name: name.clone(),
            folder: folder.clone(),
            enabled: keeper.is_none(),
            keeper: keeper.clone(),
            copy_of: *copy_of,
            latest: version(1, content, recorded),
            earlier: Vec::new(),
            changed_at: recorded.at,
        });
        return;
    }
    let Some(made) = &mut state.made else { return };
    made.changed_at = recorded.at;
    match &recorded.event {
        Event::Made { .. } => {}
        Event::Revised { version: no, content } => {
            let next = version(*no, content, recorded);
            made.earlier.push(std::mem::replace(&mut made.latest, next));
            made.enabled &= made.keeper.is_none();
        }
        Event::Filed { name, folder } => {
            made.name.clone_from(name);
            made.folder.clone_from(folder);
        }
        Event::Enabled { .. } => made.enabled = true,
        Event::Disabled {} => made.enabled = false,
        Event::Deleted {} => {
            *state = TemplateState {
                made: None,
                deleted: true,
            }
        }
    }
}

fn version(no: u32, content: &Content, recorded: &Recorded<Event>) -> Version {
    Version {
        no,
        content: content.clone(),
        at: recorded.at,
        seq: recorded.seq,
        hash: recorded.hash,
    }
}
