//! The addresses in certificates lead to lists and answers that OpenSSL takes: good for what was issued, revoked for what
//! was taken back, unknown for everything else.

use serde_json::json;
use std::path::{Path, PathBuf};
use std::process::Command;
use tests::ceremony::{blocking, play};
use tests::package_reader::{lines, of_kind};
use tests::venue::{Venue, script};

#[tokio::test(flavor = "multi_thread")]
async fn openssl_reads_lists_and_answers() {
    let venue = blocking(|| Venue::without_film(&[])).await.unwrap();
    let played = play(venue.host.clone(), script("吊销", 2)).await.unwrap();
    let lines = lines(&played.evidence).unwrap();
    let serials: Vec<String> = of_kind(&lines, "hub.party_signed.v1")
        .filter_map(|line| line["body"]["serial"].as_str().map(str::to_owned))
        .collect();
    blocking(move || {
        let desk = Desk::new(&venue)?;
        desk.fetch_lists(&venue)?;
        for serial in &serials {
            desk.expect(&venue, serial, ": good")?;
        }
        desk.expect(&venue, "4200000000000000000000000000aa01", ": unknown")?;

        let revocation = |serial: &str| json!({"serial": serial, "reason": "key_compromise"});
        let never = venue.host.post("/pki/revocations", &revocation("42aa"))?;
        anyhow::ensure!(never.status == 404, "{}", never.status);
        let (first, second) = (&serials[0], &serials[1]);
        venue.host.post("/pki/revocations", &revocation(first))?.ok()?;
        venue.host.post("/pki/revocations", &revocation(first))?.ok()?;
        desk.expect(&venue, first, "keyCompromise")?;
        desk.expect(&venue, second, ": good")?;
        let said = desk.list_text(&venue)?;
        anyhow::ensure!(said.contains(first) && !said.contains(second), "{said}");

        let data = venue.hub.options().data_dir.clone();
        let program = venue.hub.options().program.clone();
        let held = revoke(&program, &data, second);
        anyhow::ensure!(held.is_err(), "a running hub holds its data");
        let Venue {
            hub, folder: _folder, ..
        } = venue;
        hub.stop()?;
        for said in ["已吊销", "早已于"] {
            let sentence = revoke(&program, &data, second)?;
            anyhow::ensure!(sentence.contains(said), "{sentence}");
        }
        let unknown = revoke(&program, &data, "42aa");
        anyhow::ensure!(unknown.is_err_and(|said| said.to_string().contains("没有签发过")));
        Ok(())
    })
    .await
    .unwrap();
}

/// `hub revoke`: what it says, as the error if it fails.
fn revoke(program: &Path, data: &Path, serial: &str) -> anyhow::Result<String> {
    let output = Command::new(program)
        .args(["revoke", serial, "--reason", "superseded"])
        .env("HUB_DATA_DIR", data)
        .output()?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    anyhow::ensure!(output.status.success(), "{said}");
    Ok(said)
}

/// A folder for one conversation with OpenSSL.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new(venue: &Venue) -> anyhow::Result<Self> {
        let desk = Self(tempfile::tempdir()?);
        for name in ["root", "issuing"] {
            let found = venue.host.get(&format!("/pki/{name}.cer"))?.ok()?;
            std::fs::write(desk.path(&format!("{name}.cer")), found.body)?;
            let command = format!("x509 -inform DER -in {name}.cer -out {name}.pem");
            desk.openssl(&command)?;
        }
        let pem = |name| std::fs::read_to_string(desk.path(name));
        std::fs::write(desk.path("chain.pem"), pem("root.pem")? + &pem("issuing.pem")?)?;
        Ok(desk)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// What OpenSSL says; it must succeed.
    fn openssl(&self, arguments: &str) -> anyhow::Result<String> {
        let output = Command::new("openssl")
            .args(arguments.split_whitespace())
            .current_dir(self.0.path())
            .output()?;
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8_lossy(&said).into_owned();
        anyhow::ensure!(output.status.success(), "openssl {arguments}: {said}");
        Ok(said)
    }

    fn fetch_lists(&self, venue: &Venue) -> anyhow::Result<()> {
        for (list, by) in [("root.crl", "root.pem"), ("issuing.crl", "chain.pem")] {
            let found = venue.host.get(&format!("/pki/{list}"))?.ok()?;
            std::fs::write(self.path(list), found.body)?;
            let said = self.openssl(&format!("crl -inform DER -in {list} -noout -CAfile {by}"))?;
            anyhow::ensure!(said.contains("verify OK"), "{list}: {said}");
        }
        Ok(())
    }

    /// The issuing authority's list as text, in lower case.
    fn list_text(&self, venue: &Venue) -> anyhow::Result<String> {
        self.fetch_lists(venue)?;
        let said = self.openssl("crl -inform DER -in issuing.crl -noout -text")?;
        Ok(said.to_lowercase())
    }

    /// Asks about a certificate; the signed answer must contain `expected`.
    fn expect(&self, venue: &Venue, serial: &str, expected: &str) -> anyhow::Result<()> {
        self.openssl(&format!(
            "ocsp -issuer issuing.pem -serial 0x{serial} -reqout asked"
        ))?;
        let asked = std::fs::read(self.path("asked"))?;
        let body = Some(("application/ocsp-request", asked));
        let answer = venue.host.call("POST", "/pki/ocsp", body)?.ok()?;
        std::fs::write(self.path("answer"), answer.body)?;
        // The answer repeats the number that the request chose.
        self.openssl("ocsp -respin answer -reqin asked -verify_other issuing.pem -CAfile chain.pem")?;
        let said = self.openssl(&format!(
            "ocsp -respin answer -issuer issuing.pem -serial 0x{serial} -no_nonce -CAfile chain.pem"
        ))?;
        anyhow::ensure!(
            said.contains("Response verify OK") && said.contains(expected),
            "{serial}: {said}"
        );
        Ok(())
    }
}
