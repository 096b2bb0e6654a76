//! What follows from a command to a template.

use super::command::TemplateCommand as Command;
use super::event::{Content, TemplateEvent as Event};
use super::rejection::TemplateRejection as Rejection;
use super::state::{TemplateState as State, are_roles};
use crate::aggregate::{Caller, Envelope};
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
    let made = match (&state.made, &command.body) {
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
            }]);
        }
        (None, _) => return Err(Rejection::NotMade),
        (Some(made), _) => made,
    };
    if made.owner != caller {
        return Err(Rejection::NotAllowed);
    }
    Ok(match &command.body {
        Command::Make { .. } => return Err(Rejection::AlreadyMade),
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
        Command::Enable => vec![Event::Enabled {}],
        Command::Disable if !made.enabled => Vec::new(),
        Command::Disable => vec![Event::Disabled {}],
        Command::Delete => vec![Event::Deleted {}],
    })
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
