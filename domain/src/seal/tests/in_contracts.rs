//! No sequence of role, seal, approval and contract commands lets a seal be used by someone without a live grant at
//! that moment, or past a pending approval. `PROPTEST_CASES` asks for more.
//!
//! The hub's way to an act is played as it is: it takes the seal's permit and the organisation's answer, sends the
//! contract the act, and tells the seal of it. Everything else may happen between these. What must hold is judged by
//! books of its own, see [`super::random`].

use super::desk::{Desk, RECORD, act, organisation, picture, seal};
use super::permits::flow;
use super::random::{Run, Step, step};
use crate::aggregate::Caller;
use crate::approval::event::ApprovalEvent;
use crate::approval::flow::Flow;
use crate::approval::passage::Passage;
use crate::approval::step::Guarded;
use crate::canonical;
use crate::contract::command::{Commit, ContractCommand as Contract, DraftParty, Open};
use crate::contract::event::{ConsentKind, ContractEvent, SealUse, SealedField};
use crate::contract::opacity::Opacity;
use crate::contract::plan::{Course, SealHolder, SignContent, SigningOrder};
use crate::contract::tests::cast::{self, P1};
use crate::contract::tests::session::Session;
use crate::ids::StreamId;
use crate::organisation::command::OrganisationCommand as Office;
use crate::organisation::tests::company::person;
use crate::quote::Quote;
use crate::seal::kind::{SealKind, Source};
use crate::seal::permit::LASTS;
use crate::timestamp::Timestamp;
use proptest::prelude::*;
use std::collections::BTreeSet;

const COMPANY: &str = "青屿新能源有限公司";
/// Acts of [`super::random`] have lower numbers.
const FIRST_ACT: u8 = 100;

#[derive(Clone, Debug)]
enum Move {
    Seal(Step),
    /// The company asks for approvals of its own signatures, of the second person.
    OwnFlow(u8, bool),
    RequestOwn(u8),
    PassOwn(u8, u8),
    WithdrawOwn(u8),
    /// The hub takes for this person what the act needs.
    Prepare(u8),
    /// The act that was prepared last is sent; again, where it was sent before.
    Sign,
    /// As [`Move::Prepare`] and [`Move::Sign`], with nothing between them.
    Act(u8),
    /// The part becomes this person's, who comes at once, or not.
    HandOver(u8, bool),
    Come,
    Revoke,
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let who = || 1..5u8;
    let one = prop_oneof![
        10 => step().prop_map(Move::Seal),
        1 => (who(), any::<bool>()).prop_map(|(by, on)| Move::OwnFlow(by, on)),
        1 => who().prop_map(Move::RequestOwn),
        2 => (who(), who()).prop_map(|(of, by)| Move::PassOwn(of, by)),
        1 => who().prop_map(Move::WithdrawOwn),
        3 => who().prop_map(Move::Prepare),
        3 => Just(Move::Sign),
        3 => who().prop_map(Move::Act),
        2 => (who(), any::<bool>()).prop_map(|(to, comes)| Move::HandOver(to, comes)),
        1 => Just(Move::Come),
        1 => (0..20u8).prop_map(|n| if n == 0 { Move::Revoke } else { Move::Sign }),
    ];
    prop::collection::vec(one, 1..80)
}

/// What the hub has in hand for one act.
#[derive(Clone)]
struct Ready {
    act: u8,
    who: u8,
    sealed: SealedField,
    passage: Passage,
    permitted: Timestamp,
    /// Whether the company's flow asked for an approval of the signature, and one had been passed.
    own_demanded: bool,
    own_passed: bool,
}

struct World {
    run: Run,
    contract: Session,
    ready: Option<Ready>,
    acts: u8,
    own_flow: bool,
    own_passed: BTreeSet<u8>,
    signed: bool,
}

/// An ordinary contract: the company, for which person 3 acts, seals; another party writes.
fn draft() -> Open {
    let mut draft = cast::draft(2, SigningOrder::Together);
    draft.policy.course = Course::Routine;
    draft.parties[0].organisation = Some(COMPANY.into());
    draft.parties[0].account = Some(person(3));
    draft.fields[0].content = SignContent::Seal {
        holder: SealHolder::Organisation,
        opacity: Opacity::FULL,
    };
    draft
}

impl World {
    /// A contract seal is in use that person 3 holds; the contract waits for it.
    fn new() -> Self {
        let mut desk = Desk::company();
        desk.company.now = cast::START;
        desk.company.employ(4, &[1]);
        let prepared = cast::prepared();
        desk.contract_file = Some(prepared.r0);
        let mut run = Run::of(desk);
        for step in [
            Step::Make(2, SealKind::Contract, Source::Template),
            Step::Confirm(1),
            Step::Enter,
            Step::Grant(2, 3, None),
        ] {
            run.step(step);
        }
        let mut world = Self {
            run,
            contract: Session::new(),
            ready: None,
            acts: FIRST_ACT,
            own_flow: false,
            own_passed: BTreeSet::new(),
            signed: false,
        };
        world.tell(cast::host(), cast::open(&draft())).unwrap();
        world
            .tell(Caller::Hub, Contract::RecordPrepared(prepared))
            .unwrap();
        world.come();
        world
    }

    /// One command to the contract; both clocks are one.
    fn tell(&mut self, by: Caller, command: Contract) -> Result<Vec<ContractEvent>, ()> {
        self.contract.now = self.run.desk.now();
        let taken = self.contract.when(by, command).0;
        self.run.desk.company.now = self.contract.now;
        taken.map_err(drop)
    }

    fn come(&mut self) {
        let _ = self.tell(Caller::Hub, cast::verify(P1, &cast::device(P1)));
        for kind in cast::CONSENTS {
            if kind != ConsentKind::Recording {
                let _ = self.tell(cast::party(P1), cast::consent(kind, true));
            }
        }
    }

    fn prepare(&mut self, who: u8) {
        self.acts += 1;
        let act_no = self.acts;
        let uses = self.run.used.len();
        self.run.step(Step::Use(act_no, who));
        if self.run.used.len() == uses {
            return;
        }
        let desk = &mut self.run.desk;
        let permit = desk.state.permits.get(&act(act_no)).unwrap();
        let used = SealUse {
            seal: seal(),
            act: act(act_no),
            permit: Quote {
                stream: StreamId::new("seal", seal().0),
                seq: permit.seq,
                hash: permit.hash,
            },
            record: RECORD,
            kind: desk.kind(),
            picture: picture(),
        };
        let permitted = permit.at;
        let passage = desk.passage(who, Guarded::OwnSignature).unwrap();
        self.ready = Some(Ready {
            act: act_no,
            who,
            sealed: SealedField {
                field: cast::field(P1),
                used,
            },
            passage,
            permitted,
            own_demanded: self.own_flow,
            own_passed: self.own_passed.contains(&who),
        });
    }

    fn sign(&mut self) {
        let Some(ready) = self.ready.clone() else { return };
        let known = self
            .contract
            .state
            .planned(P1)
            .and_then(|planned| planned.account);
        let commit = self.commit(&ready);
        let Ok(taken) = self.tell(cast::party(P1), cast::commit(commit)) else {
            return;
        };
        if !taken
            .iter()
            .any(|event| matches!(event, ContractEvent::Committed(_)))
        {
            return;
        }
        assert!(!self.signed, "one party signed twice");
        self.signed = true;
        assert_eq!(
            known,
            Some(person(ready.who)),
            "a permit of somebody else was used"
        );
        assert!(!ready.own_demanded || ready.own_passed, "past an approval");
        let age = self.contract.now.since(ready.permitted);
        assert!(age < LASTS, "the permit had run out");
        let confirm = self.run.desk.quoted_by_the_contract(ready.act);
        let confirmed = self.run.desk.give(Caller::Hub, confirm);
        assert!(
            confirmed.is_ok(),
            "the seal does not know of the act: {confirmed:?}"
        );
    }

    /// As the party's device signs it when it is sent.
    fn commit(&mut self, ready: &Ready) -> Commit {
        let party = self.contract.state.party(P1).unwrap();
        let mut record = cast::activation(&self.contract, P1);
        record["at"] = serde_json::json!(self.run.desk.now());
        record["r0"] = serde_json::json!(cast::prepared().r0);
        record["seals"] = serde_json::json!([{
            "artwork": ready.sealed.used.picture.artwork,
            "field": ready.sealed.field,
            "seal": ready.sealed.used.seal,
        }]);
        Commit {
            party: P1,
            r0: cast::prepared().r0,
            ink: party.ink_digest(),
            activation: String::from_utf8(canonical::encode(&record).unwrap()).unwrap(),
            signature: "signature".into(),
            device_key: cast::device(P1),
            seals: vec![ready.sealed.clone()],
            opinions: Vec::new(),
            passage: Some(ready.passage.clone()),
        }
    }

    fn hand_over(&mut self, to: u8, comes: bool) {
        let details = DraftParty {
            organisation: Some(COMPANY.into()),
            account: Some(person(to)),
            ..cast::draft_party(1 + to % 4)
        };
        let left = Quote {
            stream: StreamId::new("organisation", organisation().0),
            seq: 9,
            hash: RECORD,
        };
        let _ = self.tell(
            Caller::Hub,
            Contract::HandOverPart {
                party: P1,
                details,
                left,
            },
        );
        if comes {
            self.come();
        }
    }

    fn turn_own_flow(&mut self, by: u8, on: bool) {
        let known = self.run.flow_before(Guarded::OwnSignature);
        let command = match known {
            None => Office::SetFlow {
                no: None,
                flow: Flow {
                    act: Guarded::OwnSignature,
                    ..flow(vec![2])
                },
            },
            Some(no) => Office::TurnFlow { no, on },
        };
        if self.run.desk.company.by(by, command).is_ok() {
            self.own_flow = known.is_none() || on;
        }
    }

    fn play(&mut self, one: Move) {
        let own = Guarded::OwnSignature;
        match one {
            Move::Seal(step) => self.run.step(step),
            Move::OwnFlow(by, on) => self.turn_own_flow(by, on),
            Move::RequestOwn(n) => {
                let asked = self.run.desk.request_approval(n, own);
                self.own_passed.retain(|other| *other != n || asked.is_err());
            }
            Move::PassOwn(of, by) => {
                let events = self.run.desk.pass_approval(of, own, by).unwrap_or_default();
                if events.contains(&ApprovalEvent::Passed {}) {
                    self.own_passed.insert(of);
                }
            }
            Move::WithdrawOwn(n) => {
                let taken = self.run.desk.withdraw_approval(n, own);
                self.own_passed.retain(|other| *other != n || taken.is_err());
            }
            Move::Prepare(who) => self.prepare(who),
            Move::Sign => self.sign(),
            Move::Act(who) => {
                self.prepare(who);
                self.sign();
            }
            Move::HandOver(to, comes) => self.hand_over(to, comes),
            Move::Come => self.come(),
            Move::Revoke => {
                let reason = "不再需要了".to_owned();
                let _ = self.tell(cast::host(), Contract::Revoke { reason });
            }
        }
    }
}

/// Without this the random sessions below could pass because nobody ever signs.
#[test]
fn a_holder_signs_and_the_seal_knows_of_it() {
    let mut world = World::new();
    world.play(Move::Act(2));
    assert!(!world.signed, "person 2 holds nothing");
    world.play(Move::OwnFlow(1, true));
    world.play(Move::Act(3));
    assert!(!world.signed, "the approval is missing");
    world.play(Move::RequestOwn(3));
    world.play(Move::PassOwn(3, 2));
    world.play(Move::Act(3));
    assert!(world.signed);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nobody_seals_a_contract_without_a_live_grant_or_past_an_approval(moves in moves()) {
        let mut world = World::new();
        for one in moves {
            world.play(one);
        }
    }
}
