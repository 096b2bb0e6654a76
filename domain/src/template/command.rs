//! What can be asked of a template. Every command is its owner's, or of somebody whom the owning organisation lets.

use super::event::Content;
use super::keeper::Keeping;
use crate::approval::passage::Passage;
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
    Revise { content: Content },
    /// Another name, another folder 文件夹; no folder is the top.
    File { name: String, folder: Option<String> },
    /// A person's own one.
    Enable,
    /// 发布: an organisation's one comes into use with its latest version.
    Publish { passage: Passage },
    /// Nothing is started from it until it is enabled again.
    Disable,
    /// For good; contracts that were started from it stay.
    Delete,
    /// The same for an organisation, which says yes to it.
    Kept {
        keeping: Keeping,
        command: Box<TemplateCommand>,
    },
}
