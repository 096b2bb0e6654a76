//! How far a party has come.

use domain::ids::PartyNo;

/// What the log has said of one party so far.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PartyScene {
    pub no: PartyNo,
    pub verified: bool,
    pub admitted: bool,
    pub present: bool,
    pub was_here: bool,
    pub granted: bool,
    pub signing: bool,
    pub committed: bool,
    pub sealed: bool,
    pub removed: bool,
    pub refused: bool,
}

/// The one word for it on the party's card.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    Awaited,
    Verified,
    Present,
    Admitted,
    Away,
    MaySign,
    Signing,
    Committed,
    Sealed,
    Removed,
    Refused,
}

impl PartyScene {
    pub fn new(no: PartyNo) -> Self {
        Self {
            no,
            verified: false,
            admitted: false,
            present: false,
            was_here: false,
            granted: false,
            signing: false,
            committed: false,
            sealed: false,
            removed: false,
            refused: false,
        }
    }

    pub(super) fn arrive(&mut self) {
        (self.present, self.was_here, self.removed) = (true, true, false);
    }

    pub(super) fn leave(&mut self) {
        *self = Self {
            verified: self.verified,
            was_here: true,
            removed: true,
            ..Self::new(self.no)
        };
    }

    pub fn standing(&self) -> Standing {
        match self {
            Self { refused: true, .. } => Standing::Refused,
            Self { sealed: true, .. } => Standing::Sealed,
            Self { committed: true, .. } => Standing::Committed,
            Self { removed: true, .. } => Standing::Removed,
            Self {
                present: false,
                was_here: true,
                ..
            } => Standing::Away,
            Self { signing: true, .. } => Standing::Signing,
            Self { granted: true, .. } => Standing::MaySign,
            Self { admitted: true, .. } => Standing::Admitted,
            Self { present: true, .. } => Standing::Present,
            Self { verified: true, .. } => Standing::Verified,
            _ => Standing::Awaited,
        }
    }
}
