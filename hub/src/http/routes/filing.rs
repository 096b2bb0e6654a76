//! The rows of filing cabinets.

use super::row::{RouteRow, Rows};
use crate::http::access::Access::Account;
use crate::http::filing::{self, clean_up, contract_types, contracts, folders, numbers};

pub(super) fn rows() -> Vec<RouteRow> {
    Rows::below("/filing")
        .get("", Account, filing::read)
        .post("/types", Account, contract_types::add)
        .put("/types", Account, contract_types::order)
        .put("/types/{no}", Account, contract_types::alter)
        .delete("/types/{no}", Account, contract_types::remove)
        .get("/types/{no}/numbers", Account, numbers::list)
        .post("/folders", Account, folders::add)
        .put("/folders", Account, folders::order)
        .put("/folders/{no}", Account, folders::rename)
        .delete("/folders/{no}", Account, folders::remove)
        .put("/contracts", Account, contracts::refile)
        .post("/clean-up", Account, clean_up::clean_up)
        .all()
}
