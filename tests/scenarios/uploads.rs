//! Files that the hub must not take: each is refused over HTTP with its code and a sentence, and the draft stays
//! as it was.

use anyhow::{Context, ensure};
use pdf::incremental::append::{Appender, FileEnd};
use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;
use tests::browser::Browser;
use tests::ceremony::{blocking, play};
use tests::venue::{Venue, contract_pdf, script};

/// Largest upload of this hub, in bytes.
const MAX_BYTES: usize = 4 * 1024 * 1024;

#[tokio::test(flavor = "multi_thread")]
async fn what_must_be_refused_is_refused_and_leaves_nothing() {
    let limit = MAX_BYTES.to_string();
    let venue = blocking(move || Venue::without_film(&[("HUB_MAX_BYTES", limit.as_str())]))
        .await
        .unwrap();
    blocking(move || {
        let good = contract_pdf();
        let truncated = good[..good.len() / 2].to_vec();
        let mut large = good.clone();
        large.resize(MAX_BYTES + 1, b' ');
        let files = [
            (
                "garbage",
                b"this is a letter, not a contract".repeat(40),
                &["not_a_pdf"][..],
            ),
            ("nothing", Vec::new(), &["not_a_pdf"]),
            (
                "encrypted",
                encrypted(venue.folder.path(), &good)?,
                &["encrypted"],
            ),
            ("with JavaScript", with_javascript(), &["javascript"]),
            ("too large", large, &["too_large"]),
            ("truncated", truncated, &["broken", "parsers_disagree"]),
        ];
        for (what, bytes, codes) in files {
            is_refused(&venue.host, bytes, codes).with_context(|| what.to_owned())?;
        }
        Ok(())
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_signed_contract_becomes_a_copy_that_says_so() {
    let venue = blocking(|| Venue::without_film(&[])).await.unwrap();
    let signed = play(venue.host.clone(), script("已签的合同", 2))
        .await
        .unwrap()
        .document;
    blocking(move || {
        let draft = venue.host.post("/drafts", &json!({}))?.ok()?.json()?;
        let id = draft["id"].as_str().context("no id")?;
        let path = format!("/drafts/{id}/document?name=x.pdf&signed=copy");
        let answer = venue.host.upload(&path, "application/pdf", signed)?.ok()?;
        // The certification and two parties at least; a document time-stamp is one too.
        let removed = answer.json()?["document"]["facts"]["signatures_removed"].as_u64();
        ensure!(removed.is_some_and(|count| count >= 3), "{removed:?}");
        let kept = stored(&venue.host, id)?;
        ensure!(
            kept.to_string().contains("signatures_removed"),
            "not in the draft: {kept}"
        );
        Ok(())
    })
    .await
    .unwrap();
}

/// Uploads into a fresh draft.
#[tokio::test(flavor = "multi_thread")]
async fn the_empty_fields_of_a_form_stand_in_the_draft() {
    let venue = blocking(|| Venue::without_film(&[])).await.unwrap();
    blocking(move || {
        let draft = venue.host.post("/drafts", &json!({}))?.ok()?.json()?;
        let id = draft["id"].as_str().context("no id")?;
        let path = format!("/drafts/{id}/document?name=form.pdf");
        venue.host.upload(&path, "application/pdf", with_a_form())?.ok()?;
        let kept = stored(&venue.host, id)?;
        let form = &kept["body"]["document"]["parts"][0]["form"];
        let expected = json!([{
            "page": 1,
            "rect": {"x": 72_000, "y": 600_000, "w": 128_000, "h": 24_000},
            "name": "buyer",
            "required": true,
            "sort": "fill",
            "kind": {"kind": "line", "max": 30},
        }]);
        ensure!(*form == expected, "{kept}");
        Ok(())
    })
    .await
    .unwrap();
}

/// A page with one text field that is empty and one that is not.
fn with_a_form() -> Vec<u8> {
    let field = "/Type/Annot/Subtype/Widget/F 4/FT/Tx";
    let objects = [
        "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R 5 0 R]/DA(/Helv 12 Tf 0 g)>>>>".to_owned(),
        "<</Type/Pages/Count 1/Kids[3 0 R]>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Annots[4 0 R 5 0 R]>>".to_owned(),
        format!("<<{field}/T(buyer)/Ff 2/MaxLen 30/Rect[72 600 200 624]>>"),
        format!("<<{field}/T(seller)/V(Huiqian)/Rect[72 500 200 524]>>"),
    ];
    let mut file = "%PDF-1.7\n".to_owned();
    let mut table = "xref\n0 6\n0000000000 65535 f \n".to_owned();
    for (number, object) in (1..).zip(&objects) {
        table.push_str(&format!("{:010} 00000 n \n", file.len()));
        file.push_str(&format!("{number} 0 obj\n{object}\nendobj\n"));
    }
    let start = file.len();
    let end = format!("trailer\n<</Root 1 0 R/Size 6>>\nstartxref\n{start}\n%%EOF\n");
    [file, table, end].concat().into_bytes()
}

fn is_refused(host: &Browser, bytes: Vec<u8>, codes: &[&str]) -> anyhow::Result<()> {
    let draft = host.post("/drafts", &json!({}))?.ok()?.json()?;
    let id = draft["id"].as_str().context("no id")?;
    let before = stored(host, id)?;
    let answer = host.upload(
        &format!("/drafts/{id}/document?name=x.pdf"),
        "application/pdf",
        bytes,
    )?;
    let problem = answer.json()?;
    let code = answer.code();
    ensure!(codes.contains(&code.as_str()), "refused with {problem}");
    let status = if code == "too_large" { 413 } else { 422 };
    ensure!(answer.status == status, "status {} for {code}", answer.status);
    let sentence = problem["detail"].as_str().unwrap_or_default();
    ensure!(
        sentence.chars().any(|c| ('一'..='鿿').contains(&c)) && sentence != code,
        "no sentence: {problem}"
    );
    ensure!(stored(host, id)? == before, "the draft has changed");
    let page = host.get(&format!("/drafts/{id}/pages/1.png"))?;
    ensure!(page.status == 404, "a page image is there: {}", page.status);
    Ok(())
}

fn stored(host: &Browser, id: &str) -> anyhow::Result<Value> {
    host.get(&format!("/drafts/{id}"))?.ok()?.json()
}

/// The contract behind a password, made by qpdf.
fn encrypted(folder: &Path, good: &[u8]) -> anyhow::Result<Vec<u8>> {
    let (plain, locked) = (folder.join("plain.pdf"), folder.join("locked.pdf"));
    std::fs::write(&plain, good)?;
    let mut qpdf = Command::new("qpdf");
    let status = qpdf
        .args(["--encrypt", "open", "own", "256", "--"])
        .arg(&plain)
        .arg(&locked)
        .status();
    ensure!(
        status.context("qpdf cannot run: use scripts/test")?.success(),
        "qpdf failed"
    );
    Ok(std::fs::read(&locked)?)
}

/// A sound one-page file that runs a script when it is opened.
fn with_javascript() -> Vec<u8> {
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
    ];
    let mut file = Appender::new(FileEnd::of_nothing());
    for object in objects {
        let number = file.reserve();
        file.object(number, object.as_bytes());
    }
    file.finish("00".repeat(16)).0
}
