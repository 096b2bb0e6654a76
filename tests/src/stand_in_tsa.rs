//! A time-stamp authority outside, as the hub's client meets one: HTTP around `openssl ts -reply`, a program that is
//! not ours, with the ways in which one can be wrong.

use anyhow::Context;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex};
use tempfile::TempDir;

/// How the authority answers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Manner {
    Good,
    /// Stamps something else than was asked for, under the right nonce.
    OtherImprint,
    /// Stamps what was asked for, under a nonce of its own.
    OtherNonce,
    /// Its certificate has ended.
    Expired,
    /// HTTP 500.
    Broken,
    /// Takes the request and says nothing.
    Silent,
    /// Sends a megabyte.
    Huge,
    /// Says that it is something else than a time-stamp.
    OtherType,
    /// Refuses in the words of RFC 3161.
    Refuses,
}

/// A running authority with a root of its own. It stops when it is dropped with the process.
pub struct StandInTsa {
    folder: TempDir,
    port: u16,
    manner: Arc<Mutex<Manner>>,
}

const CONFIG: &str = "\
[tsa]\ndefault_tsa = it\n[it]\nserial = tsa-serial\ndefault_policy = 1.2.3.4.1\nother_policies = 1.2.3.4.2\n\
digests = sha256\nsigner_digest = sha256\naccuracy = secs:1\ness_cert_id_alg = sha256\n\
[ca]\ndefault_ca = any\n[any]\ndatabase = index.txt\nserial = ca-serial\nnew_certs_dir = .\ndefault_md = sha256\n\
policy = names\nunique_subject = no\n[names]\ncommonName = supplied\n\
[stamps]\nkeyUsage = critical,digitalSignature\nextendedKeyUsage = critical,timeStamping\n\
subjectKeyIdentifier = hash\nauthorityKeyIdentifier = keyid\n\
[root]\nbasicConstraints = critical,CA:true\nkeyUsage = critical,keyCertSign,cRLSign\nsubjectKeyIdentifier = hash\n\
[req]\ndistinguished_name = dn\n[dn]\n";

/// Valid long before and long after now, so that a clock that is off meets nothing but the limit of its skew.
const LONG: &str = "-startdate 20200101000000Z -enddate 20450101000000Z";

impl StandInTsa {
    /// Makes root and certificate (RSA 2048, as such authorities have) and listens on a free port.
    pub fn start(manner: Manner) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        let at = folder.path();
        for (name, text) in [
            ("it.cnf", CONFIG),
            ("tsa-serial", "01\n"),
            ("ca-serial", "1000\n"),
            ("index.txt", ""),
        ] {
            std::fs::write(at.join(name), text)?;
        }
        for name in ["root", "good", "expired"] {
            openssl(
                at,
                &format!("genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out {name}.key"),
            )?;
        }
        openssl(
            at,
            "req -new -key root.key -subj /CN=Stand-in-TSA-Root -config it.cnf -out root.csr",
        )?;
        openssl(
            at,
            &format!(
                "ca -batch -selfsign -config it.cnf -keyfile root.key -extensions root {LONG} -in root.csr \
                 -out root.pem -notext"
            ),
        )?;
        for (name, dates) in [
            ("good", LONG),
            ("expired", "-startdate 20200101000000Z -enddate 20210101000000Z"),
        ] {
            openssl(
                at,
                &format!(
                    "req -new -key {name}.key -subj /CN=Stand-in-TSA-{name} -config it.cnf -out {name}.csr"
                ),
            )?;
            openssl(
                at,
                &format!(
                    "ca -batch -config it.cnf -cert root.pem -keyfile root.key -extensions stamps {dates} \
                     -in {name}.csr -out {name}.pem -notext"
                ),
            )?;
        }
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let port = listener.local_addr()?.port();
        let manner = Arc::new(Mutex::new(manner));
        let (place, shown) = (at.to_owned(), Arc::clone(&manner));
        std::thread::spawn(move || {
            for caller in listener.incoming().flatten() {
                let manner = shown.lock().map_or(Manner::Broken, |manner| *manner);
                let _ = answer(&place, manner, caller);
            }
        });
        Ok(Self { folder, port, manner })
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/tsr", self.port)
    }

    /// PEM file of its root.
    pub fn root(&self) -> PathBuf {
        self.folder.path().join("root.pem")
    }

    /// From now on it answers like this.
    pub fn behave(&self, manner: Manner) {
        if let Ok(mut shown) = self.manner.lock() {
            *shown = manner;
        }
    }
}

fn openssl(folder: &Path, arguments: &str) -> anyhow::Result<()> {
    let output = Command::new("openssl")
        .args(arguments.split_whitespace())
        .current_dir(folder)
        .output()?;
    anyhow::ensure!(
        output.status.success(),
        "openssl {arguments}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(())
}

fn answer(folder: &Path, manner: Manner, mut caller: TcpStream) -> anyhow::Result<()> {
    let query = read_body(&caller)?;
    match manner {
        Manner::Silent => {
            // Until the caller gives up.
            caller.read_to_end(&mut Vec::new())?;
            Ok(())
        }
        Manner::Broken => respond(&mut caller, "500 Internal Server Error", "text/plain", b"no"),
        Manner::Huge => respond(
            &mut caller,
            "200 OK",
            "application/timestamp-reply",
            &[0; 1 << 20],
        ),
        _ => {
            let reply = reply(folder, manner, &query)?;
            let kind = if manner == Manner::OtherType {
                "text/html"
            } else {
                "application/timestamp-reply"
            };
            respond(&mut caller, "200 OK", kind, &reply)
        }
    }
}

fn reply(folder: &Path, manner: Manner, query: &[u8]) -> anyhow::Result<Vec<u8>> {
    let mut query = query.to_vec();
    // SHA-256 in the imprint stands behind its OCTET STRING header, the nonce at the end before certReq.
    let imprint = query
        .windows(2)
        .position(|window| window == [0x04, 0x20])
        .context("no imprint")?;
    match manner {
        Manner::OtherImprint => query[imprint + 2] ^= 1,
        Manner::OtherNonce => {
            let last = query.len() - 4;
            query[last] ^= 1;
        }
        // An algorithm that it does not know.
        Manner::Refuses => {
            let oid = query
                .windows(4)
                .position(|window| window == [0x65, 0x03, 0x04, 0x02]);
            query[oid.context("no algorithm")? + 4] = 0x03;
        }
        _ => {}
    }
    std::fs::write(folder.join("query"), &query)?;
    let name = if manner == Manner::Expired {
        "expired"
    } else {
        "good"
    };
    openssl(
        folder,
        &format!("ts -reply -config it.cnf -queryfile query -signer {name}.pem -inkey {name}.key -out reply"),
    )?;
    Ok(std::fs::read(folder.join("reply"))?)
}

fn read_body(caller: &TcpStream) -> anyhow::Result<Vec<u8>> {
    let mut reader = BufReader::new(caller);
    let mut length = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let line = line.trim().to_lowercase();
        if line.is_empty() {
            break;
        }
        if let Some(value) = line.strip_prefix("content-length:") {
            length = value.trim().parse()?;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    Ok(body)
}

fn respond(caller: &mut TcpStream, status: &str, kind: &str, body: &[u8]) -> anyhow::Result<()> {
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    caller.write_all(head.as_bytes())?;
    Ok(caller.write_all(body)?)
}
