/** `/sign-many?contracts=…` */
import { useCallback } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { agreements } from "@/api/agreements";
import { means } from "@/api/me";
import { lookAtMany } from "@/api/sign-many";
import { LoadedView } from "@/shell/loaded-view";
import { useLoaded } from "@/shell/use-loaded";
import { SignMany } from "@/sign-many/sign-many";

export function SignManyRoute() {
  const [address] = useSearchParams();
  const navigate = useNavigate();
  const chosen = address.get("contracts") ?? "";
  const load = useCallback(
    () => Promise.all([lookAtMany(chosen.split(",").filter(Boolean)), agreements(), means()]),
    [chosen],
  );
  const [loaded, again] = useLoaded(load);
  return (
    <LoadedView loaded={loaded} onRetry={again}>
      {([rows, texts, own]) => (
        <SignMany
          rows={rows}
          agreements={texts}
          means={own}
          onLeave={() => navigate("/ceremonies?tab=mine")}
        />
      )}
    </LoadedView>
  );
}
