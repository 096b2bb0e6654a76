/** The time that a signer states, as PDF writes it (ISO 32000-2, 7.9.4), for people to read. */

const FORM = /^D:(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?(Z|[+-]\d{2}'?\d{2})?/;

/** `2026-11-22 18:05 +08:00` of `D:20261122180509+08'00'`; undefined where it is not of that form. */
export function signatureTime(stated: string): string | undefined {
  const found = FORM.exec(stated);
  if (!found) return undefined;
  const [, year, month = "01", day = "01", hour = "00", minute = "00", , zone = ""] = found;
  const offset = zone.replace("'", "").replace(/^([+-]\d{2})(\d{2})$/, "$1:$2");
  return `${year}-${month}-${day} ${hour}:${minute}${offset && ` ${offset}`}`;
}
