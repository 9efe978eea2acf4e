import { Fault } from "@pilothouse/platform";
import { type AuditedAct, recordAudit } from "./audit/record-audit.ts";
import { byClient } from "./audit/who.ts";
import type { Client, Core } from "./core.ts";
import { checkSecondFactor, codeAsked } from "./second-factor/check-second-factor.ts";
import { type SignedIn, signIn } from "./sign-in.ts";
import { beginAttempt } from "./throttle.ts";
import { normalEmail } from "./users.ts";

/** What somebody shows to sign in. */
interface Credentials {
  readonly email: string;
  readonly password: string;
  readonly code?: string | undefined;
}

/**
 * Signs in with a password, and with a code where a second factor is asked for. Fault `unauthenticated`, the same for an
 * unknown user, a wrong password and a disabled user; with the fact `secondFactor` when the password is right and the code
 * missing or not right; `quota` with `retryAfterMs` after too many of them; `unavailable` when too many sign in at once.
 */
export async function login(core: Core, input: Credentials, client: Client): Promise<SignedIn> {
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
    await refused(core, { target: user?.id ?? null, client });
    throw new Fault("unauthenticated", "wrong e-mail address or password");
  }
  const second = await checkSecondFactor(core, { userId: user.id, code: input.code, client }).catch(async (error: unknown) => {
    await attempt.takeBack();
    throw error;
  });
  if (second === "asked") {
    await attempt.takeBack();
    throw codeAsked("enter the code that your device shows, or a recovery code");
  }
  if (second === "refused") {
    await refused(core, { target: user.id, client, after: { wrong: "the code" } });
    throw codeAsked("this code is wrong or was used before; enter the next one");
  }
  await attempt.succeeded();
  return signIn(core, user, client);
}

/** What was typed as an address is not written down: it may be a password. */
async function refused(
  { db, clock }: Pick<Core, "db" | "clock">,
  { client, ...facts }: Pick<AuditedAct, "target" | "after"> & { readonly client: Client },
): Promise<void> {
  const act = { at: clock.now(), who: byClient(client), action: "auth.login", result: "refused", ...facts } as const;
  await db.transaction().execute((trx) => recordAudit(trx, act));
}
