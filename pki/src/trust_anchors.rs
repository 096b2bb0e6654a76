//! Whom somebody believes, for which purpose: a root that is trusted for the time says nothing about who signed.

use crate::certificate::Certificate;

/// Roots of signers and roots of time-stamp authorities.
#[derive(Clone, Copy, Debug)]
pub struct TrustAnchors<'a> {
    pub signers: &'a [Certificate],
    pub time: &'a [Certificate],
}

/// The same roots for both, as where one authority is behind everything.
impl<'a> From<&'a [Certificate]> for TrustAnchors<'a> {
    fn from(both: &'a [Certificate]) -> Self {
        Self {
            signers: both,
            time: both,
        }
    }
}

impl<'a, const N: usize> From<&'a [Certificate; N]> for TrustAnchors<'a> {
    fn from(both: &'a [Certificate; N]) -> Self {
        both.as_slice().into()
    }
}

impl<'a> From<&'a Vec<Certificate>> for TrustAnchors<'a> {
    fn from(both: &'a Vec<Certificate>) -> Self {
        both.as_slice().into()
    }
}
