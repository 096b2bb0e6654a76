/** One sign code: what it allows, how far it is, its picture, and the contracts made by it. */
import { App, Button, Switch } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { sentence } from "@/api/problem";
import { type CodeRow, placesOf, signCodePicture, type TakenPlace, turnSignCode } from "@/api/sign-codes";
import { signCodeWords } from "@/i18n/console-sign-code-words";
import { useWords } from "@/i18n/dictionary";
import { localTime } from "@/shell/local-time";
import { useAct } from "@/shell/use-act";
import styles from "./sign-codes.module.css";

interface CodeCardProps {
  readonly row: CodeRow;
  readonly onChanged: () => void;
}

export function CodeCard({ row, onChanged }: CodeCardProps) {
  const t = useWords(signCodeWords);
  const { message } = App.useApp();
  const act = useAct(onChanged);
  const [places, setPlaces] = useState<readonly TakenPlace[]>();
  const show = async () => {
    if (places) return setPlaces(undefined);
    try {
      setPlaces(await placesOf(row.id));
    } catch (problem) {
      message.error(sentence(problem), 6);
    }
  };
  const facts = [
    row.named === null ? t.anyone : t.named(row.named),
    row.repeats ? t.many : t.once,
    ...(row.rotates === null ? [] : [t.rotating(row.rotates)]),
    t.until(localTime(row.until)),
  ];
  return (
    <li className={styles.code}>
      <div className={styles.head}>
        <strong>{t.used(row.used, row.contracts)}</strong>
        <Switch
          checked={row.on}
          aria-label={t.on}
          checkedChildren={t.on}
          onChange={(on) => act(turnSignCode(row.id, on))}
        />
      </div>
      <p className={styles.soft}>{facts.join(" · ")}</p>
      <div className={styles.actions}>
        <Link to={`/sign-codes/${row.id}/wall`}>{t.wall}</Link>
        <a href={signCodePicture(row.id)} download>
          {t.download}
        </a>
        <Button type="link" className={styles.plain} onClick={show}>
          {places ? t.hide : t.contractsOf}
        </Button>
      </div>
      {places && (
        <ul className={styles.places}>
          {places.length === 0 && <li className={styles.soft}>{t.noContracts}</li>}
          {places.map((place) => (
            <li key={place.at}>
              {localTime(place.at)}{" "}
              {place.contract ? (
                <Link to={`/host/${place.contract}`}>{place.title}</Link>
              ) : (
                <span>{place.why ?? t.opening}</span>
              )}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
