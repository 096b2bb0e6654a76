//! Test support: one page that shows every kind of control, and the same page in every rotation, crop and unit. However
//! the page is written down, what is displayed must be the same.

use crate::fill::mark::Mark;
use crate::fill::table::{Column, Table};
use crate::fill::{FieldValue, FilledField};
use crate::font::set::{Face, FontSet};
use crate::font::shelf::FontShelf;
use crate::picture::tests::png;
use crate::prepare::{PartyBoxes, PrepareRequest, SigningBox};
use crate::rehearsal::{Rehearsal, file, micro_hei, now, request, signature_request};
use crate::seal::artwork::SealArtwork;
use crate::seal::design::{SealDesign, SealOutline};
use crate::seal::straddle;
use crate::sign::plan::BoxContent;
use crate::text::block::{Align, TextStyle, TypeSize, Vertical};
use domain::contract::plan::{PageBox, PageRect};
use domain::ids::{FieldNo, PartyNo};
use domain::page_space::{DisplayedRect, WHOLE, to_page};
use std::sync::Arc;

mod seals;
mod tests;

/// The displayed page in printed points.
const WIDTH: i64 = 420;
const HEIGHT: i64 = 594;

/// A way to write the page down.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Geometry {
    pub rotate: u16,
    pub cropped: bool,
    /// UserUnit × 1000.
    pub user_unit: i64,
}

impl Geometry {
    /// All of them: 4 rotations, with and without a crop box, two units.
    pub fn all() -> impl Iterator<Item = Self> {
        [0, 90, 180, 270].into_iter().flat_map(|rotate| {
            [false, true].into_iter().flat_map(move |cropped| {
                [1000, 2500].map(|user_unit| Self {
                    rotate,
                    cropped,
                    user_unit,
                })
            })
        })
    }

    pub fn page(&self) -> PageBox {
        let (across, up) = if self.rotate.is_multiple_of(180) {
            (WIDTH, HEIGHT)
        } else {
            (HEIGHT, WIDTH)
        };
        let (x, y) = if self.cropped { (37_500, -21_000) } else { (0, 0) };
        PageBox {
            visible: PageRect {
                x,
                y,
                w: across * 1_000_000 / self.user_unit,
                h: up * 1_000_000 / self.user_unit,
            },
            rotate: self.rotate,
            user_unit: self.user_unit,
        }
    }

    /// Three empty pages.
    pub fn pdf(&self) -> Vec<u8> {
        let visible = self.page().visible;
        let number = |thousandths: i64| thousandths as f64 / 1000.0;
        let bounds = |margin: i64| {
            let (right, top) = (visible.x + visible.w, visible.y + visible.h);
            [
                visible.x - margin,
                visible.y - margin,
                right + margin,
                top + margin,
            ]
            .map(|edge| number(edge).to_string())
            .join(" ")
        };
        let (media, crop) = if self.cropped {
            (bounds(50_000), format!("/CropBox [{}]", bounds(0)))
        } else {
            (bounds(0), String::new())
        };
        let page = format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [{media}] {crop} /Rotate {} /UserUnit {} >>",
            self.rotate,
            number(self.user_unit)
        );
        let null = "null".to_owned();
        file(&[
            "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
            "<< /Type /Pages /Kids [3 0 R 4 0 R 5 0 R] /Count 3 >>".to_owned(),
            page.clone(),
            page.clone(),
            page,
            null,
            "<< /Title (Gallery) >>".to_owned(),
        ])
    }

    /// A rectangle given in points of the displayed page from its top left.
    fn rect(&self, [x, y, w, h]: [i64; 4]) -> PageRect {
        let across = |points: i64| points * WHOLE / WIDTH;
        let down = |points: i64| points * WHOLE / HEIGHT;
        let shown = DisplayedRect {
            x: across(x),
            y: down(y),
            w: across(x + w) - across(x),
            h: down(y + h) - down(y),
        };
        to_page(&self.page(), &shown)
    }
}

pub fn shelf() -> FontShelf {
    FontShelf::debian(Arc::new(micro_hei()))
}

/// Round, with star, name, purpose and number.
fn round_seal(shelf: &FontShelf) -> SealArtwork {
    let design = SealDesign {
        outline: SealOutline::Round { diameter: 4000 },
        name: "北京会签数字科技有限公司".to_owned(),
        purpose: Some("合同专用章".to_owned()),
        number: Some("1101080012345".to_owned()),
        star: true,
        face: Face::Song,
        colour: [0xd2, 0x0a, 0x0f],
    };
    SealArtwork::drawn(design.draw(shelf).expect("a seal"))
}

/// Square, scanned: a red frame that lets the paper shine through.
fn scanned_seal() -> SealArtwork {
    let pixels = (0..40_u32 * 40).flat_map(|at| {
        let (x, y) = (at % 40, at / 40);
        let edge = x.min(y).min(39 - x).min(39 - y) < 5 || (x + y).is_multiple_of(9);
        [200, 20, 20, if edge { 255 } else { 0 }]
    });
    let file = png(40, 40, ::png::ColorType::Rgba, &pixels.collect::<Vec<u8>>());
    let mut seal = SealArtwork::scanned(&file, 18.0).expect("a seal");
    seal.opacity = 60;
    seal
}

fn styled(text: &str, face: Face, align: Align, vertical: Vertical) -> FieldValue {
    FieldValue::Text {
        text: text.to_owned(),
        style: TextStyle {
            face,
            size: TypeSize::default(),
            align,
            vertical,
            multiline: true,
        },
    }
}

/// The values with their places in points from the top left.
fn values() -> Vec<([i64; 4], FieldValue)> {
    let column = |heading: &str, parts, align| Column {
        heading: heading.to_owned(),
        parts,
        align,
    };
    let row = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
    let clause = "甲方应在收到发票后十个工作日内（自次日起算）付清全部价款，逾期按每日万分之五计。Payment within ten working days.";
    let photo: Vec<u8> = (0..16 * 8)
        .flat_map(|at| [at as u8 * 2, 120, 255 - at as u8 * 2])
        .collect();
    vec![
        (
            [20, 20, 180, 22],
            styled(
                "张㐂𠮷（宋体）한국 ありがとう Ltd.",
                Face::Song,
                Align::Left,
                Vertical::Middle,
            ),
        ),
        (
            [220, 20, 180, 22],
            styled("楷体：人民币壹万元整", Face::Kai, Align::Right, Vertical::Middle),
        ),
        (
            [20, 50, 180, 60],
            styled(clause, Face::Hei, Align::Left, Vertical::Top),
        ),
        (
            [220, 50, 180, 22],
            styled(
                "仿宋：合同編號 2026-001",
                Face::FangSong,
                Align::Centre,
                Vertical::Middle,
            ),
        ),
        ([220, 80, 60, 24], FieldValue::Mark { mark: Mark::Tick }),
        ([260, 80, 60, 24], FieldValue::Mark { mark: Mark::Cross }),
        ([300, 80, 60, 24], FieldValue::Mark { mark: Mark::Dot }),
        (
            [20, 120, 380, 22],
            FieldValue::Comb {
                text: "91310115MA1K4XXX5Q".to_owned(),
                cells: 20,
                face: Face::Hei,
            },
        ),
        (
            [20, 150, 240, 90],
            FieldValue::Table {
                table: Table {
                    columns: vec![
                        column("品名", 3, Align::Left),
                        column("数量", 1, Align::Right),
                        column("单价", 1, Align::Right),
                    ],
                    rows: vec![
                        row(["签字笔（黑色，0.5 毫米）", "12", "3.50"]),
                        row(["合同专用信封", "200", "0.80"]),
                    ],
                    style: TextStyle::default(),
                    ruled: true,
                },
            },
        ),
        (
            [280, 150, 120, 40],
            FieldValue::Picture {
                file: png(16, 8, ::png::ColorType::Rgb, &photo),
            },
        ),
        (
            [280, 200, 120, 22],
            styled("缺字\u{F8FF}与👍", Face::Hei, Align::Left, Vertical::Middle),
        ),
    ]
}

/// The boxes of the one party with their places in points from the top left.
const BOXES: [([i64; 4], BoxContent); 5] = [
    ([20, 270, 180, 70], BoxContent::Ink),
    ([220, 260, 120, 120], BoxContent::Seal { seal: 0 }),
    ([350, 270, 55, 55], BoxContent::Seal { seal: 1 }),
    ([20, 350, 120, 22], BoxContent::Date),
    ([150, 350, 60, 22], BoxContent::Name),
];

/// What all geometries share and takes a while to make.
pub struct Gallery {
    fonts: FontSet,
    pub seals: Vec<SealArtwork>,
}

impl Gallery {
    pub fn new() -> Self {
        let shelf = shelf();
        let values = values();
        let mut texts: Vec<(Face, String)> = values.iter().flat_map(|(_, value)| value.texts()).collect();
        texts.push((Face::Hei, "甲方张三年月日".to_owned()));
        let texts = texts.iter().map(|(face, text)| (*face, text.as_str()));
        Self {
            fonts: shelf.subset(texts).expect("subsets"),
            seals: vec![round_seal(&shelf), scanned_seal()],
        }
    }

    /// Everything that is asked of the page, with slices of the first seal over the edges of all three.
    pub fn wishes(&self, geometry: &Geometry) -> PrepareRequest {
        let filled: Vec<FilledField> = values()
            .into_iter()
            .zip(1..)
            .map(|((place, value), no)| FilledField {
                field: FieldNo(no),
                page: 1,
                rect: geometry.rect(place),
                value,
            })
            .collect();
        let whole = BOXES.iter().zip(100..).map(|((place, content), no)| SigningBox {
            field: FieldNo(no),
            page: 1,
            rect: geometry.rect(*place),
            content: *content,
        });
        let slices =
            straddle::slices(&[geometry.page(); 3], (1, 3), (40.0, 40.0), WHOLE * 3 / 4).expect("slices");
        let slices = slices.iter().zip(200..).map(|(place, no)| SigningBox {
            field: FieldNo(no),
            page: place.page,
            rect: place.rect,
            content: BoxContent::Slice {
                seal: 0,
                slice: place.slice,
                of: place.of,
            },
        });
        PrepareRequest {
            parties: vec![PartyBoxes {
                no: PartyNo(1),
                label: "甲方".to_owned(),
                boxes: whole.chain(slices).collect(),
            }],
            fonts: self.fonts.clone(),
            filled,
            ..request(1, 1, now(), None)
        }
    }

    /// Prepared and signed.
    pub fn signed(&self, geometry: &Geometry) -> Rehearsal {
        let mut rehearsal = Rehearsal::of(&geometry.pdf(), &self.wishes(geometry));
        let mut request = signature_request(&rehearsal.plan, PartyNo(1), rehearsal.now);
        // Fixed, so that the picture is.
        request.name = "张三".to_owned();
        request.time_text = "2026-11-22 18:05:09 +08:00".to_owned();
        request.seals = self.seals.clone();
        rehearsal.sign_as(&request);
        rehearsal
    }
}
