/** Says whose certificates will stand in the signatures, where they are the hub's own, and how to trust them. */
import { useEffect, useState } from "react";
import { trust } from "@/api/evidence";
import { actWords } from "@/i18n/act-words";
import { useWords } from "@/i18n/dictionary";

/** @param className how small print looks on the page around it */
export function EmbeddedCaNotice({ className }: { readonly className: string | undefined }) {
  const t = useWords(actWords);
  const [isEmbedded, setEmbedded] = useState(true);
  useEffect(() => {
    let isCurrent = true;
    // Where nobody answers, the cautious sentence stays.
    trust().then(
      (found) => isCurrent && setEmbedded(found.embedded_ca),
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, []);
  if (!isEmbedded) return null;
  return (
    <p className={className}>
      {t.embeddedCa} <a href="/trust">{t.embeddedCaLink}</a>
    </p>
  );
}
