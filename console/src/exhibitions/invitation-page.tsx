/** The application form of an open exhibition, for whoever scanned its poster: who invites, and what comes next. */
import { Alert, Button } from "antd";
import { useMemo } from "react";
import { Link } from "react-router";
import { type Exhibition, ExhibitionDesk, type Invitation } from "@/api/exhibitions";
import { useWords } from "@/i18n/dictionary";
import { exhibitionWords } from "@/i18n/exhibition-words";
import { invitationWords } from "@/i18n/invitation-words";
import { LoadedView } from "@/shell/loaded-view";
import { PageTitle } from "@/shell/page-title";
import { useSignedIn } from "@/shell/signed-in";
import { useAct } from "@/shell/use-act";
import styles from "./invitation.module.css";
import { useExhibition } from "./use-exhibition";
import { VisitorCard } from "./visitor-card";

interface InvitationPageProps {
  readonly id: string;
  readonly invitation: Invitation;
}

export function InvitationPage({ id, invitation }: InvitationPageProps) {
  const t = useWords(invitationWords);
  const words = useWords(exhibitionWords);
  const { account } = useSignedIn();
  const { name, place, days, colour, organiser, booths, free } = invitation;
  return (
    <article className={styles.invitation}>
      <PageTitle title={t.apply} />
      <header className={styles.head} style={{ background: `rgb(${colour.join(" ")})` }}>
        <h2 className={styles.name}>{name}</h2>
        <p>{words.days(...days)}</p>
        <p>{place}</p>
        <p className={styles.organiser}>{t.organiser(organiser)}</p>
      </header>
      <p>{t.free(free, booths)}</p>
      {account === null && (
        <>
          <Link to={`/sign-in?then=${encodeURIComponent(`/exhibitions/${id}/apply`)}`}>
            <Button type="primary" size="large" block>
              {t.signIn}
            </Button>
          </Link>
          <p className={styles.soft}>{t.signInHint}</p>
        </>
      )}
      {account && <Applicant id={id} />}
    </article>
  );
}

function Applicant({ id }: { readonly id: string }) {
  const { loaded, again } = useExhibition(id);
  return (
    <LoadedView loaded={loaded} onRetry={again}>
      {(exhibition) => <Standing exhibition={exhibition} onChanged={again} />}
    </LoadedView>
  );
}

interface StandingProps {
  readonly exhibition: Exhibition;
  readonly onChanged: () => void;
}

function Standing({ exhibition, onChanged }: StandingProps) {
  const t = useWords(invitationWords);
  const { id, roles } = exhibition;
  const desk = useMemo(() => new ExhibitionDesk(id), [id]);
  const act = useAct(onChanged);
  if (roles !== null) {
    return (
      <Alert
        type="info"
        showIcon
        title={t.isStaff}
        action={<Link to={`/exhibitions/${id}`}>{t.toFair}</Link>}
      />
    );
  }
  return (
    <>
      <VisitorCard exhibition={exhibition} desk={desk} act={act} />
      <Link to={`/exhibitions/${id}`}>{t.floor}</Link>
    </>
  );
}
