import { dictionary } from "./dictionary";

/** 报名: what everybody sees of an open exhibition, and the poster that leads there. */
export const invitationWords = dictionary(
  {
    apply: "参展报名",
    organiser: (name: string) => `主办：${name}`,
    free: (free: number, all: number) => `共 ${all} 个展位，现有 ${free} 个可选`,
    signIn: "手机号登录后填写申请",
    signInHint: "用接收审核结果的手机号登录。已报名的，登录后可查看进度。",
    floor: "查看展位图",
    isStaff: "您是本展会的工作人员，请在“参展商”里登记企业。",
    toFair: "进入展会",
    poster: "报名二维码",
    posterHint: "印在海报上或发给企业。参展商扫码后用自己的手机填写申请，提交后在这里审核。",
    copy: "报名链接",
  },
  {
    apply: "Apply to exhibit",
    organiser: (name: string) => `Held by ${name}`,
    free: (free: number, all: number) => `${free} of ${all} booths are free now`,
    signIn: "Sign in by phone to apply",
    signInHint: "Use the number that is to hear of the review. Whoever has applied sees there how far it is.",
    floor: "See the floor",
    isStaff: "You work at this exhibition: enter companies under Exhibitors.",
    toFair: "Go to the exhibition",
    poster: "Application code",
    posterHint:
      "For posters and messages. Exhibitors scan it and fill in the form on their own phones; you review it here.",
    copy: "Address of the form",
  },
);
