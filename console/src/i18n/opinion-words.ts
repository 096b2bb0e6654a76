import { dictionary } from "./dictionary";

/** 签署意见 on the signer's page. */
export const opinionWords = dictionary(
  {
    tapToWrite: "点此填写意见",
    written: (text: string) => `签署意见：${text}，点击修改`,
    write: "填写签署意见",
    title: "签署意见",
    copyTitle: "请抄写以下文字",
    copyNote: "请逐字输入，标点也须一致。",
    own: "您的意见",
    copied: "在此抄写",
    count: (length: number, most: number) => `${length} / ${most} 字`,
    wrongAt: (no: number) => `第 ${no} 个字与原文不同，请核对。`,
    done: "写好了",
  },
  {
    tapToWrite: "Write here",
    written: (text) => `Opinion: ${text}; tap to change`,
    write: "Write your opinion",
    title: "Opinion",
    copyTitle: "Copy these words",
    copyNote: "Word by word, with the same marks.",
    own: "Your opinion",
    copied: "Your copy",
    count: (length, most) => `${length} of ${most} characters`,
    wrongAt: (no) => `Character ${no} differs from the words above.`,
    done: "Done",
  },
);
