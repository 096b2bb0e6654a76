//! Photographs of seals as people make them, and of other things.

use super::{ScanRefusal, ScanRequest, ScannedSeal, scan};
use std::path::Path;

const REQUEST: ScanRequest = ScanRequest {
    width: 2000,
    black: false,
};
const RED: [f64; 3] = [205.0, 30.0, 35.0];
const BLUE: [f64; 3] = [40.0, 60.0, 190.0];
const BLACK: [f64; 3] = [25.0, 25.0, 30.0];

/// What a picture shows at a point from 0 to 1: a colour and how much of it covers the paper.
type Painter = dyn Fn(f64, f64) -> ([f64; 3], f64);

/// A photograph of this many pixels a side: warm paper, a shadow from the left, noise, and what lies on the paper.
fn photograph(side: u32, painter: &Painter) -> Vec<u8> {
    let mut noise = 12_345_u32;
    let mut pixels = Vec::new();
    for y in 0..side {
        for x in 0..side {
            let (u, v) = (f64::from(x) / f64::from(side), f64::from(y) / f64::from(side));
            let light = 0.55 + 0.42 * u - 0.08 * v;
            let (colour, cover) = painter(u, v);
            for (part, paper) in [250.0, 246.0, 236.0].into_iter().enumerate() {
                noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let grain = f64::from(noise >> 24) / 255.0 * 8.0 - 4.0;
                let seen = (colour[part] * cover + paper * (1.0 - cover)) * light + grain;
                pixels.push(seen.clamp(0.0, 255.0) as u8);
            }
        }
    }
    png(side, &pixels, png::ColorType::Rgb)
}

fn png(side: u32, pixels: &[u8], colours: png::ColorType) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, side, side);
    encoder.set_color(colours);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(pixels).unwrap();
    writer.finish().unwrap();
    file
}

/// A ring with a disc in the middle, as wide as `wide` of the picture.
fn ring(colour: [f64; 3], wide: f64) -> impl Fn(f64, f64) -> ([f64; 3], f64) {
    move |u, v| {
        let far = (u - 0.5).hypot(v - 0.5) / (wide / 2.0);
        let soft = |edge: f64| ((edge - far) * 120.0).clamp(0.0, 1.0);
        (colour, (soft(1.0) - soft(0.9) + soft(0.35)).clamp(0.0, 1.0))
    }
}

fn scanned(file: &[u8]) -> Result<ScannedSeal, ScanRefusal> {
    scan(file, REQUEST, Path::new("."))
}

/// Red, green, blue and opacity of the cut-out, with its width.
fn opened(seal: &ScannedSeal) -> (usize, Vec<[u8; 4]>) {
    let mut reader = png::Decoder::new(std::io::Cursor::new(&seal.png))
        .read_info()
        .unwrap();
    let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
    let frame = reader.next_frame(&mut bytes).unwrap();
    let pixels = bytes.chunks_exact(4).map(|p| [p[0], p[1], p[2], p[3]]).collect();
    (frame.width as usize, pixels)
}

#[test]
fn paper_and_shadow_go_and_the_ink_stays_with_soft_edges() {
    for colour in [RED, BLUE] {
        let seal = scanned(&photograph(600, &ring(colour, 0.7))).unwrap();
        let (width, pixels) = opened(&seal);
        assert!((415..=425).contains(&width), "{width}");
        assert!((seal.height - 20.0).abs() < 0.2);
        let at = |u: f64, v: f64| {
            let side = width as f64;
            pixels[(v * side) as usize * width + (u * side) as usize]
        };
        assert!(at(0.5, 0.5)[3] > 230, "the middle is inked");
        assert!(at(0.02, 0.02)[3] < 8, "a corner is clear: {:?}", at(0.02, 0.02));
        for (u, v) in [(0.25, 0.5), (0.75, 0.5), (0.5, 0.25), (0.5, 0.75)] {
            assert!(
                at(u, v)[3] < 8,
                "between ring and middle, light or shadow: {:?}",
                at(u, v)
            );
        }
        let soft = pixels
            .iter()
            .filter(|pixel| (40..215).contains(&pixel[3]))
            .count();
        assert!(soft > 300, "edges are soft: {soft}");
        let shade = at(0.5, 0.5);
        let strongest = if colour == RED { 0 } else { 2 };
        assert!(shade[strongest] > 140 && shade[1] < 110, "{shade:?}");
    }
}

#[test]
fn print_below_the_seal_does_not_come_along() {
    let lines = |u: f64, v: f64| {
        let (colour, cover) = ring(RED, 0.6)(u, v);
        let text = (v * 30.0).fract() < 0.25 && (u * 70.0).fract() < 0.6;
        if text { (BLACK, 0.95) } else { (colour, cover) }
    };
    let seal = scanned(&photograph(700, &lines)).unwrap();
    let (width, _) = opened(&seal);
    assert!(
        (405..=430).contains(&width),
        "cut to the seal, not to the text: {width}"
    );
}

#[test]
fn a_cut_out_is_taken_as_it_is() {
    let side = 420;
    let pixels: Vec<u8> = (0..side * side)
        .flat_map(|at: u32| {
            let (u, v) = (
                f64::from(at % side) / f64::from(side),
                f64::from(at / side) / f64::from(side),
            );
            let (_, cover) = ring(RED, 0.98)(u, v);
            [205, 30, 35, (cover * 255.0) as u8]
        })
        .collect();
    let seal = scanned(&png(side, &pixels, png::ColorType::Rgba)).unwrap();
    assert!(opened(&seal).1.iter().any(|pixel| pixel[3] == 0));
}

#[test]
fn an_empty_sheet_is_no_seal() {
    let blank = |_, _| (RED, 0.0);
    assert_eq!(scanned(&photograph(400, &blank)), Err(ScanRefusal::Empty));
    let print = |_: f64, v: f64| (BLACK, if (v * 20.0).fract() < 0.3 { 0.9 } else { 0.0 });
    assert_eq!(scanned(&photograph(400, &print)), Err(ScanRefusal::Empty));
}

#[test]
fn a_photograph_of_something_else_is_no_seal() {
    let meadow = |u: f64, v: f64| {
        let sky = [90.0, 150.0, 230.0];
        let grass = [60.0 + 60.0 * (u * 40.0).sin().abs(), 150.0, 40.0];
        (if v < 0.45 { sky } else { grass }, 1.0)
    };
    assert_eq!(scanned(&photograph(400, &meadow)), Err(ScanRefusal::NotASeal));
    let gay = |u: f64, v: f64| {
        let colours = [RED, BLUE, [40.0, 170.0, 60.0], [230.0, 200.0, 30.0]];
        let at = (u * 4.0) as usize + (v * 4.0) as usize;
        (
            colours[at % 4],
            if (0.2..0.8).contains(&u) && (0.2..0.8).contains(&v) {
                1.0
            } else {
                0.0
            },
        )
    };
    assert_eq!(scanned(&photograph(400, &gay)), Err(ScanRefusal::NotASeal));
    let block = |u: f64, v: f64| {
        (
            RED,
            f64::from(u8::from((0.2..0.8).contains(&u) && (0.2..0.8).contains(&v))),
        )
    };
    assert_eq!(scanned(&photograph(600, &block)), Err(ScanRefusal::NotASeal));
}

#[test]
fn a_coarse_or_cut_picture_is_refused() {
    // 236 pixels are needed for 20 mm.
    assert!(matches!(
        scanned(&photograph(300, &ring(RED, 0.7))),
        Err(ScanRefusal::Coarse { needed: 237, .. })
    ));
    assert_eq!(
        scanned(&photograph(600, &ring(RED, 1.2))),
        Err(ScanRefusal::CutOff)
    );
}

#[test]
fn black_ink_counts_for_handwriting_only() {
    let stroke = |u: f64, v: f64| {
        let line = (v - 0.5 - 0.2 * (u * 9.0).sin()).abs() < 0.02 && (0.15..0.85).contains(&u);
        (BLACK, f64::from(u8::from(line)))
    };
    let file = photograph(700, &stroke);
    assert_eq!(scanned(&file), Err(ScanRefusal::Empty));
    let request = ScanRequest {
        width: 4000,
        black: true,
    };
    let seal = scan(&file, request, Path::new(".")).unwrap();
    let (width, pixels) = opened(&seal);
    assert!((480..=495).contains(&width), "{width}");
    assert!(pixels.iter().any(|pixel| pixel[3] > 230 && pixel[0] < 90));
}

#[test]
fn any_bytes_give_an_answer() {
    let whole = photograph(64, &ring(RED, 0.7));
    for end in (0..whole.len()).step_by(97) {
        assert!(scanned(&whole[..end]).is_err());
    }
    for wrong in [&b""[..], b"\xff\xd8\xff\xe0", b"GIF89a", b"\x89PNG\r\n\x1a\n"] {
        assert_eq!(scanned(wrong), Err(ScanRefusal::Unreadable));
    }
}
