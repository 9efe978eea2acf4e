import type { CreateUser, User } from "@pilothouse/contracts";
import type { Actor } from "@pilothouse/platform";
import { recordAudit } from "./audit/record-audit.ts";
import { byActor } from "./audit/who.ts";
import type { Core } from "./core.ts";
import { insertUser, requireAdmin } from "./users.ts";

/** Fault `forbidden` for anyone but an administrator, `conflict` when the e-mail address is taken in any case of letters. */
export async function createUser(
  { db, clock, passwords }: Pick<Core, "db" | "clock" | "passwords">,
  actor: Actor,
  input: CreateUser,
): Promise<User> {
  requireAdmin(actor);
  const { email, name, password, role = "member" } = input;
  const passwordHash = await passwords.hash(password);
  const at = clock.now();
  return db.transaction().execute(async (trx) => {
    const user = await insertUser(trx, { email, name, role, passwordHash, createdAt: at });
    const after = { email: user.email, name, role };
    await recordAudit(trx, { at, who: byActor(actor), action: "users.create", target: user.id, after });
    return user;
  });
}
