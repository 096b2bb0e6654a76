//! The contract on the stage: the page that everybody sees between its neighbours; while it is signed, so close
//! that the signing boxes can be read.

use super::{Spot, faded, palette, wording};
use crate::canvas::{Area, Canvas, Style};
use crate::failure::Failure;
use crate::page_images::PageImages;
use crate::scene::Scene;
use crate::scene::party::Standing;
use domain::contract::event::Phase;
use recorder::film_script::{FilmField, FilmScript};

const VIEW: Area = Area::new(40.0, 84.0, 780.0, 546.0);
/// Neighbours are this much smaller, and their middles this far to the side in widths of the page.
const BEHIND: f32 = 0.84;
const ASIDE: f32 = 0.62;

/// Where the page lies, and the window it is seen through when it is larger.
#[derive(Clone, Copy, PartialEq, Debug)]
struct Placing {
    page: Area,
    window: Option<Area>,
}

fn index_of(scene: &Scene) -> Option<usize> {
    usize::try_from(scene.page.as_ref()?.no).ok()?.checked_sub(1)
}

fn fields_on<'s>(script: &'s FilmScript, scene: &Scene) -> impl Iterator<Item = &'s FilmField> {
    let page = scene.page.as_ref().map(|page| page.no);
    script.fields.iter().filter(move |field| Some(field.page) == page)
}

fn area_of(field: &FilmField, page: Area) -> Area {
    let part = |millionths: i64| millionths as f32 / 1_000_000.0;
    let rect = field.rect;
    Area::new(
        page.x + part(rect.x) * page.w,
        page.y + part(rect.y) * page.h,
        part(rect.w) * page.w,
        part(rect.h) * page.h,
    )
}

fn placing(script: &FilmScript, scene: &Scene, size: (f32, f32)) -> Placing {
    let whole = VIEW.fitting(size.0, size.1);
    let close = scene.phase >= Phase::Signing && scene.phase != Phase::CalledOff;
    let boxes: Vec<Area> = fields_on(script, scene)
        .map(|field| area_of(field, Area::new(0.0, 0.0, 1.0, 1.0)))
        .collect();
    // As wide as the view; then the boxes must fit into its height.
    let (w, h) = (VIEW.w, VIEW.w * size.1 / size.0);
    let top = boxes.iter().map(|area| area.y).fold(1.0, f32::min) * h;
    let bottom = boxes.iter().map(Area::bottom).fold(0.0, f32::max) * h;
    if !close || boxes.is_empty() || h <= VIEW.h || bottom - top > VIEW.h - 40.0 {
        return Placing {
            page: whole,
            window: None,
        };
    }
    let shift = ((top + bottom - VIEW.h) / 2.0).clamp(0.0, h - VIEW.h);
    Placing {
        page: Area::new(VIEW.x, VIEW.y - shift, w, h),
        window: Some(VIEW),
    }
}

pub(super) fn spots(script: &FilmScript, scene: &Scene, pages: &PageImages) -> Vec<Spot> {
    let Some(size) = index_of(scene).and_then(|index| pages.size(index)) else {
        return Vec::new();
    };
    let Placing { page, window } = placing(script, scene, size);
    let spot = |field: &FilmField| Spot {
        field: field.no,
        area: area_of(field, page),
        window,
    };
    fields_on(script, scene).map(spot).collect()
}

pub(super) fn draw(
    canvas: &mut Canvas<'_>,
    script: &FilmScript,
    scene: &Scene,
    pages: &mut PageImages,
) -> Result<(), Failure> {
    let Some((index, size)) = index_of(scene).and_then(|index| Some((index, pages.size(index)?))) else {
        let style = Style::new(22.0, palette::muted()).middle();
        canvas.text(
            (VIEW.x + VIEW.w / 2.0, VIEW.y + VIEW.h / 2.0),
            style,
            "合同准备中",
        );
        return Ok(());
    };
    let Placing { page, window } = placing(script, scene, size);
    if window.is_none() {
        for (neighbour, side) in [(index.checked_sub(1), -1.0), (index.checked_add(1), 1.0)] {
            if let Some(neighbour) = neighbour {
                behind(canvas, pages, neighbour, page, side)?;
            }
        }
    }
    let seen = window.unwrap_or(page);
    canvas.shadow(seen, 3.0, 22.0);
    canvas.clip(Some(seen));
    image(canvas, pages, index, page)?;
    for field in fields_on(script, scene) {
        signing_box(canvas, script, scene, field, area_of(field, page));
    }
    canvas.clip(None);
    canvas.frame(seen, 1.0, 1.0, faded(palette::gold(), 0.8));
    number(canvas, script, scene, seen);
    if scene.paused {
        paused(canvas, seen);
    }
    Ok(())
}

fn image(canvas: &mut Canvas<'_>, pages: &mut PageImages, index: usize, area: Area) -> Result<(), Failure> {
    let pixels = |length: f32| (length * canvas.scale()).round().max(1.0) as u32;
    let image = pages.shrunk(index, pixels(area.w), pixels(area.h))?;
    canvas.image((area.x, area.y), &image);
    Ok(())
}

/// A neighbour of the page, smaller, darker, half covered.
fn behind(
    canvas: &mut Canvas<'_>,
    pages: &mut PageImages,
    index: usize,
    page: Area,
    side: f32,
) -> Result<(), Failure> {
    let Some(size) = pages.size(index) else {
        return Ok(());
    };
    let around = Area::new(VIEW.x, VIEW.y, VIEW.w, VIEW.h * BEHIND).fitting(size.0, size.1);
    let (w, h) = (around.w.min(page.w), around.h.min(page.h * BEHIND));
    let middle = page.x + page.w / 2.0 + side * page.w * ASIDE;
    let snap = |length: f32| (length * canvas.scale()).round() / canvas.scale();
    let area = Area::new(
        snap(middle - w / 2.0),
        snap(page.y + (page.h - h) / 2.0),
        snap(w),
        snap(h),
    );
    if area.x < VIEW.x - 24.0 || area.right() > VIEW.right() + 24.0 {
        return Ok(());
    }
    canvas.shadow(area, 2.0, 12.0);
    image(canvas, pages, index, area)?;
    canvas.rect(area, faded(palette::night().0, 0.62));
    Ok(())
}

fn signing_box(canvas: &mut Canvas<'_>, script: &FilmScript, scene: &Scene, field: &FilmField, area: Area) {
    let party = scene.parties.iter().find(|party| party.no == field.party);
    let standing = party.map_or(Standing::Awaited, |party| party.standing());
    let (line, fill, thickness) = match standing {
        Standing::Signing | Standing::MaySign => (palette::gold(), 0.16, 2.2),
        Standing::Committed | Standing::Sealed => (palette::jade(), 0.08, 1.6),
        _ => (palette::gold(), 0.05, 1.0),
    };
    canvas.panel(area, 3.0, faded(line, fill));
    canvas.frame(area, 3.0, thickness, faded(line, 0.95));
    if area.h > 26.0 && scene.phase >= Phase::Signing {
        let label = canvas
            .face()
            .fitted(&wording::party(script, field.party).0, 13.0, area.w - 8.0);
        let style = Style::new(13.0, faded(palette::ink(), 0.75));
        canvas.text((area.x + 5.0, area.y + 15.0), style, &label);
    }
}

fn number(canvas: &mut Canvas<'_>, script: &FilmScript, scene: &Scene, seen: Area) {
    let Some(page) = &scene.page else { return };
    let text = format!("{} / {}", page.no, script.pages.len());
    let width = canvas.face().width(&text, 14.0, 0.0) + 24.0;
    let area = Area::new(seen.right() - width - 10.0, seen.bottom() - 34.0, width, 24.0);
    canvas.panel(area, 12.0, faded(palette::night().0, 0.82));
    let style = Style::new(14.0, palette::light_gold()).middle();
    canvas.text((area.x + area.w / 2.0, area.y + 17.0), style, &text);
}

fn paused(canvas: &mut Canvas<'_>, seen: Area) {
    canvas.rect(seen, faded(palette::night().0, 0.66));
    let (x, y) = (seen.x + seen.w / 2.0, seen.y + seen.h / 2.0);
    for side in [-14.0, 6.0] {
        canvas.panel(Area::new(x + side, y - 58.0, 8.0, 34.0), 2.0, palette::gold());
    }
    canvas.text(
        (x, y + 18.0),
        Style::new(30.0, palette::ivory()).middle().spaced(0.1),
        "仪式暂停",
    );
    canvas.text(
        (x, y + 46.0),
        Style::new(15.0, palette::muted()).middle(),
        "Paused",
    );
}
