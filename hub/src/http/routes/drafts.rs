//! The rows of drafts.

use super::row::{RouteRow, Rows};
use crate::http::access::Access::{Account, DraftOwner};
use crate::http::drafts;

pub(super) fn rows() -> Vec<RouteRow> {
    [
        Rows::below("/drafts")
            .post("", Account, drafts::create::create)
            .get("", Account, drafts::list::list),
        Rows::below("/drafts/{draft}")
            .get("", DraftOwner, drafts::read::read)
            .put("", DraftOwner, drafts::save::save)
            .delete("", DraftOwner, drafts::remove::remove)
            .post("/document", DraftOwner, drafts::upload::upload)
            .put("/document/parts", DraftOwner, drafts::parts::arrange)
            .put("/document/signed", DraftOwner, drafts::choose_signed::choose)
            .post(
                "/document/confirmation",
                DraftOwner,
                drafts::confirm_conversion::confirm,
            )
            .get(
                "/document/progress",
                DraftOwner,
                drafts::intake_progress::progress,
            )
            .delete("/document/progress", DraftOwner, drafts::intake_progress::cancel)
            .get("/pages/{page}.png", DraftOwner, drafts::page_image::page_image)
            .post("/pictures", DraftOwner, drafts::pictures::keep)
            .get("/pictures/{picture}", DraftOwner, drafts::pictures::show)
            .get("/recommended", DraftOwner, drafts::recommended::recommended)
            .post("/seal-alone", DraftOwner, drafts::seal_alone::seal)
            .post("/open", DraftOwner, drafts::open::open),
    ]
    .into_iter()
    .flat_map(Rows::all)
    .collect()
}
