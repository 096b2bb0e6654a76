//! Forty and more forged files by name, made of one that is good: universal forgery (USF), incremental saving (ISA),
//! wrapping (SWA), shadow attacks, and attacks on certified documents (EAA, SSA). None may pass as intact.

use super::attacks::{
    appended, body, rehearsal, replaced, signed_around_other_bytes, signed_by_hand, verdict,
};
use super::*;
use crate::incremental::append::Appender;
use crate::rehearsal::{PLAIN, Rehearsal};
use crate::sign::UnsignedRevision;
use crate::sign::signature_dictionary::{DEFAULT_RESERVE, SignatureDictionary};
use domain::hash::Sha256Hash;
use domain::ids::PartyNo;
use std::ops::Range;

const CATALOG: u32 = 1;
const PAGES: u32 = 2;
const PAGE: u32 = 3;
const CONTENT: u32 = 5;
const FONT: u32 = 6;

/// A forged file and what it is called in the literature.
type Attack = (&'static str, Vec<u8>);

fn good() -> Vec<u8> {
    rehearsal().file().to_vec()
}

/// Where the last `key` is written, and its value up to the next key or bracket.
fn value_of(bytes: &[u8], key: &str) -> Range<usize> {
    let at = bytes
        .windows(key.len())
        .rposition(|window| window == key.as_bytes())
        .expect("the key")
        + key.len();
    let node = Scanner::new(bytes, at).value().expect("a value");
    node.span
}

/// The last value of `key`, overwritten in place and filled up with spaces.
fn overwritten(key: &str, with: &str) -> Vec<u8> {
    let mut bytes = good();
    let span = value_of(&bytes, key);
    let text = format!("{with:<width$}", width = span.len());
    bytes[span].copy_from_slice(&text.as_bytes()[..text.len()]);
    bytes
}

fn contents_with(byte: u8) -> Vec<u8> {
    let mut bytes = good();
    let span = value_of(&bytes, "/Contents");
    bytes[span.start + 1..span.end - 1].fill(byte);
    bytes
}

/// The signature of another document, in the place of ours.
fn transplanted() -> Vec<u8> {
    let mut other = Rehearsal::prepare(&PLAIN.pdf(), 3, 2, None);
    other.sign(PartyNo(1));
    other.sign(PartyNo(2));
    let taken = value_of(other.file(), "/Contents");
    let mut bytes = good();
    let place = value_of(&bytes, "/Contents");
    assert_eq!(place.len(), taken.len());
    bytes[place].copy_from_slice(&other.file()[taken]);
    bytes
}

fn universal_forgery() -> Vec<Attack> {
    let renamed = |from, to| replaced(rehearsal().file(), from, to);
    vec![
        ("usf-contents-missing", renamed("/Contents <", "/Xontents <")),
        ("usf-contents-null", overwritten("/Contents", "null")),
        ("usf-contents-empty", overwritten("/Contents", "<>")),
        ("usf-contents-zero", contents_with(b'0')),
        ("usf-contents-all-f", contents_with(b'f')),
        ("usf-contents-of-another-document", transplanted()),
        ("usf-byterange-missing", renamed("/ByteRange [", "/XyteRange [")),
        ("usf-byterange-null", overwritten("/ByteRange", "null")),
        ("usf-byterange-empty", overwritten("/ByteRange", "[]")),
        ("usf-byterange-zero", overwritten("/ByteRange", "[0 0 0 0]")),
        ("usf-byterange-negative", overwritten("/ByteRange", "[0 -1 1 1]")),
        (
            "usf-byterange-three-numbers",
            overwritten("/ByteRange", "[0 10 20]"),
        ),
        (
            "usf-byterange-six-numbers",
            overwritten("/ByteRange", "[0 1 2 3 4 5]"),
        ),
        (
            "usf-byterange-huge",
            overwritten("/ByteRange", "[0 9223372036854775807 1 1]"),
        ),
        ("usf-byterange-name", overwritten("/ByteRange", "/Whole")),
        (
            "usf-subfilter-missing",
            renamed("/SubFilter /ETSI", "/XubFilter /ETSI"),
        ),
        (
            "usf-subfilter-unknown",
            overwritten("/SubFilter", "/adbe.pkcs7.sha1"),
        ),
        ("usf-signature-null", renamed(" /V ", " /W ")),
    ]
}

fn with(number: u32, edit: impl FnOnce(String) -> String) -> Vec<u8> {
    let text = String::from_utf8(body(number)).expect("text");
    appended(|appender, _| appender.object(number, edit(text).as_bytes()))
}

fn with_entry(number: u32, entry: &str) -> Vec<u8> {
    with(number, |text| format!("{} {entry} >>", &text[..text.len() - 2]))
}

fn incremental_saving() -> Vec<Attack> {
    let other_text: &[u8] = b"BT /F1 18 Tf 72 700 Td (Other) Tj ET";
    let raw = |text: &str| [good(), text.as_bytes().to_vec()].concat();
    let content = format!(
        "5 0 obj\n<< /Length {} >>\nstream\nBT (Other) Tj ET\nendstream\nendobj\n",
        16
    );
    let signature = rehearsal().plan.parties[0].boxes[0].object;
    let freed = {
        let end = &rehearsal().plan.end;
        raw(&format!(
            "xref\n3 1\n0000000000 00001 f \ntrailer\n<< /Size {} /Root 1 0 R /Info 7 0 R /Prev {} /ID [<{}> <{}>] >>\n\
             startxref\n{}\n%%EOF\n",
            end.next_object, end.startxref, end.id[0], end.id[1], end.length
        ))
    };
    vec![
        (
            "isa-page-content",
            appended(|appender, _| appender.stream(CONTENT, "", other_text)),
        ),
        ("isa-page", with(PAGE, |text| text)),
        (
            "isa-page-tree",
            with(PAGES, |text| text.replace("/Count 2", "/Count 1")),
        ),
        (
            "isa-font",
            with(FONT, |text| text.replace("Helvetica", "Courier")),
        ),
        ("isa-no-cross-reference", raw(&content)),
        ("isa-no-trailer", raw(&format!("{content}startxref\n0\n%%EOF\n"))),
        ("isa-page-freed", freed),
        (
            "isa-open-action",
            with_entry(CATALOG, "/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"),
        ),
        (
            "isa-names",
            with_entry(CATALOG, "/Names << /EmbeddedFiles << /Names [] >> >>"),
        ),
        (
            "isa-layers",
            with_entry(CATALOG, "/OCProperties << /OCGs [] /D << >> >>"),
        ),
        (
            "isa-form-emptied",
            with(CATALOG, |text| {
                let at = text.find("/AcroForm").expect("the form") + 9;
                let end = at + text[at..].find('R').expect("a reference") + 1;
                format!("{} << /Fields [] >> {}", &text[..at], &text[end..])
            }),
        ),
        ("isa-signed-field-again", with(signature, |text| text)),
        ("isa-remark", raw("% a remark\n")),
    ]
}

fn wrapping() -> Vec<Attack> {
    let ranges = |change: fn([u64; 4]) -> [u64; 4]| {
        let bytes = good();
        let span = value_of(&bytes, "/ByteRange");
        let text = String::from_utf8_lossy(&bytes[span]).into_owned();
        let numbers: Vec<u64> = text
            .trim_matches(['[', ']'])
            .split_whitespace()
            .map(|number| number.parse().expect("a number"))
            .collect();
        let [a, b, c, d] = change(<[u64; 4]>::try_from(numbers).expect("four"));
        overwritten("/ByteRange", &format!("[{a} {b} {c} {d}]"))
    };
    vec![
        (
            "swa-second-range-moved",
            ranges(|[a, b, c, d]| [a, b, c + 8, d - 8]),
        ),
        ("swa-gap-begins-early", ranges(|[a, b, c, d]| [a, b - 16, c, d])),
        ("swa-second-range-short", ranges(|[a, b, c, d]| [a, b, c, d - 8])),
        ("swa-begins-late", ranges(|[_, b, c, d]| [8, b - 8, c, d])),
        ("swa-ranges-overlap", ranges(|[a, b, _, d]| [a, b, b - 8, d])),
        ("swa-signed-around-other-bytes", signed_around_other_bytes()),
    ]
}

/// A widget of its own on the first page, as an annotation or a field.
fn annotated(entries: &str) -> Vec<u8> {
    appended(|appender: &mut Appender, _| {
        let (note, form) = (appender.reserve(), appender.reserve());
        appender.stream(
            form,
            "/Type /XObject /Subtype /Form /BBox [0 0 500 700]",
            b"0 0 500 700 re f",
        );
        let note_body = format!("<< /Type /Annot /Rect [0 0 500 700] /AP << /N {form} 0 R >> {entries} >>");
        appender.object(note, note_body.as_bytes());
        let page = String::from_utf8(body(PAGE)).expect("text");
        let page = page.replacen("/Annots [", &format!("/Annots [{note} 0 R "), 1);
        appender.object(PAGE, page.as_bytes());
    })
}

fn shadow() -> Vec<Attack> {
    let picture = &rehearsal().plan.parties[0].boxes[1];
    let drawn = |data: &'static [u8]| {
        appended(|appender, _| {
            let form = appender.reserve();
            appender.stream(form, "/Type /XObject /Subtype /Form /BBox [0 0 9 9]", data);
            let widget = format!("<< {} /AP << /N {form} 0 R >> >>", picture.entries);
            appender.object(picture.object, widget.as_bytes());
        })
    };
    // An object that lies in wait within a stream, which a later section points to.
    let pointed = {
        let end = &rehearsal().plan.end;
        let text = format!(
            "xref\n5 1\n{:010} 00000 n \ntrailer\n<< /Size {} /Root 1 0 R /Info 7 0 R /Prev {} /ID [<{}> <{}>] >>\n\
             startxref\n{}\n%%EOF\n",
            20, end.next_object, end.startxref, end.id[0], end.id[1], end.length
        );
        [good(), text.into_bytes()].concat()
    };
    vec![
        ("shadow-hide-ink", drawn(b"")),
        ("shadow-replace-ink", drawn(b"0 0 9 9 re f")),
        (
            "shadow-replace-font-of-text",
            with(FONT, |text| text.replace("/Type1", "/TrueType")),
        ),
        ("shadow-hide-and-replace", pointed),
        ("shadow-title", with(7, |text| text.replace("Sample", "Other"))),
    ]
}

/// A field of the attacker's, really signed (SSA): `rect` may name an array of the size of the page as `ARRAY`, and the
/// drawing is `data`.
fn signed_field(rect: &str, data: &[u8]) -> Vec<u8> {
    let rehearsal = rehearsal();
    let mut appender = Appender::new(rehearsal.plan.end.clone());
    let (field, value, form, array) = (
        appender.reserve(),
        appender.reserve(),
        appender.reserve(),
        appender.reserve(),
    );
    let dictionary = SignatureDictionary {
        name: "Mallory",
        reason: None,
        location: None,
        at: rehearsal.now,
        offset_minutes: 480,
        certifies: false,
        reserve: DEFAULT_RESERVE,
    };
    let blanks = dictionary.write(&mut appender, value);
    appender.object(array, b"[0 0 500 700]");
    let entries =
        format!("/Type /XObject /Subtype /Form /BBox [0 0 500 700] /Resources << /X {array} 0 R >>");
    appender.stream(form, &entries, data);
    let rect = rect.replace("ARRAY", &format!("{array} 0 R"));
    let widget = format!(
        "<< /Type /Annot /Subtype /Widget /FT /Sig /T (mallory) /F 132 /Rect {rect} /P {PAGE} 0 R \
         /V {value} 0 R /AP << /N {form} 0 R >> >>"
    );
    appender.object(field, widget.as_bytes());
    let page = String::from_utf8(body(PAGE)).expect("text");
    appender.object(PAGE, added_last(&page, "/Annots [", field).as_bytes());
    let catalog = String::from_utf8(body(CATALOG)).expect("text");
    let number = catalog
        .split("/AcroForm ")
        .nth(1)
        .and_then(|rest| rest.split(' ').next());
    let number: u32 = number.and_then(|number| number.parse().ok()).expect("the form");
    let fields = String::from_utf8(body(number)).expect("text");
    appender.object(number, added_last(&fields, "/Fields [", field).as_bytes());
    let start = rehearsal.file().len() as u64;
    let (unsigned, _) = UnsignedRevision::close(appender, start, &blanks, Sha256Hash::of(b"SSA"));
    rehearsal.completed(unsigned, PartyNo(9))
}

/// Adds a reference at the end of the list that follows `key`.
fn added_last(text: &str, key: &str, number: u32) -> String {
    let list = text.find(key).expect("the list") + key.len();
    let end = list + text[list..].find(']').expect("its end");
    format!("{} {number} 0 R{}", &text[..end], &text[end..])
}

fn certified() -> Vec<Attack> {
    let moved = signed_by_hand(|tail, _| {
        let at = tail
            .windows(7)
            .position(|window| window == b"/Rect [")
            .expect("a rectangle");
        tail[at + 7] = b'9';
    });
    let permission = {
        let bytes = good();
        let at = bytes
            .windows(5)
            .position(|window| window == b"/P 2 ")
            .expect("the permission");
        let mut raised = bytes;
        raised[at + 3] = b'3';
        raised
    };
    vec![
        (
            "eaa-free-text",
            annotated("/Subtype /FreeText /Contents (Price: 1)"),
        ),
        ("eaa-stamp", annotated("/Subtype /Stamp")),
        ("eaa-redact", annotated("/Subtype /Redact")),
        (
            "eaa-text-field",
            annotated("/Subtype /Widget /FT /Tx /T (price) /V (1)"),
        ),
        (
            "ssa-new-signature-over-the-page",
            signed_field("[0 0 500 700]", b"0 0 500 700 re f"),
        ),
        (
            "ssa-new-signature-without-a-drawing",
            signed_field("[0 0 500 700]", b""),
        ),
        (
            "ssa-no-size-but-a-drawing",
            signed_field("[0 0 0 0]", b"0 0 500 700 re f"),
        ),
        ("ssa-size-behind-a-reference", signed_field("ARRAY", b"")),
        ("ssa-prepared-field-moved", moved),
        ("certification-permission-raised", permission),
        (
            "certification-removed",
            with(CATALOG, |text| text.replace("/Perms", "/Xerms")),
        ),
    ]
}

#[test]
fn none_of_forty_forged_files_passes() {
    let all: Vec<Attack> = [
        universal_forgery(),
        incremental_saving(),
        wrapping(),
        shadow(),
        certified(),
    ]
    .concat();
    assert!(all.len() >= 40, "{}", all.len());
    assert_eq!(verdict(rehearsal().file()).verdict, Verdict::IntactOurs);
    let passed: Vec<String> = all
        .iter()
        .map(|(name, bytes)| (name, verdict(bytes)))
        .filter(|(_, report)| !matches!(report.verdict, Verdict::Tampered | Verdict::Malformed))
        .map(|(name, report)| format!("{name}: {:?} {:?}", report.verdict, report.reasons))
        .collect();
    assert!(passed.is_empty(), "{passed:#?}");
}

/// An attacker must not be able to make us speechless: most forgeries are called what they are.
#[test]
fn forged_files_are_called_tampered_wherever_they_can_be_read() {
    let all: Vec<Attack> = [incremental_saving(), wrapping(), shadow(), certified()].concat();
    for (name, bytes) in all {
        let report = verdict(&bytes);
        let cannot_be_read = matches!(name, "isa-no-trailer" | "shadow-hide-and-replace");
        assert!(
            report.verdict == Verdict::Tampered || cannot_be_read,
            "{name}: {report:#?}"
        );
    }
}
