/** The code of a badge: an exhibitor's number and eight letters that the hub gave it. */

const CODE = /^\d{1,6}-[0-9A-HJKMNP-TV-Z]{8}$/;

/** The code in what a camera has read or somebody has typed; `undefined` where there is none. */
export function codeIn(text: string): string | undefined {
  const last = text.trim().slice(text.trim().lastIndexOf("#") + 1);
  const code = last.replaceAll(" ", "").toUpperCase();
  return CODE.test(code) ? code : undefined;
}
