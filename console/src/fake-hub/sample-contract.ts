/** A contract between two fictional companies, as the fake hub opens it. */
import type { EventBodies } from "@/live/event-bodies";
import type { Hash, PageBox, PageImage } from "@/live/protocol";

/** A made-up hash that is the same for the same text. */
export function madeUpHash(text: string): Hash {
  let a = 0x811c9dc5;
  let hex = "";
  for (let round = 0; hex.length < 64; round++) {
    for (const character of `${round}/${text}`) {
      a = Math.imul(a ^ character.charCodeAt(0), 0x01000193) >>> 0;
    }
    hex += a.toString(16).padStart(8, "0");
  }
  return hex.slice(0, 64);
}

/** A4, upright. */
const A4: PageBox = { visible: { x: 0, y: 0, w: 595_276, h: 841_890 }, rotate: 0, user_unit: 1000 };

export const PAGES = 3;

const PAGE_BOXES: readonly PageBox[] = Array.from({ length: PAGES }, () => A4);

export const PAGE_IMAGES: readonly PageImage[] = PAGE_BOXES.map((_, index) => ({
  image: madeUpHash(`image ${index}`),
  width_px: 1240,
  height_px: 1754,
  text: madeUpHash(`text ${index}`),
}));

const PARTIES = [
  { label: "甲方", name: "王岚", organisation: "华北云桥科技有限公司" },
  { label: "乙方", name: "李明", organisation: "南海星汉智能装备股份有限公司" },
  { label: "丙方", name: "Anna Keller", organisation: "Keller Robotics AG" },
  { label: "丁方", name: "赵一鸣", organisation: "西岭绿色能源集团" },
  { label: "戊方", name: "陈小川", organisation: "东湖数据研究院" },
] as const;

/** The first event: two to five parties, a box each on the last page. */
export function openedBody(parties: number): EventBodies["hub.opened.v1"] {
  return {
    host: "0198c0de-0000-7000-8000-000000000001",
    title: "战略合作框架协议",
    host_name: "周敏",
    draft: madeUpHash("draft"),
    uploaded: madeUpHash("uploaded"),
    clean: madeUpHash("clean"),
    page_count: PAGES,
    pages: PAGE_BOXES,
    parties: PARTIES.slice(0, parties).map((party, index) => ({ no: index + 1, ...party })),
    fields: PARTIES.slice(0, parties).map((_, index) => ({
      no: index + 1,
      party: index + 1,
      page: PAGES,
      rect: {
        x: index % 2 === 0 ? 85_000 : 325_000,
        y: 300_000 - Math.floor(index / 2) * 90_000,
        w: 186_000,
        h: 62_000,
      },
    })),
    policy: {
      order: "together",
      may_refuse_recording: true,
      grant_minutes: 10,
      demo: false,
      offset_minutes: 480,
    },
    origin: "hub.example/2026",
    build: madeUpHash("build"),
    degraded: ["outbox"],
    nonce: "bm9uY2U",
  };
}
