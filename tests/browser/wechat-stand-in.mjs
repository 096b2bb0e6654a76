/** 微信开放平台 in small, for browsers: the page where people agree, and the two calls behind it. The scenario's is stricter. */
import { createServer } from "node:http";

export const SETTINGS = { HUB_WECHAT_APP_ID: "wxstandin0000001", HUB_WECHAT_SECRET: "a secret of the stand-in" };

/** Starts it on a free port; `person` is who agrees, in a browser that knows the hub as `host`. */
export async function startWechat(person, host) {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url, "http://stand-in");
    if (pathname === "/connect/qrconnect") {
      response.setHeader("Content-Type", "text/html; charset=utf-8");
      const back = new URL(searchParams.get("redirect_uri"));
      back.hostname = host;
      const state = searchParams.get("state");
      back.search = new URLSearchParams({ code: `code-${state}`, state }).toString();
      const refused = new URL(back);
      refused.search = "";
      response.end(`<a href="${back}">同意</a> <a href="${refused}">拒绝</a>`);
    } else if (pathname === "/sns/oauth2/access_token" && isOurs(searchParams)) {
      response.end(JSON.stringify({ access_token: "t", openid: "o", unionid: person }));
    } else {
      response.end(JSON.stringify({ errcode: 40029, errmsg: "invalid code" }));
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  const settings = {
    ...SETTINGS,
    HUB_WECHAT_PAGES: origin,
    HUB_WECHAT_API: origin,
    HUB_EGRESS_PRIVATE_NETWORKS: "127.0.0.0/8",
  };
  return { settings, stop: () => new Promise((resolve) => server.close(resolve)) };
}

function isOurs(asked) {
  return (
    asked.get("appid") === SETTINGS.HUB_WECHAT_APP_ID &&
    asked.get("secret") === SETTINGS.HUB_WECHAT_SECRET &&
    asked.get("code")?.startsWith("code-")
  );
}
