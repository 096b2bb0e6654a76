/** `/` */
import { lazy, Suspense, useEffect, useState } from "react";
import { health } from "@/api/evidence";
import { FirstPage } from "@/first-page/first-page";
import { useSignedIn } from "@/shell/signed-in";

const OpenReviews = lazy(() => import("./open-reviews").then((m) => ({ default: m.OpenReviews })));

export function FirstRoute() {
  const { account } = useSignedIn();
  const [offersDemo, setOffersDemo] = useState<boolean>();
  useEffect(() => {
    // Where the hub does not answer, the button stays and says so when it is pressed.
    health().then(
      ({ demo = true }) => setOffersDemo(demo),
      () => undefined,
    );
  }, []);
  return (
    <>
      {account?.operator && (
        <Suspense>
          <OpenReviews />
        </Suspense>
      )}
      <FirstPage offersDemo={offersDemo} />
    </>
  );
}
