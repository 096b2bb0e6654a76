//! Documents that are taken in, and what they become.

use crate::sample::{
    FIRST_PAGE, OWN, Sample, a4, clean, deflate, has, position, take_in, take_in_as, through_qpdf,
};
use domain::contract::plan::{PageBox, PageRect};
use domain::value::ValueKind;
use pdf::intake::IntakeLimits;
use pdf::intake::choice::{IntakeChoice, Password, SignedUpload};
use pdf::intake::form_controls::FormControlKind;
use pdf::intake::refusal::IntakeRefusal;

#[test]
fn a_plain_document_comes_out_as_one_open_revision() {
    let clean = clean(&Sample::pages(10));
    assert_eq!(clean.boxes, vec![a4(); 10]);
    assert!(clean.bytes.starts_with(b"%PDF-1.7"));
    assert!(has(&clean.bytes, "\nxref\n0 ") && !has(&clean.bytes, "/ObjStm"));
    assert_eq!(clean.facts.flattened_annotations, 0);
    assert_eq!(clean.facts.fonts_not_embedded, 1);
}

/// A form on the second page. The first corner of each field is its lower right one.
fn with_form(fields: &[&str]) -> Sample {
    let numbers: Vec<String> = (0..fields.len())
        .map(|place| format!("{} 0 R", OWN + place as u32))
        .collect();
    let numbers = numbers.join(" ");
    let sample = Sample::pages(2)
        .catalog(&format!("/AcroForm<</Fields[{numbers}]/DA(/Helv 12 Tf 0 g)>>"))
        .page(1, &format!("/Annots[{numbers}]"));
    fields.iter().enumerate().fold(sample, |sample, (place, field)| {
        let rect = format!("/Rect[{} 600 72 640.5]", 172 + place * 10);
        let shown = if field.contains("/F ") { "" } else { "/F 4" };
        let widget = format!("<</Type/Annot/Subtype/Widget{shown}{rect}{field}>>");
        sample.object(OWN + place as u32, &widget)
    })
}

#[test]
fn empty_fields_of_a_form_are_told_and_the_rest_stays_on_the_page() {
    let sample = with_form(&[
        "/FT/Tx/T(name)/TU<FEFF59D3540D>/Ff 2/MaxLen 20",
        "/FT/Tx/T(remarks)/Ff 4096",
        "/FT/Ch/T(term)/Opt[[(1)<FEFF4E005E74>](two)]",
        "/FT/Btn/T(agreed)",
        "/FT/Sig/T(signed)",
        "/FT/Tx/T(fixed)/Ff 1",
        "/FT/Btn/T(reset)/Ff 65536",
        "/FT/Tx/T(hidden)/F 2",
        "/FT/Tx/T(filled)/V(100)",
    ]);
    let clean = clean(&sample);
    let line = ValueKind::Line { max: 20 };
    let options = vec!["一年".to_owned(), "two".to_owned()];
    let kinds = [
        ("姓名", FormControlKind::Fill { kind: line }),
        (
            "remarks",
            FormControlKind::Fill {
                kind: ValueKind::Paragraph { max: 500 },
            },
        ),
        (
            "term",
            FormControlKind::Fill {
                kind: ValueKind::Choice { options },
            },
        ),
        (
            "agreed",
            FormControlKind::Fill {
                kind: ValueKind::Tick {},
            },
        ),
        ("signed", FormControlKind::Sign),
    ];
    let found: Vec<(&str, FormControlKind)> = clean
        .form
        .iter()
        .map(|control| (control.name.as_str(), control.kind.clone()))
        .collect();
    assert_eq!(found, kinds);
    let first = &clean.form[0];
    assert_eq!(
        (first.page, first.required, clean.form[1].required),
        (2, true, false)
    );
    let rect = PageRect {
        x: 72_000,
        y: 600_000,
        w: 100_000,
        h: 40_500,
    };
    assert_eq!(first.rect, rect);
    assert!(!has(&clean.bytes, "/AcroForm"));
    assert_eq!(clean.facts.drawn_values, 1);
}

#[test]
fn the_same_upload_gives_the_same_bytes() {
    let sample = Sample::pages(2);
    assert_eq!(clean(&sample), clean(&sample));
}

#[test]
fn numbers_keep_their_digits() {
    let sample = Sample::pages(1).page(0, "/MediaBox[0 0 595.303937007874 841.889763779528]");
    assert!(has(&clean(&sample).bytes, "595.303937007874"));
}

#[test]
fn boxes_follow_inheritance_rotation_crop_and_user_unit() {
    let sample = Sample::pages(3)
        .page(0, "/Rotate -90")
        .page(1, "/CropBox[650 900 50 40]/Rotate 540/UserUnit 1.5")
        .page(
            2,
            "/MediaBox[-100 -50 500 250]/CropBox OWN 0 R"
                .replace("OWN", &OWN.to_string())
                .as_str(),
        )
        .object(OWN, "[-90 -40 100.5 200.25]");
    assert_eq!(
        clean(&sample).boxes,
        [
            PageBox { rotate: 270, ..a4() },
            PageBox {
                visible: PageRect {
                    x: 50_000,
                    y: 40_000,
                    w: 545_276,
                    h: 801_890
                },
                rotate: 180,
                user_unit: 1500
            },
            PageBox {
                visible: PageRect {
                    x: -90_000,
                    y: -40_000,
                    w: 190_500,
                    h: 240_250
                },
                ..a4()
            },
        ]
    );
}

#[test]
fn other_ways_to_write_a_file_are_opened_up() {
    let plain = Sample::pages(4).bytes();
    for options in [["--object-streams=generate"], ["--linearize"], ["--qdf"]] {
        let clean = take_in(&through_qpdf(&plain, &options), &IntakeLimits::default()).unwrap();
        assert_eq!(clean.boxes.len(), 4, "{options:?}");
        assert!(
            !has(&clean.bytes, "/ObjStm") && !has(&clean.bytes, "/Linearized"),
            "{options:?}"
        );
    }
}

#[test]
fn links_and_an_opening_page_are_fine() {
    let sample = Sample::pages(2)
        .catalog("/OpenAction<</S/GoTo/D[12 0 R/Fit]>>")
        .page(
            0,
            "/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://example.com)>>>>]",
        );
    let clean = clean(&sample);
    assert_eq!(clean.facts.flattened_annotations, 1);
    assert!(!has(&clean.bytes, "/Annots"));
}

#[test]
fn layers_that_are_on_are_fine() {
    let group = format!("{OWN} 0 R");
    let sample = Sample::pages(1)
        .object(OWN, "<</Type/OCG/Name(all)>>")
        .catalog(&format!(
            "/OCProperties<</OCGs[{group}]/D<</ON[{group}]/OFF[]/BaseState/ON>>>>"
        ));
    clean(&sample);
}

#[test]
fn a_drawn_form_becomes_page_content() {
    let sample = Sample::pages(1)
        .catalog(&format!("/AcroForm<</Fields[{OWN} 0 R]/DA(/Helv 12 Tf 0 g)>>"))
        .page(0, &format!("/Annots[{OWN} 0 R]"))
        .object(
            OWN,
            &format!(
                "<</Type/Annot/Subtype/Widget/FT/Tx/T(name)/V(drawn)/F 4/Rect[72 600 272 640]/AP<</N {} 0 R>>>>",
                OWN + 1
            ),
        )
        .stream(OWN + 1, "/Type/XObject/Subtype/Form/BBox[0 0 200 40]", b"0 0 200 40 re f % the drawing");
    let clean = clean(&sample);
    assert_eq!(clean.facts.flattened_annotations, 1);
    assert!(
        !has(&clean.bytes, "/AcroForm") && !has(&clean.bytes, "/Annots") && !has(&clean.bytes, "/Widget")
    );
    assert!(has(&clean.bytes, "/Fxo1"), "the drawing is part of the page");
}

#[test]
fn an_upload_with_an_earlier_revision_keeps_the_last_one_only() {
    let first = Sample::pages(1).bytes();
    let at = first.len();
    let mut upload = first.clone();
    let object = format!(
        "{} 0 obj\n<</Length 9>>\nstream\n0 0 9 9 re\nendstream\nendobj\n",
        FIRST_PAGE + 1
    );
    upload.extend_from_slice(object.as_bytes());
    let xref = upload.len();
    let previous = first
        .windows(9)
        .rposition(|window| window == b"startxref")
        .unwrap();
    let previous: String = first[previous + 9..]
        .iter()
        .map(|byte| char::from(*byte))
        .collect();
    let previous = previous.split_whitespace().next().unwrap();
    upload.extend_from_slice(
        format!(
            "xref\n{} 1\n{at:010} 00000 n \ntrailer\n<</Size 12/Root 1 0 R/Prev {previous}>>\nstartxref\n{xref}\n%%EOF\n",
            FIRST_PAGE + 1
        )
        .as_bytes(),
    );
    let clean = take_in(&upload, &IntakeLimits::default()).unwrap();
    assert_eq!(
        clean
            .bytes
            .windows(9)
            .filter(|window| window == b"startxref")
            .count(),
        1
    );
    assert!(!has(&clean.bytes, "Page 1 of a contract"));
}

#[test]
fn a_large_but_honest_stream_is_fine() {
    let data = deflate(&vec![b' '; 20_000_000]);
    clean(&Sample::pages(1).stream(FIRST_PAGE + 1, "/Filter/FlateDecode", &data));
}

fn as_copy() -> IntakeChoice {
    IntakeChoice {
        signed: SignedUpload::Copy,
        ..IntakeChoice::default()
    }
}

fn with_password(password: &str) -> IntakeChoice {
    IntakeChoice {
        password: Some(Password(password.to_owned())),
        ..IntakeChoice::default()
    }
}

#[test]
fn a_password_opens_an_encrypted_file_and_is_told_from_a_wrong_one() {
    let plain = Sample::pages(2).bytes();
    let upload = through_qpdf(&plain, &["--encrypt", "合同 open", "owner", "256"]);
    let limits = IntakeLimits::default();
    let opened = take_in_as(&upload, &limits, &with_password("合同 open")).unwrap();
    assert!(opened.facts.decrypted && !has(&opened.bytes, "/Encrypt"));
    assert_eq!(opened.boxes, [a4(), a4()]);
    let wrong = take_in_as(&upload, &limits, &with_password("guess"));
    assert_eq!(wrong.unwrap_err(), IntakeRefusal::WrongPassword);
}

#[test]
fn a_signed_file_becomes_a_copy_only_where_the_sender_says_so() {
    let upload = Sample::pages(1)
        .catalog(&format!("/Perms<</DocMDP {OWN} 0 R>>"))
        .object(
            OWN,
            "<</Type/Sig/Filter/Adobe.PPKLite/ByteRange[0 1 2 3]/Contents<00>>>",
        )
        .bytes();
    let limits = IntakeLimits::default();
    assert_eq!(
        take_in(&upload, &limits).unwrap_err(),
        IntakeRefusal::AlreadySigned
    );
    let copy = take_in_as(&upload, &limits, &as_copy()).unwrap();
    assert_eq!(copy.facts.signatures_removed, 1);
    assert!(!has(&copy.bytes, "/ByteRange") && !has(&copy.bytes, "/Perms"));
}

#[test]
fn what_the_catalog_and_the_trailer_claimed_of_the_upload_is_gone() {
    let upload = Sample::pages(1)
        .catalog(&format!("/Metadata {OWN} 0 R"))
        .stream(OWN, "/Type/Metadata/Subtype/XML", b"this is not XMP")
        .bytes();
    let (before, after) = upload.split_at(position(&upload, "/Root 1 0 R"));
    let odd = [before, b"/Info 4.5/QTest[1 0 R]", after].concat();
    for upload in [upload, odd] {
        let clean = take_in(&upload, &IntakeLimits::default()).unwrap();
        for word in ["/Metadata", "/Info", "/QTest"] {
            assert!(!has(&clean.bytes, word), "{word}");
        }
    }
}

/// A grey PNG.
fn scan(width: u32, height: u32) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(png::ColorType::Grayscale);
    let pixels = vec![128; (width * height) as usize];
    encoder.write_header().unwrap().write_image_data(&pixels).unwrap();
    file
}

#[test]
fn a_scan_becomes_one_page_that_lies_as_it_does() {
    let lying = PageBox {
        visible: PageRect {
            x: 0,
            y: 0,
            w: 841_890,
            h: 595_276,
        },
        ..a4()
    };
    for (width, height, expected) in [(30, 40, a4()), (40, 30, lying)] {
        let taken = take_in(&scan(width, height), &IntakeLimits::default()).unwrap();
        assert_eq!(taken.boxes, [expected], "{width} × {height}");
        assert!(has(&taken.bytes, "/Subtype /Image") && !taken.facts.repaired);
    }
}

#[test]
fn form_values_without_a_drawing_are_set_and_become_page_content() {
    // 壹万元
    let upload = Sample::pages(1)
        .catalog(&format!(
            "/AcroForm<</Fields[{OWN} 0 R]/DA(/Helv 12 Tf 0 g)/NeedAppearances true>>"
        ))
        .page(0, &format!("/Annots[{OWN} 0 R]"))
        .object(
            OWN,
            "<</Type/Annot/Subtype/Widget/T(name)/F 4/Rect[72 600 272 640]/FT/Tx/V<FEFF58F94E075143>>>",
        )
        .bytes();
    let clean = take_in(&upload, &IntakeLimits::default()).unwrap();
    assert_eq!(
        (clean.facts.drawn_values, clean.facts.flattened_annotations),
        (1, 1)
    );
    let layers = pdf::text_layer::read(&clean.bytes, &[1], &crate::sample::fallback_font()).unwrap();
    let lines: Vec<&str> = layers[0].lines.iter().map(|line| line.text.as_str()).collect();
    assert!(lines.contains(&"壹万元"), "{lines:?}");
}
