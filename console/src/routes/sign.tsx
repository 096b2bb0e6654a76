/** `/s#token`: a party's page, from the link to the signed contract. */
import { useCallback, useState } from "react";
import { type Agreement, agreements } from "@/api/agreements";
import { forgetSeat } from "@/api/kept-seat";
import { linkToken } from "@/api/link-token";
import { join, Seat } from "@/api/participant";
import { Button } from "@/components/button";
import { Notice } from "@/components/notice";
import { arrivalWords } from "@/i18n/arrival-words";
import { commonWords } from "@/i18n/common-words";
import { useWords } from "@/i18n/dictionary";
import { type DeviceKey, openDeviceKey } from "@/signing/act/device-key";
import { Arrival } from "@/signing/arrival/arrival";
import { Insecure } from "@/signing/arrival/insecure";
import { Room } from "@/signing/room/room";
import { JoinProblem } from "./join-problem";
import { useAutopilot } from "./use-autopilot";
import { useJoined } from "./use-joined";

interface Desk {
  readonly seat: Seat;
  readonly deviceKey: DeviceKey;
  readonly agreements: readonly Agreement[];
}

/** A party's seat with everything that signing needs. */
async function openDesk(token: string): Promise<Desk> {
  const [joined, texts] = await Promise.all([join(token), agreements()]);
  const { contract, party } = joined;
  const seat = new Seat(joined);
  return { seat, agreements: texts, deviceKey: await openDeviceKey(contract, party ?? 0) };
}

export function SignRoute() {
  const t = useWords(arrivalWords);
  const common = useWords(commonWords);
  const opened = useJoined(openDesk);
  useAutopilot();
  const [arrived, setArrived] = useState(false);
  const arrive = useCallback(() => setArrived(true), []);
  switch (opened.state) {
    case "insecure":
      return <Insecure />;
    case "opening":
      return <Notice mark="会" title={t.joining} />;
    case "failed":
      return <JoinProblem problem={opened.problem} />;
    case "open": {
      const { seat, deviceKey, agreements: texts } = opened.result;
      if (seat.joined.role !== "party") {
        return (
          <Notice
            mark="误"
            tone="warn"
            title={t.wrongRoleTitle}
            text={t.wrongRoleText}
            footer={
              <Button wide look="plain" onClick={() => location.reload()}>
                {common.retry}
              </Button>
            }
          />
        );
      }
      return arrived || seat.joined.verified ? (
        <Room
          seat={seat}
          deviceKey={deviceKey}
          agreements={texts}
          hasAccepted={arrived}
          onLeave={() => forgetSeat(linkToken())}
        />
      ) : (
        <Arrival seat={seat} deviceKey={deviceKey} agreements={texts} onVerified={arrive} />
      );
    }
  }
}
