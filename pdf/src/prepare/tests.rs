//! Preparing keeps every byte of the clean file, finds room in every kind of page, and refuses what it cannot keep.

use super::end_of_file::highest_written;
use super::*;
use crate::incremental::file::View;
use crate::incremental::syntax::Value;
use crate::rehearsal::{Annotations, PLAIN, Sample, file, request};
use crate::validate::form_fields::fields;

const AT: Timestamp = Timestamp(1_795_366_800_000);

fn prepared(clean: &[u8]) -> PreparedRevision {
    prepare(clean, &request(2, 2, AT, None)).expect("prepared")
}

fn refusal(clean: &[u8], change: impl FnOnce(&mut PrepareRequest)) -> PrepareError {
    let mut request = request(2, 2, AT, None);
    change(&mut request);
    prepare(clean, &request).expect_err("a refusal")
}

/// The annotations of a page, counted from 0.
fn annotations(view: &View<'_, '_>, page: usize) -> Vec<u32> {
    let (_, catalog) = view.catalog().expect("a catalog");
    let page = &pages::pages(view, &catalog).expect("pages")[page];
    let array = page
        .entries
        .get(b"Annots")
        .and_then(Value::as_array)
        .expect("an array");
    array
        .iter()
        .map(|node| node.value.as_reference().expect("a reference").number)
        .collect()
}

#[test]
fn the_clean_file_is_the_beginning_of_the_prepared_one() {
    let clean = PLAIN.pdf();
    let prepared = prepared(&clean);
    assert!(prepared.bytes.starts_with(&clean));
    assert_eq!(prepared.plan.end.length, prepared.bytes.len() as u64);
    let added = String::from_utf8_lossy(&prepared.bytes[clean.len()..]);
    assert!(
        added.contains("/MediaBox [0 0 595.303937007874 841.889763779528]"),
        "numbers keep their digits"
    );
    let json = serde_json::to_string(&prepared).expect("json");
    assert_eq!(
        serde_json::from_str::<PreparedRevision>(&json).expect("prepared"),
        prepared
    );
}

#[test]
fn each_party_has_a_signature_field_and_pictures_for_its_other_boxes() {
    let prepared = prepared(&PLAIN.pdf());
    let file = PdfFile::read(&prepared.bytes).expect("a file");
    let names: Vec<String> = fields(&file.newest())
        .expect("fields")
        .into_iter()
        .map(|field| field.name)
        .collect();
    assert_eq!(
        names,
        [
            "certification",
            "party-1",
            "party-1-box-101",
            "party-2",
            "party-2-box-102",
            "document-timestamp"
        ]
    );
    let planned = &prepared.plan.parties[1].boxes;
    assert_eq!(
        (planned[0].field, planned[0].page, planned[1].page),
        (FieldNo(2), 1, 2)
    );
}

#[test]
fn annotations_already_there_stay_on_their_page_and_ours_come_after() {
    for kind in [Annotations::Inline, Annotations::Shared] {
        let prepared = prepared(
            &Sample {
                annotations: kind,
                ..PLAIN
            }
            .pdf(),
        );
        let file = PdfFile::read(&prepared.bytes).expect("a file");
        let boxes: Vec<u32> = prepared
            .plan
            .parties
            .iter()
            .flat_map(|party| &party.boxes)
            .map(|planned| planned.object)
            .collect();
        let [first, second] = [annotations(&file.newest(), 0), annotations(&file.newest(), 1)];
        assert_eq!((first[0], second[0]), (8, 8));
        let timestamp = &prepared.plan.long_term.as_ref().expect("a plan").timestamp;
        assert_eq!(first[2..], [boxes[0], boxes[2], timestamp.object], "{kind:?}");
        assert_eq!(second[1..], [boxes[1], boxes[3]], "{kind:?}");
    }
}

#[test]
fn rotation_is_inherited_and_turns_the_frame() {
    let prepared = prepared(
        &Sample {
            rotate: 270,
            user_unit: "/UserUnit 2.5",
            ..PLAIN
        }
        .pdf(),
    );
    let planned = &prepared.plan.parties[0].boxes[0];
    let frame = planned.frame();
    assert_eq!((planned.rotate, frame.user_unit), (270, 2.5));
    assert_eq!((frame.width, frame.height), (64.25, 150.0));
}

#[test]
fn object_numbers_start_above_everything_that_is_written() {
    let clean = PLAIN.pdf();
    assert_eq!(highest_written(&clean), 9);
    let hidden = b"%PDF-1.7\n40 0 obj\nnull\nendobj\n";
    assert_eq!(highest_written(hidden), 40);
}

#[test]
fn wishes_that_cannot_be_met_are_named() {
    let clean = PLAIN.pdf();
    let field = FieldNo(1);
    assert_eq!(
        refusal(&clean, |request| request.parties[0].boxes[0].page = 3),
        PrepareError::NoSuchPage { field, page: 3 }
    );
    assert_eq!(
        refusal(&clean, |request| request.parties[0].boxes[0].page = 0),
        PrepareError::NoSuchPage { field, page: 0 }
    );
    assert_eq!(
        refusal(&clean, |request| request.parties[0].boxes[0].rect.h = 0),
        PrepareError::EmptyBox { field }
    );
    assert_eq!(
        refusal(&clean, |request| request.parties[1].boxes[0].field = field),
        PrepareError::FieldTwice { field }
    );
    assert_eq!(
        refusal(&clean, |request| request.parties[1].boxes.clear()),
        PrepareError::PartyBoxes { party: PartyNo(2) }
    );
}

#[test]
fn files_that_are_not_clean_are_refused() {
    let once = prepared(&PLAIN.pdf()).bytes;
    assert_eq!(refusal(&once, |_| ()), PrepareError::NotNormalised);
    let form = file(&["<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [3 0 R] >> >>".to_owned()]);
    assert_eq!(refusal(&form, |_| ()), PrepareError::ForeignFields);
    let circle = file(&[
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [2 0 R] /Count 1 >>".to_owned(),
    ]);
    assert_eq!(refusal(&circle, |_| ()), PrepareError::PageTree);
    assert!(matches!(
        refusal(b"GIF89a", |_| ()),
        PrepareError::Unreadable { .. }
    ));
}
