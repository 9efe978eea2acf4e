import { rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { Fault } from "@pilothouse/platform";
import type { Core } from "../core.ts";
import { readPrivateFile } from "../private-file.ts";
import { aboutSigningKey, KEY_BYTES, newKey } from "./live-key.ts";

/**
 * Moves the key that earlier versions kept in `access-token.key` into the database: what it has signed goes on. Fault
 * `unavailable` when others can read that file, or it is not a key.
 */
export async function takeOverKeyFile(
  { db, clock, ring }: Pick<Core, "db" | "clock" | "ring">,
  keysFolder: string,
): Promise<void> {
  const file = join(keysFolder, "access-token.key");
  const bytes = await readPrivateFile(file);
  if (bytes === null) return;
  if (bytes.length !== KEY_BYTES)
    throw new Fault("unavailable", `${file} is not a signing key; delete it and everyone signs in again`);
  const now = clock.now();
  const { live } = newKey(Math.min(Math.floor((await stat(file)).mtimeMs), now), bytes);
  await db.transaction().execute(async (trx) => {
    const another = trx.selectFrom("signingKeys").select("id").where("retiredAt", "is", null).where("id", "!=", live.id);
    // As when an old folder of keys was put back beside a newer database.
    const retiredAt = (await another.limit(1).executeTakeFirst()) ? now : null;
    const row = { id: live.id, createdAt: live.createdAt, retiredAt, sealed: ring.seal(bytes, aboutSigningKey(live)) };
    await trx
      .insertInto("signingKeys")
      .values(row)
      .onConflict((conflict) => conflict.column("id").doNothing())
      .execute();
  });
  await rm(file);
}
