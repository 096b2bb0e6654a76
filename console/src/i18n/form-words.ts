import { dictionary } from "./dictionary";

/** The fields of a form that came with a file. */
export const formWords = dictionary(
  {
    found: (count: number) => `文件里有 ${count} 个没有填写的表单域，可以在原位置变成填写控件。`,
    keep: "变成控件",
    leave: "只保留样子",
    unnamed: "填写项",
  },
  {
    found: (count: number) =>
      `The file has ${count} empty form fields; they can become controls in their places.`,
    keep: "Make them controls",
    leave: "Leave them as they look",
    unnamed: "Field",
  },
);
