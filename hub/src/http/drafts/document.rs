//! The document of a draft: one clean file, made of one or several uploads.

use crate::documents::found_signatures::FoundSignatures;
use domain::contract::plan::PageBox;
use domain::contract::signed_source::{SignedHandling, SignedSource};
use domain::hash::Sha256Hash;
use pdf::intake::DocumentFacts;
use pdf::intake::form_controls::FormControl;
use pdf::office::conversion::Conversion;
use serde::{Deserialize, Serialize};

/// The uploaded files, as the worker understood them.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DraftDocument {
    pub name: String,
    /// The file as it was uploaded; of several, their list ([`DraftDocument::part_list`]).
    pub uploaded: Sha256Hash,
    pub clean: Sha256Hash,
    /// Bytes of the clean file.
    pub length: u64,
    /// What became of the upload; drafts of the first version do not say.
    #[serde(default)]
    pub facts: DocumentFacts,
    pub pages: Vec<DraftPage>,
    /// The files it is made of, in order. Drafts of the first versions have none: see [`Self::parts`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<DraftPart>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct DraftPage {
    pub page_box: PageBox,
    pub width_px: u32,
    pub height_px: u32,
    pub image: Sha256Hash,
    /// SHA-256 of the text layer; drafts of the first version have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Sha256Hash>,
    /// Two programs draw the page very differently: the sender is told to look at it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub disputed: bool,
}

/// One upload.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DraftPart {
    pub name: String,
    pub uploaded: Sha256Hash,
    /// Its clean file, by itself.
    pub clean: Sha256Hash,
    /// Bytes of that.
    pub length: u64,
    pub facts: DocumentFacts,
    /// How many of the document's pages are its.
    pub pages: usize,
    /// It came from Word or Excel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conversion: Option<DraftConversion>,
    /// Empty fields of its form, which are drawn into the pages: the sender may have controls in their places.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub form: Vec<FormControl>,
    /// It carried digital signatures. Drafts of the first versions do not say; what became of it stands in `facts`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed: Option<DraftSigned>,
}

/// A signed upload, of which the sender has to decide what becomes.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DraftSigned {
    #[serde(flatten)]
    pub found: FoundSignatures,
    /// Nothing is opened before. Without it the part is a copy for the time being.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choice: Option<SignedHandling>,
}

/// A conversion, which the sender has to look at.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DraftConversion {
    #[serde(flatten)]
    pub conversion: Conversion,
    /// The program that laid the pages out, with its version.
    pub program: String,
    /// The sender has looked at the pages and finds them right.
    pub confirmed: bool,
}

impl DraftDocument {
    /// The files it is made of; at least one.
    pub fn parts(&self) -> Vec<DraftPart> {
        if !self.parts.is_empty() {
            return self.parts.clone();
        }
        vec![DraftPart {
            name: self.name.clone(),
            uploaded: self.uploaded,
            clean: self.clean,
            length: self.length,
            facts: self.facts,
            pages: self.pages.len(),
            conversion: None,
            form: Vec::new(),
            signed: None,
        }]
    }

    /// Every file that it names, some more than once.
    pub fn files(&self) -> Vec<Sha256Hash> {
        let pages = self.pages.iter();
        let pages = pages.flat_map(|page| [Some(page.image), page.text]).flatten();
        let parts = self.parts.iter().flat_map(|part| [part.uploaded, part.clean]);
        pages.chain(parts).chain([self.uploaded, self.clean]).collect()
    }

    /// The pages of each part, in order.
    pub fn pages_by_part(&self) -> Vec<Vec<DraftPage>> {
        let mut pages = self.pages.iter().cloned();
        self.parts()
            .iter()
            .map(|part| pages.by_ref().take(part.pages).collect())
            .collect()
    }

    /// Whether every conversion was confirmed; nothing is opened before.
    pub fn is_confirmed(&self) -> bool {
        self.parts
            .iter()
            .filter_map(|part| part.conversion.as_ref())
            .all(|conversion| conversion.confirmed)
    }

    /// Whether it was said of every signed upload what becomes of it; nothing is opened before.
    pub fn is_decided(&self) -> bool {
        let mut signed = self.parts.iter().filter_map(|part| part.signed.as_ref());
        signed.all(|signed| signed.choice.is_some())
    }

    /// What the contract's first line says of signatures that came with the uploads.
    pub fn signed_source(&self) -> Option<SignedSource> {
        let parts = self.parts();
        let kept: u32 = parts.iter().map(|part| part.facts.signatures_kept).sum();
        let removed: u32 = parts.iter().map(|part| part.facts.signatures_removed).sum();
        let (handling, signatures) = match (kept, removed) {
            (0, 0) => return None,
            (0, removed) => (SignedHandling::Copy, removed),
            (kept, _) => (SignedHandling::Further, kept),
        };
        Some(SignedSource { handling, signatures })
    }

    /// What is kept with the contract of the files that it is made of, one JSON object a line: names, hashes of the
    /// uploads and of their clean files, pages, and how Office files were converted.
    pub fn part_list(parts: &[DraftPart]) -> Result<Vec<u8>, serde_json::Error> {
        let mut list = Vec::new();
        for part in parts {
            serde_json::to_writer(&mut list, part)?;
            list.push(b'\n');
        }
        Ok(list)
    }

    /// One name for several files: that of the first, and how many follow.
    pub fn name_of(parts: &[DraftPart]) -> String {
        match parts {
            [] => String::new(),
            [only] => only.name.clone(),
            [first, rest @ ..] => format!("{} +{}", first.name, rest.len()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use pdf::office::OfficeKind;
    use serde_json::json;

    fn document(parts: Vec<DraftPart>) -> DraftDocument {
        DraftDocument {
            name: "x.pdf".to_owned(),
            uploaded: Sha256Hash::ZERO,
            clean: Sha256Hash::ZERO,
            length: 7,
            facts: DocumentFacts::default(),
            pages: Vec::new(),
            parts,
        }
    }

    fn part(confirmed: Option<bool>) -> DraftPart {
        DraftPart {
            conversion: confirmed.map(|confirmed| DraftConversion {
                conversion: Conversion {
                    kind: OfficeKind::Docx,
                    missing_fonts: vec!["宋体".to_owned()],
                    drawn_with: Vec::new(),
                    claimed_pages: Some(2),
                    pages: 3,
                    tracked_changes: false,
                },
                program: "LibreOffice 7.4.7.2".to_owned(),
                confirmed,
            }),
            ..document(Vec::new()).parts().remove(0)
        }
    }

    #[test]
    fn a_document_of_the_first_version_is_its_own_part() {
        let old = json!({"name": "x.pdf", "uploaded": Sha256Hash::ZERO, "clean": Sha256Hash::ZERO, "length": 7, "pages": []});
        let old: DraftDocument = serde_json::from_value(old).unwrap();
        assert_eq!(old.parts().len(), 1);
        assert_eq!(old.parts()[0].name, "x.pdf");
        assert!(old.is_confirmed());
    }

    #[test]
    fn one_conversion_that_nobody_looked_at_is_enough() {
        assert!(document(vec![part(None), part(Some(true))]).is_confirmed());
        assert!(!document(vec![part(Some(true)), part(Some(false))]).is_confirmed());
    }

    #[test]
    fn the_list_tells_how_each_part_came_to_be() {
        let list = DraftDocument::part_list(&[part(None), part(Some(true))]).unwrap();
        let lines: Vec<serde_json::Value> = list
            .split(|b| *b == b'\n')
            .filter(|l| !l.is_empty())
            .map(|l| serde_json::from_slice(l).unwrap())
            .collect();
        assert_eq!(lines.len(), 2);
        assert!(lines[0].get("conversion").is_none());
        assert_eq!(lines[1]["conversion"]["missing_fonts"], json!(["宋体"]));
        assert_eq!(lines[1]["conversion"]["program"], "LibreOffice 7.4.7.2");
    }

    #[test]
    fn a_signed_upload_waits_for_a_word_and_the_contract_says_what_it_was() {
        let signed = |choice: Option<&str>, removed: u32, kept: u32| {
            let found = json!({"verdict": "intact_some_ours", "signatures": [], "choice": choice});
            let mut part = part(None);
            part.signed = serde_json::from_value(found).unwrap();
            part.facts.signatures_removed = removed;
            part.facts.signatures_kept = kept;
            document(vec![part])
        };
        assert!(!signed(None, 2, 0).is_decided() && document(vec![part(None)]).is_decided());
        let copy = signed(Some("copy"), 2, 0);
        assert!(copy.is_decided());
        let source = |handling, signatures| Some(SignedSource { handling, signatures });
        assert_eq!(copy.signed_source(), source(SignedHandling::Copy, 2));
        let further = signed(Some("further"), 0, 3);
        assert_eq!(further.signed_source(), source(SignedHandling::Further, 3));
        assert_eq!(document(vec![part(None)]).signed_source(), None);
    }
}
