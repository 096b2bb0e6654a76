/** Lets the installed page receive files from other apps; without it everything else works as before. */
export function registerServiceWorker(): void {
  if (!("serviceWorker" in navigator) || !window.isSecureContext) return;
  navigator.serviceWorker.register("/service-worker.js").catch(() => undefined);
}
