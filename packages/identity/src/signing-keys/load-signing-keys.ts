import { createSecretKey } from "node:crypto";
import type { SigningKeysTable } from "@pilothouse/db";
import { messageOf } from "@pilothouse/platform";
import type { Core } from "../core.ts";
import { aboutSigningKey, hasEnded, type LiveKey, newKey } from "./live-key.ts";

type Deps = Pick<Core, "db" | "clock" | "log" | "ring">;

/** The keys of the database, the one that signs first, made if there is none. What has ended or does not open is forgotten. */
export async function loadSigningKeys({ db, clock, log, ring }: Deps): Promise<readonly LiveKey[]> {
  const now = clock.now();
  return db.transaction().execute(async (trx) => {
    const rows = await trx.selectFrom("signingKeys").selectAll().orderBy("createdAt", "desc").orderBy("id").execute();
    const keys = rows.flatMap((row) => (hasEnded(row, now) ? [] : (openRow({ log, ring }, row) ?? [])));
    const useless = rows.filter(({ id }) => !keys.some((key) => key.id === id)).map(({ id }) => id);
    if (useless.length > 0) await trx.deleteFrom("signingKeys").where("id", "in", useless).execute();
    const signing = keys.find(({ retiredAt }) => retiredAt === null);
    if (signing) return [signing, ...keys.filter((key) => key !== signing)];
    const { live, bytes } = newKey(now);
    const { key: _, ...row } = live;
    await trx
      .insertInto("signingKeys")
      .values({ ...row, sealed: ring.seal(bytes, aboutSigningKey(live)) })
      .execute();
    return [live, ...keys];
  });
}

function openRow({ log, ring }: Pick<Deps, "log" | "ring">, row: SigningKeysTable): LiveKey | null {
  const { id, createdAt, retiredAt } = row;
  try {
    return { id, createdAt, retiredAt, key: createSecretKey(ring.open(row.sealed, aboutSigningKey(row))) };
  } catch (error) {
    log.error(
      { id, reason: messageOf(error) },
      "a signing key does not open; what it has signed is refused, and clients refresh",
    );
    return null;
  }
}
