//! Contracts from Word and Excel, through the real hub: converted, confirmed, joined with other files, signed; and
//! what is refused.
//!
//! Needs LibreOffice (Debian: `libreoffice-writer-nogui`, `libreoffice-calc-nogui`).

use anyhow::{Context, ensure};
use domain::hash::Sha256Hash;
use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::Duration;
use tests::browser::{Answer, Browser};
use tests::ceremony::{blocking, play};
use tests::independent_validators;
use tests::office_file::{CONTRACT, OfficeFile, long_docx};
use tests::package_reader::{lines, of_kind};
use tests::venue::{Venue, contract_pdf, script};

const TYPE: &str = "application/octet-stream";

#[tokio::test(flavor = "multi_thread")]
async fn a_docx_an_xlsx_and_a_photograph_become_one_signed_contract() {
    let venue = blocking(|| Venue::without_film(&[])).await.unwrap();
    let docx = OfficeFile::docx(&CONTRACT).bytes();
    let mut script = script("采购合同", 2);
    script.document = docx.clone();
    script.further = vec![
        OfficeFile::xlsx(&[&["品名", "数量"], &["会签服务", "1"]]).bytes(),
        photograph(venue.folder.path()).unwrap(),
    ];
    let further = script.further.clone();
    let played = play(venue.host.clone(), script).await.unwrap();
    let signed = venue.folder.path().join("signed.pdf");
    std::fs::write(&signed, &played.document).unwrap();
    // The platform's certification and two parties.
    assert_eq!(independent_validators::pdfsig(&signed).unwrap(), 3);
    independent_validators::qpdf(&signed).unwrap();
    let found = lines(&played.evidence).unwrap();
    let opened = of_kind(&found, "hub.opened.v1").next().expect("an opening");
    assert_eq!(opened["body"]["page_count"], 3);
    // Of several files the log names their list, and that names each upload.
    let hash = opened["body"]["uploaded"].as_str().unwrap();
    assert_ne!(hash, Sha256Hash::of(&docx).to_hex());
    assert_ne!(hash, Sha256Hash::of(&further[0]).to_hex());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_conversion_is_confirmed_before_anything_is_opened() {
    let venue = blocking(|| Venue::without_film(&[])).await.unwrap();
    blocking(move || {
        let draft = Draft::new(&venue.host)?;
        let docx = OfficeFile::docx(&CONTRACT).bytes();
        let document = draft.upload("合同.docx", "", docx.clone())?.ok()?.json()?["document"].clone();
        ensure!(
            document["uploaded"] == Sha256Hash::of(&docx).to_hex(),
            "{document}"
        );
        let conversion = &document["parts"][0]["conversion"];
        ensure!(conversion["confirmed"] == false, "{conversion}");
        ensure!(
            conversion["missing_fonts"] == json!(["Times New Roman", "宋体"]),
            "{conversion}"
        );
        let program = conversion["program"].as_str().unwrap_or_default();
        ensure!(
            program.starts_with("LibreOffice ") && program.len() > 14,
            "{program}"
        );

        // Saving the draft with a word of one's own about it changes nothing.
        let mut body = draft.stored()?["body"].clone();
        body["document"]["parts"][0]["conversion"]["confirmed"] = true.into();
        let version = draft.stored()?["version"].clone();
        let path = format!("/drafts/{}", draft.id);
        draft
            .host
            .put(&path, &json!({"version": version, "body": body}))?
            .ok()?;
        let refused = draft.host.post(&format!("{path}/open"), &json!({}))?;
        ensure!(refused.code() == "conversion_unconfirmed", "{}", refused.code());

        let confirm = |clean: &Value| {
            draft.host.post(
                &format!("{path}/document/confirmation"),
                &json!({"clean": clean, "part": 0}),
            )
        };
        let stale = confirm(&json!(Sha256Hash::ZERO))?;
        ensure!(stale.code() == "draft_changed", "{}", stale.code());
        confirm(&document["clean"])?.ok()?;
        // What is still missing is for the rules of opening to say.
        let refused = draft.host.post(&format!("{path}/open"), &json!({}))?;
        ensure!(
            refused.code() != "conversion_unconfirmed" && refused.status >= 400,
            "{}",
            refused.code()
        );
        Ok(())
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn files_are_put_in_another_order_and_boxes_go_with_their_pages() {
    let venue = blocking(|| Venue::without_film(&[])).await.unwrap();
    blocking(move || {
        let draft = Draft::new(&venue.host)?;
        draft.upload("main.pdf", "", contract_pdf())?.ok()?;
        let sheet = OfficeFile::xlsx(&[&["品名", "数量"]]).bytes();
        let document = draft.upload("list.xlsx", "&join=true", sheet)?.ok()?.json()?["document"].clone();
        ensure!(names(&document) == ["main.pdf", "list.xlsx"], "{document}");
        let pages = document["pages"].as_array().context("no pages")?.len() as u64;
        let first = document["parts"][0]["pages"].as_u64().context("no count")?;
        ensure!(pages == first + 1, "{document}");

        let path = format!("/drafts/{}", draft.id);
        let mut stored = draft.stored()?;
        let rect = json!({"x": 100_000, "y": 100_000, "w": 100_000, "h": 40_000});
        stored["body"]["fields"] = json!([
            {"party": 1, "page": 1, "rect": rect},
            {"party": 2, "page": pages, "rect": rect},
        ]);
        draft
            .host
            .put(
                &path,
                &json!({"version": stored["version"], "body": stored["body"]}),
            )?
            .ok()?;

        let arrange = |clean: &Value, order: &[usize]| {
            draft.host.put(
                &format!("{path}/document/parts"),
                &json!({"clean": clean, "order": order}),
            )
        };
        let turned = arrange(&document["clean"], &[1, 0])?.ok()?.json()?["document"].clone();
        ensure!(names(&turned) == ["list.xlsx", "main.pdf"], "{turned}");
        ensure!(
            turned["clean"] != document["clean"] && turned["uploaded"] != document["uploaded"],
            "{turned}"
        );
        ensure!(draft.box_pages()? == [2, 1], "{:?}", draft.box_pages()?);
        let stale = arrange(&document["clean"], &[0])?;
        ensure!(stale.code() == "draft_changed", "{}", stale.code());
        let wrong = arrange(&turned["clean"], &[0, 0])?;
        ensure!(wrong.code() == "malformed_request", "{}", wrong.code());

        let alone = arrange(&turned["clean"], &[1])?.ok()?.json()?["document"].clone();
        ensure!(
            alone["uploaded"] == Sha256Hash::of(&contract_pdf()).to_hex(),
            "{alone}"
        );
        ensure!(draft.box_pages()? == [1], "{:?}", draft.box_pages()?);
        arrange(&alone["clean"], &[])?.ok()?;
        ensure!(
            draft.stored()?["body"].get("document").is_none(),
            "a document is left"
        );
        Ok(())
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_office_files_are_refused_over_http() {
    let venue = blocking(|| Venue::without_film(&[])).await.unwrap();
    blocking(move || {
        let docx = || OfficeFile::docx(&CONTRACT);
        let broken = docx().bytes();
        let template = "http://example.org/x.dotm";
        let files = [
            ("office_macros", docx().part("word/vbaProject.bin", "x").bytes()),
            (
                "office_external_content",
                docx()
                    .relation(
                        "word/_rels/settings.xml.rels",
                        "attachedTemplate",
                        template,
                        "External",
                    )
                    .bytes(),
            ),
            (
                "office_external_content",
                OfficeFile::xlsx(&[&["1"]])
                    .part("xl/externalLinks/externalLink1.xml", "<externalLink/>")
                    .bytes(),
            ),
            (
                "over_limit",
                docx().part("word/media/zeros.bin", vec![0; 129 << 20]).bytes(),
            ),
            ("office_broken", broken[..broken.len() / 2].to_vec()),
        ];
        for (expected, bytes) in files {
            let draft = Draft::new(&venue.host)?;
            let answer = draft.upload("x.docx", "", bytes)?;
            let problem = answer.json()?;
            ensure!(
                answer.status == 422 && answer.code() == expected,
                "{expected}: {problem}"
            );
            let sentence = problem["detail"].as_str().unwrap_or_default();
            ensure!(
                sentence.chars().any(|c| ('一'..='鿿').contains(&c)),
                "no sentence: {problem}"
            );
            ensure!(
                draft.stored()?["body"].get("document").is_none(),
                "the draft has changed"
            );
        }
        Ok(())
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_conversion_shows_how_far_it_is_and_can_be_cancelled() {
    let venue = blocking(|| Venue::without_film(&[])).await.unwrap();
    blocking(move || {
        let draft = Draft::new(&venue.host)?;
        let progress = format!("/drafts/{}/document/progress", draft.id);
        ensure!(
            draft.host.get(&progress)?.ok()?.json()?["step"] == "none",
            "something is under way"
        );
        let uploading = thread::spawn({
            let draft = draft.clone();
            move || draft.upload("long.docx", "", long_docx())
        });
        loop {
            let step = draft.host.get(&progress)?.ok()?.json()?["step"].clone();
            if step == "converting" {
                break;
            }
            ensure!(!uploading.is_finished(), "the upload ended at {step}");
            #[expect(clippy::disallowed_methods, reason = "progress is asked for, as a page does")]
            thread::sleep(Duration::from_millis(20));
        }
        let second = draft.upload("second.pdf", "", contract_pdf())?;
        ensure!(second.code() == "upload_under_way", "{}", second.code());
        draft.host.delete(&progress)?.ok()?;
        let answer = uploading.join().ok().context("the upload panicked")??;
        ensure!(answer.code() == "cancelled", "{}", answer.code());
        // The draft is free again.
        draft.upload("second.pdf", "", contract_pdf())?.ok()?;
        Ok(())
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hub_without_libreoffice_says_so_and_takes_everything_else() {
    let venue = blocking(|| Venue::without_film(&[("HUB_OFFICE", "/nowhere/soffice.bin")]))
        .await
        .unwrap();
    blocking(move || {
        let health = venue.host.get("/health")?.ok()?.json()?;
        ensure!(health["office"].is_null(), "{health}");
        let draft = Draft::new(&venue.host)?;
        let answer = draft.upload("x.docx", "", OfficeFile::docx(&CONTRACT).bytes())?;
        ensure!(answer.code() == "office_unavailable", "{}", answer.code());
        draft.upload("x.pdf", "", contract_pdf())?.ok()?;
        Ok(())
    })
    .await
    .unwrap();
}

/// A draft of the host's.
#[derive(Clone)]
struct Draft {
    host: Browser,
    id: String,
}

impl Draft {
    fn new(host: &Browser) -> anyhow::Result<Self> {
        let draft = host.post("/drafts", &json!({}))?.ok()?.json()?;
        Ok(Self {
            host: host.clone(),
            id: draft["id"].as_str().context("no id")?.to_owned(),
        })
    }

    fn upload(&self, name: &str, further: &str, bytes: Vec<u8>) -> anyhow::Result<Answer> {
        let name: String = name.bytes().map(|byte| format!("%{byte:02X}")).collect();
        self.host.upload(
            &format!("/drafts/{}/document?name={name}{further}", self.id),
            TYPE,
            bytes,
        )
    }

    fn stored(&self) -> anyhow::Result<Value> {
        self.host.get(&format!("/drafts/{}", self.id))?.ok()?.json()
    }

    fn box_pages(&self) -> anyhow::Result<Vec<u64>> {
        let stored = self.stored()?;
        let fields = stored["body"]["fields"].as_array().context("no boxes")?;
        Ok(fields.iter().filter_map(|field| field["page"].as_u64()).collect())
    }
}

fn names(document: &Value) -> Vec<&str> {
    let parts = document["parts"].as_array().into_iter().flatten();
    parts.filter_map(|part| part["name"].as_str()).collect()
}

/// A page of the shipped contract as a JPEG, drawn by poppler.
fn photograph(folder: &Path) -> anyhow::Result<Vec<u8>> {
    let source = folder.join("source.pdf");
    std::fs::write(&source, contract_pdf())?;
    let mut poppler = Command::new("pdftoppm");
    let status = poppler
        .args(["-jpeg", "-r", "50", "-singlefile"])
        .arg(&source)
        .arg(folder.join("photograph"))
        .status();
    ensure!(
        status.context("pdftoppm cannot run: use scripts/test")?.success(),
        "pdftoppm failed"
    );
    Ok(std::fs::read(folder.join("photograph.jpg"))?)
}
