/** Lists of people as files: what they look like, and how their text is written. */

export const TEMPLATE_NAME = "员工名单.csv";
/** With a byte order mark, so that spreadsheet programs read 汉字. */
export const TEMPLATE_URL = `data:text/csv;charset=utf-8,${encodeURIComponent(
  "\uFEFF姓名,手机号,部门,角色\r\n张三,13800138000,,经办人\r\n",
)}`;

/** The text of a file: UTF-8, or what Chinese spreadsheet programs write instead. */
export function decoded(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}
