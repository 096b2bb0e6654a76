//! The table of routes: method, path, who may call it, and its handler. A route that is not here does not exist.

use super::access::{Access, guard};
use super::problem::Problem;
use super::{
    agreements, certificates, contracts, demo, drafts, health, join, me, outbox, setup, sign_in, trust,
    verify,
};
use crate::websocket::upgrade;
use actix_web::guard::{Guard, GuardContext};
use actix_web::http::Method;
use actix_web::middleware::from_fn;
use actix_web::web::{self, ServiceConfig};
use actix_web::{Handler, HttpRequest, Responder};

mod organisations;

/// One row of the table.
pub struct RouteRow {
    pub method: Method,
    /// Below `/api/v1`.
    pub path: &'static str,
    pub access: Access,
    register: Box<dyn Fn(&mut ServiceConfig) + Send>,
}

fn row<F, Args>(method: Method, path: &'static str, access: Access, handler: F) -> RouteRow
where
    F: Handler<Args> + Send,
    Args: actix_web::FromRequest + 'static,
    F::Output: Responder + 'static,
{
    let wanted = method.clone();
    RouteRow {
        method,
        path,
        access,
        register: Box::new(move |config| {
            let resource = web::resource(path)
                .guard(OneMethod(wanted.clone()))
                .wrap(from_fn(move |request, next| guard(access, request, next)))
                .to(handler.clone());
            config.service(resource);
        }),
    }
}

/// GET also answers HEAD.
struct OneMethod(Method);

impl Guard for OneMethod {
    fn check(&self, context: &GuardContext<'_>) -> bool {
        let method = &context.head().method;
        *method == self.0 || (self.0 == Method::GET && *method == Method::HEAD)
    }
}

/// Every route of the hub.
pub fn rows() -> Vec<RouteRow> {
    use Access::{
        Account, Anybody, DraftOwner, GuestParty, Host, Operator, Participant, Program, Signatory, SignedIn,
    };
    let (get, post, put, delete) = (Method::GET, Method::POST, Method::PUT, Method::DELETE);
    vec![
        row(get.clone(), "/health", Anybody, health::health),
        row(get.clone(), "/me", Anybody, me::me),
        row(get.clone(), "/agreements", Anybody, agreements::agreements),
        row(get.clone(), "/me/agreements", SignedIn, agreements::owed),
        row(post.clone(), "/me/agreements", SignedIn, agreements::accept),
        row(get.clone(), "/trust", Anybody, trust::trust),
        row(get.clone(), "/trust/root.pem", Anybody, trust::root),
        row(get.clone(), "/trust/tls.crt", Anybody, trust::tls),
        row(get.clone(), "/trust/policy.json", Anybody, trust::policy),
        row(
            get.clone(),
            "/pki/root.cer",
            Anybody,
            certificates::root_certificate,
        ),
        row(
            get.clone(),
            "/pki/issuing.cer",
            Anybody,
            certificates::issuing_certificate,
        ),
        row(get.clone(), "/pki/root.crl", Anybody, certificates::root_list),
        row(
            get.clone(),
            "/pki/issuing.crl",
            Anybody,
            certificates::issuing_list,
        ),
        row(post.clone(), "/pki/ocsp", Program, certificates::ocsp_post),
        row(
            get.clone(),
            "/pki/ocsp/{request:.+}",
            Program,
            certificates::ocsp_get,
        ),
        row(post.clone(), "/pki/revocations", Operator, certificates::revoke),
        row(post.clone(), "/verify", Anybody, verify::verify),
        row(post.clone(), "/sign-in/code", Anybody, sign_in::send_code),
        row(post.clone(), "/sign-in", Anybody, sign_in::sign_in),
        row(post.clone(), "/sign-out", SignedIn, sign_in::sign_out),
        row(post.clone(), "/setup", Anybody, setup::setup),
        row(get.clone(), "/outbox", Operator, outbox::all),
        row(post.clone(), "/demo", Anybody, demo::start),
        row(delete.clone(), "/demo/{contract}", Host, demo::remove),
        row(post.clone(), "/drafts", Account, drafts::create::create),
        row(get.clone(), "/drafts", Account, drafts::list::list),
        row(get.clone(), "/drafts/{draft}", DraftOwner, drafts::read::read),
        row(put, "/drafts/{draft}", DraftOwner, drafts::save::save),
        row(delete, "/drafts/{draft}", DraftOwner, drafts::remove::remove),
        row(
            post.clone(),
            "/drafts/{draft}/document",
            DraftOwner,
            drafts::upload::upload,
        ),
        row(
            get.clone(),
            "/drafts/{draft}/pages/{page}.png",
            DraftOwner,
            drafts::page_image::page_image,
        ),
        row(
            get.clone(),
            "/drafts/{draft}/recommended",
            DraftOwner,
            drafts::recommended::recommended,
        ),
        row(
            post.clone(),
            "/drafts/{draft}/open",
            DraftOwner,
            drafts::open::open,
        ),
        row(get.clone(), "/contracts", Account, contracts::list::list),
        row(
            get.clone(),
            "/contracts/{contract}/outbox",
            Host,
            outbox::of_contract,
        ),
        row(
            post.clone(),
            "/contracts/{contract}/links",
            Host,
            contracts::links::create,
        ),
        row(
            post.clone(),
            "/contracts/{contract}/photo/{party}",
            Host,
            contracts::photo::store,
        ),
        row(
            get.clone(),
            "/contracts/{contract}/pages/{page}.png",
            Participant,
            contracts::pages::image,
        ),
        row(
            get.clone(),
            "/contracts/{contract}/pages/{page}.text",
            Participant,
            contracts::pages::text,
        ),
        row(
            get.clone(),
            "/contracts/{contract}/live",
            Participant,
            upgrade::live,
        ),
        row(
            get.clone(),
            "/contracts/{contract}/contract.pdf",
            Signatory,
            contracts::files::document,
        ),
        row(
            get.clone(),
            "/contracts/{contract}/evidence.zip",
            Signatory,
            contracts::files::evidence,
        ),
        row(
            get,
            "/contracts/{contract}/film.mp4",
            Signatory,
            contracts::files::film,
        ),
        row(post.clone(), "/join", Anybody, join::open_link::open_link),
        row(post.clone(), "/join/code", GuestParty, join::send_code::send_code),
        row(post.clone(), "/join/device", GuestParty, join::device::device),
        row(post, "/join/verify", GuestParty, join::verify_code::verify_code),
    ]
    .into_iter()
    .chain(organisations::rows())
    .collect()
}

/// Registers the table below `/api/v1`.
pub fn configure(config: &mut ServiceConfig) {
    let api = web::scope("/api/v1")
        .configure(|config| {
            for row in rows() {
                (row.register)(config);
            }
        })
        .default_service(web::to(health::no_such_route));
    config.service(api);
}

/// A body that is not the JSON that the operation takes.
pub fn malformed_json(error: actix_web::error::JsonPayloadError, request: &HttpRequest) -> actix_web::Error {
    Problem::new("malformed_request")
        .with("reason", error)
        .in_language_of(request)
        .into()
}

/// An address with an id that is none.
pub fn malformed_path(_: actix_web::error::PathError, request: &HttpRequest) -> actix_web::Error {
    Problem::new("not_found").in_language_of(request).into()
}
