// Receives what is shared to the installed page from another app 分享: the files wait in a cache of this device until the
// start page takes them (console/src/start/shared-files.ts). Nothing else is cached, and every other request passes by.
const SHELF = "shared-files";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  const isShare = event.request.method === "POST" && pathname === "/share" && origin === self.location.origin;
  if (isShare) event.respondWith(keep(event.request));
});

/** Puts the files on the shelf, and leads to where a contract is started. */
async function keep(request) {
  const form = await request.formData();
  const files = form.getAll("file").filter((file) => file instanceof File && file.size > 0);
  await caches.delete(SHELF);
  const shelf = await caches.open(SHELF);
  for (const [index, file] of files.entries()) {
    const headers = { "Content-Type": file.type, "X-File-Name": encodeURIComponent(file.name) };
    await shelf.put(`/shared/${index}`, new Response(file, { headers }));
  }
  return Response.redirect("/start?shared=1", 303);
}
