/** A screen turned towards the exhibitor: the picture that opens the contract on their own phone. */
import { Alert, Button, Spin } from "antd";
import { useCallback } from "react";
import type { ExhibitionDesk } from "@/api/exhibitions";
import { sentence } from "@/api/problem";
import { useWords } from "@/i18n/dictionary";
import { exhibitionContractWords } from "@/i18n/exhibition-contract-words";
import { CopyButton } from "@/shell/copy-button";
import { svgAddress } from "@/shell/svg-address";
import { useLoaded } from "@/shell/use-loaded";
import styles from "./exhibitions.module.css";

interface ContractLinkProps {
  readonly desk: ExhibitionDesk;
  readonly contract: string;
}

export function ContractLink({ desk, contract }: ContractLinkProps) {
  const t = useWords(exhibitionContractWords);
  const [loaded, again] = useLoaded(useCallback(() => desk.link(contract), [desk, contract]));
  if (loaded.state === "loading") return <Spin />;
  if (loaded.state === "failed") {
    const retry = <Button onClick={again}>{t.again}</Button>;
    return <Alert type="error" showIcon title={sentence(loaded.problem)} action={retry} />;
  }
  const { url, qr_svg } = loaded.value;
  return (
    <figure className={styles.turned}>
      <img className={styles.qr} src={svgAddress(qr_svg)} alt={t.scan} />
      <figcaption>
        {t.scan}
        <span className={styles.faint}>
          {t.orCopy} <CopyButton text={url} name={t.link} />
        </span>
      </figcaption>
    </figure>
  );
}
