import type { PasskeyRequest, PasskeyShown } from "@pilothouse/contracts";
import type { PasskeysTable } from "@pilothouse/db";
import { Fault } from "@pilothouse/platform";
import { verifyAuthenticationResponse } from "@simplewebauthn/server";
import { recordAudit } from "../audit/record-audit.ts";
import { byClient } from "../audit/who.ts";
import type { Client, Core } from "../core.ts";
import { POLICY } from "../policy.ts";
import { type SignedIn, signIn } from "../sign-in.ts";
import { beginAttempt } from "../throttle.ts";
import type { Challenges } from "./challenges.ts";
import { handleOf } from "./passkey-rows.ts";
import { type Site, siteOf } from "./site.ts";

type Deps = Pick<Core, "db" | "clock" | "log" | "accessTokens" | "revocations" | "throttled"> & {
  readonly challenges: Challenges;
};

const PURPOSE = "sign in";

/** What a device is asked with; which one, and whose, it says itself. Fault `unavailable` where there can be no passkeys. */
export function askForPasskey({ challenges }: Pick<Deps, "challenges">, client: Client): PasskeyRequest {
  const { rpId } = siteOf(client);
  return { rpId, challenge: challenges.issue(PURPOSE), timeout: POLICY.passkeys.challengeMs, userVerification: "required" };
}

/**
 * Signs in with a passkey, which has made sure of the person itself and so counts as two factors. Fault `unauthenticated`, the
 * same whatever is wrong; `quota` with `retryAfterMs` after too many of them.
 */
export async function signInWithPasskey(core: Deps, shown: PasskeyShown, client: Client): Promise<SignedIn> {
  const site = siteOf(client);
  const attempt = await beginAttempt(core, { email: `passkey ${shown.id}`, address: client.address }).catch((error: unknown) => {
    if (error instanceof Fault) core.throttled.note(client.address);
    throw error;
  });
  const passkey = await core.db.selectFrom("passkeys").selectAll().where("credentialId", "=", shown.id).executeTakeFirst();
  const user = passkey && (await userOf(core, passkey));
  const counter =
    passkey && shown.response.userHandle === handleOf(passkey.userId) ? await verified(core, { passkey, shown, site }) : null;
  if (!passkey || counter === null || !(await countUp(core, passkey, counter))) return refuse(core, passkey, client);
  if (!user || user.disabledAt !== null) return refuse(core, passkey, client);
  await attempt.succeeded();
  return signIn(core, user, client);
}

/** Read before the passkey is used up: a password that is set meanwhile voids both. */
async function userOf({ db }: Deps, { userId }: PasskeysTable) {
  const found = db.selectFrom("users").select(["id", "passwordHash", "disabledAt"]).where("id", "=", userId);
  return found.executeTakeFirst();
}

/** What the device counts itself to; `null` when it did not sign what it was asked. */
async function verified(
  { log, challenges }: Deps,
  { passkey, shown, site }: { passkey: PasskeysTable; shown: PasskeyShown; site: Pick<Site, "rpId"> },
): Promise<number | null> {
  let challenge = "";
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: { ...shown, clientExtensionResults: {} },
      expectedChallenge: (signed) => {
        challenge = signed;
        return challenges.accepts(signed, PURPOSE);
      },
      expectedOrigin: passkey.origin,
      expectedRPID: site.rpId,
      credential: {
        id: passkey.credentialId,
        publicKey: new Uint8Array(Buffer.from(passkey.publicKey, "base64url")),
        counter: passkey.counter,
      },
      requireUserVerification: true,
    });
    return verified && challenges.use(challenge) ? authenticationInfo.newCounter : null;
  } catch (error) {
    if (error instanceof Fault) throw error;
    log.info({ err: error, passkey: passkey.id }, "a passkey was refused");
    return null;
  }
}

/** `false` when another sign-in was counted meanwhile: a copy of the device, or the same answer twice. */
async function countUp({ db, clock }: Deps, { id, counter: before }: PasskeysTable, counter: number): Promise<boolean> {
  const own = db.updateTable("passkeys").set({ counter, lastUsedAt: clock.now() }).where("id", "=", id);
  return (await own.where("counter", "=", before).executeTakeFirst()).numUpdatedRows === 1n;
}

async function refuse({ db, clock }: Deps, passkey: PasskeysTable | undefined, client: Client): Promise<never> {
  const act = { action: "auth.passkeys.signIn", target: passkey?.userId ?? null, result: "refused" } as const;
  await db.transaction().execute((trx) => recordAudit(trx, { at: clock.now(), who: byClient(client), ...act }));
  throw new Fault("unauthenticated", "this passkey signs nobody in here");
}
