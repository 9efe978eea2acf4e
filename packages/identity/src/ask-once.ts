import { createHmac, hkdfSync } from "node:crypto";
import { LIMITS } from "@pilothouse/contracts";
import { type Actor, Fault } from "@pilothouse/platform";
import type { Core } from "./core.ts";
import { hashSecret } from "./secrets.ts";
import { decrypt, encrypt } from "./vault/sealed.ts";

const KEY = /^[\x21-\x7e]{16,128}$/;

export interface KeyedCall<T> {
  /** The caller's `Idempotency-Key`. */
  readonly key: string;
  readonly path: string;
  readonly input: unknown;
  /** Reads the answer back. */
  readonly answer: { parse(value: unknown): T };
}

/**
 * Runs a call, or answers as it was answered before for the same user and key within a day. A call that failed may be made
 * again. Fault `conflict` when the key was used for something else, or when nobody knows yet what became of the call. The
 * answer may hold a secret that is shown once, so it is sealed under the key, which only the caller has.
 */
export async function askOnce<T>(
  { db, clock, run: server }: Pick<Core, "db" | "clock" | "run">,
  { actor, key, path, input, answer }: KeyedCall<T> & { readonly actor: Actor },
  run: () => Promise<T>,
): Promise<T> {
  if (!KEY.test(key)) throw new Fault("invalid", "an Idempotency-Key has 16 to 128 visible ASCII characters; make it random");
  const { userId } = actor;
  const keyHash = hashSecret(key);
  const call = createHmac("sha256", key)
    .update(JSON.stringify([path, input]))
    .digest("hex");
  const sealKey = Buffer.from(hkdfSync("sha256", key, "", "pilothouse answer", 32));
  await db
    .deleteFrom("requestKeys")
    .where("createdAt", "<=", clock.now() - LIMITS.requestKeyMs)
    .execute();
  const { numInsertedOrUpdatedRows } = await db
    .insertInto("requestKeys")
    .values({ userId, keyHash, call, answer: null, createdAt: clock.now(), startedBy: server })
    .onConflict((conflict) => conflict.columns(["userId", "keyHash"]).doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows !== 1n) {
    const rows = db.selectFrom("requestKeys").select(["call", "answer", "startedBy"]);
    const before = await rows.where("userId", "=", userId).where("keyHash", "=", keyHash).executeTakeFirst();
    if (before?.call !== call) throw new Fault("conflict", "this Idempotency-Key was used for another call; make a new one");
    if (before.answer === null && before.startedBy !== server) throw cutOff();
    const opened = before.answer === null ? null : decrypt(sealKey, Buffer.from(before.answer, "base64"), Buffer.from(call));
    if (!opened)
      throw new Fault("conflict", "this call is under way, or nobody knows what became of it; look before you ask again");
    return answer.parse(JSON.parse(opened.toString()));
  }
  let result: T;
  try {
    result = await run();
  } catch (error) {
    // What may have happened all the same is not done again.
    if (!(error instanceof Fault && error.facts["outcome"] === "unknown"))
      await db.deleteFrom("requestKeys").where("userId", "=", userId).where("keyHash", "=", keyHash).execute();
    throw error;
  }
  const sealed = encrypt(sealKey, Buffer.from(JSON.stringify(result)), Buffer.from(call)).toString("base64");
  await db
    .updateTable("requestKeys")
    .set({ answer: sealed })
    .where("userId", "=", userId)
    .where("keyHash", "=", keyHash)
    .execute();
  return result;
}

/** Whether it happened cannot be told from here, so it is not done again. */
function cutOff(): Fault {
  const message =
    "the server ended while this call was under way; look whether it was done, and if not ask again with another key";
  return new Fault("conflict", message, { outcome: "unknown" });
}
