//! The RSA profile: a ceremony whose certification and signatures are RSA, judged by us and by programs that are not ours.

use tests::ceremony::{blocking, play};
use tests::independent_validators::{pdfsig, pyhanko, qpdf};
use tests::venue::{Venue, script};
use verify::policy::Policy;

#[tokio::test(flavor = "multi_thread")]
async fn rsa_signatures_are_taken_by_everybody() {
    let venue = blocking(|| Venue::without_film(&[("HUB_SIGNING_KEY", "rsa3072")]));
    let venue = venue.await.unwrap();
    let played = play(venue.host.clone(), script("RSA 签名", 2)).await.unwrap();
    let report = verify::verify_package(&played.evidence, &Policy::parse(&played.policy).unwrap());
    assert_eq!(report.exit_code, 10, "{}", report.to_text());
    blocking(move || {
        let folder = tempfile::tempdir()?;
        let (document, root) = (folder.path().join("signed.pdf"), folder.path().join("root.pem"));
        std::fs::write(&document, &played.document)?;
        std::fs::write(&root, venue.host.get("/trust/root.pem")?.ok()?.body)?;
        // sha256WithRSAEncryption in three SignerInfos.
        let algorithm = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b];
        let hex: String = algorithm.iter().map(|byte| format!("{byte:02x}")).collect();
        let text = String::from_utf8_lossy(&played.document).to_lowercase();
        anyhow::ensure!(text.matches(&hex).count() == 3, "{}", text.matches(&hex).count());
        qpdf(&document)?;
        anyhow::ensure!(pdfsig(&document)? == 3, "pdfsig");
        anyhow::ensure!(pyhanko(&document, &root)? >= 3, "pyhanko");
        Ok(())
    })
    .await
    .unwrap();
}
