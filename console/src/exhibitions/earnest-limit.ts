/** Civil Code art. 586: earnest money 定金 has no effect for the part above a fifth of the price. */
import type { DepositKind } from "@/api/exhibitions";

const FIFTH = 5;

/** Whether a warning is due. @param amount @param price in one unit; a price of 0 is not known */
export function exceedsEarnestLimit(kind: DepositKind | undefined, amount: number, price: number): boolean {
  return kind === "earnest" && price > 0 && amount * FIFTH > price;
}
