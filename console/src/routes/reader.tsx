/** `/r#token`: somebody who gets a copy 抄送, from the code to the contract's pages and its file. */
import { useCallback, useState } from "react";
import { join, Seat } from "@/api/participant";
import { Notice } from "@/components/notice";
import { arrivalWords } from "@/i18n/arrival-words";
import { useWords } from "@/i18n/dictionary";
import { ReaderCode } from "@/reader/reader-code";
import { ReaderPages } from "@/reader/reader-pages";
import { JoinProblem } from "./join-problem";
import { useJoined } from "./use-joined";

async function openSeat(token: string): Promise<Seat> {
  return new Seat(await join(token));
}

export function ReaderRoute() {
  const t = useWords(arrivalWords);
  const opened = useJoined(openSeat, false);
  const [isKnown, setKnown] = useState(false);
  const enter = useCallback(() => setKnown(true), []);
  switch (opened.state) {
    case "open": {
      const seat = opened.result;
      if (seat.joined.role !== "reader")
        return <Notice mark="误" tone="warn" title={t.wrongRoleTitle} text={t.wrongRoleText} />;
      return isKnown || seat.joined.verified ? (
        <ReaderPages seat={seat} />
      ) : (
        <ReaderCode seat={seat} onKnown={enter} />
      );
    }
    case "failed":
      return <JoinProblem problem={opened.problem} />;
    default:
      return <Notice mark="会" title={t.joining} />;
  }
}
