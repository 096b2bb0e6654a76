//! The rows of contracts.

use super::row::{RouteRow, Rows};
use crate::http::access::Access::{Account, Host, Participant, Party, Signatory, SignedIn};
use crate::http::{contracts, outbox, renewals};
use crate::websocket::upgrade;

pub(super) fn rows() -> Vec<RouteRow> {
    [
        Rows::below("/contracts")
            .get("", Account, contracts::list::list)
            .post("/remind", Account, contracts::remind::remind)
            .post("/sign-many", Account, contracts::sign_many::look),
        Rows::below("/contracts/{contract}")
            .get("/outbox", Host, outbox::of_contract)
            .post("/void", Host, contracts::void::draft)
            .get("/void", Signatory, contracts::void::standing)
            .post("/links", Host, contracts::links::create)
            .post("/own-place", SignedIn, contracts::own_place::take)
            .post("/photo/{party}", Host, contracts::photo::store)
            .get("/pages/{page}.png", Participant, contracts::pages::image)
            .get("/pages/{page}.text", Participant, contracts::pages::text)
            .get("/live", Participant, upgrade::live)
            .get("/seals", Party, contracts::seals::offered)
            .get("/seals/{seal}/picture", Party, contracts::seals::picture)
            .get("/saved-signature", Party, contracts::saved_signature::read)
            .put("/saved-signature", Party, contracts::saved_signature::save)
            .post("/proofs/face", Party, contracts::proofs::begin_face)
            .post("/proofs/face/outcome", Party, contracts::proofs::face_outcome)
            .post(
                "/proofs/sign-password",
                Party,
                contracts::proofs::by_sign_password,
            )
            .post(
                "/proofs/passkey/challenge",
                Party,
                contracts::proofs::passkey_challenge,
            )
            .post("/proofs/passkey", Party, contracts::proofs::by_passkey)
            .get("/contract.pdf", Signatory, contracts::files::document)
            .get("/renewed.pdf", Signatory, renewals::document)
            .get("/evidence.zip", Signatory, contracts::files::evidence)
            .get("/film.mp4", Signatory, contracts::files::film),
    ]
    .into_iter()
    .flat_map(Rows::all)
    .collect()
}
