import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "@pilothouse/db";
import { type Actor, createLogger, newId, systemClock } from "@pilothouse/platform";
import type { PushDoor } from "../door.ts";
import { openPush } from "../open-push.ts";

const log = createLogger({ level: "silent", name: "test" });

/** Notifications over a real database with two users in it, in a folder of its own. */
export async function openTestPush(door?: PushDoor) {
  const folder = await mkdtempDisposable(join(tmpdir(), "pilothouse-push-"));
  const { db, close } = await openDatabase({ folder: folder.path, log });
  const open = () =>
    openPush({ db, folder: folder.path, contact: null, clock: systemClock, log, retryMs: 1, ...(door && { door }) });
  const person = async (name: string): Promise<Actor> => {
    const user = { id: newId(), email: `${name}@example.org`, name, role: "member" as const };
    await db
      .insertInto("users")
      .values({ ...user, passwordHash: "", disabledAt: null, createdAt: 0 })
      .execute();
    return { userId: user.id, role: user.role, via: { kind: "login", loginId: newId() }, expiresAt: null };
  };
  const [ada, bob] = [await person("ada"), await person("bob")];
  const push = await open();
  return {
    folder: folder.path,
    push,
    open,
    ada,
    bob,
    [Symbol.asyncDispose]: async () => {
      await push[Symbol.asyncDispose]();
      await close();
      await folder[Symbol.asyncDispose]();
    },
  };
}
