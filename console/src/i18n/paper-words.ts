import { dictionary } from "./dictionary";

/** The identity document by which a party is named, and what is known of whoever fills in. */
export const paperWords = dictionary(
  {
    paper: "证件（选填）",
    none: "不要求证件",
    kind: (label: string) => `${label} 证件类型`,
    number: (label: string) => `${label} 证件号码`,
    hint: "签署人的实名证件须与此一致，否则不能查看和签署。",
    loading: "正在读取…",
    fromRegistration: "取自您的实名或企业认证，提交时写入合同",
    fromSender: "由发起方写明；如有误，请联系发起方更正",
  },
  {
    paper: "Identity document (optional)",
    none: "None asked for",
    kind: (label) => `${label} kind of identity document`,
    number: (label) => `${label} number of the identity document`,
    hint: "The signer's registered document must be this one, or the contract is neither seen nor signed.",
    loading: "Reading…",
    fromRegistration: "From your registration; written into the contract when you submit",
    fromSender: "As the sender wrote it; ask the sender to put it right if it is wrong",
  },
);
