//! The texts that people accept, by version 用户协议, 隐私政策, 数字证书使用协议, and two separate consents.
//!
//! An accepted text is never edited: a change is a new version in a new file.

use crate::contract::event::ConsentKind;
use crate::hash::Sha256Hash;
use serde::Serialize;

/// A text in both languages.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Bilingual {
    pub zh: &'static str,
    pub en: &'static str,
}

/// One agreement or consent as it is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Agreement {
    pub kind: ConsentKind,
    pub version: &'static str,
    pub title: Bilingual,
    pub text: Bilingual,
}

impl Agreement {
    /// SHA-256 of the text in each language: what a log line names.
    pub fn digests(&self) -> (Sha256Hash, Sha256Hash) {
        (
            Sha256Hash::of(self.text.zh.as_bytes()),
            Sha256Hash::of(self.text.en.as_bytes()),
        )
    }
}

/// The texts in force.
pub const AGREEMENTS: [Agreement; 6] = [
    Agreement {
        kind: ConsentKind::Terms,
        version: "1",
        title: Bilingual {
            zh: "用户协议",
            en: "Terms of use",
        },
        text: Bilingual {
            zh: include_str!("../agreements/terms.v1.zh.md"),
            en: include_str!("../agreements/terms.v1.en.md"),
        },
    },
    Agreement {
        kind: ConsentKind::Privacy,
        version: "1",
        title: Bilingual {
            zh: "隐私政策",
            en: "Privacy policy",
        },
        text: Bilingual {
            zh: include_str!("../agreements/privacy.v1.zh.md"),
            en: include_str!("../agreements/privacy.v1.en.md"),
        },
    },
    Agreement {
        kind: ConsentKind::Certificate,
        version: "1",
        title: Bilingual {
            zh: "数字证书使用协议",
            en: "Certificate agreement",
        },
        text: Bilingual {
            zh: include_str!("../agreements/certificate.v1.zh.md"),
            en: include_str!("../agreements/certificate.v1.en.md"),
        },
    },
    Agreement {
        kind: ConsentKind::Ink,
        version: "1",
        title: Bilingual {
            zh: "手写签名采集同意",
            en: "Consent to storing handwriting",
        },
        text: Bilingual {
            zh: include_str!("../agreements/ink.v1.zh.md"),
            en: include_str!("../agreements/ink.v1.en.md"),
        },
    },
    Agreement {
        kind: ConsentKind::Recording,
        version: "1",
        title: Bilingual {
            zh: "签约过程录制同意",
            en: "Consent to recording",
        },
        text: Bilingual {
            zh: include_str!("../agreements/recording.v1.zh.md"),
            en: include_str!("../agreements/recording.v1.en.md"),
        },
    },
    Agreement {
        kind: ConsentKind::SilentSigning,
        version: "1",
        title: Bilingual {
            zh: "企业静默签服务协议",
            en: "Agreement on silent signing",
        },
        text: Bilingual {
            zh: include_str!("../agreements/silent_signing.v1.zh.md"),
            en: include_str!("../agreements/silent_signing.v1.en.md"),
        },
    },
];

/// Whether `text` is the hash of the text of `kind` that is in force, in either language.
pub fn is_in_force(kind: ConsentKind, text: Sha256Hash) -> bool {
    let mut all = AGREEMENTS.iter();
    all.any(|agreement| agreement.kind == kind && is_text_of(kind, agreement.version, text))
}

/// Whether `text` is the hash of the text of `kind` in this version, in either language.
pub fn is_text_of(kind: ConsentKind, version: &str, text: Sha256Hash) -> bool {
    AGREEMENTS.iter().any(|agreement| {
        let (zh, en) = agreement.digests();
        agreement.kind == kind && agreement.version == version && (text == zh || text == en)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_accepted_text_is_never_edited() {
        let digests: Vec<String> = AGREEMENTS
            .iter()
            .flat_map(|agreement| {
                let (zh, en) = agreement.digests();
                [zh, en].map(|hash| format!("{:?} {} {hash}", agreement.kind, agreement.version))
            })
            .collect();
        let golden = include_str!("../agreements/digests.txt");
        assert_eq!(
            digests.join("\n"),
            golden.trim_end(),
            "a changed text needs a new version"
        );
    }
}
