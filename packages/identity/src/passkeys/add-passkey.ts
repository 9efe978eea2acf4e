import { type AddPasskey, type BeginPasskey, LIMITS, type Passkey, type PasskeyCreation } from "@pilothouse/contracts";
import { type Actor, Fault, newId } from "@pilothouse/platform";
import { verifyRegistrationResponse } from "@simplewebauthn/server";
import { recordAudit } from "../audit/record-audit.ts";
import { byActor } from "../audit/who.ts";
import type { Client, Core } from "../core.ts";
import { POLICY } from "../policy.ts";
import { mustStillHold } from "../proofs.ts";
import { provePassword } from "../prove-password.ts";
import type { Challenges } from "./challenges.ts";
import { handleOf, passkeysOf, toPasskey } from "./passkey-rows.ts";
import { siteOf } from "./site.ts";

type Deps = Pick<Core, "db" | "clock" | "log" | "passwords"> & { readonly challenges: Challenges };

/** COSE numbers of EdDSA, ES256 and RS256. */
const ALGORITHMS = [-8, -7, -257];

/** What a passkey is made of. Faults as `provePassword`, `quota` when there are enough, `unavailable` where there can be none. */
export async function beginPasskey(
  core: Deps,
  actor: Actor,
  { password, client }: BeginPasskey & { readonly client: Client },
): Promise<PasskeyCreation> {
  const { rpId } = siteOf(client);
  const user = await provePassword(core, actor, { password, client, action: "auth.passkeys.begin" });
  const known = await passkeysOf(core.db, user.id);
  refuseTooMany(known.length);
  return {
    rp: { id: rpId, name: "Pilothouse" },
    user: { id: handleOf(user.id), name: user.email, displayName: user.email },
    challenge: core.challenges.issue(purposeOf(user.id)),
    pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: "public-key", alg })),
    timeout: POLICY.passkeys.challengeMs,
    excludeCredentials: known.map(({ credentialId }) => ({ type: "public-key", id: credentialId })),
    authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
    attestation: "none",
  };
}

/** Keeps the passkey that was begun. Fault `forbidden` when it is not what was asked for, `conflict` when it is known, `quota`. */
export async function addPasskey(
  { db, clock, log, challenges }: Deps,
  actor: Actor,
  { name, made, client }: AddPasskey & { readonly client: Client },
): Promise<Passkey> {
  const { userId } = actor;
  const { origin, rpId } = siteOf(client);
  let challenge = "";
  const { registrationInfo } = await verifyRegistrationResponse({
    response: { ...made, clientExtensionResults: {} },
    expectedChallenge: (signed) => {
      challenge = signed;
      return challenges.accepts(signed, purposeOf(userId));
    },
    expectedOrigin: origin,
    expectedRPID: rpId,
    requireUserVerification: true,
    supportedAlgorithmIDs: ALGORITHMS,
  }).catch((error: unknown) => {
    log.info({ err: error }, "a passkey was not what was asked for");
    return { registrationInfo: undefined };
  });
  if (!registrationInfo || !challenges.use(challenge))
    throw new Fault("forbidden", "this passkey is not what was asked for, or came too late; start again");
  const { credential } = registrationInfo;
  return db.transaction().execute(async (trx) => {
    const at = clock.now();
    await mustStillHold(trx, actor, at);
    refuseTooMany((await passkeysOf(trx, userId)).length);
    const publicKey = Buffer.from(credential.publicKey).toString("base64url");
    const { counter } = credential;
    const made = { credentialId: credential.id, publicKey, counter, origin };
    const row = { id: newId(), userId, name, ...made, createdAt: at, lastUsedAt: null };
    const inserted = trx.insertInto("passkeys").values(row);
    const { numInsertedOrUpdatedRows } = await inserted
      .onConflict((known) => known.column("credentialId").doNothing())
      .executeTakeFirst();
    if (numInsertedOrUpdatedRows !== 1n) throw new Fault("conflict", "this passkey is known already");
    await recordAudit(trx, { at, who: byActor(actor), action: "auth.passkeys.add", target: row.id, after: { name } });
    return toPasskey(row);
  });
}

function refuseTooMany(count: number): void {
  const limit = LIMITS.passkeysPerUser;
  if (count >= limit) throw new Fault("quota", `a user has at most ${limit} passkeys; delete one first`, { limit });
}

function purposeOf(userId: string): string {
  return `add ${userId}`;
}
