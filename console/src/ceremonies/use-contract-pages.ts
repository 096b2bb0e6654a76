/** The contracts of a question, page after page. */
import { useCallback, useEffect, useState } from "react";
import { type ContractQuery, type ContractRow, contracts } from "@/api/contracts";

const PAGE = 50;

export interface ContractPages {
  /** `undefined` while the first page is on its way. */
  readonly rows: readonly ContractRow[] | undefined;
  readonly problem: unknown;
  /** Whether the hub may have more. */
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  readonly more: () => void;
  readonly again: () => void;
}

interface Loaded {
  readonly rows: readonly ContractRow[];
  readonly hasMore: boolean;
}

/** @param query must be the same object while it is the same question; `undefined` asks for nothing */
export function useContractPages(query: ContractQuery | undefined): ContractPages {
  const [loaded, setLoaded] = useState<Loaded>();
  const [problem, setProblem] = useState<unknown>();
  const [round, setRound] = useState(0);
  const [isLoading, setLoading] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks again
  useEffect(() => {
    let isCurrent = true;
    setProblem(undefined);
    if (query === undefined) {
      setLoaded({ rows: [], hasMore: false });
      return;
    }
    contracts({ ...query, limit: PAGE }).then(
      (rows) => isCurrent && setLoaded({ rows, hasMore: rows.length >= PAGE }),
      (cause: unknown) => isCurrent && setProblem(cause),
    );
    return () => {
      isCurrent = false;
    };
  }, [query, round]);
  const last = loaded?.rows.at(-1)?.opened_at;
  const more = async () => {
    if (query === undefined || last === undefined) return;
    setLoading(true);
    try {
      const next = await contracts({ ...query, limit: PAGE, before: last });
      setLoaded((before) => ({ rows: [...(before?.rows ?? []), ...next], hasMore: next.length >= PAGE }));
    } catch (cause) {
      setProblem(cause);
    }
    setLoading(false);
  };
  const again = useCallback(() => setRound((before) => before + 1), []);
  return { rows: loaded?.rows, problem, hasMore: loaded?.hasMore ?? false, isLoading, more, again };
}
