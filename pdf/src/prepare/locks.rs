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
    /// FieldMDP over all fields, or over all but some; or usage rights.
    #[error("an earlier signature locks the form")]
    Fields,
}

/// What is left to those who come after.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Allowance {
    /// DocMDP with P = 2 or 3: fields that wait may be signed, and no new one may be seen on a page. Acrobat takes more;
    /// strict validators call the certification broken then.
    pub certified: bool,
    /// Names of fields that a FieldMDP locks, with all that is below them.
    locked: Vec<String>,
}

impl Allowance {
    /// Whether the field of this full name may be filled.
    pub fn leaves(&self, field: &str) -> bool {
        let locks = |name: &String| {
            let below = field.strip_prefix(name.as_str());
            below.is_some_and(|below| below.is_empty() || below.starts_with('.'))
        };
        !self.locked.iter().any(locks)
    }
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

/// Says what the signatures of a file leave; refuses one in which nobody may sign. Of several locks it names the strictest.
pub fn check(view: &View<'_, '_>) -> Result<Allowance, LockError> {
    let (_, catalog) = view.catalog()?;
    let mut found = Found {
        view,
        locks: Vec::new(),
        allowance: Allowance::default(),
    };
    if let Value::Dictionary(permissions) = view.entry(&catalog, b"Perms")? {
        if let Value::Dictionary(certification) = view.entry(&permissions, b"DocMDP")? {
            found.allowance.certified = true;
            found.signature(&certification)?;
        }
        let usage_rights = [&b"UR"[..], b"UR3"]
            .iter()
            .any(|key| permissions.get(key).is_some());
        found.locks.extend(usage_rights.then_some(Lock::Fields));
    }
    let fields = form_fields::fields(view)?;
    for field in fields.iter().filter(|field| field.kind == FieldKind::Signature) {
        found.field(field)?;
    }
    match found.locks.into_iter().min() {
        Some(lock) => Err(lock.into()),
        None => Ok(found.allowance),
    }
}

struct Found<'f, 'v, 'a> {
    view: &'f View<'v, 'a>,
    locks: Vec<Lock>,
    allowance: Allowance,
}

impl Found<'_, '_, '_> {
    /// What a signed field locks; an unsigned one locks nothing yet.
    fn field(&mut self, field: &FormField) -> Result<(), FileError> {
        let Value::Dictionary(signature) = self.view.resolve(&field.value)? else {
            return Ok(());
        };
        self.signature(&signature)?;
        if let Value::Dictionary(lock) = self.view.entry(&field.entries, b"Lock")? {
            self.fields(&lock)?;
            if let Some(permission) = lock.get(b"P") {
                self.permission(permission);
            }
        }
        Ok(())
    }

    /// What the transforms of a signature lock.
    fn signature(&mut self, signature: &Dictionary) -> Result<(), FileError> {
        let view = self.view;
        let Value::Array(references) = view.entry(signature, b"Reference")? else {
            return Ok(());
        };
        for reference in &references {
            let Value::Dictionary(reference) = view.resolve(&reference.value)? else {
                continue;
            };
            let Value::Dictionary(parameters) = view.entry(&reference, b"TransformParams")? else {
                continue;
            };
            if reference.is(b"TransformMethod", b"DocMDP") {
                self.permission(&view.entry(&parameters, b"P")?);
            } else if reference.is(b"TransformMethod", b"FieldMDP") {
                self.fields(&parameters)?;
            }
        }
        Ok(())
    }

    /// /P, which is 2 where it is absent (table 257).
    fn permission(&mut self, permission: &Value) {
        match permission.as_integer() {
            Some(1) => self.locks.push(Lock::NoChanges),
            _ => self.allowance.certified = true,
        }
    }

    /// A lock on all fields, or on all but some, meets ours.
    fn fields(&mut self, lock: &Dictionary) -> Result<(), FileError> {
        if lock.is(b"Action", b"All") || lock.is(b"Action", b"Exclude") {
            self.locks.push(Lock::Fields);
        } else if let Value::Array(names) = self.view.entry(lock, b"Fields")? {
            for name in &names {
                if let Value::String(name) = self.view.resolve(&name.value)? {
                    self.allowance.locked.push(form_fields::text(&name));
                }
            }
        }
        Ok(())
    }
}
