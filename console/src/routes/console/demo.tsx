/** `/demo?contract=…` */
import { useSearchParams } from "react-router";
import { keptDemo } from "@/api/demo";
import { DemoGuide } from "@/demo/demo-guide";
import { DemoWindow } from "@/demo/demo-window";
import { NoDemo } from "@/demo/no-demo";
import { HostPanel } from "@/host-panel/host-panel";
import { ContractMessages } from "@/outbox/contract-messages";
import { useSignedIn } from "@/shell/signed-in";

export function DemoRoute() {
  const [query, setQuery] = useSearchParams();
  const { refresh } = useSignedIn();
  const demo = keptDemo(query.get("contract"));
  if (!demo) {
    return (
      <NoDemo
        onStarted={async ({ contract }) => {
          await refresh();
          setQuery({ contract });
        }}
      />
    );
  }
  return (
    <HostPanel
      contract={demo.contract}
      isNarrow
      messages={<ContractMessages contract={demo.contract} />}
      frame={(room, panel) => (
        <DemoWindow
          demo={demo}
          view={room.view}
          guide={<DemoGuide room={room} contract={demo.contract} />}
          panel={panel}
        />
      )}
    />
  );
}
