/** From the opened link to an identified party: invitation, agreements, one-time code. */
import { useState } from "react";
import type { Agreement } from "@/api/agreements";
import type { Seat } from "@/api/participant";
import type { DeviceKey } from "@/signing/act/device-key";
import { ToPhone } from "@/signing/hand-over/to-phone";
import { AgreementsScreen } from "./agreements-screen";
import { CodeScreen } from "./code-screen";
import { Invitation } from "./invitation";

interface ArrivalProps {
  readonly seat: Seat;
  readonly deviceKey: DeviceKey;
  readonly agreements: readonly Agreement[];
  readonly onVerified: () => void;
}

export function Arrival({ seat, deviceKey, agreements, onVerified }: ArrivalProps) {
  const [step, setStep] = useState<"invitation" | "agreements" | "code">("invitation");
  switch (step) {
    case "invitation":
      return (
        <>
          <Invitation joined={seat.joined} onBegin={() => setStep("agreements")} />
          <ToPhone seat={seat} />
        </>
      );
    case "agreements":
      return <AgreementsScreen agreements={agreements} onAccept={() => setStep("code")} />;
    case "code":
      return <CodeScreen seat={seat} deviceKey={deviceKey} onVerified={onVerified} />;
  }
}
