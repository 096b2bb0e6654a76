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
    auto: "自动签署",
    autoSeal: "自动加盖的印章",
    autoNote:
      "轮到本企业时自动盖章，无需人工选择印章和人脸核身。经办人为发起人；合同中不能有签署方填写的控件。",
    operatorIsSender: "经办人：发起人",
    autoNoSeal: "本企业还没有使用中的印章，不能自动签署。",
    toEnd: "须看完每一页才能签署",
  },
  {
    title: (label) => `Before ${label} signs`,
    means: "Asked for besides",
    none: "none",
    password: "Sign password",
    passkey: "Passkey",
    seconds: "Forced reading (3–300 s)",
    auto: "Signs by itself",
    autoSeal: "With this seal",
    autoNote:
      "Sealed when its turn comes; nobody chooses a seal or shows a face. You are its operator, and no party may fill anything in.",
    operatorIsSender: "the sender",
    autoNoSeal: "Your organisation has no seal in use yet.",
    toEnd: "Every page must be seen before signing",
  },
);
