import { Fault } from "@pilothouse/platform";
import { recordAudit } from "./audit/record-audit.ts";
import { byClient } from "./audit/who.ts";
import type { Client, Core } from "./core.ts";
import { type SignedIn, signIn } from "./sign-in.ts";
import { beginAttempt } from "./throttle.ts";
import { normalEmail } from "./users.ts";

/**
 * Signs in with a password. Fault `unauthenticated`, the same for an unknown user, a wrong password and a disabled
 * user; `quota` with `retryAfterMs` after too many of them; `unavailable` when too many sign in at once.
 */
export async function login(core: Core, input: { email: string; password: string }, client: Client): Promise<SignedIn> {
  const email = normalEmail(input.email);
  const attempt = await beginAttempt(core, { email, address: client.address }).catch((error: unknown) => {
    if (error instanceof Fault) core.throttled.note(client.address);
    throw error;
  });
  const user = await core.db
    .selectFrom("users")
    .select(["id", "passwordHash", "disabledAt"])
    .where("email", "=", email)
    .executeTakeFirst();
  let matches: boolean;
  try {
    matches = await core.passwords.verify(user?.passwordHash ?? null, input.password);
  } catch (error) {
    await attempt.takeBack();
    throw error;
  }
  if (!user || !matches || user.disabledAt !== null) {
    await refused(core, user?.id ?? null, client);
    throw new Fault("unauthenticated", "wrong e-mail address or password");
  }
  await attempt.succeeded();
  return signIn(core, user, client);
}

/** What was typed as an address is not written down: it may be a password. */
async function refused({ db, clock }: Pick<Core, "db" | "clock">, target: string | null, client: Client): Promise<void> {
  const act = { at: clock.now(), who: byClient(client), action: "auth.login", target, result: "refused" } as const;
  await db.transaction().execute((trx) => recordAudit(trx, act));
}
