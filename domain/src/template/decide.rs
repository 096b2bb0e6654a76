//! What follows from a command to a template.

use super::command::TemplateCommand as Command;
use super::event::{Content, TemplateEvent as Event};
use super::keeper::Keeping;
use super::rejection::TemplateRejection as Rejection;
use super::state::{MadeTemplate, TemplateState as State, are_roles};
use crate::aggregate::{Caller, Envelope};
use crate::approval::passage::{Blocked, Passage};
use crate::approval::step::Guarded;
use crate::ids::AccountId;
use crate::timestamp::Timestamp;
use crate::written_text::{BadText, require_text};

type Decision = Result<Vec<Event>, Rejection>;

/// Characters of a template's name, and of a folder's.
const NAME: usize = 200;
const FOLDER: usize = 40;

pub fn decide(state: &State, command: &Envelope<Command>) -> Decision {
    let Caller::Account(caller) = command.by else {
        return Err(Rejection::NotAllowed);
    };
    if state.deleted {
        return Err(Rejection::NotMade);
    }
    let (keeping, body) = match &command.body {
        Command::Kept { keeping, command } => (Some(keeping), command.as_ref()),
        own => (None, own),
    };
    may(state.made.as_ref(), caller, keeping, command.at)?;
    let made = match (&state.made, body) {
        (
            None,
            Command::Make {
                name,
                folder,
                content,
                copy_of,
            },
        ) => {
            let (name, folder) = filed(name, folder.as_deref())?;
            return Ok(vec![Event::Made {
                owner: caller,
                name,
                folder,
                content: checked(content)?,
                copy_of: *copy_of,
                keeper: keeping.map(|keeping| keeping.as_keeper().clone()),
            }]);
        }
        (None, _) => return Err(Rejection::NotMade),
        (Some(made), _) => made,
    };
    Ok(match body {
        Command::Make { .. } => return Err(Rejection::AlreadyMade),
        Command::Kept { .. } => return Err(Rejection::NotAllowed),
        Command::Revise { content } if *content == made.latest.content => Vec::new(),
        Command::Revise { content } => vec![Event::Revised {
            version: made.latest.no + 1,
            content: checked(content)?,
        }],
        Command::File { name, folder } => {
            let (name, folder) = filed(name, folder.as_deref())?;
            match name == made.name && folder == made.folder {
                true => Vec::new(),
                false => vec![Event::Filed { name, folder }],
            }
        }
        Command::Enable if made.enabled => Vec::new(),
        Command::Enable if made.keeper.is_some() => return Err(Blocked::ApprovalNeeded.into()),
        Command::Enable => vec![Event::Enabled { cleared: None }],
        Command::Publish { .. } if made.enabled => Vec::new(),
        Command::Publish { passage } => publish(made, passage, caller, command.at)?,
        Command::Disable if !made.enabled => Vec::new(),
        Command::Disable => vec![Event::Disabled {}],
        Command::Delete => vec![Event::Deleted {}],
    })
}

/// A person's template is changed by that person; an organisation's by whom the organisation says yes to.
fn may(
    made: Option<&MadeTemplate>,
    caller: AccountId,
    keeping: Option<&Keeping>,
    at: Timestamp,
) -> Result<(), Rejection> {
    let keeper = made.and_then(|made| made.keeper.as_ref());
    let allowed = match keeping {
        Some(keeping) => keeping.covers(caller, keeper, at) && made.is_some() == keeper.is_some(),
        None => keeper.is_none() && made.is_none_or(|made| made.owner == caller),
    };
    allowed.then_some(()).ok_or(Rejection::NotAllowed)
}

/// The organisation lets just the latest version through.
fn publish(made: &MadeTemplate, passage: &Passage, caller: AccountId, at: Timestamp) -> Decision {
    let keeper = made.keeper.as_ref().ok_or(Rejection::NotAllowed)?;
    let subject = *passage.clearance.subject();
    let for_this = subject.act == Guarded::PublishTemplate
        && subject.document == made.latest.content.draft
        && passage.clearance.organisation() == keeper.organisation;
    if !for_this {
        return Err(Blocked::OtherAct.into());
    }
    let cleared = passage.open(&subject, caller, at)?;
    Ok(vec![Event::Enabled {
        cleared: Some(cleared),
    }])
}

/// Name and folder as they are kept; a blank folder is none.
fn filed(name: &str, folder: Option<&str>) -> Result<(String, Option<String>), Rejection> {
    let text = |given, most| {
        require_text(given, most)
            .map(str::to_owned)
            .map_err(|BadText| Rejection::BadText)
    };
    let folder = folder.filter(|folder| !folder.trim().is_empty());
    Ok((
        text(name, NAME)?,
        folder.map(|folder| text(folder, FOLDER)).transpose()?,
    ))
}

fn checked(content: &Content) -> Result<Content, Rejection> {
    if content.pages > 0 && are_roles(&content.roles) {
        Ok(content.clone())
    } else {
        Err(Rejection::Roles)
    }
}
