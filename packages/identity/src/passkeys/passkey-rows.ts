import type { Passkey } from "@pilothouse/contracts";
import type { Database, PasskeysTable } from "@pilothouse/db";
import type { Kysely } from "kysely";

export function toPasskey({ id, name, createdAt, lastUsedAt }: PasskeysTable): Passkey {
  return { id, name, createdAt, lastUsedAt };
}

export async function passkeysOf(db: Kysely<Database>, userId: string): Promise<PasskeysTable[]> {
  return db.selectFrom("passkeys").selectAll().where("userId", "=", userId).orderBy("createdAt").orderBy("id").execute();
}

/** How a device names the user, to be found without an e-mail address. */
export function handleOf(userId: string): string {
  return Buffer.from(userId).toString("base64url");
}
