/** `/organisations` */
import { organisationReviews, organisations } from "@/api/organisations";
import { OrganisationList } from "@/organisations/organisation-list";
import { ReviewList } from "@/organisations/review-list";
import { LoadedView } from "@/shell/loaded-view";
import { useSignedIn } from "@/shell/signed-in";
import { useLoaded } from "@/shell/use-loaded";

export function OrganisationsRoute() {
  const { account } = useSignedIn();
  const [own, again] = useLoaded(organisations);
  return (
    <LoadedView loaded={own} onRetry={again}>
      {(rows) => (
        <>
          <OrganisationList rows={rows} />
          {account?.operator && <Reviews onDecided={again} />}
        </>
      )}
    </LoadedView>
  );
}

function Reviews({ onDecided }: { readonly onDecided: () => void }) {
  const [waiting, again] = useLoaded(organisationReviews);
  const decided = () => {
    again();
    onDecided();
  };
  return (
    <LoadedView loaded={waiting} onRetry={again}>
      {(reviews) => <ReviewList reviews={reviews} onDecided={decided} />}
    </LoadedView>
  );
}
