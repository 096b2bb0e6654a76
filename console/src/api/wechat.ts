/** Signing in with WeChat, where the hub is registered at its open platform. */
import type { Account } from "./account";
import { get, post, remove } from "./client";

/** Signed in; or the secret under which a WeChat that no account has waits for a phone number. */
export type WechatReturn = { readonly account: Account } | { readonly bind: string };

export interface SignInWays {
  readonly wechat: boolean;
}

export function signInWays(): Promise<SignInWays> {
  return get("/sign-in/ways");
}

/** Where the browser goes to agree. */
export async function beginWechat(): Promise<string> {
  const { url } = await post<{ readonly url: string }>("/sign-in/wechat");
  return url;
}

/** @param code and state as WeChat put them into the address */
export function returnFromWechat(code: string, state: string): Promise<WechatReturn> {
  return post("/sign-in/wechat/return", { code, state });
}

export async function bindWechat(bind: string, phone: string, code: string): Promise<Account> {
  const { account } = await post<{ readonly account: Account }>("/sign-in/wechat/bind", {
    bind,
    phone,
    code,
  });
  return account;
}

export function removeWechat(): Promise<void> {
  return remove("/me/wechat");
}
