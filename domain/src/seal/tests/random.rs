//! No sequence of role, seal, grant and permit commands lets a seal be used by someone without a live grant at that
//! moment. `PROPTEST_CASES` asks for more.
//!
//! A use takes two steps (ask the organisation, ask the seal), and anything may happen between them. Who held the seal when is kept here a second time, from the commands that were taken, not from the
//! seal's state.

use super::desk::{Desk, organisation, picture};
use super::permits::flow;
use crate::aggregate::Caller;
use crate::approval::event::ApprovalEvent;
use crate::approval::flow::FlowNo;
use crate::approval::step::Guarded;
use crate::organisation::command::OrganisationCommand as Office;
use crate::organisation::event::{DepartmentNo, MemberNo, Placement, RoleNo};
use crate::organisation::state::MemberStanding;
use crate::organisation::tests::company::person;
use crate::organisation::warrant::SealAct;
use crate::seal::command::SealCommand as Command;
use crate::seal::event::{GrantNo, SealEvent as Event};
use crate::seal::kind::{SealKind, SealOwner, Source};
use crate::seal::permit::PermitRequest;
use crate::timestamp::Timestamp;
use proptest::prelude::*;
use std::collections::BTreeSet;

#[derive(Clone, Debug)]
pub(super) enum Step {
    Pass(i64),
    Office(u8, Office),
    Make(u8, SealKind, Source),
    Confirm(u8),
    PassReview,
    Enter,
    Grant(u8, u8, Option<i64>),
    Withdraw(u8, u32),
    Disable(u8),
    Enable(u8),
    Stop(u8),
    Approval(u8, bool),
    /// Asks the organisation, for this act and person.
    Ask(u8, u8),
    /// Asks the seal, with what was answered last.
    Permit,
    /// The company asks for approvals of seal uses from now on, of the second person.
    Flow(u8, bool),
    RequestApproval(u8),
    /// What the first asked for is passed by the second.
    PassApproval(u8, u8),
    WithdrawApproval(u8),
    Confirmed(u8),
    Released(u8),
    /// Both steps with nothing between them.
    Use(u8, u8),
}

pub(super) fn step() -> impl Strategy<Value = Step> {
    let who = 1..5u8;
    let kind = prop::sample::select(vec![
        SealKind::Contract,
        SealKind::Official,
        SealKind::LegalRepresentative,
    ]);
    let source = prop::sample::select(vec![Source::Template, Source::Uploaded]);
    let member = (1..5u32).prop_map(MemberNo);
    let office = prop_oneof![
        member.clone().prop_map(|no| Office::Suspend { no }),
        member.clone().prop_map(|no| Office::Resume { no }),
        member.clone().prop_map(|no| Office::LetGo {
            no,
            successor: None,
            open_contracts: 0
        }),
        (member.clone(), 1..6u16).prop_map(|(no, role)| Office::Place {
            no,
            placement: Placement {
                departments: vec![DepartmentNo(0)],
                roles: vec![RoleNo(role)]
            }
        }),
        (1..6u16).prop_map(|no| Office::DisableRole { no: RoleNo(no) }),
        (1..6u16).prop_map(|no| Office::EnableRole { no: RoleNo(no) }),
        member.prop_map(|to| Office::ProposeSuperAdministrator { to }),
        Just(Office::ConfirmSuperAdministrator),
    ];
    prop_oneof![
        2 => prop::sample::select(vec![1, 1000, 29_000, 3_600_000]).prop_map(Step::Pass),
        4 => (who.clone(), office).prop_map(|(who, command)| Step::Office(who, command)),
        1 => (who.clone(), kind, source).prop_map(|(who, kind, source)| Step::Make(who, kind, source)),
        1 => who.clone().prop_map(Step::Confirm),
        1 => Just(Step::PassReview),
        1 => Just(Step::Enter),
        4 => (who.clone(), who.clone(), prop::option::of(1..7_200_000i64))
            .prop_map(|(by, to, lasts)| Step::Grant(by, to, lasts)),
        2 => (who.clone(), 1..6u32).prop_map(|(by, no)| Step::Withdraw(by, no)),
        1 => who.clone().prop_map(Step::Disable),
        2 => who.clone().prop_map(Step::Enable),
        1 => (1..40u8).prop_map(Step::Stop),
        1 => (who.clone(), any::<bool>()).prop_map(|(by, on)| Step::Approval(by, on)),
        4 => (1..9u8, who.clone()).prop_map(|(act, who)| Step::Ask(act, who)),
        5 => Just(Step::Permit),
        1 => (who.clone(), any::<bool>()).prop_map(|(by, on)| Step::Flow(by, on)),
        2 => who.clone().prop_map(Step::RequestApproval),
        4 => (who.clone(), who.clone()).prop_map(|(of, by)| Step::PassApproval(of, by)),
        1 => who.clone().prop_map(Step::WithdrawApproval),
        1 => (1..9u8).prop_map(Step::Confirmed),
        1 => (1..9u8).prop_map(Step::Released),
        4 => (1..9u8, who).prop_map(|(act, who)| Step::Use(act, who)),
    ]
}

/// Who held the seal, kept from what was asked and taken.
#[derive(Default)]
struct Books {
    /// Grant number, person, begin, end.
    grants: Vec<(u32, u8, Timestamp, Option<Timestamp>)>,
    out_of_use: bool,
    approval: bool,
}

impl Books {
    fn holds(&self, n: u8, at: Timestamp) -> bool {
        self.grants
            .iter()
            .any(|(_, who, from, until)| *who == n && *from <= at && until.is_none_or(|until| at < until))
    }

    fn keep(&mut self, event: &Event, at: Timestamp, to: u8) {
        match event {
            Event::Granted { no, from, until, .. } => {
                self.grants.push((no.0, to, *from, *until));
            }
            Event::GrantWithdrawn { no, .. } => {
                for grant in self.grants.iter_mut().filter(|grant| grant.0 == no.0) {
                    grant.3 = Some(at);
                }
            }
            Event::Disabled { .. } | Event::Stopped { .. } => self.out_of_use = true,
            Event::Enabled { .. } => self.out_of_use = false,
            Event::ApprovalSwitched { on, .. } => self.approval = *on,
            _ => {}
        }
    }
}

pub(super) struct Run {
    pub(super) desk: Desk,
    books: Books,
    /// The request with the organisation's answer, who it is for, and whether both said yes when it was asked.
    asked: Option<(PermitRequest, u8, bool)>,
    /// Whether a flow was on when the organisation was asked.
    flow_when_asked: bool,
    /// Whether the company's flow is on, and whose request has been passed and not been ended since.
    flow: bool,
    passed: BTreeSet<u8>,
    pub(super) used: Vec<u8>,
}

impl Run {
    pub(super) fn of(desk: Desk) -> Self {
        Self {
            desk,
            books: Books::default(),
            asked: None,
            flow_when_asked: false,
            flow: false,
            passed: BTreeSet::new(),
            used: Vec::new(),
        }
    }

    /// Whether this person may use the seal at this moment, by the books and by the organisation's own list.
    fn may_use(&self, n: u8) -> bool {
        let company = &self.desk.company.state;
        let Some(member) = company
            .members
            .values()
            .find(|member| member.account == Some(person(n)) && member.standing == MemberStanding::Active)
        else {
            return false;
        };
        let Some(made) = &self.desk.state.made else {
            return false;
        };
        let holds = match made.kind {
            SealKind::LegalRepresentative => company.legal_representative_member == Some(member.no),
            _ => self.books.holds(n, self.desk.now()),
        };
        holds && !self.books.out_of_use
    }

    fn take(&mut self, taken: Vec<Event>, to: u8) {
        let now = self.desk.now();
        for event in &taken {
            self.books.keep(event, now, to);
        }
    }

    fn ask(&mut self, act: u8, n: u8) {
        self.asked = match &self.desk.state.made {
            None => None,
            Some(_) => {
                let yes = self.may_use(n);
                self.flow_when_asked = self.flow;
                self.desk.request(act, n).ok().map(|request| (request, n, yes))
            }
        };
    }

    fn permit(&mut self) {
        let Some((request, n, yes)) = self.asked.clone() else {
            return;
        };
        let act = request.act;
        let taken = self.desk.give(Caller::Hub, Command::Permit(request));
        let Ok(taken) = taken else { return };
        if taken.is_empty() {
            return;
        }
        assert!(
            yes,
            "person {n} got a permit and did not hold the seal when the organisation was asked"
        );
        let now = self.desk.now();
        let person_alone = !self.desk.kind().is_granted();
        assert!(person_alone || self.books.holds(n, now), "the grant had ended");
        assert!(!self.books.out_of_use, "the seal was out of use");
        let demanded = self.books.approval || self.flow_when_asked;
        assert!(!demanded || self.passed.contains(&n), "past an approval");
        let act = act.0.as_u128() as u8;
        assert!(!self.used.contains(&act), "an act was permitted twice");
        self.used.push(act);
    }

    /// The first time it is made, then switched.
    fn turn_flow(&mut self, by: u8, on: bool) {
        let command = match self.flow_before(Guarded::SealUse) {
            None => Office::SetFlow {
                no: None,
                flow: flow(vec![2]),
            },
            Some(no) => Office::TurnFlow { no, on },
        };
        let made = matches!(command, Office::SetFlow { .. });
        if self.desk.company.by(by, command).is_ok() {
            self.flow = made || on;
        }
    }

    pub(super) fn step(&mut self, step: Step) {
        match step {
            Step::Pass(millis) => self.desk.pass(millis),
            Step::Office(who, command) => drop(self.desk.company.by(who, command)),
            Step::Make(who, kind, source) => drop(self.desk.make(who, kind, source)),
            Step::Confirm(who) => drop(self.desk.confirm(who)),
            Step::PassReview => {
                let reviewer = person(9);
                drop(self.desk.give(Caller::Hub, Command::PassReview { reviewer }));
            }
            Step::Enter => drop(self.desk.enter()),
            Step::Ask(act, who) => self.ask(act, who),
            Step::Permit => self.permit(),
            Step::Flow(by, on) => self.turn_flow(by, on),
            // A new request takes the place of the earlier one.
            Step::RequestApproval(n) => {
                let asked = self.desk.request_approval(n, Guarded::SealUse);
                self.passed.retain(|other| *other != n || asked.is_err());
            }
            Step::PassApproval(of, by) => {
                let events = self
                    .desk
                    .pass_approval(of, Guarded::SealUse, by)
                    .unwrap_or_default();
                if events.contains(&ApprovalEvent::Passed {}) {
                    self.passed.insert(of);
                }
            }
            Step::WithdrawApproval(n) => {
                let taken = self.desk.withdraw_approval(n, Guarded::SealUse);
                self.passed.retain(|other| *other != n || taken.is_err());
            }
            Step::Use(act, who) => {
                self.ask(act, who);
                self.permit();
            }
            Step::Confirmed(act) => {
                let confirm = self.desk.quoted_by_the_contract(act);
                drop(self.desk.give(Caller::Hub, confirm));
            }
            Step::Released(act) => {
                let act = super::desk::act(act);
                drop(self.desk.give(Caller::Hub, Command::ReleasePermit { act }));
            }
            made if self.desk.state.made.is_some() => self.change(made),
            _ => {}
        }
    }

    /// The company's flow before such an act, on or off.
    pub(super) fn flow_before(&self, act: Guarded) -> Option<FlowNo> {
        let mut flows = self.desk.company.state.flows.iter();
        flows.find(|(_, kept)| kept.flow.act == act).map(|(no, _)| *no)
    }

    fn change(&mut self, step: Step) {
        let (taken, to) = match step {
            Step::Grant(by, to, lasts) => {
                let until = lasts.map(|lasts| self.desk.now().plus_millis(lasts));
                (self.desk.grant(by, to, until), to)
            }
            Step::Withdraw(by, no) => {
                let no = GrantNo(no);
                (
                    self.desk.change(by, |warrant| Command::Withdraw { warrant, no }),
                    0,
                )
            }
            Step::Disable(by) => {
                let disable = |warrant| Command::Disable {
                    warrant: Some(warrant),
                    reason: "停".into(),
                };
                (self.desk.change(by, disable), 0)
            }
            Step::Approval(by, on) => (
                self.desk
                    .change(by, |warrant| Command::SwitchApproval { warrant, on }),
                0,
            ),
            Step::Enable(by) => match self.desk.warrant(by, SealAct::Enable(self.desk.kind())) {
                Ok(warrant) => (
                    self.desk.by(
                        by,
                        Command::Enable {
                            warrant: Some(warrant),
                        },
                    ),
                    0,
                ),
                Err(_) => return,
            },
            Step::Stop(by) => match self.desk.warrant(by, SealAct::Decide) {
                Ok(warrant) => {
                    let reason = "换章".to_owned();
                    (
                        self.desk.by(
                            by,
                            Command::Stop {
                                warrant: Some(warrant),
                                reason,
                            },
                        ),
                        0,
                    )
                }
                Err(_) => return,
            },
            _ => return,
        };
        if let Ok(taken) = taken {
            self.take(taken, to);
        }
    }
}

proptest! {
    #[test]
    fn nobody_uses_a_seal_without_a_live_grant(steps in prop::collection::vec(step(), 1..120)) {
        let mut desk = Desk::company();
        desk.company.employ(4, &[1]);
        let mut run = Run::of(desk);
        for step in [Step::Make(2, SealKind::Contract, Source::Template), Step::Confirm(1), Step::Enter] {
            run.step(step);
        }
        for step in steps {
            run.step(step);
        }
    }

    #[test]
    fn nor_the_legal_representatives(steps in prop::collection::vec(step(), 1..120)) {
        let mut desk = Desk::company();
        desk.company.employ(4, &[1]);
        let mut run = Run::of(desk);
        for step in [Step::Make(1, SealKind::LegalRepresentative, Source::Template), Step::Confirm(1), Step::Enter] {
            run.step(step);
        }
        for step in steps {
            run.step(step);
        }
    }

    #[test]
    fn a_seal_that_is_not_in_use_permits_nothing(steps in prop::collection::vec(step(), 1..60)) {
        let mut desk = Desk::company();
        let warrant = desk.warrant(2, SealAct::Make(SealKind::Contract)).unwrap();
        desk.by(2, Command::Make {
            owner: SealOwner::Organisation(organisation()),
            kind: SealKind::Contract,
            name: "章".into(),
            source: Source::Uploaded,
            picture: picture(),
            warrant: Some(warrant),
        }).unwrap();
        let mut run = Run::of(desk);
        for step in steps {
            if !matches!(step, Step::Enter) {
                run.step(step);
            }
        }
        prop_assert!(run.used.is_empty());
    }
}
