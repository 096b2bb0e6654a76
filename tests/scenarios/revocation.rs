//! The addresses in certificates lead to lists and answers that OpenSSL takes, before and after a certificate is taken back.

use serde_json::json;
use std::process::Command;
use tests::ceremony::blocking;
use tests::venue::Venue;

#[tokio::test(flavor = "multi_thread")]
async fn openssl_reads_lists_and_answers() {
    blocking(|| {
        let venue = Venue::open(&[])?;
        let folder = tempfile::tempdir()?;
        let place = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
        for name in ["root.cer", "issuing.cer", "root.crl", "issuing.crl"] {
            let found = venue.host.get(&format!("/pki/{name}"))?.ok()?;
            std::fs::write(place(name), found.body)?;
        }
        for (kind, name) in [("x509", "root"), ("x509", "issuing")] {
            let (from, to) = (place(&format!("{name}.cer")), place(&format!("{name}.pem")));
            openssl(&[kind, "-inform", "DER", "-in", &from, "-out", &to])?;
        }
        let both = [place("root.pem"), place("issuing.pem")].map(std::fs::read_to_string);
        let [root, issuing] = both;
        std::fs::write(place("chain.pem"), root? + &issuing?)?;
        for (list, by) in [("root.crl", "root.pem"), ("issuing.crl", "chain.pem")] {
            let said = openssl(&[
                "crl",
                "-inform",
                "DER",
                "-in",
                &place(list),
                "-noout",
                "-CAfile",
                &place(by),
            ])?;
            anyhow::ensure!(said.contains("verify OK"), "{list}: {said}");
        }

        let serial = "0x4200000000000000000000000000aa01";
        let request = [
            "ocsp",
            "-issuer",
            &place("issuing.pem"),
            "-serial",
            serial,
            "-reqout",
            &place("asked"),
        ];
        openssl(&request)?;
        let status = || -> anyhow::Result<String> {
            let asked = std::fs::read(place("asked"))?;
            let body = Some(("application/ocsp-request", asked));
            let answer = venue.host.call("POST", "/pki/ocsp", body)?.ok()?;
            std::fs::write(place("answer"), answer.body)?;
            let (answer, chain, asked) = (place("answer"), place("chain.pem"), place("asked"));
            let issuing = place("issuing.pem");
            let trust = ["-verify_other", &issuing, "-CAfile", &chain];
            // The answer repeats the number that the request chose.
            openssl(&[&["ocsp", "-respin", &answer, "-reqin", &asked][..], &trust[..]].concat())?;
            let about = [
                "-issuer",
                &issuing,
                "-serial",
                serial,
                "-no_nonce",
                "-CAfile",
                &chain,
            ];
            openssl(&[&["ocsp", "-respin", &answer][..], &about[..]].concat())
        };
        let good = status()?;
        anyhow::ensure!(
            good.contains("Response verify OK") && good.contains(": good"),
            "{good}"
        );
        let back = json!({"serial": &serial[2..], "reason": "key_compromise"});
        venue.host.post("/pki/revocations", &back)?.ok()?;
        venue.host.post("/pki/revocations", &back)?.ok()?;
        let gone = status()?;
        anyhow::ensure!(
            gone.contains(": revoked") && gone.contains("keyCompromise"),
            "{gone}"
        );
        let list = venue.host.get("/pki/issuing.crl")?.ok()?;
        std::fs::write(place("issuing.crl"), list.body)?;
        let said = openssl(&[
            "crl",
            "-inform",
            "DER",
            "-in",
            &place("issuing.crl"),
            "-noout",
            "-text",
        ])?;
        anyhow::ensure!(
            said.to_uppercase().contains("4200000000000000000000000000AA01"),
            "{said}"
        );
        Ok(())
    })
    .await
    .unwrap();
}

/// What OpenSSL says; it must succeed.
fn openssl(arguments: &[&str]) -> anyhow::Result<String> {
    let output = Command::new("openssl").args(arguments).output()?;
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said).into_owned();
    anyhow::ensure!(output.status.success(), "openssl {arguments:?}: {said}");
    Ok(said)
}
