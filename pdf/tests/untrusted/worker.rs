//! Jobs through the real worker process, with the results they have without it.

use crate::sample::{OWN, Sample, clean, fallback_font, take_in};
use domain::contract::plan::PageRect;
use domain::hash::Sha256Hash;
use domain::ids::{FieldNo, PartyNo};
use domain::timestamp::Timestamp;
use pdf::intake::IntakeLimits;
use pdf::intake::choice::IntakeChoice;
use pdf::prepare::{Certification, PartyBoxes, PrepareRequest, SigningBox, prepare};
use pdf::raster::{self, fallback_fonts::DEFAULT_FONT};
use pdf::seal::scan::ScanRequest;
use pdf::sign::signature_dictionary::DEFAULT_RESERVE;
use pdf::text_layer;
use pdf::validate::{Verdict, validate};
use pdf::worker::client::{Worker, WorkerError};
use pdf::worker::settings::WorkerSettings;
use pki::authority::{Authority, AuthorityNames};
use std::path::PathBuf;

pub fn worker() -> Worker {
    Worker::new(
        PathBuf::from(env!("CARGO_BIN_EXE_pdf-worker")),
        Vec::new(),
        WorkerSettings::default(),
    )
}

#[test]
fn the_self_check_names_what_it_found() {
    let found = worker().self_check().unwrap();
    assert!(
        found
            .qpdf_version
            .starts_with(|first: char| first.is_ascii_digit())
    );
    assert_eq!(found.font, Sha256Hash::of(&std::fs::read(DEFAULT_FONT).unwrap()));
}

#[test]
fn the_self_check_says_what_is_missing() {
    let complaint = |settings| match (Worker { settings, ..worker() }).self_check() {
        Err(WorkerError::NotPossible(sentence)) => sentence,
        other => panic!("{other:?}"),
    };
    let defaults = WorkerSettings::default();
    assert!(
        complaint(WorkerSettings {
            qpdf: "/nowhere/qpdf".into(),
            ..defaults.clone()
        })
        .contains("/nowhere/qpdf")
    );
    assert!(
        complaint(WorkerSettings {
            qpdf: "true".into(),
            ..defaults.clone()
        })
        .contains("qpdf 11")
    );
    assert!(
        complaint(WorkerSettings {
            font: "/nowhere/font.ttc".into(),
            ..defaults
        })
        .contains("/nowhere/font.ttc")
    );
}

#[test]
fn an_upload_comes_out_as_it_does_without_a_worker() {
    let sample = Sample::pages(2);
    let through = worker()
        .intake(&sample.bytes(), IntakeLimits::default(), IntakeChoice::default())
        .unwrap();
    assert_eq!(through, clean(&sample));
}

#[test]
fn refusals_keep_their_code() {
    let script = Sample::pages(1).object(OWN, "<</S/JavaScript/JS(1)>>").bytes();
    let refused = worker()
        .intake(&script, IntakeLimits::default(), IntakeChoice::default())
        .unwrap_err();
    assert_eq!(refused.code(), "javascript");
    let limits = IntakeLimits {
        pages: 1,
        ..IntakeLimits::default()
    };
    assert_eq!(
        worker()
            .intake(&Sample::pages(2).bytes(), limits, IntakeChoice::default())
            .unwrap_err()
            .code(),
        "too_many_pages"
    );
    assert_eq!(
        take_in(&Sample::pages(2).bytes(), &limits).unwrap_err().code(),
        "too_many_pages"
    );
    assert_eq!(
        worker()
            .raster(&Sample::pages(1).bytes(), &[2])
            .unwrap_err()
            .code(),
        "no_such_page"
    );
    assert_eq!(worker().text(b"no document", &[1]).unwrap_err().code(), "broken");
}

#[test]
fn more_pages_than_fit_one_job_are_drawn_and_read() {
    let clean = clean(&Sample::pages(23)).bytes;
    let numbers: Vec<u32> = (1..=23).collect();
    let pictures = worker().raster(&clean, &numbers).unwrap();
    let layers = worker().text(&clean, &numbers).unwrap();
    assert_eq!((pictures.len(), layers.len()), (23, 23));
    assert_eq!(layers[22].lines[0].text, "Page 23 of a contract");
    let alone = raster::raster(&clean, &[23], &fallback_font()).unwrap();
    assert_eq!(pictures[22].png, alone[0].png);
    assert!(
        pictures
            .iter()
            .all(|picture| picture.difference.is_some() && !picture.is_disputed())
    );
    assert_eq!(
        layers[22..],
        text_layer::read(&clean, &[23], &fallback_font()).unwrap()
    );
}

/// The font's dictionary is damaged: we show the text in the font's stead, poppler shows none.
#[test]
fn a_page_that_programs_show_differently_is_disputed() {
    let file = clean(&Sample::pages(2).object(3, "(no font)")).bytes;
    let pictures = worker().raster(&file, &[1, 2]).unwrap();
    assert!(
        pictures.iter().all(|picture| picture.is_disputed()),
        "{:?}",
        pictures[0].difference
    );
    let settings = WorkerSettings {
        pdftoppm: "/nowhere/pdftoppm".into(),
        ..WorkerSettings::default()
    };
    let alone = Worker { settings, ..worker() }.raster(&file, &[1, 2]).unwrap();
    assert!(alone.iter().all(|picture| picture.difference.is_none()));
    assert_eq!(
        alone[1].png, pictures[1].png,
        "ours is shown wherever it lacks nothing"
    );
}

#[test]
fn a_file_is_prepared_as_it_is_without_a_worker() {
    let clean = clean(&Sample::pages(2)).bytes;
    let through = worker().prepare(&clean, request(2)).unwrap();
    assert_eq!(through, prepare(&clean, &request(2)).unwrap());
    assert!(through.bytes.starts_with(&clean) && through.bytes.len() > clean.len());
    assert_eq!(
        worker().prepare(&clean, request(3)).unwrap_err().code(),
        "no_such_page"
    );
}

#[test]
fn signatures_are_judged_as_they_are_without_a_worker() {
    let now = Timestamp(1_800_000_000_000);
    let authority = Authority::create(now, &AuthorityNames::for_host("localhost"), None).unwrap();
    let roots = [authority.root().clone()];
    let clean = clean(&Sample::pages(2)).bytes;
    let prepared = prepare(&clean, &request(2)).unwrap().bytes;
    for file in [clean.as_slice(), prepared.as_slice(), b"no document"] {
        let through = worker().validate(file, (&roots).into(), now).unwrap();
        assert_eq!(through, validate(file, &roots, now));
    }
    assert_eq!(
        worker().validate(&clean, (&roots).into(), now).unwrap().verdict,
        Verdict::Unsigned
    );
}

/// One party with one box on `page`.
fn request(page: u32) -> PrepareRequest {
    let rect = PageRect {
        x: 100_000,
        y: 100_000,
        w: 160_000,
        h: 60_000,
    };
    let signing_box = SigningBox {
        field: FieldNo(1),
        page,
        rect,
        content: pdf::sign::plan::BoxContent::Ink,
    };
    PrepareRequest {
        parties: vec![PartyBoxes {
            no: PartyNo(1),
            label: "甲方".to_owned(),
            boxes: vec![signing_box],
        }],
        certification: Certification {
            name: "会签".to_owned(),
            reason: None,
            location: None,
            at: Timestamp(1_800_000_000_000),
            offset_minutes: 480,
            contents_reserve: DEFAULT_RESERVE,
        },
        filled: Vec::new(),
        fonts: pdf::font::set::FontSet::default(),
    }
}

/// 2 × 1 pixels with transparency.
const SPECK: &str =
    "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAYAAAD0In+KAAAAD0lEQVR4nGM4ISLyH4gZAA/MAuBF+NRlAAAAAElFTkSuQmCC";

#[test]
fn a_seal_is_cut_out_and_anything_else_refused() {
    use base64::Engine;
    let request = ScanRequest {
        width: 2000,
        black: false,
    };
    let seal = worker().scan_seal(&square_seal(400), request).unwrap();
    assert_eq!((seal.width, seal.height), (20.0, 20.0));
    assert!(seal.png.starts_with(b"\x89PNG"));
    let speck = base64::engine::general_purpose::STANDARD.decode(SPECK).unwrap();
    let refusals = [
        (&b"no picture"[..], "picture_unusable"),
        (&speck[..speck.len() - 20], "picture_unusable"),
        (&speck[..], "seal_scan_empty"),
    ];
    for (picture, wanted) in refusals {
        match worker().scan_seal(picture, request) {
            Err(WorkerError::Refused { code, .. }) => assert_eq!(code, wanted),
            other => panic!("{other:?}"),
        }
    }
}

/// A red square frame on white, a third of the picture's side wider than the seal.
fn square_seal(side: u32) -> Vec<u8> {
    let whole = side * 4 / 3;
    let (from, to) = (whole / 8, whole / 8 + side);
    let inside = |at: u32, inset: u32| (from + inset..to - inset).contains(&at);
    let pixels: Vec<u8> = (0..whole * whole)
        .flat_map(|at| {
            let (x, y) = (at % whole, at / whole);
            let frame = inside(x, 0) && inside(y, 0) && !(inside(x, 24) && inside(y, 24));
            if frame { [210, 10, 15] } else { [255, 255, 255] }
        })
        .collect();
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, whole, whole);
    encoder.set_color(png::ColorType::Rgb);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&pixels).unwrap();
    writer.finish().unwrap();
    file
}
