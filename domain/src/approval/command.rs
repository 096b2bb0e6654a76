//! What can be asked of an approval.

use super::clearance::Clearance;
use super::step::{Step, Subject};
use super::turn::Turn;
use crate::organisation::event::MemberNo;

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ApprovalCommand {
    /// By the requester, to whom the organisation has said whose consent the act needs.
    Request { clearance: Clearance, title: String },
    /// 通过, with an opinion or none.
    Pass { turn: Turn, opinion: String },
    /// 退回
    SendBack { turn: Turn, reason: String },
    /// 拒绝, for good.
    Refuse { turn: Turn, reason: String },
    /// 转审
    Delegate { turn: Turn, to: MemberNo },
    /// 加签: a step of its own, right after the present one.
    AddStep { turn: Turn, step: Step },
    /// 撤回, by the requester.
    Withdraw,
    /// 催办, by the requester.
    Remind,
    /// By timer.
    Expire,
    /// By the hub, for the guarded command that quotes the approval.
    Use { subject: Subject },
}
