/** `/outbox` */
import { ReloadOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useEffect } from "react";
import { outbox } from "@/api/account";
import { frontWords } from "@/i18n/console-front-words";
import { useWords } from "@/i18n/dictionary";
import { MessageList } from "@/outbox/message-list";
import { LoadedView } from "@/shell/loaded-view";
import { PageTitle } from "@/shell/page-title";
import { useLoaded } from "@/shell/use-loaded";

/** Somebody waits for a code while this page is open. */
const ASK_EVERY_MS = 4_000;
const everything = () => outbox();

export function OutboxRoute() {
  const t = useWords(frontWords);
  const [loaded, again] = useLoaded(everything);
  useEffect(() => {
    const timer = setInterval(again, ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [again]);
  return (
    <>
      <PageTitle
        title={t.outboxTitle}
        hint={t.outboxHint}
        actions={
          <Button icon={<ReloadOutlined />} onClick={again}>
            {t.refresh}
          </Button>
        }
      />
      <LoadedView loaded={loaded} onRetry={again}>
        {(messages) => <MessageList messages={messages} />}
      </LoadedView>
    </>
  );
}
