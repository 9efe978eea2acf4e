import { Fault } from "@pilothouse/platform";
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
    throw new Fault("forbidden", "this setup code is not valid; use the link that the server printed last");
  }
  const passwordHash = await core.passwords.hash(input.password);
  const user = await insertFirstUser(core, { email: input.email, name: input.name, passwordHash });
  core.setupCode.forget();
  return signIn(core, user.id, client);
}

/** Fault `conflict` when somebody was faster. */
export async function insertFirstUser(
  { db, clock }: Pick<Core, "db" | "clock">,
  admin: { email: string; name: string; passwordHash: string },
) {
  return db.transaction().execute(async (trx) => {
    if (await anyUserExists(trx)) throw new Fault("conflict", DONE);
    return insertUser(trx, { ...admin, role: "admin", createdAt: clock.now() });
  });
}
