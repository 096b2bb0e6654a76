import { dictionary } from "./dictionary";

/** What a sender may ask of a party before it signs. */
export const demandWords = dictionary(
  {
    title: (label: string) => `${label}的签署要求`,
    means: "签署时另需",
    none: "不要求",
    password: "签署密码",
    passkey: "通行密钥",
    seconds: "强制阅读（3–300 秒）",
    toEnd: "须看完每一页才能签署",
  },
  {
    title: (label) => `Before ${label} signs`,
    means: "Asked for besides",
    none: "none",
    password: "Sign password",
    passkey: "Passkey",
    seconds: "Forced reading (3–300 s)",
    toEnd: "Every page must be seen before signing",
  },
);
