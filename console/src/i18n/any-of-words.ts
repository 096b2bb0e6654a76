import { dictionary } from "./dictionary";

/** 或签: several people, any one of whom signs for a party. */
export const anyOfWords = dictionary(
  {
    hint: (label: string) => `${label}由以上或以下任一人签署即可；一人签署后，其他人会收到通知，不能再签。`,
    add: (label: string) => `添加${label}的或签人`,
    name: (label: string, no: number) => `${label} 或签人 ${no} 姓名`,
    phone: (label: string, no: number) => `${label} 或签人 ${no} 手机号`,
    namePlaceholder: "姓名",
    phonePlaceholder: "手机号",
    remove: (name: string) => `移除 ${name}`,
    or: "或",
    oneOf: (names: string) => `任一人签署：${names}`,
  },
  {
    hint: (label) =>
      `Any one of the people above and below signs for ${label}; the others are told and can no longer sign.`,
    add: (label) => `Add somebody who may sign for ${label}`,
    name: (label, no) => `${label} other person ${no}, name`,
    phone: (label, no) => `${label} other person ${no}, phone`,
    namePlaceholder: "Name",
    phonePlaceholder: "Phone",
    remove: (name) => `Remove ${name}`,
    or: " or ",
    oneOf: (names) => `Any one of: ${names}`,
  },
);
