/** Fill controls of the sample contract: one of the sender, and one of most kinds for party 2. */
import type { FillControl, ValueKind } from "@/live/plan";

const FIRST = 3;
const KINDS: readonly (readonly [string, string, ValueKind, boolean])[] = [
  ["合同金额", "不含税，单位元", { kind: "amount" }, true],
  ["交付日期", "", { kind: "date" }, true],
  ["付款方式", "", { kind: "choice", options: ["一次付清", "分期支付"] }, true],
  ["联系邮箱", "用于接收发票", { kind: "email" }, false],
  ["展品明细", "", { kind: "table", columns: ["品名", "数量"], max_rows: 5 }, false],
];

export const SAMPLE_CONTROLS: readonly FillControl[] = [
  control(0, "签订日期", "", { kind: "date" }, true),
  ...KINDS.map(([name, hint, kind, required], index) => ({
    ...control(index + 1, name, hint, kind, required),
    party: 2,
  })),
];

function control(index: number, name: string, hint: string, kind: ValueKind, required: boolean): FillControl {
  const rect = { x: 85_000, y: 640_000 - 40_000 * index, w: 220_000, h: 26_000 };
  return { no: FIRST + index, page: 1, rect, name, hint, required, kind };
}
