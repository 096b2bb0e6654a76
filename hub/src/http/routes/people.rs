//! The rows of people: who calls, what they agreed to, how they come in.

use super::row::{RouteRow, Rows};
use crate::http::access::Access::{Anybody, GuestParty, GuestReader, SignedIn};
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
            .get("/me/details", SignedIn, me::details::read)
            .get("/me/means", SignedIn, me::overview::overview)
            .put("/me/organisation", SignedIn, me::organisation::choose)
            .post("/me/step-up/code", SignedIn, me::step_up::send_code)
            .post("/me/step-up", SignedIn, me::step_up::step_up)
            .post(
                "/me/step-up/passkey/challenge",
                SignedIn,
                me::step_up::passkey_challenge,
            )
            .post("/me/step-up/passkey", SignedIn, me::step_up::by_passkey)
            .put("/me/password", SignedIn, me::password::set)
            .delete("/me/password", SignedIn, me::password::remove)
            .put("/me/sign-password", SignedIn, me::sign_password::set)
            .post("/me/sign-password/check", SignedIn, me::sign_password::check)
            .delete("/me/saved-signature", SignedIn, me::saved_signature::remove)
            .post("/me/passkeys/challenge", SignedIn, me::passkeys::challenge)
            .post("/me/passkeys", SignedIn, me::passkeys::add)
            .delete("/me/passkeys/{passkey}", SignedIn, me::passkeys::remove)
            .delete("/me/wechat", SignedIn, me::wechat::remove)
            .post("/me/phone/code", SignedIn, me::phone::send_code)
            .put("/me/phone", SignedIn, me::phone::change)
            .post("/me/identity", SignedIn, me::identity::verify)
            .post("/me/identity/face", SignedIn, me::face::begin)
            .post("/me/identity/face/outcome", SignedIn, me::face::outcome)
            .post("/me/scan", SignedIn, me::scan::look)
            .post("/me/scan/answer", SignedIn, me::scan::answer)
            .post("/sign-in/password", Anybody, sign_in::password::sign_in)
            .post("/sign-in/passkey/challenge", Anybody, sign_in::passkey::challenge)
            .post("/sign-in/passkey", Anybody, sign_in::passkey::sign_in)
            .post("/sign-in/scan", Anybody, sign_in::scan::begin)
            .post("/sign-in/scan/standing", Anybody, sign_in::scan::standing)
            .get("/sign-in/ways", Anybody, sign_in::wechat::ways)
            .post("/sign-in/wechat", Anybody, sign_in::wechat::begin)
            .post("/sign-in/wechat/return", Anybody, sign_in::wechat::come_back)
            .post("/sign-in/wechat/bind", Anybody, sign_in::wechat::bind)
            .post("/sign-in/code", Anybody, sign_in::send_code)
            .post("/sign-in", Anybody, sign_in::sign_in)
            .post("/sign-out", SignedIn, sign_in::sign_out)
            .post("/setup", Anybody, setup::setup),
        Rows::below("/join")
            .post("", Anybody, join::open_link::open_link)
            .post("/code", GuestParty, join::send_code::send_code)
            .post("/reader/code", GuestReader, join::reader::send_code)
            .post("/reader/verify", GuestReader, join::reader::verify_code)
            .post("/device", GuestParty, join::device::device)
            .post("/verify", GuestParty, join::verify_code::verify_code),
    ]
    .into_iter()
    .flat_map(Rows::all)
    .collect()
}
