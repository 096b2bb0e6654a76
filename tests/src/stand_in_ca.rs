//! A licensed authority's issuing service, as docs/reference/issuing-service.md describes it: HTTP around `openssl x509`,
//! strict about signatures, clocks, repeated nonces and request ids.

use anyhow::Context;
use aws_lc_rs::hmac;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use domain::hash::Sha256Hash;
use domain::ports::clock::Clock;
use hub::clock::SystemClock;
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex};
use tempfile::TempDir;

pub const KEY_ID: &str = "hub-1";
pub const SECRET: &str = "a shared secret of the stand-in";
/// How far the caller's clock may be off, in milliseconds.
const SKEW_MS: i64 = 300_000;

/// How the service behaves.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Manner {
    Good,
    /// HTTP 503.
    Down,
    /// Refuses with a reason.
    Refuses,
    /// Does its work, then answers 500 the first time: the client must ask again under the same id.
    LosesFirstAnswer,
    /// Answers without the shared secret.
    UnsignedAnswer,
    /// Certifies a key of its own instead.
    OtherKey,
    /// Certifies another name.
    OtherName,
    /// Certifies no seals.
    NoSeals,
}

/// A running service with a root of its own.
pub struct StandInCa {
    folder: TempDir,
    port: u16,
    desk: Arc<Mutex<Desk>>,
}

struct Desk {
    folder: PathBuf,
    manner: Manner,
    nonces: HashSet<String>,
    /// Body hash and answer by request id.
    answered: HashMap<String, (Sha256Hash, Vec<u8>)>,
    lost: bool,
    calls: usize,
}

const EXTENSIONS: &str = "keyUsage = critical,digitalSignature,nonRepudiation\n\
extendedKeyUsage = emailProtection\nsubjectKeyIdentifier = hash\nauthorityKeyIdentifier = keyid\n";

impl StandInCa {
    pub fn start(manner: Manner) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        let at = folder.path();
        for name in ["root", "other"] {
            openssl(
                at,
                &format!("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out {name}.key"),
            )?;
        }
        openssl(
            at,
            "req -x509 -new -key root.key -days 3650 -subj /CN=Stand-in-Licensed-CA -out root.pem \
             -addext keyUsage=critical,keyCertSign,cRLSign",
        )?;
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let port = listener.local_addr()?.port();
        let desk = Arc::new(Mutex::new(Desk {
            folder: at.to_owned(),
            manner,
            nonces: HashSet::new(),
            answered: HashMap::new(),
            lost: false,
            calls: 0,
        }));
        let shared = Arc::clone(&desk);
        std::thread::spawn(move || {
            for mut caller in listener.incoming().flatten() {
                let Ok(mut desk) = shared.lock() else { return };
                let answer = desk.serve(&caller);
                let (status, signature, body) =
                    answer.unwrap_or_else(|error| (500, String::new(), error.to_string().into_bytes()));
                let _ = respond(&mut caller, status, &signature, &body);
            }
        });
        Ok(Self { folder, port, desk })
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/issue", self.port)
    }

    /// PEM file of its root.
    pub fn root(&self) -> PathBuf {
        self.folder.path().join("root.pem")
    }

    /// From now on it behaves like this.
    pub fn behave(&self, manner: Manner) {
        if let Ok(mut desk) = self.desk.lock() {
            desk.manner = manner;
        }
    }

    /// Calls taken, and requests that a certificate was issued for.
    pub fn counts(&self) -> (usize, usize) {
        self.desk
            .lock()
            .map_or((0, 0), |desk| (desk.calls, desk.answered.len()))
    }
}

type Reply = (u16, String, Vec<u8>);

impl Desk {
    /// What is answered, or the error that became a 500.
    fn serve(&mut self, caller: &TcpStream) -> anyhow::Result<Reply> {
        self.calls += 1;
        let (path, headers, body) = read_request(caller)?;
        let plain = |status, text: &str| Ok((status, String::new(), text.as_bytes().to_vec()));
        let header = |name: &str| headers.get(name).cloned().unwrap_or_default();
        let (time, nonce) = (header("huiqian-time"), header("huiqian-nonce"));
        let digest = Sha256Hash::of(&body).to_hex();
        let signed = ["huiqian-issue-v1", "POST", &path, &time, &nonce, &digest].join("\n");
        let signature = hex::decode(header("huiqian-signature")).unwrap_or_default();
        if header("huiqian-key") != KEY_ID || hmac::verify(&secret(), signed.as_bytes(), &signature).is_err()
        {
            return plain(401, "signature");
        }
        let now = SystemClock::default().now();
        if (now.0 - time.parse::<i64>()?).abs() > SKEW_MS {
            return plain(401, "time");
        }
        if nonce.len() != 32 || !self.nonces.insert(nonce.clone()) {
            return plain(409, "nonce");
        }
        match self.manner {
            Manner::Down => return plain(503, "down"),
            Manner::Refuses => return plain(422, r#"{"code":"identity_not_sufficient"}"#),
            _ => {}
        }
        let answer = self.issue(&body)?;
        let Some(answer) = answer else {
            return plain(409, "request id");
        };
        if self.manner == Manner::LosesFirstAnswer && !self.lost {
            self.lost = true;
            return plain(500, "lost");
        }
        let signed = ["huiqian-issued-v1", &nonce, &Sha256Hash::of(&answer).to_hex()].join("\n");
        let signature = if self.manner == Manner::UnsignedAnswer {
            String::new()
        } else {
            hex::encode(hmac::sign(&secret(), signed.as_bytes()).as_ref())
        };
        Ok((200, signature, answer))
    }

    /// The answer to this id: the first one again, or `None` if the id came with another body before.
    fn issue(&mut self, body: &[u8]) -> anyhow::Result<Option<Vec<u8>>> {
        let request: Value = serde_json::from_slice(body)?;
        anyhow::ensure!(request["$t"] == "hub.issue.v1", "type");
        let id = request["request_id"].as_str().context("no id")?.to_owned();
        let evidence = &request["evidence"];
        for name in ["stream", "party", "method", "verified_at", "activation_sha256"] {
            anyhow::ensure!(!evidence[name].is_null(), "no evidence {name}");
        }
        let digest = Sha256Hash::of(body);
        if let Some((earlier, answer)) = self.answered.get(&id) {
            return Ok((*earlier == digest).then(|| answer.clone()));
        }
        let csr = URL_SAFE_NO_PAD.decode(request["csr"].as_str().context("no csr")?)?;
        std::fs::write(self.folder.join("csr.der"), csr)?;
        let at = self.folder.as_path();
        std::fs::write(at.join("leaf.ext"), extensions(&request["seals"], self.manner)?)?;
        openssl(at, "req -inform DER -in csr.der -verify -out csr.pem")?;
        let special = match self.manner {
            Manner::OtherKey => {
                openssl(at, "pkey -in other.key -pubout -out other.pub")?;
                "-force_pubkey other.pub"
            }
            Manner::OtherName => "-subj /CN=Somebody-Else",
            _ => "",
        };
        openssl(
            at,
            &format!(
                "x509 -req -in csr.pem -CA root.pem -CAkey root.key -days 1 -extfile leaf.ext {special} -out leaf.pem"
            ),
        )?;
        let answer = json!({
            "$t": "hub.issued.v1",
            "request_id": id,
            "certificates": [pem_body(&at.join("leaf.pem"))?],
        });
        let answer = answer.to_string().into_bytes();
        self.answered.insert(id, (digest, answer.clone()));
        Ok(Some(answer))
    }
}

/// For an organisation's act, the certificate names its seals.
fn extensions(seals: &Value, manner: Manner) -> anyhow::Result<String> {
    let seals = seals.as_array().context("no seals")?;
    let mut names = Vec::new();
    for seal in seals {
        let record = seal["record_sha256"].as_str().context("no record")?;
        names.push(format!("urn:uuid:{}", seal["seal"].as_str().context("no seal")?));
        names.push(format!(
            "ni:///sha-256;{}",
            URL_SAFE_NO_PAD.encode(hex::decode(record)?)
        ));
    }
    if names.is_empty() || manner == Manner::NoSeals {
        return Ok(EXTENSIONS.to_owned());
    }
    let names: Vec<String> = (1..)
        .zip(names)
        .map(|(number, name)| format!("URI.{number} = {name}\n"))
        .collect();
    Ok(format!(
        "{EXTENSIONS}subjectAltName = @names\n[names]\n{}",
        names.concat()
    ))
}

fn secret() -> hmac::Key {
    hmac::Key::new(hmac::HMAC_SHA256, SECRET.as_bytes())
}

/// The DER of a PEM file's one block, base64url.
fn pem_body(path: &Path) -> anyhow::Result<String> {
    let text = std::fs::read_to_string(path)?;
    let base64: String = text.lines().filter(|line| !line.starts_with("-----")).collect();
    Ok(URL_SAFE_NO_PAD.encode(STANDARD.decode(base64)?))
}

fn openssl(folder: &Path, arguments: &str) -> anyhow::Result<()> {
    let output = Command::new("openssl")
        .args(arguments.split_whitespace())
        .current_dir(folder)
        .output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    anyhow::ensure!(output.status.success(), "openssl {arguments}: {said}");
    Ok(())
}

type Request = (String, HashMap<String, String>, Vec<u8>);

fn read_request(caller: &TcpStream) -> anyhow::Result<Request> {
    let mut reader = BufReader::new(caller);
    let mut first = String::new();
    reader.read_line(&mut first)?;
    let path = first.split(' ').nth(1).context("no path")?.to_owned();
    let mut headers = HashMap::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let Some((name, value)) = line.trim().split_once(':') else {
            break;
        };
        headers.insert(name.to_lowercase(), value.trim().to_owned());
    }
    let length = headers.get("content-length").map_or(Ok(0), |text| text.parse())?;
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    Ok((path, headers, body))
}

fn respond(caller: &mut TcpStream, status: u16, signature: &str, body: &[u8]) -> anyhow::Result<()> {
    let head = format!(
        "HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nHuiqian-Signature: {signature}\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    caller.write_all(head.as_bytes())?;
    Ok(caller.write_all(body)?)
}
