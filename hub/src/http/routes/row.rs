//! One row of the table of routes, and how rows are written down.

use crate::http::access::{Access, guard};
use actix_web::guard::{Guard, GuardContext};
use actix_web::http::Method;
use actix_web::middleware::from_fn;
use actix_web::web::{self, ServiceConfig};
use actix_web::{FromRequest, Handler, Responder};

/// One row of the table.
pub struct RouteRow {
    pub method: Method,
    /// Below `/api/v1`.
    pub path: String,
    pub access: Access,
    register: Box<dyn Fn(&mut ServiceConfig) + Send>,
}

impl RouteRow {
    fn new<F, Args>(method: Method, path: String, access: Access, handler: F) -> Self
    where
        F: Handler<Args, Output: Responder + 'static> + Send,
        Args: FromRequest + 'static,
    {
        let (wanted, at) = (method.clone(), path.clone());
        Self {
            method,
            path,
            access,
            register: Box::new(move |config| {
                let resource = web::resource(at.as_str())
                    .guard(OneMethod(wanted.clone()))
                    .wrap(from_fn(move |request, next| guard(access, request, next)))
                    .to(handler.clone());
                config.service(resource);
            }),
        }
    }

    /// Adds the row to the server: handler behind guard.
    pub fn register(&self, config: &mut ServiceConfig) {
        (self.register)(config);
    }
}

/// Rows whose paths begin alike.
pub(super) struct Rows {
    prefix: &'static str,
    rows: Vec<RouteRow>,
}

impl Rows {
    pub(super) fn below(prefix: &'static str) -> Self {
        Self {
            prefix,
            rows: Vec::new(),
        }
    }

    /// The next row: the path behind the common beginning, who may call it, and its handler.
    pub(super) fn get<F, Args>(self, rest: &str, access: Access, handler: F) -> Self
    where
        F: Handler<Args, Output: Responder + 'static> + Send,
        Args: FromRequest + 'static,
    {
        self.with(Method::GET, rest, access, handler)
    }

    pub(super) fn post<F, Args>(self, rest: &str, access: Access, handler: F) -> Self
    where
        F: Handler<Args, Output: Responder + 'static> + Send,
        Args: FromRequest + 'static,
    {
        self.with(Method::POST, rest, access, handler)
    }

    pub(super) fn put<F, Args>(self, rest: &str, access: Access, handler: F) -> Self
    where
        F: Handler<Args, Output: Responder + 'static> + Send,
        Args: FromRequest + 'static,
    {
        self.with(Method::PUT, rest, access, handler)
    }

    pub(super) fn delete<F, Args>(self, rest: &str, access: Access, handler: F) -> Self
    where
        F: Handler<Args, Output: Responder + 'static> + Send,
        Args: FromRequest + 'static,
    {
        self.with(Method::DELETE, rest, access, handler)
    }

    pub(super) fn all(self) -> Vec<RouteRow> {
        self.rows
    }

    fn with<F, Args>(mut self, method: Method, rest: &str, access: Access, handler: F) -> Self
    where
        F: Handler<Args, Output: Responder + 'static> + Send,
        Args: FromRequest + 'static,
    {
        let path = format!("{}{rest}", self.prefix);
        self.rows.push(RouteRow::new(method, path, access, handler));
        self
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
