/** `/seal-alone` */
import { Alert } from "antd";
import { useCallback } from "react";
import { means } from "@/api/me";
import { organisation } from "@/api/organisations";
import { sealedAlone } from "@/api/sealed-alone";
import { SealDesk } from "@/api/seals";
import { useWords } from "@/i18n/dictionary";
import { sealedAloneWords } from "@/i18n/sealed-alone-words";
import { SealAlonePage } from "@/sealed-alone/seal-alone-page";
import { LoadedView } from "@/shell/loaded-view";
import { useSignedIn } from "@/shell/signed-in";
import { useLoaded } from "@/shell/use-loaded";

export function SealAloneRoute() {
  const t = useWords(sealedAloneWords);
  const { account } = useSignedIn();
  const chosen = account?.organisation;
  if (!chosen) return <Alert type="info" showIcon title={t.forOrganisation} />;
  return <OfOrganisation id={chosen} />;
}

function OfOrganisation({ id }: { readonly id: string }) {
  const load = useCallback(async () => {
    const desk = new SealDesk(id);
    const [own, seals, sealed, opens] = await Promise.all([
      organisation(id),
      desk.list(),
      sealedAlone(id),
      means(),
    ]);
    const isUsable = ({ kind, standing }: (typeof seals)[number]) =>
      standing === "in_use" && kind !== "legal_representative" && kind !== "personal";
    const isOn = (name: string) => own.services.some(({ service, on }) => on && service === name);
    return {
      desk,
      seals: seals.filter(isUsable),
      sealed,
      means: opens,
      isServed: isOn("silent_signing"),
      mayStraddle: isOn("cross_page_seal"),
    };
  }, [id]);
  const [loaded, again] = useLoaded(load);
  return (
    <LoadedView loaded={loaded} onRetry={again}>
      {(found) => <SealAlonePage organisation={id} {...found} onSealed={again} />}
    </LoadedView>
  );
}
