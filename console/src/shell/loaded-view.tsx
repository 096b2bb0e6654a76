/** What stands in the place of something that is loading or could not be loaded. */
import { Button, Result, Skeleton } from "antd";
import type { ReactNode } from "react";
import { Link, useLocation } from "react-router";
import { Problem, sentence } from "@/api/problem";
import { commonWords } from "@/i18n/common-words";
import { consoleWords } from "@/i18n/console-words";
import { useWords } from "@/i18n/dictionary";
import { AgreementsCard } from "@/sign-in/agreements-card";
import type { Loaded } from "./use-loaded";

interface LoadedViewProps<T> {
  readonly loaded: Loaded<T>;
  readonly onRetry: () => void;
  readonly children: (value: T) => ReactNode;
}

export function LoadedView<T>({ loaded, onRetry, children }: LoadedViewProps<T>) {
  switch (loaded.state) {
    case "loading":
      return <Skeleton active paragraph={{ rows: 6 }} />;
    case "failed":
      return <ProblemView problem={loaded.problem} onRetry={onRetry} />;
    case "ready":
      return children(loaded.value);
  }
}

function ProblemView({ problem, onRetry }: { readonly problem: unknown; readonly onRetry: () => void }) {
  const t = useWords(consoleWords);
  const common = useWords(commonWords);
  const { pathname } = useLocation();
  if (problem instanceof Problem && problem.code === "agreements_owed") {
    return <AgreementsCard onAccepted={onRetry} />;
  }
  const isStranger = problem instanceof Problem && problem.code === "sign_in_required";
  return (
    <Result
      status={isStranger ? "info" : "warning"}
      title={isStranger ? t.signInFirst : t.failedTitle}
      subTitle={sentence(problem)}
      extra={
        isStranger ? (
          <Link to={`/sign-in?then=${encodeURIComponent(pathname)}`}>
            <Button type="primary">{t.signIn}</Button>
          </Link>
        ) : (
          <Button type="primary" onClick={onRetry}>
            {common.retry}
          </Button>
        )
      }
    />
  );
}
