/** The guide on top of the demonstration: five steps, what happens now, and one button for what comes next. */
import { App, Button, Popconfirm, Steps, Switch } from "antd";
import { useEffect, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { removeDemo } from "@/api/demo";
import { sentence } from "@/api/problem";
import { demoWords } from "@/i18n/console-demo-words";
import { useWords } from "@/i18n/dictionary";
import styles from "./demo-guide.module.css";
import { type DemoMove, type DemoRoom, demoStep, makeMove } from "./demo-room";

/** What a watcher needs to see each step happen. */
const AUTO_MS = 3_200;

export function DemoGuide({ room, contract }: { readonly room: DemoRoom; readonly contract: string }) {
  const t = useWords(demoWords);
  const { message } = App.useApp();
  const navigate = useNavigate();
  const [isMoving, setMoving] = useState(false);
  const [isAuto, setAuto] = useState(false);
  const { step, saying, move } = demoStep(room.view);
  const go = async (next: DemoMove) => {
    setMoving(true);
    await makeMove(room, next);
    setMoving(false);
  };
  const goNow = useRef(go);
  goNow.current = go;
  const place = `${move}/${room.view.page}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `place` starts the next wait when the page has turned
  useEffect(() => {
    if (!isAuto || isMoving || move === undefined) return;
    const timer = setTimeout(() => goNow.current(move), AUTO_MS);
    return () => clearTimeout(timer);
  }, [isAuto, isMoving, move, place]);
  const remove = async () => {
    try {
      await removeDemo(contract);
      message.success(t.removed);
      navigate("/");
    } catch (problem) {
      message.error(sentence(problem));
    }
  };
  const names: Readonly<Record<DemoMove, string>> = {
    admit: t.doAdmit,
    open: t.doOpen,
    turn: t.doTurn,
    sign: t.doSign,
    end: t.doEnd,
  };
  return (
    <section className={styles.guide} aria-label={t.title}>
      <div className={styles.steps}>
        <Steps
          size="small"
          responsive={false}
          titlePlacement="vertical"
          current={step}
          items={[t.step1, t.step2, t.step3, t.step4, t.step5].map((title) => ({ title }))}
        />
      </div>
      <div className={styles.line}>
        <span className={styles.badge}>{t.badge}</span>
        <p className={styles.saying} aria-live="polite">
          {t[saying]}
        </p>
        {move && (
          <Button
            type="primary"
            size="large"
            className={styles.move}
            loading={isMoving}
            onClick={() => go(move)}
          >
            {names[move]}
          </Button>
        )}
      </div>
      <div className={styles.foot}>
        <label htmlFor="demo-auto" className={styles.auto}>
          <Switch id="demo-auto" size="small" checked={isAuto} onChange={setAuto} /> {t.auto}
        </label>
        <span className={styles.note}>{t.note}</span>
        <Popconfirm title={t.removeAsk} onConfirm={remove}>
          <Button size="small" danger>
            {t.remove}
          </Button>
        </Popconfirm>
      </div>
    </section>
  );
}
