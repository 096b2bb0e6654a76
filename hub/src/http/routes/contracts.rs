//! The rows of contracts.

use super::row::{RouteRow, Rows};
use crate::http::access::Access::{
    Account, Host, Invited, Onlooker, Participant, Party, Reader, Recipient, Signatory, SignedIn,
};
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
            .post("/go-on", Host, contracts::go_on::go_on)
            .post("/links", Host, contracts::links::create)
            .post("/own-link", Invited, contracts::own_link::create)
            .post("/own-place", SignedIn, contracts::own_place::take)
            .post("/photo/{party}", Host, contracts::photo::store)
            .get("/pages/{page}.png", Onlooker, contracts::pages::image)
            .get("/pages/{page}.text", Onlooker, contracts::pages::text)
            .get("/reading", Reader, contracts::reading::read)
            .get("/live", Participant, upgrade::live)
            .get("/seals", Party, contracts::seals::offered)
            .get("/seals/{seal}/picture", Party, contracts::seals::picture)
            .post("/pictures", Party, contracts::pictures::keep)
            .get("/pictures/{picture}", Signatory, contracts::pictures::show)
            .get("/known-facts", Party, contracts::known_facts::read)
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
            .get("/contract.pdf", Recipient, contracts::files::document)
            .get("/renewed.pdf", Signatory, renewals::document)
            .get("/evidence.zip", Signatory, contracts::files::evidence)
            .get("/film.mp4", Signatory, contracts::files::film),
    ]
    .into_iter()
    .flat_map(Rows::all)
    .collect()
}
