//! The second opinion: hayro, which draws the pages, must read the same document that lopdf read.

use super::refusal::IntakeRefusal;
use domain::contract::plan::PageBox;
use hayro_syntax::Pdf;
use hayro_syntax::page::{Page, Rotation};

/// Both parsers keep reals as f32: two roundings to 1/1000 pt may differ by this much.
const ROUNDING: i64 = 2;

/// Refuses a file in which hayro finds another number of pages, or other boxes, than `boxes`.
pub fn check(bytes: &[u8], boxes: &[PageBox]) -> Result<(), IntakeRefusal> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|_| IntakeRefusal::ParsersDisagree)?;
    let pages = pdf.pages();
    if pages.len() == boxes.len()
        && pages
            .iter()
            .zip(boxes)
            .all(|(page, page_box)| same(page, page_box))
    {
        Ok(())
    } else {
        Err(IntakeRefusal::ParsersDisagree)
    }
}

fn same(page: &Page<'_>, page_box: &PageBox) -> bool {
    let seen = page.intersected_crop_box();
    let visible = page_box.visible;
    let turn = match page.rotation() {
        Rotation::None => 0,
        Rotation::Horizontal => 90,
        Rotation::Flipped => 180,
        Rotation::FlippedHorizontal => 270,
    };
    turn == page_box.rotate
        && [
            (seen.x0, visible.x),
            (seen.y0, visible.y),
            (seen.x1, visible.x + visible.w),
            (seen.y1, visible.y + visible.h),
        ]
        .into_iter()
        .all(|(seen, ours)| ((seen * 1000.0).round() as i64 - ours).abs() <= ROUNDING)
}
