import { dictionary } from "./dictionary";

/** Starting a contract on the phone from a template. */
export const phoneStartWords = dictionary(
  {
    title: "发起合同",
    edit: "调整控件",
    contract: "合同信息",
    values: "由您填写",
    pages: (count: number) => `合同全文，共 ${count} 页`,
  },
  {
    title: "Start a contract",
    edit: "Edit controls",
    contract: "The contract",
    values: "For you to fill in",
    pages: (count) => `The contract, ${count} pages`,
  },
);
