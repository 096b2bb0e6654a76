/** The seal that goes on every contract of the batch that takes it. */
import { Radio } from "antd";
import { useCallback } from "react";
import type { OfferedSeal } from "@/api/participant";
import type { ReadyContract } from "@/api/sign-many";
import { useWords } from "@/i18n/dictionary";
import { signManyWords } from "@/i18n/sign-many-words";
import { LoadedView } from "@/shell/loaded-view";
import { useLoaded } from "@/shell/use-loaded";
import styles from "./sign-many.module.css";
import { type Place, usable } from "./sign-one";

interface SealChoiceProps {
  readonly contracts: readonly ReadyContract[];
  readonly take: (contract: ReadyContract) => Promise<Place>;
  readonly chosen: string | undefined;
  readonly onChoose: (seal: string) => void;
}

interface Fitting {
  readonly seal: OfferedSeal;
  readonly picture: string;
  readonly contracts: number;
}

export function SealChoice({ contracts, take, chosen, onChoose }: SealChoiceProps) {
  const t = useWords(signManyWords);
  const load = useCallback(() => fittingSeals(contracts, take), [contracts, take]);
  const [loaded, again] = useLoaded(load);
  return (
    <LoadedView loaded={loaded} onRetry={again}>
      {(seals) =>
        seals.length === 0 ? (
          <p role="alert">{t.noSeals}</p>
        ) : (
          <Radio.Group
            className={styles.seals}
            value={chosen}
            aria-label={t.seal}
            onChange={({ target }) => onChoose(String(target.value))}
          >
            {seals.map(({ seal, picture, contracts: count }) => (
              <Radio key={seal.id} value={seal.id} className={styles.seal}>
                <img src={picture} alt="" className={styles.sealPicture} />
                <span>
                  {seal.name}
                  <span className={styles.soft}> {t.sealInto(count)}</span>
                </span>
              </Radio>
            ))}
          </Radio.Group>
        )
      }
    </LoadedView>
  );
}

/** Each seal that can be put on some of the contracts, with how many take it. */
async function fittingSeals(
  contracts: readonly ReadyContract[],
  take: (contract: ReadyContract) => Promise<Place>,
): Promise<readonly Fitting[]> {
  const found = new Map<string, Fitting>();
  for (const contract of contracts) {
    const { seat } = await take(contract);
    for (const seal of usable(await seat.seals(AbortSignal.timeout(30_000)))) {
      const before = found.get(seal.id);
      const picture = before?.picture ?? seat.sealPicture(seal.id);
      found.set(seal.id, { seal, picture, contracts: (before?.contracts ?? 0) + 1 });
    }
  }
  return [...found.values()].sort((a, b) => b.contracts - a.contracts);
}
