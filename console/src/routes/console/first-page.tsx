/** `/` */
import { useEffect, useState } from "react";
import { health } from "@/api/evidence";
import { FirstPage } from "@/first-page/first-page";

export function FirstRoute() {
  const [offersDemo, setOffersDemo] = useState<boolean>();
  useEffect(() => {
    // Where the hub does not answer, the button stays and says so when it is pressed.
    health().then(
      ({ demo = true }) => setOffersDemo(demo),
      () => undefined,
    );
  }, []);
  return <FirstPage offersDemo={offersDemo} />;
}
