//! How much a seal covers what is printed below it.

use serde::{Deserialize, Serialize};

/// In percent, 30 to 100; 100 where nothing else is said. Below 30 a seal is not seen on a copy.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Opacity(u8);

/// Not between 30 and 100.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("the opacity of a seal is 30 to 100 percent, not {0}")]
pub struct BadOpacity(u8);

impl Opacity {
    pub const FULL: Self = Self(100);

    pub fn percent(self) -> u8 {
        self.0
    }

    /// Left out of what is written.
    pub(super) fn is_full(&self) -> bool {
        *self == Self::FULL
    }
}

impl Default for Opacity {
    fn default() -> Self {
        Self::FULL
    }
}

impl TryFrom<u8> for Opacity {
    type Error = BadOpacity;

    fn try_from(percent: u8) -> Result<Self, BadOpacity> {
        (30..=100)
            .contains(&percent)
            .then_some(Self(percent))
            .ok_or(BadOpacity(percent))
    }
}

impl From<Opacity> for u8 {
    fn from(opacity: Opacity) -> Self {
        opacity.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::plan::{SealHolder, SignContent};

    #[test]
    fn full_opacity_is_not_written_and_too_little_is_not_read() {
        let seal = |opacity| SignContent::Seal {
            holder: SealHolder::Organisation,
            opacity,
        };
        let written = serde_json::to_string(&seal(Opacity::FULL)).unwrap();
        assert_eq!(written, r#"{"kind":"seal","holder":"organisation"}"#);
        assert_eq!(
            serde_json::from_str::<SignContent>(&written).unwrap(),
            seal(Opacity::FULL)
        );
        let faint = r#"{"kind":"seal","holder":"organisation","opacity":60}"#;
        assert_eq!(
            serde_json::from_str::<SignContent>(faint).unwrap(),
            seal(Opacity(60))
        );
        for percent in [0, 29, 101, 255] {
            assert_eq!(Opacity::try_from(percent), Err(BadOpacity(percent)));
        }
    }
}
