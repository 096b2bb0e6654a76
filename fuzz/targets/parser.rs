//! A PDF as it comes out of the rewrite, and as a liar would have written it: the inspection, the text layer, the
//! recommendations and the preparation answer, whatever the bytes.
#![no_main]

use domain::contract::plan::{PageBox, PageRect};
use domain::ids::{FieldNo, PartyNo};
use domain::timestamp::Timestamp;
use libfuzzer_sys::fuzz_target;
use pdf::font::set::FontSet;
use pdf::intake::choice::SignedUpload;
use pdf::intake::{IntakeLimits, inspect, load};
use pdf::prepare::{Certification, PartyBoxes, PrepareRequest, SigningBox, prepare};
use pdf::raster::fallback_fonts::FallbackFont;
use pdf::sign::plan::BoxContent;
use pdf::sign::signature_dictionary::DEFAULT_RESERVE;
use std::sync::LazyLock;

/// 2026-11-22, in milliseconds.
const NOW: Timestamp = Timestamp(1_795_305_600_000);
const PAGE: PageBox = PageBox {
    visible: PageRect {
        x: 0,
        y: 0,
        w: 595_304,
        h: 841_890,
    },
    rotate: 0,
    user_unit: 1000,
};

static NO_FONT: LazyLock<FallbackFont> = LazyLock::new(|| FallbackFont::new(Vec::new()));

fuzz_target!(|bytes: &[u8]| {
    let limits = IntakeLimits {
        stream_bytes: 1 << 20,
        decoded_bytes: 4 << 20,
        ..IntakeLimits::default()
    };
    if let Ok(document) = load(bytes, &limits) {
        let _ = inspect(&document, &limits, SignedUpload::Refuse);
    }
    let _ = pdf::text_layer::read(bytes, &[1], &NO_FONT);
    let _ = pdf::recommend::recommend(bytes, &[(1, PAGE)], &NO_FONT);
    if let Ok(prepared) = prepare(bytes, &request()) {
        assert!(prepared.bytes.starts_with(bytes), "a byte of the file was touched");
    }
});

fn request() -> PrepareRequest {
    PrepareRequest {
        parties: vec![PartyBoxes {
            no: PartyNo(1),
            label: "甲方".to_owned(),
            boxes: vec![SigningBox {
                field: FieldNo(1),
                page: 1,
                rect: PageRect {
                    x: 80_000,
                    y: 60_000,
                    w: 150_000,
                    h: 64_250,
                },
                content: BoxContent::Ink,
            }],
        }],
        certification: Certification {
            name: "fuzz".to_owned(),
            reason: None,
            location: None,
            at: NOW,
            offset_minutes: 480,
            contents_reserve: DEFAULT_RESERVE,
        },
        filled: Vec::new(),
        fonts: FontSet::default(),
    }
}
