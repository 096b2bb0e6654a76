//! The rows of seals: an organisation's, a person's own, and the platform's reviews.

use super::row::{RouteRow, Rows};
use crate::http::access::Access::{self, Account, Member, MemberWith, Operator, SuperAdministrator};
use crate::http::seals::{change, decide, holders, make, own, picture, read, records, review, scan};
use domain::organisation::permission::Permission;

const SEALS: Access = MemberWith(Permission::ManageSeals);

pub(super) fn rows() -> Vec<RouteRow> {
    [
        // The legal representative makes a seal without the right to manage others: the organisation decides by kind.
        Rows::below("/organisations/{organisation}")
            .get("/seals", Member, read::list)
            .post("/seals", Member, make::template)
            .post("/seals/preview", Member, make::preview)
            .post("/seals/scan", Member, scan::preview)
            .post("/seals/upload", Member, make::upload)
            .get("/seal-uses", SEALS, records::all_uses),
        Rows::below("/organisations/{organisation}/seals/{seal}")
            .get("", Member, read::read)
            .get("/picture", Member, picture::of_organisation)
            .post("/confirm", SuperAdministrator, decide::confirm)
            .post("/decline", SuperAdministrator, decide::decline)
            .post("/stop", SuperAdministrator, decide::stop)
            .put("/name", SEALS, change::rename)
            .put("/enabled", Member, change::turn)
            .put("/approval", SEALS, change::approval)
            .post("/holders", SEALS, holders::grant)
            .delete("/holders/{grant}", SEALS, holders::withdraw)
            .get("/uses", SEALS, records::uses)
            .get("/changes", SEALS, records::changes),
        Rows::below("/reviews/seals")
            .get("", Operator, review::waiting)
            .get("/{seal}/picture", Operator, review::picture)
            .post("/{seal}/pass", Operator, review::pass)
            .post("/{seal}/fail", Operator, review::fail),
        Rows::below("/me/seals")
            .get("", Account, own::list)
            .post("", Account, own::name_seal)
            .post("/preview", Account, own::preview)
            .post("/scan", Account, scan::own_preview)
            .post("/upload", Account, own::upload)
            .get("/{seal}", Account, own::read)
            .get("/{seal}/picture", Account, picture::own)
            .put("/{seal}/enabled", Account, own::turn)
            .delete("/{seal}", Account, own::stop),
    ]
    .into_iter()
    .flat_map(Rows::all)
    .collect()
}
