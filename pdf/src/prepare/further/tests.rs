//! What others signed stays as they signed it, and what their signatures forbid is refused.

use super::*;
use crate::font::FontSubset;
use crate::incremental::append::FileEnd;
use crate::rehearsal::{PLAIN, Rehearsal, micro_hei, now, request};
use crate::validate::independent::agreed;
use crate::validate::{ChangesAfter, Verdict, validate};
use domain::ids::PartyNo;

/// A file with two signatures of another authority, both approvals.
fn signed_elsewhere() -> Vec<u8> {
    let mut elsewhere = Rehearsal::further(&PLAIN.pdf(), 1, None);
    elsewhere.sign(PartyNo(1));
    elsewhere.file().to_vec()
}

fn refused(base: &[u8]) -> PrepareError {
    let mut request = request(1, 1, now(), None);
    request.parties[0].boxes.truncate(1);
    prepare_further(base, &request).expect_err("refused")
}

#[test]
fn earlier_signatures_stay_intact_below_ours_and_their_bytes_too() {
    let base = signed_elsewhere();
    let mut rehearsal = Rehearsal::further(&base, 2, None);
    rehearsal.sign(PartyNo(1));
    rehearsal.sign(PartyNo(2));
    rehearsal.preserve();
    assert!(rehearsal.file().starts_with(&base));
    let report = validate(rehearsal.file(), &rehearsal.trust(), rehearsal.now);
    assert_eq!(report.verdict, Verdict::IntactSomeOurs, "{report:#?}");
    let trusted: Vec<bool> = report.signatures.iter().map(|one| one.trusted).collect();
    assert_eq!(trusted, [false, false, true, true, true, true]);
    assert!(
        report
            .signatures
            .iter()
            .all(|one| one.intact && one.changes_after != ChangesAfter::Forbidden)
    );
}

#[test]
fn the_validation_data_that_came_with_the_file_stays_named() {
    let mut elsewhere = Rehearsal::further(&PLAIN.pdf(), 1, None);
    elsewhere.sign(PartyNo(1));
    elsewhere.preserve();
    let mut rehearsal = Rehearsal::further(elsewhere.file(), 1, None);
    rehearsal.sign(PartyNo(1));
    rehearsal.preserve();
    let file = PdfFile::read(rehearsal.file()).expect("a file");
    let view = file.newest();
    let (_, catalog) = view.catalog().expect("a catalog");
    let Value::Dictionary(store) = view.entry(&catalog, b"DSS").expect("a store") else {
        panic!("no store")
    };
    let listed = |key: &[u8]| edit::references(&view, &store, key).expect("references").len();
    // Three certificates and two lists of each authority.
    assert_eq!((listed(b"Certs"), listed(b"CRLs")), (6, 4));
    let report = validate(rehearsal.file(), &elsewhere.trust(), rehearsal.now);
    assert_eq!(report.verdict, Verdict::IntactSomeOurs, "{report:#?}");
    assert_eq!(report.signatures[1].level, Some(crate::validate::Level::Archived));
}

/// A sealed file of our own, which is certified with P = 2.
fn certified(parties: u8) -> Rehearsal {
    let mut rehearsal = Rehearsal::prepare(&PLAIN.pdf(), parties, 2, None);
    rehearsal.sign(PartyNo(1));
    rehearsal
}

/// One place for each of `parties`, where nothing waits.
fn one_place_each(parties: u8, font: Option<FontSubset>) -> PrepareRequest {
    let mut request = request(parties, 1, now(), font);
    request
        .parties
        .iter_mut()
        .for_each(|party| party.boxes.truncate(1));
    request
}

#[test]
fn a_certification_without_changes_is_refused() {
    let text = certified(1).file().to_vec();
    let p1 = replaced(&text, b"/P 2 /V /1.2", b"/P 1 /V /1.2");
    assert_eq!(refused(&p1), PrepareError::SignedNoChanges);
}

#[test]
fn in_a_certified_file_new_signatures_are_not_seen_and_everybody_calls_all_of_them_valid() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut sealed = certified(1);
    sealed.preserve();
    let base = sealed.file().to_vec();
    let font = FontSubset::new(&micro_hei(), 0, "甲方张三").expect("a font");
    let mut rehearsal = sealed.continued(&one_place_each(2, Some(font)));
    // The certification, a party and the platform once more; pdfsig does not check the document time-stamp.
    agreed(folder.path(), &rehearsal, rehearsal.file(), 3);
    for party in [1, 2] {
        rehearsal.sign(PartyNo(party));
        agreed(
            folder.path(),
            &rehearsal,
            rehearsal.file(),
            3 + usize::from(party),
        );
    }
    rehearsal.preserve();
    agreed(folder.path(), &rehearsal, rehearsal.file(), 5);
    assert!(rehearsal.file().starts_with(&base));
    let unseen = |party: &crate::sign::plan::PartyFields| party.boxes[0].content == BoxContent::Unseen;
    assert!(rehearsal.plan.parties.iter().all(unseen));
}

#[test]
fn a_place_on_a_waiting_field_is_signed_there_and_is_seen_though_the_file_is_certified() {
    let folder = tempfile::tempdir().expect("a folder");
    let sealed = certified(2);
    let room = room(sealed.file()).expect("room");
    assert!(room.certified);
    // The field of the time-stamp waits too, but nobody can see it; those of the other places are no signatures.
    let [waiting] = room.waiting.as_slice() else {
        panic!("{room:#?}")
    };
    assert_eq!(waiting.name, "party-2");
    let mut wanted = one_place_each(2, None);
    let place = &mut wanted.parties[1].boxes[0];
    place.rect = waiting.rect;
    place.rect.x += 900;
    let mut rehearsal = sealed.continued(&wanted);
    let [unseen, seen] = rehearsal.plan.parties.as_slice() else {
        panic!("two parties")
    };
    assert_eq!(unseen.boxes[0].content, BoxContent::Unseen);
    assert_eq!(
        (seen.boxes[0].object, seen.boxes[0].content, seen.boxes[0].rect),
        (waiting.object, BoxContent::Ink, waiting.rect)
    );
    for party in [1, 2] {
        rehearsal.sign(PartyNo(party));
    }
    agreed(folder.path(), &rehearsal, rehearsal.file(), 5);
    let file = PdfFile::read(rehearsal.file()).expect("a file");
    let fields = form_fields::fields(&file.newest()).expect("fields");
    let drawn = |name: &str| {
        let field = fields.iter().find(|field| field.name == name).expect(name);
        field.entries.get(b"AP").is_some() && field.value != Value::Null
    };
    assert!(drawn("party-2") && !drawn("further-1-party-1"));
}

#[test]
fn two_places_on_one_waiting_field_are_two_fields() {
    let base = certified(2);
    let waiting = room(base.file()).expect("room").waiting.remove(0);
    let mut wanted = one_place_each(2, None);
    wanted
        .parties
        .iter_mut()
        .for_each(|party| party.boxes[0].rect = waiting.rect);
    let prepared = prepare_further(base.file(), &wanted).expect("prepared");
    let objects: Vec<u32> = prepared
        .plan
        .parties
        .iter()
        .map(|party| party.boxes[0].object)
        .collect();
    assert_eq!(objects[0], waiting.object);
    assert!(objects[1] > waiting.object);
}

#[test]
fn a_lock_on_the_whole_form_is_honoured_and_one_on_other_fields_is_none_of_ours() {
    let base = signed_elsewhere();
    let lock = |action: &str| {
        let with = format!("/Lock << /Type /SigFieldLock {action} >> /FT /Sig");
        let file = PdfFile::read(&base).expect("a file");
        let view = file.newest();
        let field = form_fields::fields(&view).expect("fields").remove(0);
        let object = view.object(field.id).expect("an object").expect("it");
        let body = replaced(&base[object.node.span], b"/FT /Sig", with.as_bytes());
        let mut appender = Appender::behind(end_of_file::file_end(&file, &base).expect("an end"), &base);
        appender.object(field.id.number, &body);
        [base.clone(), appender.finish("00".repeat(16)).0].concat()
    };
    assert_eq!(refused(&lock("/Action /All")), PrepareError::SignedLocked);
    assert_eq!(
        refused(&lock("/Action /Exclude /Fields [(x)]")),
        PrepareError::SignedLocked
    );
    assert_eq!(
        refused(&lock("/Action /Include /Fields [(x)] /P 1")),
        PrepareError::SignedNoChanges
    );
    let mut one = request(1, 1, now(), None);
    one.parties[0].boxes.truncate(1);
    prepare_further(&lock("/Action /Include /Fields [(x)]"), &one).expect("prepared");
    let names = |base: &[u8]| {
        let waiting = room(base).expect("room").waiting.into_iter();
        waiting.map(|field| field.name).collect::<Vec<_>>()
    };
    let mut waits = Rehearsal::further(&PLAIN.pdf(), 2, None);
    waits.sign(PartyNo(1));
    let text = waits.file().to_vec();
    assert_eq!(names(&text), ["further-1-party-2"]);
    // A field with a lock of its own is left to programs that read it.
    let own = replaced(
        &text,
        b"/FT /Sig /T (further-1-party-2)",
        b"/FT /Sig /Lock 1 /T (own-party)",
    );
    assert_eq!(names(&own), [""; 0]);
}

#[test]
fn each_party_has_one_place_and_values_are_not_written() {
    let base = signed_elsewhere();
    let two = request(1, 2, now(), None);
    let party = PartyNo(1);
    assert_eq!(
        prepare_further(&base, &two).unwrap_err(),
        PrepareError::SignedOneBox { party }
    );
}

#[test]
fn a_packed_catalog_and_form_are_continued_with_their_own_bytes() {
    let text = "BT /F1 18 Tf 72 700 Td (Agreement) Tj ET";
    let packed = [
        (
            1,
            "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [] /DA (\\051 x) >> >>",
        ),
        (2, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"),
        (
            3,
            "<< /Type /Page /Parent 2 0 R /Contents 5 0 R /MediaBox [0 0 595.303937007874 842] >>",
        ),
    ];
    let (mut header, mut body) = (String::new(), String::new());
    for (number, object) in packed {
        header.push_str(&format!("{number} {} ", body.len()));
        body.push_str(object);
        body.push(' ');
    }
    let mut base = b"%PDF-1.7\n".to_vec();
    let contents_at = base.len();
    base.extend_from_slice(
        format!(
            "5 0 obj\n<< /Length {} >>\nstream\n{text}\nendstream\nendobj\n",
            text.len()
        )
        .as_bytes(),
    );
    let packed_at = base.len();
    let length = header.len() + body.len();
    base.extend_from_slice(
        format!(
            "6 0 obj\n<< /Type /ObjStm /N 3 /First {} /Length {length} >>\nstream\n{header}{body}\nendstream\nendobj\n",
            header.len()
        )
        .as_bytes(),
    );
    let at = base.len();
    let row = |kind: u8, second: usize, third: u8| {
        let [.., high, low] = second.to_be_bytes();
        [kind, high, low, third]
    };
    let rows = [
        row(0, 0, 255),
        row(2, 6, 0),
        row(2, 6, 1),
        row(2, 6, 2),
        row(0, 0, 0),
        row(1, contents_at, 0),
        row(1, packed_at, 0),
        row(1, at, 0),
    ]
    .concat();
    base.extend_from_slice(b"7 0 obj\n<< /Type /XRef /Size 8 /Root 1 0 R /W [1 2 1] /Length 32 >>\nstream\n");
    base.extend_from_slice(&rows);
    // No end of line at the end, as some programs leave it.
    base.extend_from_slice(format!("\nendstream\nendobj\nstartxref\n{at}\n%%EOF").as_bytes());
    let mut rehearsal = Rehearsal::further(&base, 1, None);
    rehearsal.sign(PartyNo(1));
    rehearsal.preserve();
    let report = validate(rehearsal.file(), &rehearsal.trust(), rehearsal.now);
    assert_eq!(report.verdict, Verdict::IntactOurs, "{report:#?}");
    let tail = &rehearsal.file()[base.len()..];
    let holds = |text: &[u8]| tail.windows(text.len()).any(|window| window == text);
    assert!(holds(b"/DA (\\051 x)") && holds(b"/MediaBox [0 0 595.303937007874 842]"));
    assert!(!holds(b"\nxref\n") && holds(b"/Type /XRef"));
    let end: FileEnd = rehearsal.plan.end.clone();
    assert!(end.in_stream);
}

fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let at = bytes
        .windows(from.len())
        .position(|window| window == from)
        .expect("it");
    [&bytes[..at], to, &bytes[at + from.len()..]].concat()
}
