/** Lets a simulated party work this page, where the demonstration asks for one. */
import { useEffect } from "react";
import { isAutopiloted, linkToken } from "@/api/link-token";

export function useAutopilot(): void {
  useEffect(() => {
    if (!isAutopiloted()) return;
    let stop: (() => void) | undefined;
    let isLeft = false;
    import("@/signing/autopilot/autopilot").then(({ startAutopilot }) => {
      if (!isLeft) stop = startAutopilot(linkToken());
    });
    return () => {
      isLeft = true;
      stop?.();
    };
  }, []);
}
