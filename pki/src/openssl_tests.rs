//! What OpenSSL says to our certificates, tokens, lists and signatures. The tests need the `openssl` program and
//! fail without it: an independent judge is the point of them.

mod seals;

use crate::authority::{Authority, AuthorityNames};
use crate::certificate::{Certificate, to_pem};
use crate::cms_signature::sign_detached;
use crate::crl::CrlIssuer;
use crate::event_certificate::EventCertificateRequest;
use crate::signing_key::SigningKey;
use crate::timestamp::Nonce;
use crate::timestamp::verify::verify_token;
use crate::tls_authority::TlsAuthority;
use domain::hash::Sha256Hash;
use domain::ports::certificate_register::{Revocation, RevocationReason, SerialNumber};
use domain::timestamp::Timestamp;
use std::path::PathBuf;
use std::process::Command;
use tempfile::TempDir;

const NOW: Timestamp = Timestamp(1_795_366_800_123);
/// `-attime` of the same moment, in seconds.
const AT: &str = "1795366801";

/// A folder of files for one conversation with OpenSSL.
struct Desk {
    folder: TempDir,
    authority: Authority,
}

impl Desk {
    fn new() -> Self {
        let names = AuthorityNames::for_host("localhost");
        let authority = Authority::create(NOW.plus_millis(-5000), &names, None).unwrap();
        let desk = Self {
            folder: tempfile::tempdir().unwrap(),
            authority,
        };
        desk.write("root.pem", desk.authority.root().to_pem());
        desk.write("issuing.pem", desk.authority.issuing().to_pem());
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, contents: impl AsRef<[u8]>) {
        std::fs::write(self.path(name), contents).unwrap();
    }

    fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).unwrap()
    }

    /// Runs `openssl` in the folder; everything it printed, or that as the error when it did not succeed.
    fn openssl(&self, arguments: &str) -> Result<String, String> {
        let output = Command::new("openssl")
            .args(arguments.split_whitespace())
            .current_dir(self.folder.path())
            .output()
            .expect("the openssl program is installed");
        let text = [output.stdout, output.stderr]
            .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
            .concat();
        if output.status.success() {
            Ok(text)
        } else {
            Err(text)
        }
    }

    fn event(&self) -> (SigningKey, Certificate) {
        let key = SigningKey::generate().unwrap();
        let request = EventCertificateRequest {
            common_name: "王五".to_owned(),
            organisation: Some("上海某某有限公司".to_owned()),
            subject_serial: "0193f1c2-6b1d-7aaa-8000-000000000001/1".to_owned(),
            not_before: NOW,
            valid_for_ms: 600_000,
        };
        let certificate = self.authority.issue(key.public_key(), &request).unwrap();
        (key, certificate)
    }
}

#[test]
fn openssl_verifies_the_chains() {
    let desk = Desk::new();
    desk.write("stamper.pem", desk.authority.timestamping().to_pem());
    desk.write("event.pem", desk.event().1.to_pem());
    let verify = |purpose: &str, leaf: &str| {
        let options = format!("-x509_strict -attime {AT} -CAfile root.pem -untrusted issuing.pem");
        desk.openssl(&format!("verify {options} -purpose {purpose} {leaf}"))
    };
    assert_eq!(
        verify("timestampsign", "stamper.pem").unwrap(),
        "stamper.pem: OK\n"
    );
    assert_eq!(verify("smimesign", "event.pem").unwrap(), "event.pem: OK\n");
    assert!(
        verify("timestampsign", "event.pem")
            .unwrap_err()
            .contains("unsuitable certificate purpose")
    );
    let late = desk.openssl("verify -attime 1795370000 -CAfile root.pem -untrusted issuing.pem event.pem");
    assert!(late.unwrap_err().contains("certificate has expired"));
}

#[test]
fn openssl_verifies_a_token() {
    let desk = Desk::new();
    let nonce = Nonce::from_bytes(&[0x31, 0x4c]).unwrap();
    let token = desk
        .authority
        .timestamp(Sha256Hash::of(b"checkpoint"), Some(&nonce), NOW)
        .unwrap();
    desk.write("token.der", &token.der);
    desk.write("data", b"checkpoint");
    desk.write("other", b"other");
    let verify = |data: &str| {
        desk.openssl(&format!(
            "ts -verify -attime {AT} -data {data} -in token.der -token_in -CAfile root.pem"
        ))
    };
    assert!(verify("data").unwrap().contains("Verification: OK"));
    assert!(verify("other").unwrap_err().contains("message imprint mismatch"));
    let text = desk
        .openssl("ts -reply -in token.der -token_in -token_out -text")
        .unwrap();
    assert!(
        text.contains("Policy OID: 2.25.273622652921820866001320008416123500556"),
        "{text}"
    );
    assert!(
        text.contains("Time stamp: Nov 22 17:00:00.123 2026 GMT"),
        "{text}"
    );
    assert!(text.contains("Accuracy: 0x01 seconds"), "{text}");
}

#[test]
fn openssl_asks_and_accepts_the_answer() {
    let desk = Desk::new();
    desk.write("data", b"asked by openssl");
    desk.openssl("ts -query -data data -sha256 -cert -out query.der")
        .unwrap();
    let answer = desk
        .authority
        .timestamp_response(&desk.read("query.der"), NOW)
        .unwrap();
    desk.write("answer.der", answer);
    let verdict = desk.openssl(&format!(
        "ts -verify -attime {AT} -queryfile query.der -in answer.der -CAfile root.pem"
    ));
    assert!(verdict.unwrap().contains("Verification: OK"));

    desk.openssl("ts -query -data data -sha256 -out bare.der")
        .unwrap();
    let bare = desk
        .authority
        .timestamp_response(&desk.read("bare.der"), NOW)
        .unwrap();
    desk.write("bare-answer.der", bare);
    desk.write(
        "stamper.pem",
        desk.authority.timestamping().to_pem() + &desk.authority.issuing().to_pem(),
    );
    let options = "-queryfile bare.der -in bare-answer.der -CAfile root.pem";
    let without = desk.openssl(&format!("ts -verify -attime {AT} {options}"));
    assert!(without.is_err(), "the certificates were not asked for");
    let with = desk.openssl(&format!(
        "ts -verify -attime {AT} {options} -untrusted stamper.pem"
    ));
    assert!(with.unwrap().contains("Verification: OK"));

    desk.openssl("ts -query -data data -sha512 -out sha512.der")
        .unwrap();
    let refusal = desk
        .authority
        .timestamp_response(&desk.read("sha512.der"), NOW)
        .unwrap();
    desk.write("refusal.der", refusal);
    let text = desk.openssl("ts -reply -in refusal.der -text").unwrap();
    assert!(text.contains("Status: Rejected."), "{text}");
    assert!(
        text.contains("unrecognized or unsupported algorithm identifier"),
        "{text}"
    );
}

/// The stand-in for an outside authority: `openssl ts -reply` with our key. Its tokens have other signed
/// attributes, NULL parameters and an issuerSerial in the certificate id, and we read them.
#[test]
fn a_token_by_openssl_is_read() {
    let desk = Desk::new();
    let key = desk.authority.timestamping_key();
    desk.write("key.pem", to_pem("PRIVATE KEY", &key.key.to_pkcs8().unwrap()));
    desk.write("stamper.pem", key.certificate.to_pem());
    desk.write("data", b"stamped by openssl");
    desk.write("serial", "01");
    desk.write(
        "tsa.cnf",
        "[tsa]\ndefault_tsa = it\n[it]\nserial = serial\ndefault_policy = 1.2.3.4\n\
         digests = sha256\nsigner_digest = sha256\naccuracy = millisecs:500, microsecs:1\n\
         ess_cert_id_alg = sha256\n",
    );
    desk.openssl("ts -query -data data -sha256 -cert -out query.der")
        .unwrap();
    let options =
        "-config tsa.cnf -queryfile query.der -signer stamper.pem -inkey key.pem -chain issuing.pem";
    desk.openssl(&format!("ts -reply {options} -token_out -out token.der"))
        .unwrap();
    let trust = [desk.authority.root().clone()];
    let info = verify_token(
        &desk.read("token.der"),
        Sha256Hash::of(b"stamped by openssl"),
        &trust,
    )
    .unwrap();
    assert_eq!(info.accuracy_ms, Some(501));
    assert_eq!(info.serial_hex, "02");
    assert_eq!(info.authority, key.certificate);
}

#[test]
fn openssl_verifies_a_signature_and_the_token_in_it() {
    let desk = Desk::new();
    let (key, certificate) = desk.event();
    let document = b"byte ranges of a document";
    desk.write("document", document);
    desk.write("other", b"byte ranges of another one");
    let mut token = None;
    let signed = sign_detached(
        Sha256Hash::of(document),
        &key,
        &certificate,
        desk.authority.chain(),
        |imprint| {
            desk.authority
                .timestamp(imprint, None, NOW)
                .inspect(|made| token = Some((imprint, made.clone())))
        },
    )
    .unwrap();
    desk.write("signature.der", &signed.der);
    let verify = |content: &str| {
        desk.openssl(&format!(
            "cms -verify -cades -binary -inform DER -in signature.der -content {content} -CAfile root.pem \
             -purpose smimesign -attime {AT} -out checked"
        ))
    };
    assert!(
        verify("document")
            .unwrap()
            .contains("CAdES Verification successful")
    );
    assert_eq!(desk.read("checked"), document);
    assert!(verify("other").unwrap_err().contains("verification failure"));

    let (imprint, token) = token.unwrap();
    desk.write("token.der", &token.der);
    let verdict = desk.openssl(&format!(
        "ts -verify -attime {AT} -digest {imprint} -in token.der -token_in -CAfile root.pem"
    ));
    assert!(verdict.unwrap().contains("Verification: OK"));
}

#[test]
fn openssl_honours_the_revocation_lists() {
    let desk = Desk::new();
    let (_, certificate) = desk.event();
    desk.write("event.pem", certificate.to_pem());
    let revocation = Revocation {
        at: NOW,
        reason: RevocationReason::KeyCompromise,
    };
    let revoked = (certificate.serial().unwrap(), revocation);
    let list = |issuer, revoked: &[(SerialNumber, Revocation)]| {
        to_pem(
            "X509 CRL",
            &desk
                .authority
                .revocation_list(issuer, revoked, 1, NOW, 86_400_000)
                .unwrap(),
        )
    };
    let check = |issuing: String| {
        desk.write("lists.pem", list(CrlIssuer::Root, &[]) + &issuing);
        let options =
            "-CAfile root.pem -untrusted issuing.pem -CRLfile lists.pem -crl_check_all -x509_strict";
        desk.openssl(&format!("verify {options} -attime {AT} event.pem"))
    };
    assert_eq!(check(list(CrlIssuer::Issuing, &[])).unwrap(), "event.pem: OK\n");
    assert!(
        check(list(CrlIssuer::Issuing, &[revoked]))
            .unwrap_err()
            .contains("certificate revoked")
    );
}

#[test]
fn openssl_verifies_the_server_certificate_for_its_hosts() {
    let desk = Desk::new();
    let authority = TlsAuthority::create(NOW, "hub.local").unwrap();
    let hosts = ["hub.local".to_owned()];
    let server = authority
        .issue_server(NOW, &hosts, &["192.168.1.5".parse().unwrap()])
        .unwrap();
    desk.write("tls-root.pem", authority.root().to_pem());
    desk.write("server.pem", &server.certificate_chain_pem);
    desk.write("server-key.pem", server.private_key_pem.as_bytes());
    let verify = |host: &str, root: &str| {
        let options = format!("-x509_strict -purpose sslserver -attime {AT} -CAfile {root}");
        desk.openssl(&format!("verify {options} {host} server.pem"))
    };
    assert_eq!(
        verify("-verify_hostname hub.local", "tls-root.pem").unwrap(),
        "server.pem: OK\n"
    );
    assert_eq!(
        verify("-verify_ip 192.168.1.5", "tls-root.pem").unwrap(),
        "server.pem: OK\n"
    );
    assert!(verify("-verify_hostname evil.local", "tls-root.pem").is_err());
    assert!(
        verify("-verify_hostname hub.local", "root.pem").is_err(),
        "the signing root is another one"
    );
    let of_key = desk.openssl("pkey -in server-key.pem -pubout").unwrap();
    assert_eq!(
        of_key,
        desk.openssl("x509 -in server.pem -noout -pubkey").unwrap()
    );
}
