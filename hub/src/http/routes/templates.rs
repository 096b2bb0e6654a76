//! The rows of templates, and of bulk starts and sign codes from them. Whose a template is, its handler asks: nobody learns whether others have one of an id.

use super::row::{RouteRow, Rows};
use crate::http::access::Access::{Account, Anybody, SignedIn};
use crate::http::bulk_starts::{self, prepare, result_sheet, steer};
use crate::http::sign_codes::{conditions, issue, picture, read as codes, take, visit};
use crate::http::templates::{change, copy, files, make, read, revise, start};

pub(super) fn rows() -> Vec<RouteRow> {
    [
        Rows::below("/templates")
            .get("", Account, read::list)
            .post("", Account, make::make),
        Rows::below("/templates/{template}")
            .get("", Account, read::read)
            .put("", Account, change::file)
            .delete("", Account, change::delete)
            .put("/enabled", Account, change::turn)
            .put("/content", Account, revise::revise)
            .post("/copy", Account, copy::copy)
            .post("/drafts", Account, start::start)
            .get("/document.pdf", Account, files::document)
            .get("/pages/{page}.png", Account, files::page_image)
            .get("/bulk-sheet.csv", Account, prepare::form)
            .post("/bulk-starts", Account, prepare::prepare)
            .get("/sign-codes", Account, codes::list)
            .post("/sign-codes", Account, issue::issue)
            .get("/sign-code-conditions", Account, conditions::look),
        Rows::below("/sign-codes/{code}")
            .get("", Account, codes::read)
            .put("/on", Account, issue::turn)
            .get("/screen", Account, picture::screen)
            .get("/qr.svg", Account, picture::download),
        Rows::below("/sign-by-code")
            .post("/look", Anybody, visit::look)
            .post("/enter", Anybody, visit::enter)
            .post("/take", SignedIn, take::take),
        Rows::below("/bulk-starts").get("", Account, bulk_starts::read::list),
        Rows::below("/bulk-starts/{bulk}")
            .get("", Account, bulk_starts::read::read)
            .post("/begin", Account, steer::begin)
            .post("/stop", Account, steer::stop)
            .get("/result.csv", Account, result_sheet::result),
    ]
    .into_iter()
    .flat_map(Rows::all)
    .collect()
}
