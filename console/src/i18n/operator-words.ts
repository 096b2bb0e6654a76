import { dictionary } from "./dictionary";

/** Our organisation as a party of a contract, and who acts for it. */
export const operatorWords = dictionary(
  {
    offer: (no: number) => `第 ${no} 方由本企业签署`,
    placeholder: "本企业签署？选择经办人",
    me: (name: string) => `${name}（我）`,
  },
  {
    offer: (no) => `Party ${no} is our organisation`,
    placeholder: "Our organisation? Choose who acts for it",
    me: (name) => `${name} (me)`,
  },
);
