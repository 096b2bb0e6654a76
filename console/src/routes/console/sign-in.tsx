/** `/sign-in`, `/sign-in?setup=token`, `/sign-in?then=/path` */
import { useNavigate, useSearchParams } from "react-router";
import { useSignedIn } from "@/shell/signed-in";
import { placeOf } from "@/sign-in/go-on";
import { SetUpCard } from "@/sign-in/set-up-card";
import { SignInCard } from "@/sign-in/sign-in-card";

export function SignInRoute() {
  const [query] = useSearchParams();
  const navigate = useNavigate();
  const { refresh } = useSignedIn();
  const setup = query.get("setup");
  if (setup !== null) return <SetUpCard token={setup} onSignedIn={refresh} />;
  const enter = async () => {
    await refresh();
    navigate(placeOf(query.get("then")), { replace: true });
  };
  return <SignInCard onSignedIn={enter} />;
}
