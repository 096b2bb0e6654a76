//! The filing cabinet 合同文件柜 of a person or an organisation: the types that contracts are sorted into, each with
//! its rule for contract numbers, and the folders that they lie in.
//!
//! No contract's log knows of it: two sides of one contract file it each in their own way.

pub mod change;
pub mod numbering;

use numbering::Numbering;
use serde::{Deserialize, Serialize};

/// Counts from 1 within one cabinet and is never used again; 0 stands for no type.
pub type TypeNo = u32;
/// Counts from 1 within one cabinet and is never used again; 0 stands for no folder.
pub type FolderNo = u32;

/// A type 合同类型.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ContractType {
    pub no: TypeNo,
    pub name: String,
    /// What it is meant for, as colleagues read it when they choose.
    #[serde(default)]
    pub note: String,
    /// Names that it had before: drafts and templates that say them still mean it.
    #[serde(default)]
    pub former: Vec<String>,
    /// Chosen beforehand when a contract is sent; at most one is.
    #[serde(default)]
    pub default: bool,
    /// Contracts of this type keep it, and the type stays as it is.
    #[serde(default)]
    pub locked: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub numbering: Option<Numbering>,
}

/// A folder 合同文件夹.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Folder {
    pub no: FolderNo,
    pub name: String,
}

/// Types and folders, each in the order in which people have put them.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Cabinet {
    /// How often it was changed; 0: it is as every cabinet begins.
    #[serde(skip)]
    pub version: u64,
    pub types: Vec<ContractType>,
    pub folders: Vec<Folder>,
    /// The last number that a type or a folder was given.
    pub last_no: u32,
}

impl Cabinet {
    pub fn contract_type(&self, no: TypeNo) -> Option<&ContractType> {
        self.types.iter().find(|each| each.no == no)
    }

    pub fn folder(&self, no: FolderNo) -> Option<&Folder> {
        self.folders.iter().find(|each| each.no == no)
    }

    /// The type that a draft means by this name: one that is called so now, else one that was.
    pub fn type_called(&self, name: &str) -> Option<&ContractType> {
        let name = name.trim();
        let now = self.types.iter().find(|each| each.name == name);
        now.or_else(|| {
            self.types
                .iter()
                .find(|each| each.former.iter().any(|former| former == name))
        })
    }
}

#[cfg(test)]
mod tests;
