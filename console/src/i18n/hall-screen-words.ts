import { dictionary } from "./dictionary";

/** The screen in the hall: large, few words. */
export const hallScreenWords = dictionary(
  {
    live: "现场签约",
    title: (name: string) => `${name} · 大屏`,
    contracted: "已签约展位",
    held: "预留中",
    free: "可选展位",
    exhibitors: "参展企业",
    progress: "展位签约率",
    kinds: "按类型",
    of: (taken: number, all: number) => `${taken} / ${all}`,
    latest: "签约与预留",
    none: "签约即将开始",
    map: "展位分布",
    lost: "网络中断，显示的是之前的数据",
    forStaff: "大屏只对展会工作人员开放。",
  },
  {
    live: "Signing live",
    title: (name: string) => `${name} · hall screen`,
    contracted: "booths signed",
    held: "on hold",
    free: "still free",
    exhibitors: "exhibitors",
    progress: "of the booths signed",
    kinds: "By kind",
    of: (taken: number, all: number) => `${taken} / ${all}`,
    latest: "Signed and held",
    none: "Signing is about to begin",
    map: "The floor",
    lost: "No connection; these are earlier figures",
    forStaff: "The hall screen is for the exhibition's staff.",
  },
);
