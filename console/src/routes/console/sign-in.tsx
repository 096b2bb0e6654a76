/** `/sign-in`, `/sign-in?setup=token`, `/sign-in?then=/path` */
import { useNavigate, useSearchParams } from "react-router";
import { useSignedIn } from "@/shell/signed-in";
import { SetUpCard } from "@/sign-in/set-up-card";
import { SignInCard } from "@/sign-in/sign-in-card";

export function SignInRoute() {
  const [query] = useSearchParams();
  const navigate = useNavigate();
  const { refresh } = useSignedIn();
  const setup = query.get("setup");
  if (setup !== null) return <SetUpCard token={setup} onSignedIn={refresh} />;
  const then = query.get("then") ?? "/ceremonies";
  const enter = async () => {
    await refresh();
    // Only a path of this console: an address of another site is no place to go on.
    navigate(/^\/(?!\/)/.test(then) ? then : "/ceremonies", { replace: true });
  };
  return <SignInCard onSignedIn={enter} />;
}
