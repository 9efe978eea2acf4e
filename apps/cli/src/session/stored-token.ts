import { createClient, PilothouseError } from "@pilothouse/sdk";
import { type Credentials, type CredentialsFile } from "./credentials.ts";
import { withLock } from "./lock.ts";

const MARGIN_MS = 60_000;

/**
 * The access token of the stored sign-in, replaced before it ends. A refresh token works once, so commands that run at
 * the same time take turns, and use what another one has just fetched.
 */
export function storedToken(file: CredentialsFile, signedIn: Credentials): (refused?: string) => Promise<string> {
  let current = signedIn;
  return async (refused) => {
    const usable = ({ accessToken, accessExpiresAt }: Credentials) =>
      accessToken !== refused && accessExpiresAt - MARGIN_MS > Date.now();
    if (usable(current)) return current.accessToken;
    current = await withLock(`${file.path}.lock`, async () => {
      const stored = await file.read();
      if (stored?.url !== current.url) throw new PilothouseError({ kind: "unauthenticated", message: "you have signed out" });
      return usable(stored) ? stored : refresh(file, stored);
    });
    return current.accessToken;
  };
}

async function refresh(file: CredentialsFile, { url, refreshToken }: Credentials): Promise<Credentials> {
  const { user, tokens, accessExpiresAt } = await createClient({ url }).auth.refresh({ refreshToken });
  if (!tokens) throw new PilothouseError({ kind: "internal", message: "the server gave no tokens" });
  const next = { url, email: user.email, ...tokens, accessExpiresAt };
  await file.write(next);
  return next;
}
