/** `/host/{contract}` */
import { Navigate, useParams } from "react-router";
import { HostPanel } from "@/host-panel/host-panel";
import { ContractMessages } from "@/outbox/contract-messages";

export function HostRoute() {
  const { contract } = useParams();
  if (contract === undefined) return <Navigate to="/ceremonies" replace />;
  return <HostPanel contract={contract} messages={<ContractMessages contract={contract} />} />;
}
