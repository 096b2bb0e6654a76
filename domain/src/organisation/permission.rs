//! What a member may do, and over how much of the organisation 权限与数据范围.

use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// One right. A module that somebody has no right in neither shows nor answers.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Permission {
    /// 员工与部门: invite, place, suspend, let go.
    ManageMembers,
    /// 角色: make, change, enable, disable.
    ManageRoles,
    /// 印章: make, authorise, disable.
    ManageSeals,
    /// 审批流: define which acts need whose consent.
    ManageApprovals,
    /// 模板
    ManageTemplates,
    /// 发起合同
    StartContracts,
    /// 合同管理: see, revoke, clean up within the data scope.
    ManageContracts,
    /// 查看合同 within the data scope.
    ViewContracts,
    /// 费用
    ManageBilling,
}

/// What a branch of the permission tree 权限树 is about: a part of the console that shows to whoever has a right in it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Module {
    /// 组织
    Company,
    /// 印章与审批
    Seals,
    /// 合同
    Contracts,
    /// 费用
    Billing,
}

impl Module {
    pub const ALL: [Self; 4] = [Self::Company, Self::Seals, Self::Contracts, Self::Billing];

    /// Its rights, in the order of [`Permission::ALL`].
    pub fn permissions(self) -> impl Iterator<Item = Permission> {
        Permission::ALL
            .into_iter()
            .filter(move |permission| permission.module() == self)
    }
}

impl Permission {
    /// The branch that it stands in.
    pub fn module(self) -> Module {
        match self {
            Self::ManageMembers | Self::ManageRoles => Module::Company,
            Self::ManageSeals | Self::ManageApprovals => Module::Seals,
            Self::ManageTemplates | Self::StartContracts | Self::ManageContracts | Self::ViewContracts => {
                Module::Contracts
            }
            Self::ManageBilling => Module::Billing,
        }
    }

    pub const ALL: [Self; 9] = [
        Self::ManageMembers,
        Self::ManageRoles,
        Self::ManageSeals,
        Self::ManageApprovals,
        Self::ManageTemplates,
        Self::StartContracts,
        Self::ManageContracts,
        Self::ViewContracts,
        Self::ManageBilling,
    ];
}

/// How much of the organisation's data a role reaches.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DataScope {
    /// 自己
    #[default]
    Own,
    /// 本部门及下级
    Department,
    /// 全公司
    Everything,
}

/// A role that every organisation has from the start; it can be disabled, not changed.
pub struct BuiltInRole {
    pub no: u16,
    pub name: &'static str,
    pub permissions: &'static [Permission],
    pub scope: DataScope,
}

/// Numbers below this belong to built-in roles.
pub const FIRST_OWN_ROLE: u16 = 100;

/// The roles of the product guide's engine, under the names that its users know.
pub const BUILT_IN: [BuiltInRole; 5] = [
    BuiltInRole {
        no: 1,
        name: "管理员",
        permissions: &Permission::ALL,
        scope: DataScope::Everything,
    },
    BuiltInRole {
        no: 2,
        name: "业务管理员",
        permissions: &[
            Permission::ManageTemplates,
            Permission::StartContracts,
            Permission::ManageContracts,
            Permission::ViewContracts,
        ],
        scope: DataScope::Everything,
    },
    BuiltInRole {
        no: 3,
        name: "经办人",
        permissions: &[Permission::StartContracts, Permission::ViewContracts],
        scope: DataScope::Own,
    },
    BuiltInRole {
        no: 4,
        name: "印章管理员",
        permissions: &[Permission::ManageSeals],
        scope: DataScope::Everything,
    },
    BuiltInRole {
        no: 5,
        name: "人事管理员",
        permissions: &[Permission::ManageMembers],
        scope: DataScope::Everything,
    },
];

/// Permissions as a set without repeats, in their own order.
pub type Permissions = BTreeSet<Permission>;
