//! Seals of every shape and length on one page, as the golden picture has them.

use super::tests::{compare, shrunk};
use super::{Geometry, shelf};
use crate::font::set::Face;
use crate::prepare::{PartyBoxes, PrepareRequest, SigningBox};
use crate::raster::fallback_fonts::FallbackFont;
use crate::raster::raster;
use crate::rehearsal::{Rehearsal, micro_hei, now, request, signature_request};
use crate::seal::artwork::SealArtwork;
use crate::seal::design::{SealDesign, SealOutline};
use crate::seal::straddle;
use crate::sign::plan::BoxContent;
use domain::ids::{FieldNo, PartyNo};
use domain::page_space::WHOLE;

const ROUND: SealOutline = SealOutline::Round { diameter: 4000 };
const SMALL_ROUND: SealOutline = SealOutline::Round { diameter: 3800 };
const ELLIPSE: SealOutline = SealOutline::Ellipse {
    width: 4500,
    height: 3000,
};
const SQUARE: SealOutline = SealOutline::Square { side: 2000 };
const LONG: &str = "北京会签数字科技发展集团股份有限责任公司深圳前海分公司合同部";

/// Outline, name, purpose, number, star.
type Words = (SealOutline, &'static str, &'static str, &'static str, bool);

const SEALS: [Words; 12] = [
    (ROUND, "北京公司", "", "", true),
    (ROUND, "上海某某贸易有限公司", "财务专用章", "3101150012345", true),
    (ROUND, LONG, "合同专用章（1）", "1101080012345", true),
    (SMALL_ROUND, "ACME贸易(中国)有限公司", "", "", true),
    (SMALL_ROUND, "深圳市龙岗区某某街道办事处", "业务受理章", "", true),
    (
        ELLIPSE,
        "广州市某某科技有限公司",
        "发票专用章",
        "91440101MA59XXXX0K",
        false,
    ),
    (ELLIPSE, "公证处印", "", "", true),
    (ELLIPSE, LONG, "已核验", "", false),
    (SQUARE, "张三之印", "", "", false),
    (SQUARE, "李四", "", "", false),
    (SQUARE, "欧阳𠮷", "", "", false),
    (SQUARE, "某某有限公司财务章", "", "", false),
];

fn artwork((outline, name, purpose, number, star): Words) -> SealArtwork {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let design = SealDesign {
        outline,
        name: name.to_owned(),
        purpose: some(purpose),
        number: some(number),
        star,
        face: Face::Song,
        colour: [0xd2, 0x0a, 0x0f],
    };
    SealArtwork::drawn(design.draw(&shelf()).expect("a seal"))
}

#[test]
fn seals_of_every_shape_and_length() {
    let geometry = Geometry {
        rotate: 0,
        cropped: false,
        user_unit: 1000,
    };
    let place = |at: i64, artwork: &SealArtwork| {
        let middle = ((at % 3 * 2 + 1) * WHOLE / 6, (at / 3 * 2 + 1) * WHOLE / 8);
        let size = (artwork.width, artwork.height);
        straddle::whole(&geometry.page(), size, middle).expect("a place")
    };
    let artworks: Vec<SealArtwork> = SEALS.into_iter().map(artwork).collect();
    let boxes = artworks.iter().zip(0_u8..).map(|(artwork, no)| SigningBox {
        field: FieldNo(u16::from(no) + 1),
        page: 1,
        rect: place(i64::from(no), artwork),
        content: BoxContent::Seal { seal: no },
    });
    let wishes = PrepareRequest {
        parties: vec![PartyBoxes {
            no: PartyNo(1),
            label: "甲方".to_owned(),
            boxes: boxes.collect(),
        }],
        ..request(1, 1, now(), None)
    };
    let mut rehearsal = Rehearsal::of(&geometry.pdf(), &wishes);
    let mut act = signature_request(&rehearsal.plan, PartyNo(1), rehearsal.now);
    act.boxes.clear();
    act.seals = artworks;
    rehearsal.sign_as(&act);
    let pictures = raster(rehearsal.file(), &[1], &FallbackFont::new(micro_hei())).expect("a picture");
    compare("seals.png", "seals", &shrunk(&pictures[0].png));
}
