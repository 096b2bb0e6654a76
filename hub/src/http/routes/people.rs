//! The rows of people: who calls, what they agreed to, how they come in.

use super::row::{RouteRow, Rows};
use crate::http::access::Access::{Anybody, GuestParty, SignedIn};
use crate::http::{agreements, join, me, setup, sign_in};

pub(super) fn rows() -> Vec<RouteRow> {
    [
        Rows::below("")
            .get("/me", Anybody, me::me)
            .get("/agreements", Anybody, agreements::agreements)
            .get("/me/agreements", SignedIn, agreements::owed)
            .post("/me/agreements", SignedIn, agreements::accept)
            .get("/me/sessions", SignedIn, me::sessions::list)
            .delete("/me/sessions", SignedIn, me::sessions::end_others)
            .delete("/me/sessions/{session}", SignedIn, me::sessions::end_one)
            .post("/sign-in/code", Anybody, sign_in::send_code)
            .post("/sign-in", Anybody, sign_in::sign_in)
            .post("/sign-out", SignedIn, sign_in::sign_out)
            .post("/setup", Anybody, setup::setup),
        Rows::below("/join")
            .post("", Anybody, join::open_link::open_link)
            .post("/code", GuestParty, join::send_code::send_code)
            .post("/device", GuestParty, join::device::device)
            .post("/verify", GuestParty, join::verify_code::verify_code),
    ]
    .into_iter()
    .flat_map(Rows::all)
    .collect()
}
