//! What can be asked of a template. Every command is its owner's.

use super::event::Content;
use crate::ids::TemplateId;

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum TemplateCommand {
    /// The caller owns it from now on.
    Make {
        name: String,
        folder: Option<String>,
        content: Content,
        /// The template that it is a copy of.
        copy_of: Option<TemplateId>,
    },
    /// The next version.
    Revise {
        content: Content,
    },
    /// Another name, another folder 文件夹; no folder is the top.
    File {
        name: String,
        folder: Option<String>,
    },
    Enable,
    /// Nothing is started from it until it is enabled again.
    Disable,
    /// For good; contracts that were started from it stay.
    Delete,
}
