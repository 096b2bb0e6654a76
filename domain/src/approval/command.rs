//! What can be asked of an approval.

use super::step::{Request, Step, Subject};
use super::turn::Turn;
use crate::organisation::event::MemberNo;

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ApprovalCommand {
    /// By the requester, whom the hub has found to be that member; steps come from the organisation's flow.
    Request(Request),
    /// 通过
    Pass { turn: Turn },
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
    /// By timer.
    Expire,
    /// By the hub, for the guarded command that quotes the approval.
    Use { subject: Subject },
}
