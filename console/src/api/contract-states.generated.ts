// Written from domain/src/contract/flow.rs. Do not edit.

export const flowStates = {
  in_approval: { zh: "审批中", en: "In approval" },
  opening: { zh: "准备中", en: "Being prepared" },
  opening_filled: { zh: "填写完成，准备中", en: "Filled in, being prepared" },
  to_fill: { zh: "待填写", en: "To be filled in" },
  part_filled: { zh: "部分填写", en: "Filled in in part" },
  fill_refused: { zh: "已拒填", en: "Refused to fill in" },
  to_sign: { zh: "待签署", en: "To be signed" },
  part_signed: { zh: "部分签署", en: "Signed in part" },
  refused: { zh: "已拒签", en: "Refused" },
  signed: { zh: "已签署", en: "Signed" },
  expired: { zh: "已过期", en: "Expired" },
  revoked: { zh: "已撤销", en: "Revoked" },
  invalid: { zh: "已失效", en: "Came to nothing" },
  voided: { zh: "已作废", en: "Void" },
} as const;

export const signerStates = {
  mine_in_approval: { zh: "审批中", en: "In approval" },
  waiting: { zh: "未轮到", en: "Not its turn yet" },
  mine_to_fill: { zh: "待填写", en: "To fill in" },
  filled: { zh: "填写完成", en: "Filled in" },
  mine_to_sign: { zh: "待签署", en: "To sign" },
  mine_signed: { zh: "已签署", en: "Signed" },
  mine_refused: { zh: "已拒绝", en: "Refused" },
  mine_expired: { zh: "已过期", en: "Expired" },
  mine_revoked: { zh: "已失效", en: "Taken back" },
  mine_ended: { zh: "已终止", en: "Ended" },
  mine_voided: { zh: "已作废", en: "Void" },
} as const;

/** Contracts that came to nothing 失效: they can be cleaned away. */
export const deadStates = ["fill_refused", "refused", "expired", "revoked", "invalid"] as const;

export type FlowState = keyof typeof flowStates;
export type SignerState = keyof typeof signerStates;
