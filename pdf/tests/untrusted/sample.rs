//! Writes small PDFs by hand, so that a test shows every byte that matters.

use domain::contract::plan::{PageBox, PageRect};
use pdf::intake::Tools;
use pdf::intake::choice::IntakeChoice;
use pdf::intake::refusal::IntakeRefusal;
use pdf::intake::{CleanPdf, IntakeError, IntakeLimits, qpdf::Qpdf};
use pdf::raster::fallback_fonts::{DEFAULT_FONT, FallbackFont};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::process::Command;

/// Object number of the first page; page `n` (from 0) is `FIRST_PAGE + 2n`, followed by its content.
pub const FIRST_PAGE: u32 = 10;
/// Free for the objects of a test.
pub const OWN: u32 = 1000;

/// A document under construction: A4 pages with one line of Helvetica each.
pub struct Sample {
    objects: BTreeMap<u32, Vec<u8>>,
    catalog: String,
}

impl Sample {
    pub fn pages(count: u32) -> Self {
        let mut sample = Self {
            objects: BTreeMap::new(),
            catalog: String::new(),
        };
        let kids: String = (0..count)
            .map(|page| format!("{} 0 R ", FIRST_PAGE + 2 * page))
            .collect();
        sample = sample.object(
            2,
            &format!("<</Type/Pages/Count {count}/Kids[{kids}]/MediaBox[0 0 595.276 841.89]>>"),
        );
        sample = sample.object(3, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");
        for page in 0..count {
            let text = format!("BT /F 24 Tf 72 700 Td (Page {} of a contract) Tj ET", page + 1);
            sample = sample
                .page(page, "")
                .stream(FIRST_PAGE + 2 * page + 1, "", text.as_bytes());
        }
        sample
    }

    /// Page `page` (from 0) with further entries.
    pub fn page(self, page: u32, entries: &str) -> Self {
        let number = FIRST_PAGE + 2 * page;
        let content = number + 1;
        self.object(
            number,
            &format!(
                "<</Type/Page/Parent 2 0 R/Contents {content} 0 R/Resources<</Font<</F 3 0 R>>>>{entries}>>"
            ),
        )
    }

    /// Further entries of the catalog.
    pub fn catalog(mut self, entries: &str) -> Self {
        self.catalog.push_str(entries);
        self
    }

    pub fn object(mut self, number: u32, body: &str) -> Self {
        self.objects.insert(number, body.as_bytes().to_vec());
        self
    }

    pub fn stream(mut self, number: u32, entries: &str, data: &[u8]) -> Self {
        let mut body = format!("<<{entries}/Length {}>>\nstream\n", data.len()).into_bytes();
        body.extend_from_slice(data);
        body.extend_from_slice(b"\nendstream");
        self.objects.insert(number, body);
        self
    }

    pub fn bytes(&self) -> Vec<u8> {
        let mut objects = self.objects.clone();
        objects.insert(
            1,
            format!("<</Type/Catalog/Pages 2 0 R{}>>", self.catalog).into_bytes(),
        );
        let mut out = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
        let mut table = String::new();
        for (number, body) in &objects {
            table.push_str(&format!("{number} 1\n{:010} 00000 n \n", out.len()));
            out.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
            out.extend_from_slice(body);
            out.extend_from_slice(b"\nendobj\n");
        }
        let size = objects.keys().last().map_or(1, |last| last + 1);
        let end = format!(
            "xref\n0 1\n0000000000 65535 f \n{table}trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{}\n%%EOF\n",
            out.len()
        );
        out.extend_from_slice(end.as_bytes());
        out
    }
}

/// What becomes of a page of a [`Sample`].
pub fn a4() -> PageBox {
    PageBox {
        visible: PageRect {
            x: 0,
            y: 0,
            w: 595_276,
            h: 841_890,
        },
        rotate: 0,
        user_unit: 1000,
    }
}

/// Compresses as a FlateDecode stream does.
pub fn deflate(data: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(data).unwrap();
    encoder.finish().unwrap()
}

/// The file that the program `qpdf` makes of `input`.
pub fn through_qpdf(input: &[u8], options: &[&str]) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("in.pdf"), input).unwrap();
    let done = Command::new("qpdf")
        .args(options)
        .args(["--", "in.pdf", "out.pdf"])
        .current_dir(folder.path())
        .output()
        .expect("these tests need the program qpdf 11 (Debian: apt install qpdf)");
    assert!(
        done.status.success(),
        "qpdf {options:?}: {}",
        String::from_utf8_lossy(&done.stderr)
    );
    std::fs::read(folder.path().join("out.pdf")).unwrap()
}

/// Takes an upload in without a worker around it.
pub fn take_in(upload: &[u8], limits: &IntakeLimits) -> Result<CleanPdf, IntakeRefusal> {
    take_in_as(upload, limits, &IntakeChoice::default())
}

/// Takes an upload in as its sender chose.
pub fn take_in_as(
    upload: &[u8],
    limits: &IntakeLimits,
    choice: &IntakeChoice,
) -> Result<CleanPdf, IntakeRefusal> {
    let folder = tempfile::tempdir().unwrap();
    match pdf::intake::take_in(
        upload,
        limits,
        choice,
        &Tools {
            qpdf: &Qpdf {
                program: "qpdf".into(),
            },
            font: Path::new(DEFAULT_FONT),
        },
        folder.path(),
    ) {
        Ok(clean) => Ok(clean),
        Err(IntakeError::Refused(refusal)) => Err(refusal),
        Err(error) => panic!("these tests need the program qpdf 11 (Debian: apt install qpdf): {error}"),
    }
}

/// The clean file of a sample.
pub fn clean(sample: &Sample) -> CleanPdf {
    take_in(&sample.bytes(), &IntakeLimits::default()).expect("the sample should be taken in")
}

pub fn fallback_font() -> FallbackFont {
    let file = std::fs::read(DEFAULT_FONT)
        .expect("these tests need WenQuanYi Micro Hei (Debian: apt install fonts-wqy-microhei)");
    FallbackFont::new(file)
}

/// Whether `needle` occurs in `bytes`.
pub fn has(bytes: &[u8], needle: &str) -> bool {
    bytes
        .windows(needle.len())
        .any(|window| window == needle.as_bytes())
}

/// Where `word` stands first.
pub fn position(bytes: &[u8], word: &str) -> usize {
    let mut windows = bytes.windows(word.len());
    windows.position(|window| window == word.as_bytes()).unwrap()
}
