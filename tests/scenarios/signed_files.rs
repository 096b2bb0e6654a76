//! Uploads that others have signed already: the draft says who, the sender decides, and what is signed further keeps every
//! earlier signature good for validators that are not ours.

use anyhow::{Context, ensure};
use domain::hash::Sha256Hash;
use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;
use tests::browser::{Answer, Browser};
use tests::ceremony::{blocking, play};
use tests::independent_validators::PYHANKO;
use tests::package_reader::{file, lines};
use tests::venue::{Venue, contract_pdf, script};
use verify::policy::Policy;

#[tokio::test(flavor = "multi_thread")]
async fn the_sender_is_told_who_signed_and_decides_before_anything_is_sent() {
    let venue = blocking(|| Venue::without_film(&[])).await.unwrap();
    blocking(move || {
        let signed = samples(venue.folder.path())?;
        let upload = signed("p256-visible.pdf")?;
        let draft = Draft::new(&venue.host)?;
        let document = draft.upload("", upload.clone())?.ok()?.json()?["document"].clone();
        let found = &document["parts"][0]["signed"];
        ensure!(found["verdict"] == "intact_some_ours", "{found}");
        let [one] = found["signatures"]
            .as_array()
            .context("no signatures")?
            .as_slice()
        else {
            anyhow::bail!("{found}")
        };
        ensure!(
            one["name"] == "Other p256" && one["issuer"] == "Other p256",
            "{one}"
        );
        ensure!(one["intact"] == true && one["trusted"] == false, "{one}");
        ensure!(
            found.get("choice").is_none() && found.get("refused").is_none(),
            "{found}"
        );

        let undecided = draft.open()?;
        ensure!(undecided.code() == "signed_undecided", "{}", undecided.code());
        let stale = draft.choose(&json!(Sha256Hash::ZERO), "copy")?;
        ensure!(stale.code() == "draft_changed", "{}", stale.code());
        let further = draft.choose(&document["clean"], "further")?.ok()?.json()?["document"].clone();
        let hash = Sha256Hash::of(&upload).to_hex();
        ensure!(
            further["clean"] == hash && further["uploaded"] == hash,
            "{further}"
        );
        ensure!(further["facts"]["signatures_kept"] == 1, "{further}");
        // Both look as the upload looks, with what its signature shows.
        let unsigned = Draft::new(&venue.host)?
            .upload("", contract_pdf())?
            .ok()?
            .json()?;
        let images = |document: &Value| document["pages"].to_string();
        ensure!(
            images(&further) == images(&document) && images(&further) != images(&unsigned["document"]),
            "the signature is not drawn"
        );

        let joined = draft.upload("&join=true", contract_pdf())?;
        ensure!(
            joined.code() == "signed_cannot_join" && joined.status == 422,
            "{}",
            joined.code()
        );
        let copy = draft.choose(&further["clean"], "copy")?.ok()?.json()?["document"].clone();
        ensure!(
            copy["clean"] == document["clean"] && copy["facts"]["signatures_removed"] == 1,
            "{copy}"
        );
        draft.upload("&join=true", contract_pdf())?.ok()?;
        let decided = draft.open()?;
        ensure!(
            decided.status >= 400 && decided.code() != "signed_undecided",
            "{}",
            decided.code()
        );
        Ok(())
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_signature_forbids_is_said_before_and_refused() {
    let venue = blocking(|| Venue::without_film(&[])).await.unwrap();
    blocking(move || {
        let signed = samples(venue.folder.path())?;
        for (name, code) in [
            ("certified-p1.pdf", "signed_no_changes"),
            ("locked-all.pdf", "signed_locked"),
            ("altered.pdf", "signed_not_intact"),
        ] {
            let draft = Draft::new(&venue.host)?;
            let document = draft.upload("", signed(name)?)?.ok()?.json()?["document"].clone();
            let found = &document["parts"][0]["signed"];
            ensure!(found["refused"] == code, "{name}: {found}");
            let refused = draft.choose(&document["clean"], "further")?;
            ensure!(
                refused.code() == code && refused.status == 422,
                "{name}: {}",
                refused.code()
            );
            let stored = draft.stored()?;
            ensure!(
                stored["body"]["document"] == document,
                "{name}: the draft has changed"
            );
            draft.choose(&document["clean"], "copy")?.ok()?;
        }
        Ok(())
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_signed_file_is_signed_further_and_nobody_finds_a_signature_broken() {
    let venue = blocking(|| Venue::without_film(&[])).await.unwrap();
    let folder = venue.folder.path().to_owned();
    let upload = blocking(move || samples(&folder)?("store-document-timestamp.pdf"))
        .await
        .unwrap();
    let mut wishes = script("补充签署", 2);
    (wishes.document, wishes.signed) = (upload.clone(), "further");
    let played = play(venue.host.clone(), wishes).await.unwrap();
    assert!(played.document.starts_with(&upload));
    let opened = lines(&played.evidence).unwrap()[0]["body"].clone();
    assert_eq!(
        opened["signed_source"],
        json!({"handling": "further", "signatures": 2})
    );
    assert_eq!(file(&played.evidence, "documents/clean.pdf").unwrap(), upload);

    // The package verifies like every other.
    let policy = Policy::parse(&played.policy).unwrap();
    let report = verify::verify_package(&played.evidence, &policy);
    assert_eq!(report.exit_code, 10, "{}", report.to_text());
    let source = report
        .facts
        .as_ref()
        .and_then(|facts| facts.signed_source)
        .unwrap();
    assert_eq!(source.signatures, 2);
    assert!(
        report.to_text().contains("signed further"),
        "{}",
        report.to_text()
    );
    // By itself the file is intact, and some of its signatures are ours.
    let alone = verify::verify_file(&played.document, &policy);
    assert_eq!(alone.exit_code, 10, "{}", alone.to_text());
    // The one that it came with, the platform's, and two parties'.
    judged_by_others(venue.folder.path(), &played.document, 4);
}

/// Our own sealed file is certified: who signs it further is not seen on its pages, and everything in it stays good.
#[tokio::test(flavor = "multi_thread")]
async fn a_sealed_file_of_ours_is_signed_further() {
    let venue = blocking(|| Venue::without_film(&[])).await.unwrap();
    let first = play(venue.host.clone(), script("采购合同", 2)).await.unwrap();
    let host = venue.host.clone();
    let upload = first.document.clone();
    let facts = blocking(move || {
        let draft = Draft::new(&host)?;
        let document = draft.upload("", upload)?.ok()?.json()?["document"].clone();
        let found = &document["parts"][0]["signed"];
        ensure!(found["verdict"] == "intact_ours", "{found}");
        ensure!(found.get("refused").is_none(), "{found}");
        let further = draft.choose(&document["clean"], "further")?.ok()?.json()?;
        Ok(further["document"]["parts"][0].clone())
    });
    let part = facts.await.unwrap();
    assert_eq!(part["facts"]["certified"], true, "{part}");
    assert!(part.get("form").is_none(), "nothing waits: {part}");

    let mut wishes = script("补充签署", 1);
    (wishes.document, wishes.signed) = (first.document.clone(), "further");
    let second = play(venue.host.clone(), wishes).await.unwrap();
    assert!(second.document.starts_with(&first.document));
    let policy = Policy::parse(&second.policy).unwrap();
    let report = verify::verify_package(&second.evidence, &policy);
    assert_eq!(report.exit_code, 10, "{}", report.to_text());
    // Certification and two parties; the platform and one party.
    judged_by_others(venue.folder.path(), &second.document, 5);
}

/// A field that was left empty for whoever comes next is offered as a place, and signed where it stands.
#[tokio::test(flavor = "multi_thread")]
async fn empty_signature_fields_of_a_certified_file_are_offered() {
    let venue = blocking(|| Venue::without_film(&[])).await.unwrap();
    blocking(move || {
        let signed = samples(venue.folder.path())?;
        for (name, certified) in [
            ("certified-p2-waiting.pdf", json!(true)),
            ("waiting.pdf", Value::Null),
        ] {
            let draft = Draft::new(&venue.host)?;
            let document = draft.upload("", signed(name)?)?.ok()?.json()?["document"].clone();
            let further = draft.choose(&document["clean"], "further")?.ok()?.json()?;
            let part = &further["document"]["parts"][0];
            ensure!(part["facts"]["certified"] == certified, "{name}: {part}");
            let offered = json!([{
                "page": 1, "rect": {"x": 300_000, "y": 60_000, "w": 160_000, "h": 60_000},
                "name": "Waiting", "required": false, "sort": "sign",
            }]);
            ensure!(part["form"] == offered, "{name}: {part}");
        }
        Ok(())
    })
    .await
    .unwrap();
}

/// pdfsig and pyHanko find all `count` signatures of people and of platforms valid; of strangers, pyHanko calls them sound.
fn judged_by_others(folder: &Path, document: &[u8], count: usize) {
    let path = folder.join("further.pdf");
    std::fs::write(&path, document).unwrap();
    let said = Command::new("pdfsig").arg("-nocert").arg(&path).output().unwrap();
    let said = String::from_utf8_lossy(&said.stdout).into_owned();
    assert_eq!(
        said.matches("Signature Validation: Signature is Valid.").count(),
        count,
        "{said}"
    );
    let pyhanko = std::env::var(PYHANKO).expect("pyHanko: use scripts/test");
    let judged = Command::new(Path::new(&pyhanko).with_file_name("python3"))
        .args(["-c", SOUND])
        .arg(&path)
        .output()
        .unwrap();
    let (out, err) = (
        String::from_utf8_lossy(&judged.stdout),
        String::from_utf8_lossy(&judged.stderr),
    );
    assert_eq!(out.trim(), format!("sound {count}"), "{err}");
}

/// Counts the signatures that pyHanko's strict reader calls intact, with nothing unexplained behind them.
const SOUND: &str = "
import sys
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
sound = 0
for found in PdfFileReader(open(sys.argv[1], 'rb'), strict=True).embedded_regular_signatures:
    status = validate_pdf_signature(found)
    sound += status.intact and status.valid and status.docmdp_ok
print('sound', sound)
";

/// The files that `signed_samples.py` writes, by name.
fn samples(folder: &Path) -> anyhow::Result<impl Fn(&str) -> anyhow::Result<Vec<u8>>> {
    let pyhanko = std::env::var(PYHANKO).context("pyHanko: use scripts/test")?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let signed = folder.join("signed");
    let made = Command::new(Path::new(&pyhanko).with_file_name("python3"))
        .arg(root.join("validators/signed_samples.py"))
        .arg(root.join("../hub/assets/demo-contract.pdf"))
        .arg(&signed)
        .status()?;
    ensure!(made.success(), "no samples");
    Ok(move |name: &str| Ok(std::fs::read(signed.join(name))?))
}

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

    fn upload(&self, wishes: &str, bytes: Vec<u8>) -> anyhow::Result<Answer> {
        let path = format!("/drafts/{}/document?name=signed.pdf{wishes}", self.id);
        self.host.upload(&path, "application/pdf", bytes)
    }

    fn choose(&self, clean: &Value, choice: &str) -> anyhow::Result<Answer> {
        let path = format!("/drafts/{}/document/signed", self.id);
        self.host
            .put(&path, &json!({"clean": clean, "part": 0, "choice": choice}))
    }

    fn open(&self) -> anyhow::Result<Answer> {
        self.host.post(&format!("/drafts/{}/open", self.id), &json!({}))
    }

    fn stored(&self) -> anyhow::Result<Value> {
        self.host.get(&format!("/drafts/{}", self.id))?.ok()?.json()
    }
}
