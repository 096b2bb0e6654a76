/** A draft while it is edited: changed at once on the screen, saved a moment later, undone step by step. */
import { useCallback, useEffect, useRef, useState } from "react";
import { type Draft, type DraftBody, draft as readDraft, saveDraft } from "@/api/drafts";
import { Problem } from "@/api/problem";

export type Saving =
  | { readonly state: "saved" | "waiting" | "saving" | "conflict" }
  | { readonly state: "failed"; readonly problem: unknown };

const SAVE_AFTER_MS = 700;
const RETRY_AFTER_MS = 4_000;
/** Changes of the same thing within this time are one step of undoing. */
const SAME_STEP_MS = 1_200;
const MOST_STEPS = 100;

export function useDraft(opened: Draft) {
  const { id } = opened;
  const [body, setBody] = useState(opened.body);
  const [saving, setSaving] = useState<Saving>({ state: "saved" });
  const [undoable, setUndoable] = useState(0);
  const version = useRef(opened.version);
  const current = useRef(opened.body);
  const stored = useRef(opened.body);
  const past = useRef<DraftBody[]>([]);
  const future = useRef<DraftBody[]>([]);
  const lastStep = useRef({ what: "", at: 0 });
  const underWay = useRef<Promise<boolean>>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  /** Saves what is not saved; says whether everything is. Conflicts and failures stay on the screen. */
  const flush = useCallback(async (): Promise<boolean> => {
    clearTimeout(timer.current);
    while (underWay.current) await underWay.current;
    if (stored.current === current.current) return true;
    const sent = current.current;
    const attempt = (async () => {
      setSaving({ state: "saving" });
      try {
        version.current = await saveDraft(id, version.current, sent);
        stored.current = sent;
        setSaving({ state: sent === current.current ? "saved" : "waiting" });
        return sent === current.current;
      } catch (problem) {
        const isConflict = problem instanceof Problem && problem.code === "draft_changed";
        setSaving(isConflict ? { state: "conflict" } : { state: "failed", problem });
        if (!isConflict) timer.current = setTimeout(() => flush(), RETRY_AFTER_MS);
        return false;
      } finally {
        underWay.current = undefined;
      }
    })();
    underWay.current = attempt;
    return attempt;
  }, [id]);

  const show = useCallback(
    (next: DraftBody) => {
      current.current = next;
      setBody(next);
      setUndoable(past.current.length);
      setSaving((before) => (before.state === "conflict" ? before : { state: "waiting" }));
      clearTimeout(timer.current);
      timer.current = setTimeout(() => flush(), SAVE_AFTER_MS);
    },
    [flush],
  );

  /** @param what names the thing changed, so that typing in one field is one step */
  const change = useCallback(
    (what: string, next: (before: DraftBody) => DraftBody) => {
      const now = Date.now();
      const isSame = lastStep.current.what === what && now - lastStep.current.at < SAME_STEP_MS;
      future.current = [];
      if (!isSame) past.current = [...past.current, current.current].slice(-MOST_STEPS);
      lastStep.current = { what, at: now };
      show(next(current.current));
    },
    [show],
  );

  const undo = useCallback(() => {
    const before = past.current.pop();
    if (!before) return;
    lastStep.current = { what: "", at: 0 };
    future.current = [...future.current, current.current];
    const { document } = current.current;
    show(document ? { ...before, document } : before);
  }, [show]);

  const redo = useCallback(() => {
    const next = future.current.pop();
    if (!next) return;
    lastStep.current = { what: "", at: 0 };
    past.current = [...past.current, current.current];
    show(next);
  }, [show]);

  /** Takes over what the hub has, for example after an upload. Undoing does not reach behind it. */
  const reload = useCallback(async () => {
    const latest = await readDraft(id);
    clearTimeout(timer.current);
    version.current = latest.version;
    stored.current = latest.body;
    current.current = latest.body;
    past.current = [];
    future.current = [];
    setUndoable(0);
    setBody(latest.body);
    setSaving({ state: "saved" });
  }, [id]);

  /** Saves this window's content over what somebody else has saved. */
  const overwrite = useCallback(async () => {
    const latest = await readDraft(id);
    version.current = latest.version;
    await flush();
  }, [id, flush]);

  useEffect(() => {
    const leave = () => void flush();
    window.addEventListener("pagehide", leave);
    return () => {
      window.removeEventListener("pagehide", leave);
      leave();
    };
  }, [flush]);

  return {
    body,
    saving,
    change,
    undo,
    redo,
    canUndo: undoable > 0,
    canRedo: future.current.length > 0,
    flush,
    reload,
    overwrite,
  };
}

export type DraftDesk = ReturnType<typeof useDraft>;
