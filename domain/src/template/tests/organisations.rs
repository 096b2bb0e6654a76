//! Templates of an organisation: nothing without its yes, and no version in use that it did not let through.

use super::*;
use crate::approval::flow::Facts;
use crate::approval::passage::{Blocked, Passage};
use crate::approval::step::{Guarded, Subject};
use crate::line::Head;
use crate::organisation::Organisation;
use crate::organisation::tests::company::{Company, person};
use crate::template::keeper::{Keeper, Keeping};

const LEADER: u8 = 1;
const OPERATOR_ROLE: u16 = 3;

struct Shop {
    company: Company,
    template: TemplateState,
}

fn stream() -> StreamId {
    StreamId::new(Organisation::KIND, Uuid::from_u128(0xc0))
}

fn head() -> Head {
    Head {
        seq: 2,
        hash: Sha256Hash::ZERO,
        at: Timestamp(7),
    }
}

impl Shop {
    fn keeping(&self, over: Option<&Keeper>, at: Timestamp) -> Keeping {
        let asked = self
            .company
            .state
            .keeping(&stream(), head(), person(LEADER), over, at);
        asked.unwrap()
    }

    /// A template that the leader made for the company.
    fn open() -> Self {
        let mut shop = Self {
            company: Company::approved(),
            template: TemplateState::default(),
        };
        let keeping = shop.keeping(None, Timestamp(7));
        shop.kept(keeping, make()).unwrap();
        shop
    }

    fn keeper(&self) -> Keeper {
        self.template.made.clone().unwrap().keeper.unwrap()
    }

    fn kept(&mut self, keeping: Keeping, command: Command) -> Result<Vec<Event>, Rejection> {
        let command = Box::new(command);
        give(
            &mut self.template,
            person(LEADER),
            Command::Kept { keeping, command },
        )
    }

    /// As [`Self::kept`], with a fresh yes for this template.
    fn by_leader(&mut self, command: Command) -> Result<Vec<Event>, Rejection> {
        let keeping = self.keeping(Some(&self.keeper()), Timestamp(7));
        self.kept(keeping, command)
    }

    fn publish(&mut self, document: Sha256Hash, always: bool) -> Result<Vec<Event>, Rejection> {
        let subject = Subject {
            act: Guarded::PublishTemplate,
            id: Uuid::nil(),
            document,
            seal: None,
        };
        let facts = Facts {
            always,
            ..Facts::default()
        };
        let at = Timestamp(7);
        let company = &self.company.state;
        let clearance = company.clearance(&stream(), head(), person(LEADER), subject, &facts, at);
        let passage = Passage {
            clearance: clearance.unwrap(),
            consented: None,
        };
        self.by_leader(Command::Publish { passage })
    }

    fn is_enabled(&self) -> bool {
        self.template.made.as_ref().unwrap().enabled
    }
}

#[test]
fn it_comes_into_use_by_publishing_alone_and_each_version_anew() {
    let mut shop = Shop::open();
    assert!(!shop.is_enabled());
    let enable = shop.by_leader(Command::Enable);
    assert_eq!(enable, Err(Blocked::ApprovalNeeded.into()));
    let first = content(1, &["出租人", "承租人"]).draft;
    shop.publish(first, false).unwrap();
    assert!(shop.is_enabled());
    let next = content(2, &["出租人", "承租人"]);
    let revise = Command::Revise {
        content: next.clone(),
    };
    shop.by_leader(revise).unwrap();
    assert!(!shop.is_enabled(), "a version that nobody let through");
    assert_eq!(shop.publish(first, false), Err(Blocked::OtherAct.into()));
    shop.publish(next.draft, false).unwrap();
    assert!(shop.is_enabled());
}

#[test]
fn where_an_approval_is_demanded_nothing_is_published_without_it() {
    let mut shop = Shop::open();
    let first = content(1, &["出租人", "承租人"]).draft;
    assert_eq!(shop.publish(first, true), Err(Blocked::ApprovalNeeded.into()));
    assert!(!shop.is_enabled());
}

#[test]
fn a_yes_holds_for_one_person_one_template_and_half_a_minute() {
    let mut shop = Shop::open();
    assert_eq!(
        give(&mut shop.template, person(LEADER), Command::Delete),
        Err(Rejection::NotAllowed),
        "its maker, without the organisation's yes"
    );
    let for_new = shop.keeping(None, Timestamp(7));
    assert_eq!(shop.kept(for_new, Command::Delete), Err(Rejection::NotAllowed));
    let old = shop.keeping(Some(&shop.keeper()), Timestamp(7 - 30_001));
    assert_eq!(shop.kept(old, Command::Delete), Err(Rejection::NotAllowed));
    let keeping = shop.keeping(Some(&shop.keeper()), Timestamp(7));
    let command = Box::new(Command::Delete);
    let other = give(&mut shop.template, person(9), Command::Kept { keeping, command });
    assert_eq!(other, Err(Rejection::NotAllowed));
    shop.by_leader(Command::Delete).unwrap();
}

#[test]
fn a_persons_own_template_is_not_taken_with_an_organisations_yes() {
    let mut shop = Shop::open();
    shop.template = made();
    let keeping = shop.keeping(None, Timestamp(7));
    assert_eq!(shop.kept(keeping, Command::Delete), Err(Rejection::NotAllowed));
}

#[test]
fn who_may_only_start_contracts_keeps_no_template() {
    let mut company = Company::approved();
    company.employ(5, &[OPERATOR_ROLE]);
    let asked = company
        .state
        .keeping(&stream(), head(), person(5), None, Timestamp(7));
    assert!(asked.is_err());
}
