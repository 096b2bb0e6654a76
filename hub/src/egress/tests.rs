//! Tests of the guard: what it lets through, and what it makes of other servers' answers.

use super::*;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};

/// A server that answers each caller with the same bytes.
fn server(answer: &'static [u8]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for mut caller in listener.incoming().flatten() {
            read_request(&mut caller);
            let _ = caller.write_all(answer);
        }
    });
    format!("http://localhost:{port}/")
}

/// Head and body: a connection that is closed with unread bytes is reset, and the answer may be lost with it.
fn read_request(caller: &mut TcpStream) {
    let mut seen = Vec::new();
    let mut piece = [0; 4096];
    while !seen.windows(5).any(|end| end == b"\r\n\r\nx") {
        match caller.read(&mut piece) {
            Ok(count) if count > 0 => seen.extend_from_slice(&piece[..count]),
            _ => return,
        }
    }
}

fn call(url: &str) -> Call {
    Call {
        url: url.to_owned(),
        headers: Vec::new(),
        body: b"x".to_vec(),
        timeout: Duration::from_secs(2),
        max_answer: 8,
    }
}

fn egress(private: &str) -> Egress {
    Egress::new(private.parse().unwrap(), &TlsIdentity::default()).unwrap()
}

#[tokio::test]
async fn a_private_address_is_called_only_if_the_operator_named_it() {
    let url = server(b"HTTP/1.1 200 OK\r\nContent-Type: Text/Plain; x=y\r\nContent-Length: 2\r\n\r\nok");
    assert_eq!(egress("").post(call(&url)).await, Err(EgressError::Forbidden));
    assert_eq!(
        egress("10.0.0.0/8").post(call(&url)).await,
        Err(EgressError::Forbidden)
    );
    let answer = egress("127.0.0.0/8").post(call(&url)).await.unwrap();
    assert_eq!((answer.status, answer.content_type.as_str()), (200, "text/plain"));
    assert_eq!(answer.body, b"ok");
}

#[tokio::test]
async fn redirects_long_answers_and_silence_are_errors() {
    let local = egress("127.0.0.0/8");
    let moved = server(b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n");
    assert!(matches!(
        local.post(call(&moved)).await,
        Err(EgressError::Failed(_))
    ));
    let long = server(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n123456789");
    assert_eq!(local.post(call(&long)).await, Err(EgressError::TooLong));
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let silent = format!("http://127.0.0.1:{}/", listener.local_addr().unwrap().port());
    let mut impatient = call(&silent);
    impatient.timeout = Duration::from_millis(100);
    assert_eq!(local.post(impatient).await, Err(EgressError::TimedOut));
}

#[tokio::test]
async fn other_schemes_are_refused() {
    for url in ["file:///etc/passwd", "ftp://8.8.8.8/", "nonsense"] {
        assert!(
            matches!(egress("").post(call(url)).await, Err(EgressError::Failed(_))),
            "{url}"
        );
    }
}
