/** Opens the link whose token stands behind the `#`, which browsers never send to a server by themselves. */
import { useEffect, useState } from "react";
import { linkToken } from "@/api/link-token";
import { hasWebCrypto } from "@/live/bytes";

export type Opened<T> =
  | { readonly state: "insecure" | "opening" }
  | { readonly state: "failed"; readonly problem: unknown }
  | { readonly state: "open"; readonly result: T };

/** There is no token behind the `#`. */
export class NoToken extends Error {}

/** @param open joins with the token; must not change between renders */
export function useJoined<T>(open: (token: string) => Promise<T>, needsKey = true): Opened<T> {
  const [opened, setOpened] = useState<Opened<T>>({ state: "opening" });
  useEffect(() => {
    let isCurrent = true;
    const start = async () => {
      if (needsKey && !hasWebCrypto()) return setOpened({ state: "insecure" });
      setOpened({ state: "opening" });
      try {
        const token = linkToken();
        if (token === "") throw new NoToken();
        const result = await open(token);
        if (isCurrent) setOpened({ state: "open", result });
      } catch (problem) {
        if (isCurrent) setOpened({ state: "failed", problem });
      }
    };
    start();
    // Another link opened in the same tab changes only what stands behind the `#`.
    const reload = () => location.reload();
    window.addEventListener("hashchange", reload);
    return () => {
      isCurrent = false;
      window.removeEventListener("hashchange", reload);
    };
  }, [open, needsKey]);
  return opened;
}
