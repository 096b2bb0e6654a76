/** What became of a Word or Excel file: fonts, pages, the pages themselves; its sender confirms before anything goes on. */
import { CheckCircleOutlined } from "@ant-design/icons";
import { Alert, App, Button, Image } from "antd";
import { useState } from "react";
import { type Conversion, type DraftDocument, draftPageUrl } from "@/api/drafts";
import { confirmConversion } from "@/api/intake";
import { sentence } from "@/api/problem";
import { useWords } from "@/i18n/dictionary";
import { uploadWords } from "@/i18n/upload-words";
import styles from "./upload.module.css";
import type { DraftDesk } from "./use-draft";

interface ConversionCardProps {
  readonly id: string;
  readonly desk: DraftDesk;
  readonly document: DraftDocument;
  /** Which of the document's parts, from 0. */
  readonly index: number;
}

export function ConversionCard({ id, desk, document, index }: ConversionCardProps) {
  const t = useWords(uploadWords);
  const { message } = App.useApp();
  const [isBusy, setBusy] = useState(false);
  const part = document.parts?.[index];
  if (!part?.conversion) return null;
  const { name, conversion, pages } = part;
  if (conversion.confirmed) {
    return (
      <p className={styles.confirmed}>
        <CheckCircleOutlined /> {name}：{t.confirmed}
      </p>
    );
  }
  const confirm = async () => {
    setBusy(true);
    try {
      await desk.flush();
      await confirmConversion(id, document.clean, index);
    } catch (problem) {
      message.error(sentence(problem), 8);
    }
    await desk.reload();
    setBusy(false);
  };
  const before = (document.parts ?? []).slice(0, index).reduce((sum, { pages }) => sum + pages, 0);
  const numbers = Array.from({ length: pages }, (_, at) => before + at + 1);
  return (
    <Alert
      className={styles.conversion}
      type="warning"
      title={t.convertedTitle(name)}
      description={
        <>
          <Notes conversion={conversion} />
          <Image.PreviewGroup>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
            <section className={styles.strip} tabIndex={0} aria-label={t.convertedTitle(name)}>
              {numbers.map((number) => (
                <Image
                  key={number}
                  width={92}
                  loading="lazy"
                  className={styles.thumbnail ?? ""}
                  src={draftPageUrl(id, number, document.pages[number - 1]?.image ?? "")}
                  alt={t.pageImage(name, number - before)}
                />
              ))}
            </section>
          </Image.PreviewGroup>
          <Button type="primary" block loading={isBusy} onClick={confirm}>
            {t.confirm}
          </Button>
        </>
      }
    />
  );
}

function Notes({ conversion }: { readonly conversion: Conversion }) {
  const t = useWords(uploadWords);
  const { missing_fonts, drawn_with, claimed_pages, pages, tracked_changes } = conversion;
  const changed = claimed_pages !== null && claimed_pages !== pages;
  const notes = [
    missing_fonts.length > 0 ? t.missingFonts(missing_fonts.join("、")) : t.fontsKept,
    drawn_with.length > 0 && t.drawnWith(drawn_with.join("、")),
    claimed_pages !== null && (changed ? t.pagesChanged(claimed_pages, pages) : t.pagesKept(pages)),
    tracked_changes && t.trackedChanges,
  ].filter((note) => note !== false);
  return (
    <>
      <ul className={styles.notes}>
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
      <p className={styles.soft}>{t.convertedBy(conversion.program)}</p>
    </>
  );
}
