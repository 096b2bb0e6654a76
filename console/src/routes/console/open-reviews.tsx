/** What waits for the platform operator: on the first page, before anything else. */
import { organisationReviews } from "@/api/organisations";
import { sealReviews } from "@/api/seals";
import { ReviewList } from "@/organisations/review-list";
import { SealReviews } from "@/seals/seal-reviews";
import { LoadedView } from "@/shell/loaded-view";
import { useLoaded } from "@/shell/use-loaded";

export function OpenReviews() {
  const [organisations, againOrganisations] = useLoaded(organisationReviews);
  const [seals, againSeals] = useLoaded(sealReviews);
  return (
    <>
      <LoadedView loaded={organisations} onRetry={againOrganisations}>
        {(reviews) => <ReviewList reviews={reviews} onDecided={againOrganisations} />}
      </LoadedView>
      <LoadedView loaded={seals} onRetry={againSeals}>
        {(reviews) => <SealReviews reviews={reviews} onDecided={againSeals} />}
      </LoadedView>
    </>
  );
}
