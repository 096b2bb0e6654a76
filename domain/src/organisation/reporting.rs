//! Who leads whom: heads of departments 部门负责人 and superiors 直属上级.
//!
//! An approval that asks "the head of the initiator's department" or "the initiator's superior" asks here.

use super::event::{DepartmentNo, MemberNo};
use super::state::{MemberStanding, OrganisationState};

impl OrganisationState {
    /// The superior of a member, where there is one who is active now.
    pub fn superior_of(&self, no: MemberNo) -> Option<MemberNo> {
        let superior = self.members.get(&no)?.superior?;
        self.is_active(superior).then_some(superior)
    }

    /// The active head of a department; where it has none, or only `besides`, that of the nearest one above.
    pub fn head_of(&self, department: DepartmentNo, besides: MemberNo) -> Option<MemberNo> {
        let mut at = department;
        // A tree is never deeper than it has departments.
        for _ in 0..=self.departments.len() {
            let department = self.departments.get(&at)?;
            match department.head {
                Some(head) if head != besides && self.is_active(head) => return Some(head),
                _ => at = department.parent,
            }
        }
        None
    }

    /// Who leads the departments that a member stands in, each once, in the order of the departments.
    pub fn heads_of_member(&self, no: MemberNo) -> Vec<MemberNo> {
        let mut heads = Vec::new();
        let departments = self.members.get(&no).map(|member| &member.placement.departments);
        for department in departments.into_iter().flatten() {
            if let Some(head) = self.head_of(*department, no)
                && !heads.contains(&head)
            {
                heads.push(head);
            }
        }
        heads
    }

    /// Whether `superior` stands above `no`, directly or through others.
    pub fn reports_to(&self, no: MemberNo, superior: MemberNo) -> bool {
        let mut at = no;
        // A line of superiors is never longer than there are members.
        for _ in 0..self.members.len() {
            match self.members.get(&at).and_then(|member| member.superior) {
                Some(above) if above == superior => return true,
                Some(above) => at = above,
                None => return false,
            }
        }
        false
    }

    fn is_active(&self, no: MemberNo) -> bool {
        let member = self.members.get(&no);
        member.is_some_and(|member| member.standing == MemberStanding::Active)
    }
}
