/** One page as everybody sees it: image, text for screen readers, and the ink in its signing boxes. */
import type { ReactNode } from "react";
import type { Seat } from "@/api/participant";
import { PageOverlay, PageSheet } from "@/components/page-sheet";
import { VisuallyHidden } from "@/components/visually-hidden";
import { actWords } from "@/i18n/act-words";
import { useWords } from "@/i18n/dictionary";
import { roomWords } from "@/i18n/room-words";
import type { LiveSession } from "@/live/live-session";
import { toDisplay } from "@/live/page-space";
import type { SessionView, SigningField, StrokeView } from "@/live/protocol";
import { PartyInk } from "./party-ink";
import { PartyOpinion } from "./party-opinion";
import { usePageText } from "./use-page-text";

interface PageWithInkProps {
  readonly session: LiveSession;
  readonly seat: Seat;
  readonly view: SessionView;
  /** From 1. */
  readonly page: number;
  /** The ink to show; by default what the hub has stored. */
  readonly ink?: readonly StrokeView[];
  /** Drawn in a signing box, under its ink. */
  readonly mark?: (field: SigningField) => ReactNode;
}

export function PageWithInk({ session, seat, view, page, ink = view.ink, mark }: PageWithInkProps) {
  const room = useWords(roomWords);
  const act = useWords(actWords);
  const box = view.page_boxes[page - 1];
  const lines = usePageText(seat, page);
  const nameOf = (no: number) => view.parties.find((party) => party.no === no)?.name ?? "";
  return (
    <>
      <PageSheet src={seat.pageImage(page)} alt={room.pageLabel(page)}>
        {box &&
          view.fields
            .filter((field) => field.page === page)
            .map((field) => (
              <PageOverlay key={field.no} {...toDisplay(box, field.rect)}>
                {mark?.(field)}
                <PartyOpinion view={view} field={field} />
                <PartyInk
                  session={session}
                  ink={ink}
                  field={field}
                  label={act.inkLabel(nameOf(field.party))}
                />
              </PageOverlay>
            ))}
      </PageSheet>
      <VisuallyHidden>
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of a page never change their order
          <p key={index}>{line.text}</p>
        ))}
      </VisuallyHidden>
    </>
  );
}
