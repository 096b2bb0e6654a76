//! Changing types and folders. Whoever changes a cabinet may do so; that is asked elsewhere.

use super::numbering::Numbering;
use super::{Cabinet, ContractType, Folder, FolderNo, TypeNo};
use serde::Deserialize;

/// Characters of a name, and of a note.
const NAME: usize = 40;
const NOTE: usize = 200;
/// Most types, and most folders, of one cabinet.
const MOST: usize = 200;

/// What somebody wants of a type.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
pub struct TypeDetails {
    pub name: String,
    #[serde(default)]
    pub note: String,
    #[serde(default)]
    pub default: bool,
    #[serde(default)]
    pub locked: bool,
    #[serde(default)]
    pub numbering: Option<Numbering>,
}

/// One change of a cabinet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum CabinetChange {
    AddType(TypeDetails),
    ChangeType(TypeNo, TypeDetails),
    /// Contracts of it have no type then.
    RemoveType(TypeNo),
    /// All types, in their new order.
    OrderTypes(Vec<TypeNo>),
    AddFolder(String),
    RenameFolder(FolderNo, String),
    /// Contracts in it lie in no folder then.
    RemoveFolder(FolderNo),
    /// All folders, in their new order.
    OrderFolders(Vec<FolderNo>),
}

/// Why a cabinet stays as it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum CabinetRefusal {
    #[error("there is no such type or folder")]
    NotThere,
    #[error("the name is empty or too long")]
    Name,
    #[error("another one has this name")]
    NameTaken,
    #[error("the type is locked")]
    Locked,
    #[error("the rule for numbers cannot be used")]
    Numbering,
    #[error("the new order does not name each exactly once")]
    Order,
    #[error("there are too many")]
    TooMany,
}

impl CabinetRefusal {
    /// Its code in the catalogue.
    pub fn code(self) -> &'static str {
        match self {
            Self::NotThere => "filing_not_there",
            Self::Name => "filing_name_wrong",
            Self::NameTaken => "filing_name_taken",
            Self::Locked => "contract_type_locked",
            Self::Numbering => "numbering_wrong",
            Self::Order => "filing_order_wrong",
            Self::TooMany => "filing_full",
        }
    }
}

impl Cabinet {
    /// The cabinet after a change, one version on.
    ///
    /// # Errors
    /// Names are 1 to 40 characters and their own, a locked type is only unlocked, an order names all exactly once,
    /// and there are at most 200 of a kind.
    pub fn changed(&self, change: CabinetChange) -> Result<Self, CabinetRefusal> {
        let mut next = self.clone();
        next.version += 1;
        match change {
            CabinetChange::AddType(details) => {
                let details = checked(&next, 0, details)?;
                room(next.types.len())?;
                next.last_no += 1;
                next.types.push(ContractType {
                    no: next.last_no,
                    name: String::new(),
                    note: String::new(),
                    former: Vec::new(),
                    default: false,
                    locked: false,
                    numbering: None,
                });
                let no = next.last_no;
                set_type(&mut next, no, details);
            }
            CabinetChange::ChangeType(no, details) => {
                let details = checked(&next, no, details)?;
                let before = next.contract_type(no).ok_or(CabinetRefusal::NotThere)?;
                // Only unlocking, and being the one chosen beforehand, is open to a locked type.
                let as_before = before.name == details.name
                    && before.note == details.note
                    && before.numbering == details.numbering;
                if before.locked && details.locked && !as_before {
                    return Err(CabinetRefusal::Locked);
                }
                set_type(&mut next, no, details);
            }
            CabinetChange::RemoveType(no) => {
                let gone = next.contract_type(no).ok_or(CabinetRefusal::NotThere)?;
                if gone.locked {
                    return Err(CabinetRefusal::Locked);
                }
                next.types.retain(|each| each.no != no);
            }
            CabinetChange::OrderTypes(order) => {
                next.types = ordered(&next.types, &order, |each| each.no)?;
            }
            CabinetChange::AddFolder(name) => {
                let name = folder_name(&next, 0, &name)?;
                room(next.folders.len())?;
                next.last_no += 1;
                next.folders.push(Folder {
                    no: next.last_no,
                    name,
                });
            }
            CabinetChange::RenameFolder(no, name) => {
                let name = folder_name(&next, no, &name)?;
                let folder = next.folders.iter_mut().find(|each| each.no == no);
                folder.ok_or(CabinetRefusal::NotThere)?.name = name;
            }
            CabinetChange::RemoveFolder(no) => {
                next.folder(no).ok_or(CabinetRefusal::NotThere)?;
                next.folders.retain(|each| each.no != no);
            }
            CabinetChange::OrderFolders(order) => {
                next.folders = ordered(&next.folders, &order, |each| each.no)?;
            }
        }
        Ok(next)
    }
}

fn room(count: usize) -> Result<(), CabinetRefusal> {
    if count < MOST {
        Ok(())
    } else {
        Err(CabinetRefusal::TooMany)
    }
}

fn name_of(text: &str) -> Result<String, CabinetRefusal> {
    let name = text.trim();
    let fits = (1..=NAME).contains(&name.chars().count()) && !name.chars().any(char::is_control);
    fits.then(|| name.to_owned()).ok_or(CabinetRefusal::Name)
}

/// The details as they are kept; `no` is the type that they are of, 0 for a new one.
fn checked(cabinet: &Cabinet, no: TypeNo, details: TypeDetails) -> Result<TypeDetails, CabinetRefusal> {
    let name = name_of(&details.name)?;
    let note = details.note.trim().to_owned();
    if note.chars().count() > NOTE || note.chars().any(char::is_control) {
        return Err(CabinetRefusal::Name);
    }
    if cabinet
        .types
        .iter()
        .any(|each| each.no != no && each.name == name)
    {
        return Err(CabinetRefusal::NameTaken);
    }
    if details.numbering.as_ref().is_some_and(|rule| !rule.is_usable()) {
        return Err(CabinetRefusal::Numbering);
    }
    Ok(TypeDetails {
        name,
        note,
        ..details
    })
}

fn set_type(cabinet: &mut Cabinet, no: TypeNo, details: TypeDetails) {
    for each in &mut cabinet.types {
        if each.no == no {
            if each.name != details.name && !each.name.is_empty() {
                each.former.push(std::mem::take(&mut each.name));
            }
            each.former.retain(|former| *former != details.name);
            each.name.clone_from(&details.name);
            each.note.clone_from(&details.note);
            each.default = details.default;
            each.locked = details.locked;
            each.numbering.clone_from(&details.numbering);
        } else if details.default {
            each.default = false;
        }
    }
}

fn folder_name(cabinet: &Cabinet, no: FolderNo, name: &str) -> Result<String, CabinetRefusal> {
    let name = name_of(name)?;
    if cabinet
        .folders
        .iter()
        .any(|each| each.no != no && each.name == name)
    {
        return Err(CabinetRefusal::NameTaken);
    }
    Ok(name)
}

fn ordered<T: Clone>(all: &[T], order: &[u32], no: impl Fn(&T) -> u32) -> Result<Vec<T>, CabinetRefusal> {
    let placed: Vec<T> = order
        .iter()
        .filter_map(|wanted| all.iter().find(|each| no(each) == *wanted).cloned())
        .collect();
    let distinct: std::collections::BTreeSet<u32> = order.iter().copied().collect();
    if placed.len() == all.len() && order.len() == all.len() && distinct.len() == all.len() {
        Ok(placed)
    } else {
        Err(CabinetRefusal::Order)
    }
}
