import { dictionary } from "./dictionary";

export const networkWords = dictionary(
  {
    noAnswer: "连不上会签服务器。请检查网络后重试。",
    refusedWithoutReason: (status: number) => `服务器没有完成这个请求（${status}）。请稍后重试。`,
  },
  {
    noAnswer: "The signing hub cannot be reached. Check the network and try again.",
    refusedWithoutReason: (status) =>
      `The server did not complete this request (${status}). Try again in a moment.`,
  },
);
