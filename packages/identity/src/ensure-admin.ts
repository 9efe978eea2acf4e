import { Email, Password } from "@pilothouse/contracts";
import { Fault } from "@pilothouse/platform";
import type { ZodType } from "zod";
import { SYSTEM } from "./audit/who.ts";
import type { Core } from "./core.ts";
import { insertFirstUser } from "./setup.ts";
import { anyUserExists } from "./users.ts";

/**
 * Makes the first administrator without anybody there, and does nothing when there is a user. Fault `invalid`, with the
 * name of the bad value as `facts.field`.
 */
export async function ensureAdmin(core: Core, admin: { email: string; password: string }): Promise<void> {
  if (await anyUserExists(core.db)) return;
  const email = valid(Email, admin.email, "email");
  const password = valid(Password, admin.password, "password");
  const passwordHash = await core.passwords.hash(password);
  await insertFirstUser(core, { email, name: "Admin", passwordHash }, SYSTEM);
  core.setupCode.forget();
  core.log.info({ email }, "made the first administrator");
}

function valid(schema: ZodType<string>, value: string, field: "email" | "password"): string {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new Fault("invalid", `the administrator's ${field}: ${result.error.issues[0]?.message ?? "not valid"}`, { field });
}
