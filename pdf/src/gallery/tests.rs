//! Every kind of control looks the same on every kind of page, as the golden picture has it, and independent
//! validators accept what was signed there.

use super::*;
use crate::incremental::print;
use crate::raster::fallback_fonts::FallbackFont;
use crate::raster::raster;
use crate::validate::independent::agreed;
use std::path::PathBuf;

/// The golden picture is this many times smaller than the raster.
const SMALLER: usize = 2;
/// Largest difference of one sample in blocks of 8 × 8 pixels, on average, of 255: edges may fall between pixels.
const MOST_IN_A_BLOCK: u32 = 24;

/// Gray levels, rows from the top.
#[derive(Clone, PartialEq)]
pub struct Gray {
    width: usize,
    rows: Vec<u8>,
}

/// Compares with a golden picture, or writes it where there is none.
pub fn compare(name: &str, what: &str, shown: &Gray) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../tests/golden/pdf")
        .join(name);
    let Some(golden) = read_golden(&path) else {
        write(shown, &path);
        panic!("there was no golden picture {name}; it has been written and must be looked at");
    };
    let (worst, x, y) = difference(shown, &golden);
    if worst > MOST_IN_A_BLOCK {
        let kept = std::env::temp_dir().join(name);
        write(shown, &kept);
        panic!("{what}: differs by {worst} at ({x}, {y}); see {}", kept.display());
    }
}

/// Colours as gray, each `SMALLER` × `SMALLER` pixels as one.
pub fn shrunk(png: &[u8]) -> Gray {
    let mut decoder = ::png::Decoder::new(std::io::Cursor::new(png));
    decoder.set_transformations(::png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().expect("a picture");
    let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
    let frame = reader.next_frame(&mut pixels).expect("pixels");
    let samples = frame.color_type.samples();
    let (width, height) = (frame.width as usize, frame.height as usize);
    let gray = |x: usize, y: usize| {
        let at = (y * width + x) * samples;
        let colours = &pixels[at..at + samples];
        colours.iter().map(|sample| u32::from(*sample)).sum::<u32>() / samples as u32
    };
    let (across, down) = (width / SMALLER, height / SMALLER);
    let mut rows = Vec::with_capacity(across * down);
    for y in 0..down {
        for x in 0..across {
            let block =
                (0..SMALLER * SMALLER).map(|at| gray(x * SMALLER + at % SMALLER, y * SMALLER + at / SMALLER));
            rows.push((block.sum::<u32>() / (SMALLER * SMALLER) as u32) as u8);
        }
    }
    Gray { width: across, rows }
}

fn read_golden(path: &std::path::Path) -> Option<Gray> {
    let file = std::fs::read(path).ok()?;
    let mut reader = ::png::Decoder::new(std::io::Cursor::new(file))
        .read_info()
        .expect("a picture");
    let mut rows = vec![0; reader.output_buffer_size().expect("a size")];
    let frame = reader.next_frame(&mut rows).expect("pixels");
    let width = frame.width as usize;
    Some(Gray { width, rows })
}

fn write(gray: &Gray, path: &std::path::Path) {
    let height = gray.rows.len() / gray.width;
    let file = png(
        gray.width as u32,
        height as u32,
        ::png::ColorType::Grayscale,
        &gray.rows,
    );
    std::fs::write(path, file).expect("a golden picture");
}

/// The largest average difference in any block, and where it is.
fn difference(a: &Gray, b: &Gray) -> (u32, usize, usize) {
    assert_eq!((a.width, a.rows.len()), (b.width, b.rows.len()), "of one size");
    let height = a.rows.len() / a.width;
    let mut worst = (0, 0, 0);
    for top in (0..height).step_by(8) {
        for left in (0..a.width).step_by(8) {
            let (down, across) = (8.min(height - top), 8.min(a.width - left));
            let mut sum = 0;
            for y in top..top + down {
                for x in left..left + across {
                    sum += u32::from(a.rows[y * a.width + x].abs_diff(b.rows[y * a.width + x]));
                }
            }
            worst = worst.max((sum / (down * across) as u32, left, top));
        }
    }
    worst
}

/// To make the golden picture anew, after looking at what it shows: remove it and run this test twice.
#[test]
fn every_control_looks_the_same_on_every_page() {
    let fallback = FallbackFont::new(micro_hei());
    let gallery = Gallery::new();
    for geometry in Geometry::all() {
        let signed = gallery.signed(&geometry);
        let pictures = raster(signed.file(), &[1], &fallback).expect("a picture");
        assert_eq!(pictures[0].undrawn, 0);
        let shown = shrunk(&pictures[0].png);
        compare("controls.png", &format!("{geometry:?}"), &shown);
    }
}

#[test]
fn validators_accept_seals_slices_and_values_on_every_page() {
    let folder = tempfile::tempdir().expect("a folder");
    let gallery = Gallery::new();
    for geometry in Geometry::all().step_by(3) {
        let signed = gallery.signed(&geometry);
        agreed(folder.path(), &signed, signed.file(), 2);
    }
}

#[test]
fn every_place_says_whose_it_is_and_what_for() {
    let geometry = Geometry {
        rotate: 0,
        cropped: false,
        user_unit: 1000,
    };
    let signed = Gallery::new().signed(&geometry);
    for told in [
        "甲方 手写签名 signature",
        "甲方 印章 seal",
        "甲方 骑缝章 2/3 seal across the pages",
        "甲方 签署日期 date",
        "甲方 签署人姓名 name",
    ] {
        let entry = format!("/TU {}", print::text(told));
        let times = |file: &[u8]| {
            let windows = file.windows(entry.len());
            windows.filter(|bytes| *bytes == entry.as_bytes()).count()
        };
        let prepared = times(&signed.revisions[0]);
        assert!(prepared > 0, "{told}");
        assert_eq!(times(signed.file()), 2 * prepared, "{told}, after the act too");
    }
}

#[test]
fn a_seal_stands_in_the_file_once() {
    let geometry = Geometry {
        rotate: 0,
        cropped: false,
        user_unit: 1000,
    };
    let gallery = Gallery::new();
    let mut wishes = gallery.wishes(&geometry);
    let first = wishes.parties[0].clone();
    let mut second = first;
    second.no = PartyNo(2);
    for (place, no) in second.boxes.iter_mut().zip(300..) {
        place.field = FieldNo(no);
    }
    wishes.parties.push(second);
    let mut rehearsal = Rehearsal::of(&geometry.pdf(), &wishes);
    let mut lengths = Vec::new();
    for party in [PartyNo(1), PartyNo(2)] {
        let mut request = signature_request(&rehearsal.plan, party, rehearsal.now);
        request.seals = gallery.seals.clone();
        rehearsal.sign_as(&request);
        lengths.push(rehearsal.file().len());
    }
    assert_eq!(rehearsal.plan.seals.len(), 2);
    let [r0, first, second] = [rehearsal.revisions[0].len(), lengths[0], lengths[1]];
    let seal = first - r0 - (second - first);
    assert!(
        seal > 10_000,
        "the second act has no seal of its own: {seal} bytes less"
    );
    let folder = tempfile::tempdir().expect("a folder");
    agreed(folder.path(), &rehearsal, rehearsal.file(), 3);
}

#[test]
fn a_seal_on_many_pages_has_one_appearance() {
    let geometry = Geometry {
        rotate: 90,
        cropped: true,
        user_unit: 1000,
    };
    let gallery = Gallery::new();
    let mut wishes = gallery.wishes(&geometry);
    let rect = straddle::whole(&geometry.page(), (40.0, 40.0), (WHOLE / 2, WHOLE / 2)).expect("a place");
    wishes.parties[0].boxes = (1..=3)
        .map(|page| SigningBox {
            field: FieldNo(u16::try_from(page).expect("small")),
            page,
            rect,
            content: BoxContent::Seal { seal: 0 },
        })
        .collect();
    let mut rehearsal = Rehearsal::of(&geometry.pdf(), &wishes);
    let mut request = signature_request(&rehearsal.plan, PartyNo(1), rehearsal.now);
    request.boxes.clear();
    request.seals = gallery.seals;
    rehearsal.sign_as(&request);
    let tail = &rehearsal.file()[rehearsal.revisions[0].len()..];
    let count = |words: &[u8]| tail.windows(words.len()).filter(|bytes| *bytes == words).count();
    assert_eq!(count(b"/BM /Multiply"), 1);
    assert_eq!(count(b"/AP << /N"), 3);
    let folder = tempfile::tempdir().expect("a folder");
    agreed(folder.path(), &rehearsal, rehearsal.file(), 2);
}

#[test]
fn a_box_for_a_seal_is_not_signed_without_one() {
    let geometry = Geometry {
        rotate: 0,
        cropped: false,
        user_unit: 1000,
    };
    let rehearsal = Rehearsal::of(&geometry.pdf(), &Gallery::new().wishes(&geometry));
    let request = signature_request(&rehearsal.plan, PartyNo(1), rehearsal.now);
    let refused = crate::sign::append_signature(rehearsal.file(), &rehearsal.plan, &request);
    assert_eq!(
        refused.expect_err("a refusal"),
        crate::sign::SignError::MissingSeal(FieldNo(101))
    );
}
