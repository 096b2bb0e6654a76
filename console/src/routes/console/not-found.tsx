/** Any other address. */
import { Button, Result } from "antd";
import { Link } from "react-router";
import { consoleWords } from "@/i18n/console-words";
import { useWords } from "@/i18n/dictionary";

export function NotFoundRoute() {
  const t = useWords(consoleWords);
  return (
    <Result
      title={t.notFoundTitle}
      subTitle={t.notFoundText}
      extra={
        <Link to="/">
          <Button type="primary">{t.toFirstPage}</Button>
        </Link>
      }
    />
  );
}
