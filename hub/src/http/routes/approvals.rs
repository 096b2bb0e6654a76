//! The rows of approvals.

use super::row::{RouteRow, Rows};
use crate::http::access::Access::{self, Account, Member, MemberWith};
use crate::http::approvals::{absences, act, colleagues, flows, list, pages, read, request};
use domain::organisation::permission::Permission;

const FLOWS: Access = MemberWith(Permission::ManageApprovals);

pub(super) fn rows() -> Vec<RouteRow> {
    [
        Rows::below("/approvals")
            .get("/waiting", Account, list::waiting)
            .get("/requested", Account, list::requested)
            .get("/handled", Account, list::handled),
        // Which of its runs a member sees and acts in follows from the run: the handler asks it.
        Rows::below("/organisations/{organisation}/approvals/{approval}")
            .get("", Member, read::read)
            .get("/pages/{page}.png", Member, pages::image)
            .post("/pass", Member, act::pass)
            .post("/send-back", Member, act::send_back)
            .post("/refuse", Member, act::refuse)
            .post("/delegate", Member, act::delegate)
            .post("/steps", Member, act::add_step)
            .post("/withdraw", Member, act::withdraw)
            .post("/remind", Member, act::remind),
        Rows::below("/organisations/{organisation}")
            .get("/approval-flows", FLOWS, flows::list)
            .post("/approval-flows", FLOWS, flows::make)
            .put("/approval-flows/{flow}", FLOWS, flows::change)
            .put("/approval-flows/{flow}/enabled", FLOWS, flows::turn)
            .post("/approvals", Member, request::request)
            .get("/colleagues", Member, colleagues::list)
            // One's own absence needs no right; the organisation decides about others'.
            .put("/members/{member}/absence", Member, absences::set)
            .delete("/members/{member}/absence", Member, absences::end),
    ]
    .into_iter()
    .flat_map(Rows::all)
    .collect()
}
