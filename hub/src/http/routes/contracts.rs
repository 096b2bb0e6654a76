//! The rows of contracts.

use super::row::{RouteRow, Rows};
use crate::http::access::Access::{Account, Host, Participant, Party, Signatory};
use crate::http::{contracts, outbox, renewals};
use crate::websocket::upgrade;

pub(super) fn rows() -> Vec<RouteRow> {
    [
        Rows::below("/contracts").get("", Account, contracts::list::list),
        Rows::below("/contracts/{contract}")
            .get("/outbox", Host, outbox::of_contract)
            .post("/links", Host, contracts::links::create)
            .post("/photo/{party}", Host, contracts::photo::store)
            .get("/pages/{page}.png", Participant, contracts::pages::image)
            .get("/pages/{page}.text", Participant, contracts::pages::text)
            .get("/live", Participant, upgrade::live)
            .get("/seals", Party, contracts::seals::offered)
            .get("/seals/{seal}/picture", Party, contracts::seals::picture)
            .get("/contract.pdf", Signatory, contracts::files::document)
            .get("/renewed.pdf", Signatory, renewals::document)
            .get("/evidence.zip", Signatory, contracts::files::evidence)
            .get("/film.mp4", Signatory, contracts::files::film),
    ]
    .into_iter()
    .flat_map(Rows::all)
    .collect()
}
