/** What stands behind the `#` of a link: the token, and perhaps `&autopilot` in the demonstration's own frames. */

/** Where the token waits while the phone is away at another service's page. */
const AWAY = "huiqian.link";

/** The token of the link; empty where there is none. */
export function linkToken(): string {
  const token = location.hash.slice(1).split("&")[0] ?? "";
  return token === "" ? (sessionStorage.getItem(AWAY) ?? "") : token;
}

/** Keeps the token for the way back from another service, whose pages must not learn it. */
export function keepLinkToken(): void {
  sessionStorage.setItem(AWAY, linkToken());
}

/** Whether this page plays a simulated party. */
export function isAutopiloted(): boolean {
  return location.hash.split("&").includes("autopilot");
}
