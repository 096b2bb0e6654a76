/** What stands behind the `#` of a link: the token, and perhaps `&autopilot` in the demonstration's own frames. */

/** The token of the link; empty where there is none. */
export function linkToken(): string {
  return location.hash.slice(1).split("&")[0] ?? "";
}

/** Whether this page plays a simulated party. */
export function isAutopiloted(): boolean {
  return location.hash.split("&").includes("autopilot");
}
