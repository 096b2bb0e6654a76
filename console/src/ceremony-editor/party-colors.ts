/** A colour per party, told apart also by those who see few colours, and never without the party's name. */
const COLORS = ["#1b3f73", "#b5322a", "#23745b", "#9a6414", "#6a3d8f"];

/** The sender's controls. */
export const SENDER_COLOR = "#b58900";

/** @param party from 1 */
export function partyColor(party: number): string {
  return COLORS[(party - 1) % COLORS.length] ?? "#1b3f73";
}
