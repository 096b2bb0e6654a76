/** Who the console speaks for, known to every page. */
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from "react";
import { type Account, me } from "@/api/account";

interface SignedIn {
  /** `undefined` until it is known; `null` for a stranger. */
  readonly account: Account | null | undefined;
  /** Asks the hub again, after signing in or out. */
  readonly refresh: () => Promise<void>;
}

const Context = createContext<SignedIn>({ account: undefined, refresh: async () => undefined });

export function SignedInProvider({ children }: { readonly children: ReactNode }) {
  const [account, setAccount] = useState<Account | null>();
  const refresh = useCallback(async () => {
    // A hub that does not answer shows its problem on the page itself; the frame then offers to sign in.
    setAccount((await me().catch(() => undefined)) ?? null);
  }, []);
  useEffect(() => {
    refresh();
  }, [refresh]);
  const value = useMemo(() => ({ account, refresh }), [account, refresh]);
  return <Context.Provider value={value}>{children}</Context.Provider>;
}

export function useSignedIn(): SignedIn {
  return useContext(Context);
}
