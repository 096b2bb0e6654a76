/** `/scan#secret`: a phone that scanned the code on another device's sign-in page. */
import { Result } from "antd";
import { useCallback, useState } from "react";
import { ScanCard } from "@/account/scan-card";
import { lookAtScan } from "@/api/scan";
import { accountWords } from "@/i18n/console-account-words";
import { useWords } from "@/i18n/dictionary";
import { LoadedView } from "@/shell/loaded-view";
import { useLoaded } from "@/shell/use-loaded";

export function ScanRoute() {
  const t = useWords(accountWords);
  // Kept while somebody who is not signed in yet goes to do that, and comes back without the fragment.
  const [scan] = useState(() => window.location.hash.slice(1) || (sessionStorage.getItem("scan") ?? ""));
  if (scan === "") return <Result status="info" title={t.scanNone} />;
  sessionStorage.setItem("scan", scan);
  return <Scanned scan={scan} />;
}

function Scanned({ scan }: { readonly scan: string }) {
  const load = useCallback(() => lookAtScan(scan), [scan]);
  const [seen, again] = useLoaded(load);
  return (
    <LoadedView loaded={seen} onRetry={again}>
      {({ device, asked }) => <ScanCard scan={scan} device={device} asked={asked} />}
    </LoadedView>
  );
}
