//! The pages: built by the console, embedded here, served with long lives where their names carry a hash.

use super::problem::Problem;
use super::security_headers::CONSOLE_SECURITY_POLICY;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, ETAG, IF_NONE_MATCH};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../console/dist"]
#[allow_missing = true]
struct Pages;

/// Serves a file of the console; an address without a file name is a page of it.
pub async fn page(request: HttpRequest) -> Result<HttpResponse, Problem> {
    let path = request.path().trim_start_matches('/');
    let name = match path {
        "s" => "s.html",
        "q" => "q.html",
        "r" => "r.html",
        "v" => "v.html",
        "stage" => "stage.html",
        _ if path.is_empty() || !path.rsplit('/').next().unwrap_or_default().contains('.') => "index.html",
        _ => path,
    };
    let Some(file) = Pages::get(name) else {
        return Err(Problem::new("not_found").in_language_of(&request));
    };
    let etag = format!("\"{}\"", hex::encode(file.metadata.sha256_hash()));
    if request
        .headers()
        .get(IF_NONE_MATCH)
        .is_some_and(|known| known.as_bytes() == etag.as_bytes())
    {
        return Ok(with_policy(HttpResponse::NotModified(), name).finish());
    }
    let hashed = name.starts_with("assets/");
    let cache = if hashed {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let media_type = mime_guess::from_path(name).first_or_octet_stream();
    let mut response = HttpResponse::Ok();
    response
        .content_type(media_type.as_ref())
        .insert_header((CACHE_CONTROL, cache))
        .insert_header((ETAG, etag));
    Ok(with_policy(response, name).body(file.data.into_owned()))
}

/// The console's page has a policy of its own, also where the browser keeps what it has.
fn with_policy(mut response: HttpResponseBuilder, name: &str) -> HttpResponseBuilder {
    if name == "index.html" {
        response.insert_header((CONTENT_SECURITY_POLICY, CONSOLE_SECURITY_POLICY));
    }
    response
}
