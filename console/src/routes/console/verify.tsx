/** `/verify` */
import { VerifyPage } from "@/verify-page/verify-page";

export function VerifyRoute() {
  return <VerifyPage />;
}
