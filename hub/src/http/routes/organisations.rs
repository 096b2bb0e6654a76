//! The rows of organisations.

use super::row::{RouteRow, Rows};
use crate::http::access::Access::{self, Account, Member, MemberWith, Operator, SuperAdministrator};
use crate::http::organisations::{
    departments, ending, join, letters, list, member_sheet, members, operators, read, register, review,
    roles, sealed_alone, services, super_administrator,
};
use domain::organisation::permission::Permission;

const PEOPLE: Access = MemberWith(Permission::ManageMembers);
const SENDERS: Access = MemberWith(Permission::StartContracts);
const ROLES: Access = MemberWith(Permission::ManageRoles);

pub(super) fn rows() -> Vec<RouteRow> {
    [
        Rows::below("")
            .post("/organisations", Account, register::register)
            .get("/organisations", Account, list::list)
            .get("/reviews/organisations", Operator, review::waiting),
        Rows::below("/organisations/{organisation}")
            .post("/approve", Operator, review::approve)
            .post("/refuse", Operator, review::refuse)
            .post("/join", Account, join::join)
            .get("", Member, read::read)
            .post("/licence", SuperAdministrator, register::submit_again)
            .put("/name", SuperAdministrator, register::rename)
            .get("/sealed-alone", Member, sealed_alone::list)
            .post("/departments", PEOPLE, departments::make)
            .put("/departments/{department}", PEOPLE, departments::change)
            .delete("/departments/{department}", PEOPLE, departments::remove)
            .put("/departments/{department}/head", PEOPLE, departments::set_head)
            .post("/roles", ROLES, roles::make)
            .put("/roles/{role}", ROLES, roles::change)
            .put("/roles/{role}/enabled", ROLES, roles::turn)
            .get("/operators", SENDERS, operators::list)
            .get("/operators/{member}", SENDERS, operators::read)
            .post("/members", PEOPLE, members::invite)
            .post("/members/sheet", PEOPLE, member_sheet::read)
            .delete("/members/{member}/invitation", PEOPLE, members::withdraw)
            .put("/members/{member}/placement", PEOPLE, members::place)
            .put("/members/{member}/superior", PEOPLE, members::set_superior)
            .put("/members/{member}/suspended", PEOPLE, members::suspend)
            .get(
                "/members/{member}/open-contracts",
                PEOPLE,
                members::open_contracts,
            )
            .post("/members/{member}/leave", PEOPLE, members::let_go)
            .post("/letters/paper", PEOPLE, letters::upload)
            .post("/letters", PEOPLE, letters::file)
            .get("/letters/{letter}/paper", Member, letters::paper)
            .post("/letters/{letter}/accept", Member, letters::accept)
            .post("/letters/{letter}/refuse", Member, letters::refuse)
            .post("/letters/{letter}/withdraw", PEOPLE, letters::withdraw)
            .put("/services", SuperAdministrator, services::switch)
            .post("/super-administrator", Member, super_administrator::propose)
            .post(
                "/super-administrator/confirm",
                Member,
                super_administrator::confirm,
            )
            .delete("/super-administrator", Member, super_administrator::drop_proposal)
            .post("/dissolution", SuperAdministrator, ending::ask)
            .delete("/dissolution", SuperAdministrator, ending::withdraw),
    ]
    .into_iter()
    .flat_map(Rows::all)
    .collect()
}
