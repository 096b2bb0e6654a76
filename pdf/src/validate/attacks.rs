//! Manipulations of signed files from the literature (shadow attacks, USF, ISA, SWA; research/pdf-signing.md,
//! section 5), each of which must be seen.

use super::*;
use crate::incremental::append::{Appender, FileEnd};
use crate::rehearsal::{PLAIN, Rehearsal, signature_request};
use crate::sign::append_signature;
use crate::sign::plan::SigningPlan;
use domain::ids::PartyNo;
use proptest::prelude::*;
use std::sync::OnceLock;

/// Two of three parties have signed.
pub(super) fn rehearsal() -> &'static Rehearsal {
    static REHEARSAL: OnceLock<Rehearsal> = OnceLock::new();
    REHEARSAL.get_or_init(|| {
        let mut rehearsal = Rehearsal::prepare(&PLAIN.pdf(), 3, 2, None);
        rehearsal.sign(PartyNo(1));
        rehearsal.sign(PartyNo(2));
        rehearsal
    })
}

pub(super) fn verdict(bytes: &[u8]) -> Report {
    validate(bytes, &rehearsal().trust(), rehearsal().now)
}

/// Appends a revision that `write` fills.
pub(super) fn appended(write: impl FnOnce(&mut Appender, &SigningPlan)) -> Vec<u8> {
    let plan = &rehearsal().plan;
    let mut appender = Appender::new(plan.end.clone());
    write(&mut appender, plan);
    let (tail, _): (Vec<u8>, FileEnd) = appender.finish("00".repeat(16));
    [rehearsal().file(), &tail].concat()
}

/// The body of the newest version of an object.
pub(super) fn body(number: u32) -> Vec<u8> {
    let file = PdfFile::read(rehearsal().file()).expect("a file");
    let id = crate::incremental::syntax::ObjectId {
        number,
        generation: 0,
    };
    let object = file.newest().object(id).expect("readable").expect("the object");
    file.bytes[object.node.span].to_vec()
}

pub(super) fn replaced(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    let at = bytes
        .windows(from.len())
        .rposition(|window| window == from.as_bytes())
        .expect("the text");
    [&bytes[..at], to.as_bytes(), &bytes[at + from.len()..]].concat()
}

#[track_caller]
fn tampered(bytes: &[u8], why: &str) {
    let report = verdict(bytes);
    assert_eq!(report.verdict, Verdict::Tampered, "{report:#?}");
    assert!(
        report.reasons.iter().any(|reason| reason.contains(why)),
        "{:?}",
        report.reasons
    );
}

#[test]
fn an_object_appended_after_the_last_signature() {
    tampered(
        &appended(|appender, plan| appender.object(plan.end.next_object, b"(hidden)")),
        "belongs to nothing",
    );
}

#[test]
fn bytes_after_the_end() {
    tampered(&[rehearsal().file(), b"% a remark\n"].concat(), "bytes follow");
}

#[test]
fn bytes_between_the_objects_of_a_revision() {
    let signed = appended(|appender, plan| appender.object(plan.end.next_object, b"null"));
    let mut with_remark = rehearsal().file().to_vec();
    with_remark.extend_from_slice(b"%remark\n");
    with_remark.extend_from_slice(&signed[rehearsal().file().len()..]);
    assert_ne!(verdict(&with_remark).verdict, Verdict::IntactOurs);
}

#[test]
fn the_page_is_replaced() {
    let page = rehearsal().plan.parties[0].boxes[0].page_object;
    tampered(
        &appended(|appender, _| appender.object(page, &body(page))),
        "was changed",
    );
}

#[test]
fn the_page_content_is_replaced() {
    tampered(
        &appended(|appender, _| appender.stream(5, "", b"BT /F1 18 Tf 72 700 Td (Other) Tj ET")),
        "object 5",
    );
}

#[test]
fn the_appearance_of_a_signed_field_is_replaced() {
    let field = rehearsal().plan.parties[0].boxes[0].object;
    let forged = appended(|appender, _| {
        let form = appender.reserve();
        appender.stream(
            form,
            "/Type /XObject /Subtype /Form /BBox [0 0 9 9]",
            b"0 0 9 9 re f",
        );
        let widget = String::from_utf8(body(field)).expect("text");
        let shown = widget
            .split("/AP")
            .nth(1)
            .and_then(|rest| rest.split(">>").next())
            .expect("an appearance");
        appender.object(
            field,
            widget.replace(shown, &format!(" << /N {form} 0 R ")).as_bytes(),
        );
    });
    tampered(&forged, "field party-1 was changed");
}

#[test]
fn the_drawing_behind_an_appearance_is_overwritten() {
    let file = PdfFile::read(rehearsal().file()).expect("a file");
    let fields = form_fields::fields(&file.newest()).expect("fields");
    let signed = fields
        .iter()
        .find(|field| field.name == "party-1")
        .expect("the field");
    let Some(Value::Dictionary(shown)) = signed.entries.get(b"AP") else {
        panic!("an appearance")
    };
    let form = shown
        .get(b"N")
        .and_then(Value::as_reference)
        .expect("a form")
        .number;
    let entries = "/Type /XObject /Subtype /Form /BBox [0 0 9 9]";
    tampered(
        &appended(|appender, _| appender.stream(form, entries, b"0 0 9 9 re f")),
        "was changed",
    );
}

#[test]
fn ink_of_a_party_that_has_not_signed() {
    let picture = &rehearsal().plan.parties[2].boxes[1];
    let forged = appended(|appender, _| {
        let form = appender.reserve();
        appender.stream(
            form,
            "/Type /XObject /Subtype /Form /BBox [0 0 9 9]",
            b"0 0 9 9 re f",
        );
        let widget = format!("<< {} /AP << /N {form} 0 R >> >>", picture.entries);
        appender.object(picture.object, widget.as_bytes());
    });
    tampered(&forged, "without a signature");
}

#[test]
fn a_signature_is_taken_out_of_its_field() {
    let field = &rehearsal().plan.parties[1].boxes[0];
    let emptied = format!("<< {} >>", field.entries);
    tampered(
        &appended(|appender, _| appender.object(field.object, emptied.as_bytes())),
        "no field refers to",
    );
}

#[test]
fn all_signatures_are_taken_out_of_the_catalog() {
    let root: u32 = rehearsal()
        .plan
        .end
        .root
        .split(' ')
        .next()
        .and_then(|n| n.parse().ok())
        .expect("a number");
    let stripped = appended(|appender, _| appender.object(root, b"<< /Type /Catalog /Pages 2 0 R >>"));
    tampered(&stripped, "3 signatures stand in the file");
}

#[test]
fn another_catalog_is_named() {
    let forged = appended(|appender, plan| appender.object(plan.end.next_object, &body(1)));
    let forged = replaced(
        &forged,
        "/Root 1 0 R",
        &format!("/Root {} 0 R", rehearsal().plan.end.next_object),
    );
    tampered(&forged, "another catalog");
}

#[test]
fn the_document_is_cut_back_to_an_earlier_signature() {
    let report = verdict(&rehearsal().revisions[1]);
    assert_eq!(report.verdict, Verdict::IntactOurs);
    assert_eq!(
        report.unsigned_fields,
        ["party-2", "party-3", "document-timestamp"],
        "what is missing is said"
    );
}

#[test]
fn a_byte_range_that_leaves_out_more_than_the_signature() {
    for (from, to) in [
        ("/ByteRange [0 ", "/ByteRange [1 "),
        ("/Contents <", "/Contents  "),
    ] {
        let report = verdict(&replaced(rehearsal().file(), from, to));
        assert_ne!(report.verdict, Verdict::IntactOurs, "{report:#?}");
        assert!(report.signatures.iter().any(|one| !one.intact));
    }
}

#[test]
fn the_bytes_of_a_signature_have_one_form() {
    let bytes = rehearsal().file();
    let contents = bytes
        .windows(11)
        .rposition(|window| window == b"/Contents <")
        .expect("contents")
        + 11;
    let end = contents
        + bytes[contents..]
            .iter()
            .position(|byte| *byte == b'>')
            .expect("an end");
    let letter = contents
        + bytes[contents..]
            .iter()
            .position(u8::is_ascii_lowercase)
            .expect("a letter");
    for (at, byte) in [
        (letter, bytes[letter].to_ascii_uppercase()),
        (end - 1, b' '),
        (end - 1, b'1'),
    ] {
        let mut changed = bytes.to_vec();
        changed[at] = byte;
        assert_ne!(verdict(&changed).verdict, Verdict::IntactOurs);
    }
}

#[test]
fn a_signature_wrapped_around_an_attackers_bytes() {
    let report = verdict(&signed_around_other_bytes());
    assert_eq!(report.verdict, Verdict::Tampered, "{report:#?}");
    assert!(
        report
            .signatures
            .iter()
            .any(|one| one.problem.as_deref().is_some_and(|p| p.contains("leaves out")))
    );
}

/// Party 3 signs a range that begins later after the gap: the bytes between could be anything.
pub(super) fn signed_around_other_bytes() -> Vec<u8> {
    signed_by_hand(|tail, after| {
        let text = format!("{after:<10}");
        let at = tail
            .windows(text.len())
            .rposition(|window| window == text.as_bytes())
            .expect("the number");
        tail[at..at + text.len()].copy_from_slice(format!("{:<10}", after + 4).as_bytes());
    })
}

/// Party 3 signs, after `change` has been at the revision.
pub(super) fn signed_by_hand(change: impl FnOnce(&mut [u8], u64)) -> Vec<u8> {
    let rehearsal = rehearsal();
    let request = signature_request(&rehearsal.plan, PartyNo(3), rehearsal.now);
    let (mut unsigned, _) = append_signature(rehearsal.file(), &rehearsal.plan, &request).expect("appended");
    change(&mut unsigned.tail, unsigned.placeholder.byte_range[2]);
    rehearsal.completed(unsigned, PartyNo(3))
}

#[test]
fn a_real_signature_does_not_excuse_what_else_its_revision_changes() {
    let good = verdict(&signed_by_hand(|_, _| ()));
    assert_eq!(good.verdict, Verdict::IntactOurs, "{good:#?}");
    let moved = signed_by_hand(|tail, _| {
        let at = tail
            .windows(7)
            .position(|window| window == b"/Rect [")
            .expect("a rectangle");
        tail[at + 7] = b'9';
    });
    tampered(&moved, "changed in more than it may be");
}

#[test]
fn validation_data_may_follow() {
    let root = String::from_utf8(body(1)).expect("text");
    let with_data = appended(|appender, _| {
        let certificate = appender.reserve();
        appender.stream(certificate, "", b"DER");
        let catalog = format!(
            "{} /DSS << /Certs [{certificate} 0 R] >> >>",
            &root[..root.len() - 2]
        );
        appender.object(1, catalog.as_bytes());
    });
    let report = verdict(&with_data);
    assert_eq!(report.verdict, Verdict::IntactOurs, "{report:#?}");
    assert!(
        report
            .signatures
            .iter()
            .all(|one| one.changes_after == ChangesAfter::Allowed)
    );
}

proptest! {

    #[test]
    fn a_flipped_bit_is_never_ours(place in any::<prop::sample::Index>(), bit in 0..8_u8) {
        let mut bytes = rehearsal().file().to_vec();
        let at = place.index(bytes.len());
        bytes[at] ^= 1 << bit;
        prop_assert_ne!(verdict(&bytes).verdict, Verdict::IntactOurs, "byte {}", at);
    }

    #[test]
    fn nothing_that_is_cut_and_pasted_makes_it_panic(
        from in any::<prop::sample::Index>(),
        length in 0..3_000_usize,
        to in any::<prop::sample::Index>(),
        noise in prop::collection::vec(any::<u8>(), 0..24),
    ) {
        let mut bytes = rehearsal().file().to_vec();
        let from = from.index(bytes.len());
        let piece = bytes[from..bytes.len().min(from + length)].to_vec();
        let to = to.index(bytes.len());
        bytes.splice(to..to, piece.into_iter().chain(noise));
        let changed = bytes != rehearsal().file();
        prop_assert!(!changed || verdict(&bytes).verdict != Verdict::IntactOurs);
    }

    #[test]
    fn cut_files_are_ours_only_where_a_revision_ends(end in any::<prop::sample::Index>()) {
        let bytes = rehearsal().file();
        let end = end.index(bytes.len());
        let whole = rehearsal().revisions.iter().any(|revision| revision.len() == end);
        prop_assert!(whole || verdict(&bytes[..end]).verdict != Verdict::IntactOurs);
    }
}
