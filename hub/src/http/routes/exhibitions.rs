//! The rows of exhibitions. Who may do what there, the exhibition decides; nobody else learns that there is one.

use super::row::{RouteRow, Rows};
use crate::http::access::Access::{Account, Anybody};
use crate::http::exhibitions::{
    contracts, deposits, door, exhibitors, export, floor, found, invitation, pictures, read, set_up,
};

pub(super) fn rows() -> Vec<RouteRow> {
    [
        Rows::below("/exhibitions")
            .get("", Account, read::list)
            .post("", Account, found::found),
        Rows::below("/exhibitions/{exhibition}")
            .get("", Account, read::read)
            .get("/invitation", Anybody, invitation::show)
            .put("", Account, set_up::change)
            .put("/staff", Account, set_up::staff)
            .put("/quota", Account, set_up::quota)
            .post("/offers", Account, set_up::offer)
            .get("/offers/{offer}/form", Account, contracts::form)
            .post("/contracts", Account, contracts::conclude)
            .post("/contracts/{contract}/link", Account, contracts::link)
            .post("/open", Account, set_up::open)
            .post("/close", Account, set_up::close)
            .post("/archive", Account, set_up::archive)
            .post("/pictures", Account, pictures::upload)
            .post("/halls", Account, floor::make_hall)
            .put("/halls/{hall}", Account, pictures::change_hall)
            .get("/halls/{hall}/plan", Account, pictures::plan)
            .put("/booths", Account, floor::set_booths)
            .delete("/booths/{booth}", Account, floor::remove_booth)
            .put("/booths/{booth}/hold", Account, floor::hold)
            .delete("/booths/{booth}/hold", Account, floor::release)
            .post("/booths/{booth}/hold/extend", Account, floor::extend)
            .post("/exhibitors", Account, exhibitors::apply)
            .post("/exhibitors/sheet", Account, exhibitors::sheet)
            .post("/exhibitors/list", Account, exhibitors::import)
            .post("/exhibitors/{exhibitor}/review", Account, exhibitors::review)
            .post("/exhibitors/{exhibitor}/check-in", Account, exhibitors::check_in)
            .get("/exhibitors/{exhibitor}/badge", Account, door::badge)
            .get("/export/{list}", Account, export::export)
            .get("/door/{code}", Account, door::look)
            .post("/door/{code}", Account, door::enter)
            .post("/contracts/{contract}/deposit", Account, deposits::record)
            .get("/contracts/{contract}/slip", Account, deposits::slip)
            .get(
                "/contracts/{contract}/confirmation",
                Account,
                deposits::confirmation,
            ),
    ]
    .into_iter()
    .flat_map(Rows::all)
    .collect()
}
