/** The pages of a draft's document, to be looked through before it goes out. */
import { Card } from "antd";
import { type DraftDocument, draftPageUrl } from "@/api/drafts";
import { ceremonyWords } from "@/i18n/console-ceremony-words";
import { useWords } from "@/i18n/dictionary";
import { phoneStartWords } from "@/i18n/phone-start-words";
import styles from "./phone-start.module.css";

interface PageStripProps {
  readonly id: string;
  readonly document: DraftDocument | undefined;
}

export function PageStrip({ id, document }: PageStripProps) {
  const t = useWords(phoneStartWords);
  const c = useWords(ceremonyWords);
  if (!document) return null;
  return (
    <Card size="small" title={t.pages(document.pages.length)}>
      <ol className={styles.pages}>
        {document.pages.map((page, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a page is its number
          <li key={index}>
            <img
              className={styles.page}
              src={draftPageUrl(id, index + 1, page.image)}
              alt={c.pageImage(index + 1)}
              loading="lazy"
              width={page.width_px}
              height={page.height_px}
            />
          </li>
        ))}
      </ol>
    </Card>
  );
}
