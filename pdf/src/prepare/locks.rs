//! What earlier signatures of a file forbid to whoever comes after them (ISO 32000-2, 12.8.2).

use crate::incremental::file::{FileError, View};
use crate::incremental::syntax::{Dictionary, Value};
use crate::validate::form_fields::{self, FieldKind, FormField};

/// Why nobody can sign further.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, thiserror::Error)]
pub enum Lock {
    /// DocMDP with P = 1, by a certification or by a field's lock.
    #[error("an earlier signature allows no changes at all")]
    NoChanges,
    /// DocMDP with P = 2 or 3: fields may be filled in, but a new visible one makes the certification invalid for
    /// strict validators.
    #[error("the file is certified, which allows no new visible signatures")]
    Certified,
    /// FieldMDP over all fields, or over all but some; or usage rights.
    #[error("an earlier signature locks the form")]
    Fields,
}

/// A lock, or a file that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    #[error(transparent)]
    Locked(#[from] Lock),
    #[error(transparent)]
    File(#[from] FileError),
}

impl From<LockError> for super::PrepareError {
    fn from(error: LockError) -> Self {
        match error {
            LockError::Locked(lock) => lock.into(),
            LockError::File(error) => error.into(),
        }
    }
}

/// Refuses a file whose signatures allow no further ones; of several locks it names the strictest.
pub fn check(view: &View<'_, '_>) -> Result<(), LockError> {
    let (_, catalog) = view.catalog()?;
    let mut found = Vec::new();
    if let Value::Dictionary(permissions) = view.entry(&catalog, b"Perms")? {
        if let Value::Dictionary(certification) = view.entry(&permissions, b"DocMDP")? {
            found.push(Lock::Certified);
            found.extend(of_signature(view, &certification)?);
        }
        let usage_rights = [&b"UR"[..], b"UR3"]
            .iter()
            .any(|key| permissions.get(key).is_some());
        found.extend(usage_rights.then_some(Lock::Fields));
    }
    let fields = form_fields::fields(view)?;
    for field in fields.iter().filter(|field| field.kind == FieldKind::Signature) {
        found.extend(of_field(view, field)?);
    }
    found.into_iter().min().map_or(Ok(()), |lock| Err(lock.into()))
}

/// What a signed field locks; an unsigned one locks nothing yet.
fn of_field(view: &View<'_, '_>, field: &FormField) -> Result<Vec<Lock>, FileError> {
    let Value::Dictionary(signature) = view.resolve(&field.value)? else {
        return Ok(Vec::new());
    };
    let mut found = of_signature(view, &signature)?;
    if let Value::Dictionary(lock) = view.entry(&field.entries, b"Lock")? {
        found.extend(of_fields(&lock));
        found.extend(lock.get(b"P").and_then(of_permission));
    }
    Ok(found)
}

/// What the transforms of a signature lock.
fn of_signature(view: &View<'_, '_>, signature: &Dictionary) -> Result<Vec<Lock>, FileError> {
    let Value::Array(references) = view.entry(signature, b"Reference")? else {
        return Ok(Vec::new());
    };
    let mut found = Vec::new();
    for reference in &references {
        let Value::Dictionary(reference) = view.resolve(&reference.value)? else {
            continue;
        };
        let Value::Dictionary(parameters) = view.entry(&reference, b"TransformParams")? else {
            continue;
        };
        if reference.is(b"TransformMethod", b"DocMDP") {
            found.push(Lock::Certified);
            found.extend(of_permission(&view.entry(&parameters, b"P")?));
        } else if reference.is(b"TransformMethod", b"FieldMDP") {
            found.extend(of_fields(&parameters));
        }
    }
    Ok(found)
}

fn of_permission(permission: &Value) -> Option<Lock> {
    match permission.as_integer()? {
        1 => Some(Lock::NoChanges),
        _ => Some(Lock::Certified),
    }
}

/// Fields that a lock names are the file's own; a lock on all, or on all but some, meets ours.
fn of_fields(lock: &Dictionary) -> Option<Lock> {
    let meets = lock.is(b"Action", b"All") || lock.is(b"Action", b"Exclude");
    meets.then_some(Lock::Fields)
}
