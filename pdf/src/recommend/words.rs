//! The words that ask for something, and the words that name a party. All lower case, half width, without spaces.

use crate::text_layer::lines::LetteredLine;

/// Somebody's hand.
const SIGNATURE: [&str; 8] = [
    "签字",
    "签名",
    "签署",
    "签认",
    "signature",
    "signedby",
    "signhere",
    "signed",
];
/// A company's seal.
const SEAL: [&str; 8] = [
    "盖章",
    "公章",
    "签章",
    "印章",
    "用印",
    "companyseal",
    "seal",
    "stamp",
];
/// The person who stands for a company by law.
const LEGAL_REPRESENTATIVE: [&str; 5] = [
    "法定代表人",
    "法人代表",
    "单位负责人",
    "企业负责人",
    "legalrepresentative",
];
/// A person who stands for a company by authority.
const REPRESENTATIVE: [&str; 9] = [
    "授权代表",
    "委托代理人",
    "授权代理人",
    "经办人",
    "代表人",
    "authorizedrepresentative",
    "authorisedrepresentative",
    "authorizedsignatory",
    "authorisedsignatory",
];
const DATE: [&str; 6] = ["签订日期", "签署日期", "签约日期", "日期", "签订时间", "date"];

/// Sides by their usual names; 甲方 and 乙方 come before roles, so that 甲方（出租方） is 甲方.
const PARTIES: [(&str, u8); 46] = [
    ("甲方", 1),
    ("乙方", 2),
    ("丙方", 3),
    ("丁方", 4),
    ("戊方", 5),
    ("partya", 1),
    ("partyb", 2),
    ("partyc", 3),
    ("partyd", 4),
    ("partye", 5),
    ("出租方", 1),
    ("出租人", 1),
    ("承租方", 2),
    ("承租人", 2),
    ("出卖人", 1),
    ("出卖方", 1),
    ("卖方", 1),
    ("买受人", 2),
    ("买方", 2),
    ("供方", 1),
    ("需方", 2),
    ("委托方", 1),
    ("委托人", 1),
    ("受托方", 2),
    ("受托人", 2),
    ("发包方", 1),
    ("发包人", 1),
    ("承包方", 2),
    ("承包人", 2),
    ("许可方", 1),
    ("被许可方", 2),
    ("转让方", 1),
    ("受让方", 2),
    ("披露方", 1),
    ("接收方", 2),
    ("用人单位", 1),
    ("劳动者", 2),
    ("出借人", 1),
    ("借款人", 2),
    ("seller", 1),
    ("buyer", 2),
    ("lessor", 1),
    ("lessee", 2),
    ("employer", 1),
    ("employee", 2),
    ("licensee", 2),
];

/// Which kinds of words a label has.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Asks {
    pub signature: bool,
    pub seal: bool,
    pub legal_representative: bool,
    pub representative: bool,
    pub date: bool,
}

/// One character as it is compared: half width, lower case; `None` for white space.
pub(super) fn plain(character: char) -> Option<char> {
    let half = match character {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character),
        '【' => '(',
        '】' => ')',
        '︰' => ':',
        other => other,
    };
    if half.is_whitespace() || half == '\u{3000}' {
        None
    } else {
        half.to_lowercase().next()
    }
}

/// The plain characters of a line, each with its place among the letters.
pub(super) fn plain_letters(line: &LetteredLine) -> Vec<(usize, char)> {
    let letters = line.letters.iter().enumerate();
    letters
        .filter_map(|(index, letter)| plain(letter.character).map(|plain| (index, plain)))
        .collect()
}

/// What the plain `label` asks for. A word counts where the label ends or closes after it, so that
/// 签字盖章后生效 asks for nothing.
pub(super) fn asks(label: &str) -> Asks {
    let has = |words: &[&str]| words.iter().any(|word| stands_alone(label, word));
    Asks {
        signature: has(&SIGNATURE) || joined(label, &SIGNATURE),
        seal: has(&SEAL),
        legal_representative: has(&LEGAL_REPRESENTATIVE) || joined(label, &LEGAL_REPRESENTATIVE),
        representative: has(&REPRESENTATIVE) || label == "by",
        date: has(&DATE),
    }
}

/// The party that the plain `text` names first.
pub(super) fn party(text: &str) -> Option<u8> {
    PARTIES
        .iter()
        .filter_map(|(word, no)| text.find(word).map(|at| (at, *no)))
        .min_by_key(|(at, no)| (*at, *no))
        .map(|(_, no)| no)
}

/// Whether the plain `text` begins with a party's name.
pub(super) fn begins_with_party(text: &str) -> Option<u8> {
    let text = text.trim_start_matches(['(', '_']);
    PARTIES
        .iter()
        .find(|(word, _)| text.starts_with(word))
        .map(|(_, no)| *no)
}

fn stands_alone(label: &str, word: &str) -> bool {
    label.match_indices(word).any(|(at, _)| {
        let latin = word.is_ascii();
        let before = label[..at].chars().next_back();
        let after = label[at + word.len()..].chars().next();
        let closes = matches!(after, None | Some(':' | ')' | '(' | '_' | '/' | '.'))
            || (!latin && after.is_some_and(|c| c.is_ascii_alphabetic()));
        closes && !(latin && before.is_some_and(|c| c.is_ascii_alphanumeric()) && word.len() < 5)
    })
}

/// 法定代表人或授权代表(签字或盖章): a word joined to one that stands alone.
fn joined(label: &str, words: &[&str]) -> bool {
    words.iter().any(|word| {
        label.match_indices(word).any(|(at, _)| {
            let after = &label[at + word.len()..];
            ["或", "/", "、", "及", "和", "并"].iter().any(|join| {
                after.strip_prefix(join).is_some_and(|rest| {
                    SEAL.iter().chain(&REPRESENTATIVE).chain(&SIGNATURE).any(|other| {
                        rest.strip_prefix(other)
                            .is_some_and(|end| end.is_empty() || end.starts_with([')', ':', '(', '_']))
                    })
                })
            })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_asks_for_nothing() {
        for prose in [
            "本合同自双方法定代表人签字盖章后生效",
            "加盖公章之日起生效",
            "甲方应在收到发票之日起十日内付款",
            "theagreementissignedbybothpartiesandsealed.x",
        ] {
            assert_eq!(asks(prose), Asks::default(), "{prose}");
        }
    }

    #[test]
    fn labels_ask() {
        assert!(asks("甲方(盖章)").seal);
        assert!(asks("乙方(签字)partyb").signature);
        let both = asks("法定代表人或授权代表(签字或盖章)");
        assert!(both.signature && both.seal && both.legal_representative);
        assert!(asks("签订日期").date);
        assert!(asks("authorizedsignature").signature);
    }

    #[test]
    fn the_first_named_side_counts() {
        assert_eq!(party("甲方(出租方)"), Some(1));
        assert_eq!(party("买方(乙方)"), Some(2));
        assert_eq!(party("被许可方"), Some(2));
        assert_eq!(begins_with_party("丙方:"), Some(3));
        assert_eq!(begins_with_party("由甲方"), None);
    }
}
