//! What seals look like that are drawn here without anybody choosing: as the one before, under a new name.

use domain::seal::kind::{Picture, SealKind};
use pdf::font::set::Face;
use pdf::seal::design::{SealDesign, SealOutline};

/// The red of seal paste.
pub const RED: [u8; 3] = [0xd2, 0x0a, 0x0f];

/// What stands below the star of such a seal; nothing on an official one.
pub fn usual_purpose(kind: SealKind) -> Option<&'static str> {
    match kind {
        SealKind::Contract => Some("合同专用章"),
        SealKind::Finance => Some("财务专用章"),
        SealKind::Personnel => Some("人事专用章"),
        SealKind::Invoice => Some("发票专用章"),
        SealKind::Official | SealKind::Other | SealKind::LegalRepresentative | SealKind::Personal => None,
    }
}

/// A round or elliptic seal of this physical size. The number along its edge belongs to the old one and is left out.
pub fn of_size(size: Picture, name: &str, purpose: Option<&str>) -> SealDesign {
    let hundredths = |micrometres: u32| u16::try_from(micrometres / 10).unwrap_or(u16::MAX);
    let (width, height) = (hundredths(size.width), hundredths(size.height));
    SealDesign {
        outline: if width == height {
            SealOutline::Round { diameter: width }
        } else {
            SealOutline::Ellipse { width, height }
        },
        name: name.to_owned(),
        purpose: purpose.map(str::to_owned),
        number: None,
        star: width == height,
        face: Face::Song,
        colour: RED,
    }
}
