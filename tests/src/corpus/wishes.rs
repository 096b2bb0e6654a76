//! What is asked of each file of a corpus: values, a seal, slices of it over all pages 骑缝章, and handwriting.

use super::signing::{PARTIES, label};
use anyhow::Context;
use domain::contract::plan::{PageBox, PageRect};
use domain::ids::{FieldNo, PartyNo};
use domain::page_space::{DisplayedRect, WHOLE, to_page};
use pdf::fill::mark::Mark;
use pdf::fill::{FieldValue, FilledField};
use pdf::font::set::{Face, FontSet};
use pdf::font::shelf::FontShelf;
use pdf::prepare::{PartyBoxes, SigningBox};
use pdf::seal::artwork::SealArtwork;
use pdf::seal::design::{SealDesign, SealOutline};
use pdf::seal::straddle;
use pdf::sign::plan::BoxContent;
use pdf::text::block::TextStyle;

/// The party that seals; the other writes by hand.
pub const SEALING: PartyNo = PartyNo(1);
/// Side of the seal, in mm.
const SEAL: (f64, f64) = (40.0, 40.0);
/// Fields of values begin here, and those of slices.
const FIRST_VALUE: u16 = 200;
const FIRST_SLICE: u16 = 300;
/// The shortest side of a page, in printed points, that has room for the values.
const READABLE: i64 = 300;

const AMOUNT: &str = "合同金额：人民币壹拾贰万叁仟肆佰伍拾陆元整";
const CODE: &str = "91310115MA1K4XXX5Q";
const CLAUSE: &str = "甲方应在收到发票后十个工作日内付清全部价款。Payment within ten working days.";

/// What all files of a run share.
pub struct Wishes {
    pub fonts: FontSet,
    pub seal: SealArtwork,
}

/// What one file is asked for.
pub struct Asked {
    pub parties: Vec<PartyBoxes>,
    pub filled: Vec<FilledField>,
    /// Words that must be found on the first and on the last page of the signed file.
    pub readable: Vec<(u32, &'static str)>,
}

impl Wishes {
    pub fn new(shelf: &FontShelf) -> anyhow::Result<Self> {
        let design = SealDesign {
            outline: SealOutline::Round { diameter: 4000 },
            name: "北京会签数字科技有限公司".to_owned(),
            purpose: Some("合同专用章".to_owned()),
            number: Some("1101080012345".to_owned()),
            star: true,
            face: Face::Song,
            colour: [0xd2, 0x0a, 0x0f],
        };
        let captions = "甲方乙方张三李四年月日0123456789:-+ /.()（）·?…";
        Ok(Self {
            fonts: shelf.subset([
                (Face::Hei, captions),
                (Face::Song, AMOUNT),
                (Face::Hei, CODE),
                (Face::Hei, CLAUSE),
            ])?,
            seal: SealArtwork::drawn(design.draw(shelf).context("the seal")?),
        })
    }

    /// Values on the first and the last page; 甲方 seals the first page, the last one and the edges of all, 乙方 writes
    /// on the first page and the last.
    pub fn of(&self, pages: &[PageBox]) -> Asked {
        let (Some(first), Some(last)) = (pages.first(), pages.last()) else {
            return Asked {
                parties: Vec::new(),
                filled: Vec::new(),
                readable: Vec::new(),
            };
        };
        let count = u32::try_from(pages.len()).unwrap_or(u32::MAX);
        let is_readable =
            |page: &PageBox| page.visible.w.min(page.visible.h) * page.user_unit / 1_000_000 >= READABLE;
        let mut values = Vec::new();
        if is_readable(first) {
            values.extend(first_values(first));
        }
        if is_readable(last) {
            values.push((count, rect(last, [1, 2]), CLAUSE, text(CLAUSE, Face::Hei, true)));
        }
        let boxes = |no: u8| match PartyNo(no) {
            SEALING => self.sealed(pages, count, [first, last]),
            _ => written(no, count, [first, last]),
        };
        let party = |no: u8| PartyBoxes {
            no: PartyNo(no),
            label: label(PartyNo(no)).to_owned(),
            boxes: boxes(no),
        };
        Asked {
            parties: (1..=PARTIES).map(party).collect(),
            readable: values.iter().map(|(page, _, words, _)| (*page, *words)).collect(),
            filled: values.into_iter().zip(FIRST_VALUE..).map(filled).collect(),
        }
    }

    fn sealed(&self, pages: &[PageBox], count: u32, [first, last]: [&PageBox; 2]) -> Vec<SigningBox> {
        let seal = |page: &PageBox, row: i64| {
            straddle::whole(page, SEAL, (WHOLE * 7 / 10, WHOLE * row / 10))
                .unwrap_or_else(|| rect(page, [5, row]))
        };
        let at = |field: u16, page: u32, rect: PageRect, content: BoxContent| SigningBox {
            field: FieldNo(field),
            page,
            rect,
            content,
        };
        let mut boxes = vec![
            at(1, 1, seal(first, 2), BoxContent::Seal { seal: 0 }),
            at(101, count, seal(last, 7), BoxContent::Seal { seal: 0 }),
            at(102, count, rect(last, [1, 8]), BoxContent::Date),
        ];
        // No slices where there is one page, or one that is smaller than the seal.
        let slices = straddle::slices(pages, (1, count), SEAL, WHOLE / 2).unwrap_or_default();
        boxes.extend(slices.iter().zip(FIRST_SLICE..).map(|(place, no)| {
            let (slice, of) = (place.slice, place.of);
            at(
                no,
                place.page,
                place.rect,
                BoxContent::Slice { seal: 0, slice, of },
            )
        }));
        boxes
    }
}

fn written(no: u8, count: u32, [first, last]: [&PageBox; 2]) -> Vec<SigningBox> {
    let at = |field: u16, page: u32, rect: PageRect, content: BoxContent| SigningBox {
        field: FieldNo(field),
        page,
        rect,
        content,
    };
    vec![
        at(u16::from(no), 1, rect(first, [1, 4]), BoxContent::Ink),
        at(110, count, rect(last, [5, 4]), BoxContent::Ink),
        at(111, count, rect(last, [5, 9]), BoxContent::Name),
    ]
}

/// Page, place, what is read there, and what is written there.
type Written = (u32, PageRect, &'static str, FieldValue);

fn first_values(page: &PageBox) -> [Written; 3] {
    let comb = FieldValue::Comb {
        text: CODE.to_owned(),
        cells: 18,
        face: Face::Hei,
    };
    let tick = FieldValue::Mark { mark: Mark::Tick };
    [
        (1, rect(page, [1, 1]), AMOUNT, text(AMOUNT, Face::Song, false)),
        (1, rect(page, [1, 6]), CODE, comb),
        (1, rect(page, [5, 6]), "", tick),
    ]
}

fn text(words: &str, face: Face, multiline: bool) -> FieldValue {
    FieldValue::Text {
        text: words.to_owned(),
        style: TextStyle {
            face,
            multiline,
            ..TextStyle::default()
        },
    }
}

fn filled(((page, rect, _, value), no): (Written, u16)) -> FilledField {
    FilledField {
        field: FieldNo(no),
        page,
        rect,
        value,
    }
}

/// A box on the displayed page, four tenths wide and one high, from tenths of its width and height.
fn rect(page: &PageBox, [across, down]: [i64; 2]) -> PageRect {
    let tenths = |number: i64| WHOLE * number / 10;
    let shown = DisplayedRect {
        x: tenths(across),
        y: tenths(down),
        w: tenths(4),
        h: tenths(1),
    };
    to_page(page, &shown)
}
