//! The invisible field that the document time-stamp will be put in. It exists before the certification, because
//! a certified document (DocMDP P = 2) is best given no new fields.

use super::fields::{PRINT_LOCKED, Widget};
use super::pages::Page;
use super::{PrepareError, TIMESTAMP_FIELD};
use crate::incremental::append::Appender;
use crate::sign::plan::TimestampField;

/// Writes the field, empty, on the first page; its name begins with `prefix`.
pub fn write(
    appender: &mut Appender,
    pages: &[Page],
    prefix: &str,
) -> Result<(TimestampField, Widget), PrepareError> {
    let page = pages.first().ok_or(PrepareError::PageTree)?.object.id;
    let object = appender.reserve();
    let entries = format!(
        "/Type /Annot /Subtype /Widget /FT /Sig /T ({prefix}{TIMESTAMP_FIELD}) /F {PRINT_LOCKED} /Rect [0 0 0 0] /P {} {} R",
        page.number, page.generation
    );
    appender.object(object, format!("<< {entries} >>").as_bytes());
    let field = TimestampField {
        object,
        entries,
        filled: false,
        beside: Vec::new(),
    };
    Ok((field, Widget { object, page: 1 }))
}
