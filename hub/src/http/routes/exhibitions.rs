//! The rows of exhibitions. Who may do what there, the exhibition decides; nobody else learns that there is one.

use super::row::{RouteRow, Rows};
use crate::http::access::Access::Account;
use crate::http::exhibitions::{exhibitors, floor, found, read, set_up};

pub(super) fn rows() -> Vec<RouteRow> {
    [
        Rows::below("/exhibitions")
            .get("", Account, read::list)
            .post("", Account, found::found),
        Rows::below("/exhibitions/{exhibition}")
            .get("", Account, read::read)
            .put("", Account, set_up::change)
            .put("/staff", Account, set_up::staff)
            .put("/quota", Account, set_up::quota)
            .post("/offers", Account, set_up::offer)
            .post("/open", Account, set_up::open)
            .post("/close", Account, set_up::close)
            .post("/archive", Account, set_up::archive)
            .post("/halls", Account, floor::make_hall)
            .put("/booths", Account, floor::set_booths)
            .delete("/booths/{booth}", Account, floor::remove_booth)
            .put("/booths/{booth}/hold", Account, floor::hold)
            .delete("/booths/{booth}/hold", Account, floor::release)
            .post("/booths/{booth}/hold/extend", Account, floor::extend)
            .post("/exhibitors", Account, exhibitors::apply)
            .post("/exhibitors/sheet", Account, exhibitors::sheet)
            .post("/exhibitors/list", Account, exhibitors::import)
            .post("/exhibitors/{exhibitor}/review", Account, exhibitors::review)
            .post("/exhibitors/{exhibitor}/check-in", Account, exhibitors::check_in),
    ]
    .into_iter()
    .flat_map(Rows::all)
    .collect()
}
