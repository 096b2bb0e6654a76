//! Calls that other pages make in the name of somebody who is signed in here.

use super::cast::{Cast, Who};
use hub::http::access::Access;
use hub::http::routes::{self, row::RouteRow};
use std::io::{Read, Write};
use std::net::TcpStream;
use tests::browser::Browser;

/// Every changing route refuses a call that does not come from our own pages.
pub fn every_change_is_refused(cast: &Cast) -> anyhow::Result<()> {
    let host = cast.browser_of(Who::Host)?;
    let ours = format!("Origin: {}\r\n", host.origin());
    let forms = [
        ours.clone(),
        "X-Huiqian: 1\r\nOrigin: https://elsewhere.example\r\n".to_owned(),
        "X-Huiqian: 1\r\nOrigin: null\r\n".to_owned(),
        format!("X-Huiqian: 0\r\n{ours}"),
        String::new(),
    ];
    let changing = |row: &&RouteRow| row.method != "GET" && row.access != Access::Program;
    for row in routes::rows().iter().filter(changing) {
        for form in &forms {
            let said = raw(host, row.method.as_str(), &cast.path(&row.path), form)?;
            assert!(
                said.starts_with("HTTP/1.1 403"),
                "{} {} with {form:?}: {said}",
                row.method,
                row.path
            );
            assert!(said.contains("\"cross_site\""), "{said}");
        }
    }
    Ok(())
}

/// Forms of `Origin` that are not exactly ours, or none at all.
fn hostile_origins(ours: &str) -> Vec<Option<String>> {
    let host = ours.trim_start_matches("http://");
    let other_port = format!("{}1", &ours[..ours.len() - 1]);
    [
        "https://elsewhere.example".to_owned(),
        "null".to_owned(),
        format!("https://{host}"),
        format!("{ours}.elsewhere.example"),
        format!("{ours}/"),
        format!("{ours}@elsewhere.example"),
        format!("http://elsewhere.example#{host}"),
        format!("http://{host} https://elsewhere.example"),
        if other_port == ours {
            format!("{}2", &ours[..ours.len() - 1])
        } else {
            other_port
        },
        ours.replace("http", "HTTP"),
        "http://127.0.0.1".to_owned(),
    ]
    .into_iter()
    .map(Some)
    .chain([None])
    .collect()
}

/// The live socket opens for our own pages alone.
pub fn sockets_are_refused(cast: &Cast) -> anyhow::Result<()> {
    const UPGRADE: &str = "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: huiqian.v1\r\n";
    let host = cast.browser_of(Who::Host)?;
    let path = cast.path("/contracts/{contract}/live");
    let own = raw(
        host,
        "GET",
        &path,
        &format!("{UPGRADE}Origin: {}\r\n", host.origin()),
    )?;
    assert!(own.starts_with("HTTP/1.1 101"), "our own page is refused: {own}");
    let origins = hostile_origins(host.origin());
    assert_eq!(origins.len(), 12);
    for origin in origins {
        let header = origin
            .as_ref()
            .map(|origin| format!("Origin: {origin}\r\n"))
            .unwrap_or_default();
        let said = raw(host, "GET", &path, &format!("{UPGRADE}{header}"))?;
        assert!(said.starts_with("HTTP/1.1 403"), "{origin:?}: {said}");
    }
    Ok(())
}

/// One request with exactly these headers besides cookie and host; the first bytes of the answer.
fn raw(browser: &Browser, method: &str, path: &str, headers: &str) -> anyhow::Result<String> {
    let address = browser.origin().trim_start_matches("http://");
    let mut stream = TcpStream::connect(address)?;
    let (length, body) = match method {
        "GET" => ("", ""),
        _ => (
            "Connection: close\r\nContent-Type: application/json\r\nContent-Length: 2\r\n",
            "{}",
        ),
    };
    let cookie = browser.cookie_header();
    write!(
        stream,
        "{method} /api/v1{path} HTTP/1.1\r\nHost: {address}\r\nCookie: {cookie}\r\n{length}{headers}\r\n{body}"
    )?;
    let mut said = vec![0; 4096];
    let mut filled = 0;
    loop {
        let read = stream.read(&mut said[filled..])?;
        filled += read;
        let text = String::from_utf8_lossy(&said[..filled]).into_owned();
        if read == 0 || filled == said.len() || text.starts_with("HTTP/1.1 101") || text.ends_with('}') {
            return Ok(text);
        }
    }
}
