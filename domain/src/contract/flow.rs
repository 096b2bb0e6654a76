//! Where a contract stands, in the words that people use: one table for lists, messages, API and documents.
//!
//! The states of a flow and of its signers follow 腾讯电子签 (its numbers stand beside ours), so that whoever comes from
//! there finds what he knows; numbers from 100 are ours. A contract's own log never says that it is void: that follows from a second contract, the agreement
//! that makes it so (`docs/decisions/0045-void-by-agreement.md`). Drafts are no contracts yet.

use super::event::Phase;
use super::state::{ContractState, PartyState};
use serde::Serialize;

/// The state of the whole contract.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FlowState {
    /// A draft that waits for its organisation's approval; its log has not begun.
    InApproval,
    Opening,
    OpeningFilled,
    ToFill,
    PartFilled,
    FillRefused,
    ToSign,
    PartSigned,
    Refused,
    Signed,
    Expired,
    Revoked,
    Invalid,
    /// All have signed the agreement that makes it void.
    Voided,
}

/// The state of one party in it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SignerState {
    /// It is another's turn, or the document is being prepared.
    Waiting,
    /// Its organisation asks for an approval before it signs.
    InApproval,
    ToFill,
    Filled,
    ToSign,
    Signed,
    Refused,
    Expired,
    Revoked,
    /// Another party refused, or the contract came to nothing.
    Ended,
    /// What it signed was made void.
    Voided,
}

/// One line of the table.
#[derive(Clone, Copy, Debug)]
pub struct StateWords<S: 'static> {
    pub state: S,
    /// As it stands in the API and in lists.
    pub word: &'static str,
    /// The number that 腾讯电子签 gives it.
    pub number: u8,
    pub zh: &'static str,
    pub en: &'static str,
}

const fn words<S>(
    state: S,
    word: &'static str,
    number: u8,
    zh: &'static str,
    en: &'static str,
) -> StateWords<S> {
    StateWords {
        state,
        word,
        number,
        zh,
        en,
    }
}

/// All states of a contract.
pub const FLOW_STATES: &[StateWords<FlowState>] = &[
    words(FlowState::InApproval, "in_approval", 100, "审批中", "In approval"),
    words(FlowState::Opening, "opening", 0, "准备中", "Being prepared"),
    words(
        FlowState::OpeningFilled,
        "opening_filled",
        7,
        "填写完成，准备中",
        "Filled in, being prepared",
    ),
    words(FlowState::ToFill, "to_fill", 8, "待填写", "To be filled in"),
    words(
        FlowState::PartFilled,
        "part_filled",
        9,
        "部分填写",
        "Filled in in part",
    ),
    words(
        FlowState::FillRefused,
        "fill_refused",
        10,
        "已拒填",
        "Refused to fill in",
    ),
    words(FlowState::ToSign, "to_sign", 1, "待签署", "To be signed"),
    words(
        FlowState::PartSigned,
        "part_signed",
        2,
        "部分签署",
        "Signed in part",
    ),
    words(FlowState::Refused, "refused", 3, "已拒签", "Refused"),
    words(FlowState::Signed, "signed", 4, "已签署", "Signed"),
    words(FlowState::Expired, "expired", 5, "已过期", "Expired"),
    words(FlowState::Revoked, "revoked", 6, "已撤销", "Revoked"),
    words(FlowState::Invalid, "invalid", 16, "已失效", "Came to nothing"),
    words(FlowState::Voided, "voided", 21, "已作废", "Void"),
];

/// All states of a party.
pub const SIGNER_STATES: &[StateWords<SignerState>] = &[
    words(
        SignerState::InApproval,
        "mine_in_approval",
        100,
        "审批中",
        "In approval",
    ),
    words(SignerState::Waiting, "waiting", 0, "未轮到", "Not its turn yet"),
    words(SignerState::ToFill, "mine_to_fill", 7, "待填写", "To fill in"),
    words(SignerState::Filled, "filled", 10, "填写完成", "Filled in"),
    words(SignerState::ToSign, "mine_to_sign", 2, "待签署", "To sign"),
    words(SignerState::Signed, "mine_signed", 3, "已签署", "Signed"),
    words(SignerState::Refused, "mine_refused", 4, "已拒绝", "Refused"),
    words(SignerState::Expired, "mine_expired", 5, "已过期", "Expired"),
    words(SignerState::Revoked, "mine_revoked", 6, "已失效", "Taken back"),
    words(SignerState::Ended, "mine_ended", 9, "已终止", "Ended"),
    words(SignerState::Voided, "mine_voided", 15, "已作废", "Void"),
];

/// What the states of a signed contract become, in everybody's lists, when it is void.
pub fn voided_words() -> [(&'static str, &'static str); 2] {
    [
        (FlowState::Signed.word(), FlowState::Voided.word()),
        (SignerState::Signed.word(), SignerState::Voided.word()),
    ]
}

impl FlowState {
    /// Whether somebody has still to act.
    pub fn is_open(self) -> bool {
        matches!(
            self,
            Self::Opening
                | Self::OpeningFilled
                | Self::ToFill
                | Self::PartFilled
                | Self::ToSign
                | Self::PartSigned
        )
    }

    /// 失效: it came to nothing and can be cleaned away.
    pub fn is_dead(self) -> bool {
        matches!(
            self,
            Self::FillRefused | Self::Refused | Self::Expired | Self::Revoked | Self::Invalid
        )
    }

    /// The word of the table.
    pub fn word(self) -> &'static str {
        word_in(FLOW_STATES, self)
    }
}

impl SignerState {
    /// Whether this party has still to act.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Waiting | Self::ToFill | Self::Filled | Self::ToSign)
    }

    /// 失效: the contract came to nothing.
    pub fn is_dead(self) -> bool {
        matches!(self, Self::Refused | Self::Expired | Self::Revoked | Self::Ended)
    }

    /// The word of the table.
    pub fn word(self) -> &'static str {
        word_in(SIGNER_STATES, self)
    }
}

fn word_in<S: Copy + PartialEq>(table: &[StateWords<S>], state: S) -> &'static str {
    let line = table.iter().find(|line| line.state == state);
    line.map_or("", |line| line.word)
}

/// Where the contract stands.
pub fn flow_state(state: &ContractState) -> FlowState {
    let filled = || state.parties.iter().any(|party| party.filled.is_some());
    let signed = || state.parties.iter().any(|party| party.committed.is_some());
    match state.phase {
        Phase::Draft => FlowState::Opening,
        Phase::Filling if filled() => FlowState::PartFilled,
        Phase::Filling => FlowState::ToFill,
        Phase::Preparing if filled() => FlowState::OpeningFilled,
        Phase::Preparing => FlowState::Opening,
        Phase::Lobby | Phase::Opening | Phase::Reading | Phase::Signing if !signed() => FlowState::ToSign,
        Phase::Lobby | Phase::Opening | Phase::Reading | Phase::Signing | Phase::Sealing => {
            FlowState::PartSigned
        }
        Phase::Closing | Phase::Closed => FlowState::Signed,
        Phase::CalledOff => FlowState::Invalid,
        Phase::Refused if state.prepared.is_none() => FlowState::FillRefused,
        Phase::Refused => FlowState::Refused,
        Phase::Revoked => FlowState::Revoked,
        Phase::Expired => FlowState::Expired,
    }
}

/// Where a party stands in it.
pub fn signer_state(state: &ContractState, party: &PartyState) -> SignerState {
    let fills = || state.controls_of(Some(party.no)).next().is_some();
    match state.phase {
        _ if party.refused => SignerState::Refused,
        Phase::CalledOff | Phase::Refused => SignerState::Ended,
        Phase::Revoked => SignerState::Revoked,
        Phase::Expired => SignerState::Expired,
        _ if party.committed.is_some() => SignerState::Signed,
        Phase::Filling if party.filled.is_none() && fills() => SignerState::ToFill,
        Phase::Filling | Phase::Preparing if party.filled.is_some() => SignerState::Filled,
        Phase::Lobby | Phase::Opening | Phase::Reading | Phase::Signing if state.is_turn_of(party.no) => {
            if party.awaits_approval.is_some() {
                return SignerState::InApproval;
            }
            SignerState::ToSign
        }
        _ => SignerState::Waiting,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::fmt::Write;
    use std::path::PathBuf;

    /// The files that are written from the table; `UPDATE_GOLDEN=1 cargo test -p domain flow` writes them anew.
    #[test]
    fn the_page_and_the_console_say_what_the_table_says() {
        let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..");
        for (path, text) in [
            ("docs/reference/contract-states.md", page()),
            ("console/src/api/contract-states.generated.ts", module()),
        ] {
            let path = root.join(path);
            if std::env::var_os("UPDATE_GOLDEN").is_some() {
                std::fs::write(&path, &text).unwrap();
            }
            assert_eq!(
                std::fs::read_to_string(&path).unwrap(),
                text,
                "{}",
                path.display()
            );
        }
    }

    #[test]
    fn each_word_and_each_number_stands_once() {
        let words: BTreeSet<_> = FLOW_STATES.iter().map(|line| line.word).collect();
        let numbers: BTreeSet<_> = FLOW_STATES.iter().map(|line| line.number).collect();
        assert_eq!(
            (words.len(), numbers.len()),
            (FLOW_STATES.len(), FLOW_STATES.len())
        );
    }

    fn page() -> String {
        let mut text = String::from(
            "# States of contracts and signers\n\nWritten from `domain/src/contract/flow.rs`. The number is that of 腾讯电子签.\n",
        );
        table(&mut text, "Contract 合同", FLOW_STATES);
        table(&mut text, "Signer 签署方", SIGNER_STATES);
        text
    }

    fn table<S>(text: &mut String, title: &str, lines: &[StateWords<S>]) {
        write!(
            text,
            "\n## {title}\n\n| word | number | 中文 | English |\n|---|---|---|---|\n"
        )
        .unwrap();
        for line in lines {
            writeln!(
                text,
                "| `{}` | {} | {} | {} |",
                line.word, line.number, line.zh, line.en
            )
            .unwrap();
        }
    }

    fn module() -> String {
        let mut text = String::from("// Written from domain/src/contract/flow.rs. Do not edit.\n");
        constant(&mut text, "flowStates", FLOW_STATES);
        constant(&mut text, "signerStates", SIGNER_STATES);
        text.push_str("\n/** Contracts that came to nothing 失效: they can be cleaned away. */\n");
        let dead = FLOW_STATES.iter().filter(|line| line.state.is_dead());
        let dead: Vec<String> = dead.map(|line| format!("\"{}\"", line.word)).collect();
        writeln!(text, "export const deadStates = [{}] as const;", dead.join(", ")).unwrap();
        text.push_str("\nexport type FlowState = keyof typeof flowStates;\n");
        text.push_str("export type SignerState = keyof typeof signerStates;\n");
        text
    }

    fn constant<S>(text: &mut String, name: &str, lines: &[StateWords<S>]) {
        write!(text, "\nexport const {name} = {{\n").unwrap();
        for line in lines {
            writeln!(
                text,
                "  {}: {{ zh: \"{}\", en: \"{}\" }},",
                line.word, line.zh, line.en
            )
            .unwrap();
        }
        text.push_str("} as const;\n");
    }
}
