//! Headers that every answer carries.

use actix_web::middleware::DefaultHeaders;

/// Pages may load only what this hub serves; nothing frames them but the hub's own demonstration page.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; connect-src 'self'; \
     img-src 'self' blob: data:; media-src 'self' blob:; style-src 'self'; font-src 'self'; \
     manifest-src 'self'; frame-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; \
     frame-ancestors 'self'";

/// The console's components write their styles at run time; its page alone may do so.
pub const CONSOLE_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; connect-src 'self'; \
     img-src 'self' blob: data:; media-src 'self' blob:; style-src 'self' 'unsafe-inline'; font-src 'self'; \
     manifest-src 'self'; frame-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; \
     frame-ancestors 'self'";

/// The headers, as a middleware. `tls`: also demand TLS for a year.
pub fn security_headers(tls: bool) -> DefaultHeaders {
    let headers = DefaultHeaders::new()
        .add(("Content-Security-Policy", CONTENT_SECURITY_POLICY))
        .add(("X-Content-Type-Options", "nosniff"))
        .add(("Referrer-Policy", "no-referrer"))
        .add(("Cross-Origin-Opener-Policy", "same-origin"))
        .add(("Cross-Origin-Resource-Policy", "same-origin"))
        .add((
            "Permissions-Policy",
            "geolocation=(), payment=(), usb=(), camera=(self), microphone=(self)",
        ));
    if tls {
        headers.add(("Strict-Transport-Security", "max-age=31536000"))
    } else {
        headers
    }
}
