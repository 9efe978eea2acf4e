import type { LoginResult, User } from "@pilothouse/contracts";
import { createClient } from "./client.ts";
import { PilothouseError } from "./error.ts";
import type { ClientOptions } from "./options.ts";

/** How long before its end an access token is replaced. */
const MARGIN_MS = 60_000;

export interface SignInOptions extends Pick<ClientOptions, "url" | "fetch"> {
  readonly email: string;
  readonly password: string;
  /** Of the user's device, or a recovery code, where that is asked for. */
  readonly code?: string;
}

/** Gives the current access token, and replaces it before it ends: to be passed to `createClient` as `token`. */
export interface Login {
  (refused?: string): Promise<string>;
  readonly user: User;
}

interface Current {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** On this machine's monotonic clock, in milliseconds. */
  readonly refreshAt: number;
}

/**
 * Signs in with a password. Rejects with `unauthenticated` when e-mail and password do not fit; with the fact `secondFactor`
 * when they do and a code is missing or wrong.
 */
export async function signIn({ email, password, code, ...options }: SignInOptions): Promise<Login> {
  const { auth } = createClient(options);
  const result = await auth.login({ email, password, code, transport: "bearer" });
  let current = fromResult(result);
  let refreshing: Promise<Current> | null = null;

  async function refresh(): Promise<Current> {
    current = fromResult(await auth.refresh({ refreshToken: current.refreshToken }));
    return current;
  }

  const login = async (refused?: string): Promise<string> => {
    const stale = current.accessToken === refused || performance.now() >= current.refreshAt;
    if (!stale) return current.accessToken;
    refreshing ??= refresh().finally(() => {
      refreshing = null;
    });
    return (await refreshing).accessToken;
  };
  return Object.assign(login, { user: result.user });
}

function fromResult({ tokens, accessExpiresAt }: LoginResult): Current {
  if (!tokens) throw new PilothouseError({ kind: "internal", message: "the server gave no tokens" });
  const left = accessExpiresAt - Date.now();
  // A clock that is far off says nothing useful; then the server's refusal is the sign to refresh.
  const refreshIn = left > 2 * MARGIN_MS ? left - MARGIN_MS : Number.POSITIVE_INFINITY;
  return { ...tokens, refreshAt: performance.now() + refreshIn };
}
