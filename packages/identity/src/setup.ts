import { Fault } from "@pilothouse/platform";
import { recordAudit } from "./audit/record-audit.ts";
import { byClient, type Who } from "./audit/who.ts";
import type { Client, Core } from "./core.ts";
import { type SignedIn, signIn } from "./sign-in.ts";
import { anyUserExists, insertUser } from "./users.ts";

const DONE = "the first account exists already; sign in";

/** Whether nobody has an account yet. */
export async function setupRequired({ db }: Pick<Core, "db">): Promise<boolean> {
  return !(await anyUserExists(db));
}

/** A new one-time code for `setup`; the one before is void. Fault `conflict` once there is a user. */
export async function issueSetupCode({ db, setupCode }: Pick<Core, "db" | "setupCode">): Promise<string> {
  if (await anyUserExists(db)) throw new Fault("conflict", DONE);
  return setupCode.issue();
}

/**
 * Makes the first user, an administrator, and signs in. Fault `forbidden` for a wrong code, `conflict` once there is a
 * user, whatever the code.
 */
export async function setup(
  core: Core,
  input: { code: string; email: string; name: string; password: string },
  client: Client,
): Promise<SignedIn> {
  if (await anyUserExists(core.db)) throw new Fault("conflict", DONE);
  if (!core.setupCode.accepts(input.code)) {
    core.wrongCodes.note(client.address);
    throw new Fault("forbidden", "this setup code is not valid; use the link that the server printed last");
  }
  const passwordHash = await core.passwords.hash(input.password);
  const admin = { email: input.email, name: input.name, passwordHash };
  const user = await insertFirstUser(core, admin, byClient(client));
  core.setupCode.forget();
  return signIn(core, { id: user.id, passwordHash }, client);
}

/** Fault `conflict` when somebody was faster. */
export async function insertFirstUser(
  { db, clock }: Pick<Core, "db" | "clock">,
  admin: { email: string; name: string; passwordHash: string },
  who: Who,
) {
  return db.transaction().execute(async (trx) => {
    if (await anyUserExists(trx)) throw new Fault("conflict", DONE);
    const at = clock.now();
    const user = await insertUser(trx, { ...admin, role: "admin", createdAt: at });
    const after = { email: user.email, name: user.name, role: user.role };
    await recordAudit(trx, { at, who, action: "auth.setup", target: user.id, after });
    return user;
  });
}
