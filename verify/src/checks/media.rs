//! Page images and the film are the ones in the record (V11).

use crate::check::CheckId;
use crate::container::Contents;
use crate::ledger::Ledger;
use crate::session::SessionLine;
use domain::contract::event::{ContractEvent, FilmRendered};
use domain::contract::plan::PageImage;
use domain::contract::state::{ContractState, FilmOutcome};
use domain::hash::Sha256Hash;
use recorder::package::layout;

pub(super) fn check(
    contents: &Contents<'_>,
    lines: &[SessionLine<'_>],
    state: &ContractState,
    ledger: &mut Ledger,
) {
    let pages = contents
        .names()
        .filter(|name| name.starts_with("pages/") && is_numbered(name))
        .count();
    match page_images(contents, state, ledger) {
        Some(images) => {
            check_pages(contents, &images, pages, ledger);
            check_turns(lines, state, &images, ledger);
        }
        None if pages > 0 => ledger.fail(CheckId::V11, "there are page images, but no list of them"),
        None => {}
    }
    match (&state.film, contents.get(layout::FILM)) {
        (Some(FilmOutcome::Rendered(film)), Some(bytes)) => check_film(lines, film, bytes, ledger),
        (Some(FilmOutcome::Rendered(_)), None) if contents.says_left_out(layout::FILM) => {
            ledger.degrade(CheckId::V11, "the film was left out");
        }
        (Some(FilmOutcome::Rendered(_)), None) => {
            ledger.fail(CheckId::V11, format!("{} is missing", layout::FILM));
        }
        (_, Some(_)) => ledger.fail(CheckId::V11, "there is a film that the record does not know"),
        (Some(FilmOutcome::Missing { code }), None) => {
            ledger.degrade(CheckId::V11, format!("there is no film: {code}"));
        }
        (None, None) => ledger.pass(CheckId::V11),
    }
}

fn is_numbered(name: &str) -> bool {
    name.strip_prefix("pages/")
        .is_some_and(|file| file.starts_with(|c: char| c.is_ascii_digit()))
}

fn page_images(
    contents: &Contents<'_>,
    state: &ContractState,
    ledger: &mut Ledger,
) -> Option<Vec<PageImage>> {
    let prepared = state.prepared.as_ref()?;
    let Some(bytes) = contents.get(layout::PAGE_IMAGES) else {
        if contents.says_left_out(layout::PAGE_IMAGES) {
            ledger.degrade(CheckId::V11, "the page images were left out");
        } else {
            ledger.fail(CheckId::V11, format!("{} is missing", layout::PAGE_IMAGES));
        }
        return None;
    };
    if !ledger.expect(CheckId::V11, Sha256Hash::of(bytes) == prepared.images, || {
        format!("{} is not the list in the record", layout::PAGE_IMAGES)
    }) {
        return None;
    }
    match serde_json::from_slice::<Vec<PageImage>>(bytes) {
        Ok(images) => Some(images),
        Err(problem) => {
            ledger.fail(CheckId::V11, format!("{}: {problem}", layout::PAGE_IMAGES));
            None
        }
    }
}

fn check_pages(contents: &Contents<'_>, images: &[PageImage], files: usize, ledger: &mut Ledger) {
    for (number, image) in (1..).zip(images) {
        for (name, hash) in [
            (layout::page_image(number), image.image),
            (layout::page_text(number), image.text),
        ] {
            let same = contents
                .get(&name)
                .is_some_and(|bytes| Sha256Hash::of(bytes) == hash);
            ledger.expect(CheckId::V11, same, || {
                format!("{name} is missing, or not what everybody was shown")
            });
        }
    }
    ledger.expect(CheckId::V11, files == 2 * images.len(), || {
        "there are more page images than pages".to_owned()
    });
}

/// Whenever a page was turned, the record names the image that then was on every screen.
fn check_turns(lines: &[SessionLine<'_>], state: &ContractState, images: &[PageImage], ledger: &mut Ledger) {
    let shown = |page: u32| {
        images
            .get((page as usize).checked_sub(1)?)
            .map(|image| image.image)
    };
    let first = state.prepared.as_ref().map(|prepared| prepared.first_image);
    ledger.expect(CheckId::V11, first == shown(1), || {
        "page 1 was another image".to_owned()
    });
    let pages = state
        .opened
        .as_ref()
        .map_or(0, |opened| opened.page_count as usize);
    ledger.expect(CheckId::V11, pages == images.len(), || {
        "the document has another number of pages".to_owned()
    });
    for (number, line) in (1u64..).zip(lines) {
        if let ContractEvent::PageTurned { page, image } = &line.event {
            ledger.expect(CheckId::V11, shown(*page) == Some(*image), || {
                format!("line {number}: page {page} was another image")
            });
        }
    }
}

fn check_film(lines: &[SessionLine<'_>], film: &FilmRendered, bytes: &[u8], ledger: &mut Ledger) {
    let same = Sha256Hash::of(bytes) == film.film && bytes.len() as u64 == film.length;
    ledger.expect(CheckId::V11, same, || {
        format!("{} is not the film in the record", layout::FILM)
    });
    let drawn_from = film
        .from_seq
        .checked_sub(1)
        .and_then(|index| lines.get(usize::try_from(index).ok()?));
    ledger.expect(
        CheckId::V11,
        drawn_from.is_some_and(|line| line.hash == film.from_hash),
        || "the film was drawn from another record".to_owned(),
    );
}
