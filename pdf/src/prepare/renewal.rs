//! Before a renewal: where the next document time-stamp goes, and what lists it.
//!
//! The file is one of ours, years later: every signature in it is complete, and no byte of it changes. The field is
//! written together with its time-stamp: an empty one would be a place to sign, which a certified file does not take.

use super::further::{self, list_fields};
use super::{PrepareError, end_of_file, pages, timestamp_field};
use crate::font::set::DocumentFonts;
use crate::incremental::append::Appender;
use crate::incremental::file::PdfFile;
use crate::sign::plan::{LongTermPlan, SigningPlan};
use domain::hash::Sha256Hash;

/// How the names of the new fields begin: `renewed-1-`.
const PREFIX: &str = "renewed";

/// The plan for the validation data and the time-stamp behind `sealed`, and what to append to it before: nothing, but for
/// files from elsewhere whose form stands in the catalog itself. There the field comes first, as a revision of its own.
pub fn prepare_renewal(sealed: &[u8]) -> Result<(Vec<u8>, SigningPlan), PrepareError> {
    let file = PdfFile::read(sealed)?;
    if file
        .revisions()
        .last()
        .is_none_or(|last| last.end != sealed.len())
    {
        return Err(PrepareError::NotNormalised);
    }
    let view = file.newest();
    let (catalog, entries) = view.catalog()?;
    let pages = pages::pages(&view, &entries)?;
    let prefix = further::free_prefix(&view, PREFIX)?;

    let mut appender = Appender::behind(end_of_file::file_end(&file, sealed)?, sealed);
    let (mut timestamp, widget) = timestamp_field::write(&mut appender, &pages, &prefix)?;
    let widgets = [widget];
    let fonts = DocumentFonts::default();
    further::annotate(&view, &mut appender, &pages, &widgets, &fonts)?;
    let listed = list_fields(&view, &mut appender, &catalog, &entries, &widgets)?;
    let (tail, end) = if listed.wrote_catalog {
        let id = Sha256Hash::of_parts(&[sealed, prefix.as_bytes()]).to_hex()[..32].to_owned();
        appender.finish(id)
    } else {
        let (mut beside, end) = appender.postpone();
        beside.retain(|planned| planned.object != timestamp.object);
        timestamp.beside = beside;
        (Vec::new(), end)
    };
    let plan = SigningPlan {
        end,
        parties: Vec::new(),
        fonts,
        seals: Vec::new(),
        long_term: Some(LongTermPlan {
            catalog: listed.catalog,
            timestamp,
            store: listed.store,
        }),
    };
    Ok((tail, plan))
}

#[cfg(test)]
mod tests {
    use crate::rehearsal::{PLAIN, Rehearsal, now};
    use crate::validate::{Verdict, validate};

    #[test]
    fn a_file_is_renewed_again_and_again_and_everything_in_it_stays_good() {
        let mut rehearsal = Rehearsal::signed(&PLAIN.pdf(), 2, 2, None);
        rehearsal.preserve();
        for round in 1..=3 {
            let before = rehearsal.file().to_vec();
            rehearsal.renew();
            let renewed = rehearsal.file();
            assert!(renewed.starts_with(&before), "no byte changes");
            let report = validate(renewed, &rehearsal.trust(), now());
            assert_eq!(report.verdict, Verdict::IntactOurs, "{report:#?}");
            let good = report
                .signatures
                .iter()
                .filter(|found| found.intact && found.trusted);
            assert_eq!(good.count(), 3 + 1 + round, "{report:#?}");
        }
    }
}
