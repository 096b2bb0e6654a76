//! Pictures of pages: size, kind, determinism, and Chinese text without a font.

use crate::sample::{FIRST_PAGE, OWN, Sample, clean, fallback_font};
use pdf::raster::{PagePicture, RasterError, raster};
use png::{BitDepth, ColorType, Decoder, Transformations};
use std::io::Cursor;

fn draw(sample: &Sample) -> PagePicture {
    raster(&clean(sample).bytes, &[1], &fallback_font())
        .unwrap()
        .remove(0)
}

fn content(content: &str) -> Sample {
    Sample::pages(1).stream(FIRST_PAGE + 1, "", content.as_bytes())
}

/// Kind of the PNG, and its pixels as RGB.
fn decode(picture: &PagePicture) -> (ColorType, BitDepth, Vec<[u8; 3]>) {
    let reader = Decoder::new(Cursor::new(&picture.png)).read_info().unwrap();
    let (kind, depth) = (reader.info().color_type, reader.info().bit_depth);
    let mut decoder = Decoder::new(Cursor::new(&picture.png));
    decoder.set_transformations(Transformations::EXPAND);
    let mut reader = decoder.read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    assert_eq!((info.width, info.height), (picture.width_px, picture.height_px));
    let samples = info.color_type.samples();
    let rgb = |pixel: &[u8]| {
        if samples == 1 {
            [pixel[0]; 3]
        } else {
            [pixel[0], pixel[1], pixel[2]]
        }
    };
    (
        kind,
        depth,
        pixels[..info.buffer_size()].chunks(samples).map(rgb).collect(),
    )
}

/// Dark pixels within a part of the page given in fractions from the top left.
fn ink(picture: &PagePicture, x: (f64, f64), y: (f64, f64)) -> usize {
    let (_, _, pixels) = decode(picture);
    let within = |at: usize, whole: u32, (low, high): (f64, f64)| {
        (low..high).contains(&(at as f64 / f64::from(whole)))
    };
    let width = picture.width_px as usize;
    let here =
        |at: usize| within(at % width, picture.width_px, x) && within(at / width, picture.height_px, y);
    pixels
        .iter()
        .enumerate()
        .filter(|(at, pixel)| pixel[0] < 128 && here(*at))
        .count()
}

#[test]
fn the_longer_side_has_the_documented_pixels() {
    let upright = draw(&Sample::pages(1));
    assert_eq!((upright.width_px, upright.height_px), (1131, 1600));
    let turned = draw(&Sample::pages(1).page(0, "/Rotate 90"));
    assert_eq!((turned.width_px, turned.height_px), (1600, 1131));
    let strip = draw(&Sample::pages(1).page(0, "/MediaBox[0 0 14400 3]"));
    assert_eq!((strip.width_px, strip.height_px), (1600, 1));
}

#[test]
fn the_same_page_gives_the_same_bytes() {
    let file = clean(&Sample::pages(3)).bytes;
    let once = raster(&file, &[1, 2, 3], &fallback_font()).unwrap();
    let again: Vec<_> = [1, 2, 3]
        .iter()
        .flat_map(|page| raster(&file, &[*page], &fallback_font()).unwrap())
        .collect();
    assert_eq!(once, again);
    assert_ne!(once[0].png, once[1].png);
}

#[test]
fn text_stands_where_the_page_says() {
    let picture = draw(&Sample::pages(1));
    assert!(ink(&picture, (0.1, 0.6), (0.13, 0.18)) > 500);
    assert_eq!(ink(&picture, (0.0, 1.0), (0.2, 1.0)), 0);
    assert_eq!(picture.undrawn, 0);
}

#[test]
fn the_kind_of_picture_follows_the_colours() {
    let kind = |sample: &Sample| {
        let (kind, depth, _) = decode(&draw(sample));
        (kind, depth)
    };
    assert_eq!(kind(&content("")), (ColorType::Indexed, BitDepth::One));
    assert_eq!(
        kind(&content("1 0 0 rg 0 0 100 100 re f 0 0 1 rg 200 0 100 100 re f")).0,
        ColorType::Indexed
    );
    assert_eq!(kind(&Sample::pages(1)), (ColorType::Grayscale, BitDepth::Eight));
    let many: String = (0..40)
        .flat_map(|x| (0..40).map(move |y| (x, y)))
        .map(|(x, y)| {
            format!(
                "{} {} 0.5 rg {} {} 10 10 re f\n",
                x as f32 / 40.0,
                y as f32 / 40.0,
                10 * x,
                10 * y
            )
        })
        .collect();
    assert_eq!(kind(&content(&many)).0, ColorType::Rgb);
}

#[test]
fn colours_come_through_unchanged() {
    let picture = draw(&content("1 0 0 rg 0 0 595.276 841.89 re f"));
    let (_, _, pixels) = decode(&picture);
    assert!(pixels.iter().all(|pixel| *pixel == [255, 0, 0]));
}

#[test]
fn a_page_of_text_is_small() {
    let lines: String = (0..40)
        .map(|line| {
            format!(
                "BT /F 11 Tf 60 {} Td (The parties agree on everything in line {line}.) Tj ET\n",
                780 - 18 * line
            )
        })
        .collect();
    let size = draw(&content(&lines)).png.len();
    assert!(size < 200_000, "{size} bytes");
}

#[test]
fn chinese_text_without_a_font_is_drawn_with_the_fallback() {
    let sample = content("BT /C 48 Tf 72 700 Td <7532 65B9 7B7E 7F72> Tj ET")
        .page(0, &format!("/Resources<</Font<</C {OWN} 0 R>>>>"))
        .object(
            OWN,
            &format!("<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[{} 0 R]>>", OWN + 1),
        )
        .object(
            OWN + 1,
            "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/DW 1000>>",
        );
    let picture = draw(&sample);
    // Four characters of 48 pt: each has ink of its own.
    for character in 0..4 {
        let left = (72.0 + 48.0 * f64::from(character)) / 595.276;
        assert!(
            ink(&picture, (left, left + 48.0 / 595.276), (0.1, 0.19)) > 300,
            "character {character}"
        );
    }
}

#[test]
fn damaged_content_is_drawn_as_far_as_it_goes() {
    for broken in [
        "q q q q 1 0 0 rg 0 0 9 9 re f Q Q (",
        "/Nothing Do /F 0 Tf BT (x) Tj",
        "1e99 0 0 1e99 0 0 cm 0 0 1 1 re f",
    ] {
        let picture = raster(&content(broken).bytes(), &[1], &fallback_font())
            .unwrap()
            .remove(0);
        assert_eq!(picture.width_px, 1131, "{broken}");
    }
}

#[test]
fn a_page_that_is_not_there_is_an_error() {
    let file = clean(&Sample::pages(1)).bytes;
    assert!(matches!(
        raster(&file, &[0], &fallback_font()),
        Err(RasterError::NoSuchPage(0))
    ));
    assert!(matches!(
        raster(&file, &[2], &fallback_font()),
        Err(RasterError::NoSuchPage(2))
    ));
    assert!(matches!(
        raster(b"nothing", &[1], &fallback_font()),
        Err(RasterError::Unreadable)
    ));
}
