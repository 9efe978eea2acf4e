import type { LoginResult, Me, User } from "@pilothouse/contracts";
import { isKind } from "../api/fault.ts";
import { createStore, type Store } from "../store/store.ts";

export type SessionState =
  | { readonly status: "unknown" }
  | { readonly status: "signed-out" }
  | { readonly status: "signed-in"; readonly user: User };

export interface SessionDeps {
  me(): Promise<Me>;
  refresh(): Promise<LoginResult>;
  logout(): Promise<void>;
  now(): number;
  /** Runs `work` while no other tab of this browser does. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
  /** When the access cookie ends as far as any tab knows, in milliseconds since 1970; 0 when unknown. */
  sharedExpiry: { get(): number; set(at: number): void };
}

export interface Session {
  readonly state: Store<SessionState>;
  /** Finds out who is signed in. Asks the server only if someone may be. Rejects only when the server cannot be reached. */
  load(): Promise<SessionState>;
  /** Takes over the answer of a sign-in. */
  accept(result: LoginResult): void;
  /** Takes over what has become of the account. */
  changed(user: User): void;
  /** Waits until the access cookie is good for the next call; renews it when its end is near. */
  fresh(): Promise<void>;
  /** Gets a new access cookie. `false`: the sign-in is over. Rejects when the server cannot be reached. */
  renew(): Promise<boolean>;
  signOut(): Promise<void>;
}

/** An access cookie that ends sooner than this is renewed first. */
const MARGIN_MS = 90_000;
/** Guards against a clock that runs ahead of the server's: it would make every new cookie look old. */
const SETTLED_MS = 10_000;

/** Who is signed in, and the one place that renews it. */
export function createSession(deps: SessionDeps): Session {
  const state = createStore<SessionState>({ status: "unknown" });
  let renewing: Promise<boolean> | null = null;
  let renewedAt = Number.NEGATIVE_INFINITY;

  const accept = (result: Pick<LoginResult, "user" | "accessExpiresAt">): void => {
    renewedAt = deps.now();
    deps.sharedExpiry.set(result.accessExpiresAt);
    state.set({ status: "signed-in", user: result.user });
  };

  const renewAlone = async (): Promise<boolean> => {
    const before = deps.sharedExpiry.get();
    return deps.exclusively(async () => {
      // Another tab may have renewed while this one waited for its turn: the cookie is shared.
      const now = deps.sharedExpiry.get();
      if (now > before && now - deps.now() > MARGIN_MS) return true;
      try {
        accept(await deps.refresh());
        return true;
      } catch (error) {
        if (!isKind(error, "unauthenticated")) throw error;
        deps.sharedExpiry.set(0);
        state.set({ status: "signed-out" });
        return false;
      }
    });
  };

  const renew = (): Promise<boolean> => {
    renewing ??= renewAlone().finally(() => {
      renewing = null;
    });
    return renewing;
  };

  return {
    state,
    accept,
    changed: (user) => state.update((current) => (current.status === "signed-in" ? { ...current, user } : current)),
    renew,
    load: async () => {
      const current = state.get();
      if (current.status === "signed-in") return current;
      // Nobody signed in from this browser: asking would only be refused.
      if (deps.sharedExpiry.get() === 0) {
        state.set({ status: "signed-out" });
        return state.get();
      }
      try {
        const me = await deps.me();
        state.set({ status: "signed-in", user: me.user });
        if (me.accessExpiresAt !== null) deps.sharedExpiry.set(me.accessExpiresAt);
      } catch (error) {
        if (!isKind(error, "unauthenticated")) throw error;
        state.set({ status: "signed-out" });
      }
      return state.get();
    },
    fresh: async () => {
      const expiry = deps.sharedExpiry.get();
      const now = deps.now();
      if (expiry === 0 || expiry - now > MARGIN_MS || now - renewedAt < SETTLED_MS) return;
      await renew();
    },
    signOut: async () => {
      await deps.logout();
      deps.sharedExpiry.set(0);
      state.set({ status: "signed-out" });
    },
  };
}
