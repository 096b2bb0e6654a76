/** The messages of one ceremony, for its host. */
import { useCallback, useEffect } from "react";
import { outbox } from "@/api/account";
import { LoadedView } from "@/shell/loaded-view";
import { useLoaded } from "@/shell/use-loaded";
import { MessageList } from "./message-list";

const ASK_EVERY_MS = 4_000;

export function ContractMessages({ contract }: { readonly contract: string }) {
  const load = useCallback(() => outbox(contract), [contract]);
  const [loaded, again] = useLoaded(load);
  useEffect(() => {
    const timer = setInterval(again, ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [again]);
  return (
    <LoadedView loaded={loaded} onRetry={again}>
      {(messages) => <MessageList messages={messages} isNarrow />}
    </LoadedView>
  );
}
