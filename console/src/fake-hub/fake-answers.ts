/** What the fake hub answers to the HTTP calls of participants. */
import type { Agreement } from "@/api/agreements";
import type { Trust } from "@/api/evidence";
import type { Joined } from "@/api/participant";
import type { You } from "@/live/protocol";
import type { FakeHub } from "./fake-hub";
import { madeUpHash } from "./sample-contract";

export interface FakeAnswer {
  readonly status: number;
  readonly body: unknown;
}

export interface FakeGuest extends You {
  verified: boolean;
  /** Its link was withdrawn. */
  readonly isLinkEnded?: boolean;
}

/** Answers `method path` (below `/api/v1`, without query); `undefined` for what it does not know. */
export function fakeAnswer(
  hub: FakeHub,
  guest: FakeGuest,
  method: string,
  path: string,
  body: string,
): FakeAnswer | undefined {
  switch (`${method} ${path}`) {
    case "POST /join":
      return guest.isLinkEnded
        ? { status: 410, body: LINK_ENDED }
        : { status: 200, body: joined(hub, guest) };
    case "GET /agreements":
      return { status: 200, body: AGREEMENTS };
    case "GET /trust":
      return { status: 200, body: TRUST };
    case "POST /join/code":
    case "POST /join/device":
      return { status: 204, body: undefined };
    case "POST /join/verify": {
      const { code } = JSON.parse(body) as { code: string };
      if (code !== "246810") return { status: 400, body: WRONG_CODE };
      guest.verified = true;
      return { status: 200, body: { verified: true } };
    }
    case "GET /me":
      return {
        status: 200,
        body: { account: null, guest: { contract: CONTRACT, verified: guest.verified }, csrf: null },
      };
    default:
      return path.endsWith(".text") ? { status: 200, body: { lines: LINES } } : undefined;
  }
}

const CONTRACT = "0198c0de-0000-7000-8000-0000000000aa";

const TRUST: Trust = {
  root_subject: "CN=Huiqian Root",
  root_sha256: madeUpHash("root"),
  log_key: "hub.example/2026",
  embedded_ca: true,
  tls: null,
};

const LINK_ENDED = {
  type: "about:blank",
  title: "link_expired",
  status: 410,
  code: "link_expired",
  detail: "这个签约链接已于 2026-11-22 18:00 过期。",
  params: {},
};

const WRONG_CODE = {
  type: "about:blank",
  title: "code_wrong",
  status: 400,
  code: "code_wrong",
  detail: "验证码不对，请核对短信后重新输入。还可以再试 4 次。",
  params: {},
};

function joined(hub: FakeHub, guest: FakeGuest): Joined {
  const { title, host_name, parties } = hub.view;
  const party = parties.find((each) => each.no === guest.party);
  return {
    seat: "seat",
    contract: CONTRACT,
    role: guest.role,
    title,
    host_name,
    verified: guest.verified,
    demo: false,
    ...(party
      ? { party: party.no, party_name: party.name, party_label: party.label, phone_masked: "138****6021" }
      : {}),
  };
}

const LINES = [{ text: "战略合作框架协议", x: 300, y: 80, w: 400, h: 30 }];

const TITLES: Readonly<Record<Agreement["kind"], readonly [string, string]>> = {
  terms: ["用户协议", "Terms of use"],
  privacy: ["隐私政策", "Privacy policy"],
  certificate: ["数字证书使用协议", "Certificate agreement"],
  ink: ["手写签名采集同意", "Consent to storing handwriting"],
  recording: ["签约过程录制同意", "Consent to recording"],
  silent_signing: ["企业静默签服务协议", "Agreement on silent signing"],
};

const AGREEMENTS: readonly Agreement[] = (Object.keys(TITLES) as Agreement["kind"][]).map((kind) => {
  const [zh, en] = TITLES[kind];
  return {
    kind,
    version: "1",
    title: { zh, en },
    text: {
      zh: `${zh}（第 1 版）\n\n一、本文说明您在本次签约中的权利和义务。\n二、您的笔迹（位置、时间、粗细）将被保存，并实时显示在本次签约的所有屏幕上，写入合同文件，并作为证据保存。\n三、书写后可以清除重写，清除的笔迹仍保留在日志中。`,
      en: `${en} (version 1)\n\n1. This text says what you agree to.\n2. Your handwriting is stored, shown live on every screen of this ceremony and kept as evidence.`,
    },
    sha256: { zh: madeUpHash(zh), en: madeUpHash(en) },
  };
});
