/** What another app shared to the installed page; the service worker (`public/service-worker.js`) put it on this shelf. */

const SHELF = "shared-files";

/** Takes the files off the shelf: a second look finds none. */
export async function takeSharedFiles(): Promise<readonly File[]> {
  if (!("caches" in window)) return [];
  const shelf = await caches.open(SHELF);
  const files: File[] = [];
  for (const request of await shelf.keys()) {
    const answer = await shelf.match(request);
    if (!answer) continue;
    const name = decodeURIComponent(answer.headers.get("X-File-Name") ?? "");
    const type = answer.headers.get("Content-Type") ?? "";
    files.push(new File([await answer.blob()], name || "file", { type }));
  }
  await caches.delete(SHELF);
  return files;
}
