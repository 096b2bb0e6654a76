/**
 * Where somebody goes on after signing in. The way through WeChat leaves this page and comes back, so the place waits in
 * the tab.
 */
const KEPT = "huiqian.sign-in.then";
const FRONT = "/ceremonies";

/** A path of this console, or its front: an address of another site is no place to go on. */
export function placeOf(asked: string | null): string {
  return asked !== null && /^\/(?![/\\])/.test(asked) ? asked : FRONT;
}

export function keepPlace() {
  const asked = new URLSearchParams(window.location.search).get("then");
  window.sessionStorage.setItem(KEPT, placeOf(asked));
}

/** The place that waited in this tab, once. */
export function keptPlace(): string {
  const kept = placeOf(window.sessionStorage.getItem(KEPT));
  window.sessionStorage.removeItem(KEPT);
  return kept;
}
