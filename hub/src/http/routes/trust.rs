//! The rows of keys, certificates, time-stamps and checking.

use super::row::{RouteRow, Rows};
use crate::http::access::Access::{Anybody, Operator, Program};
use crate::http::{certificates, renewals, trust, verify};

pub(super) fn rows() -> Vec<RouteRow> {
    [
        Rows::below("/trust")
            .get("", Anybody, trust::trust)
            .get("/root.pem", Anybody, trust::root)
            .get("/tls.crt", Anybody, trust::tls)
            .get("/policy.json", Anybody, trust::policy),
        Rows::below("/pki")
            .get("/root.cer", Anybody, certificates::root_certificate)
            .get("/issuing.cer", Anybody, certificates::issuing_certificate)
            .get("/root.crl", Anybody, certificates::root_list)
            .get("/issuing.crl", Anybody, certificates::issuing_list)
            .post("/ocsp", Program, certificates::ocsp_post)
            .get("/ocsp/{request:.+}", Program, certificates::ocsp_get)
            .post("/revocations", Operator, certificates::revoke),
        Rows::below("/renewals")
            .get("", Operator, renewals::list)
            .get("/{contract}", Operator, renewals::state)
            .post("/{contract}", Operator, renewals::begin),
        Rows::below("/verify").post("", Anybody, verify::verify),
    ]
    .into_iter()
    .flat_map(Rows::all)
    .collect()
}
