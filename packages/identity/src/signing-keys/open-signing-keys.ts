import { LIMITS, type SigningKey } from "@pilothouse/contracts";
import { type Actor, Fault } from "@pilothouse/platform";
import { recordAudit } from "../audit/record-audit.ts";
import { byActor, SYSTEM, type Who } from "../audit/who.ts";
import type { Core } from "../core.ts";
import { requireAdmin } from "../users.ts";
import { aboutSigningKey, endOf, hasEnded, type LiveKey, newKey } from "./live-key.ts";
import { loadSigningKeys } from "./load-signing-keys.ts";
import { takeOverKeyFile } from "./take-over-key-file.ts";

/** The keys that sign and verify now. */
export interface KeySource {
  signing(): Pick<LiveKey, "id" | "key">;
  find(id: string, now: number): Pick<LiveKey, "key"> | null;
}

/** The keys of the access tokens: one signs, those before it verify until their last token has ended. */
export interface SigningKeys {
  /** For administrators, as are the next two. The one that signs comes first. */
  list(actor: Actor): Promise<SigningKey[]>;
  /** Makes a new key, which signs from now on. Fault `quota` while too many verify, `unavailable` while the vault is locked. */
  rotate(actor: Actor): Promise<SigningKey>;
  /** Ends a key and at once all that it has signed; logins go on with their refresh tokens. Fault `not_found`. */
  revoke(actor: Actor, id: string): Promise<void>;
  /** Makes a new key when it is time for one, and forgets those that have ended. To be called from time to time. */
  care(): Promise<void>;
  /** Called at once when a key was revoked. Returns the way to stop. */
  onRevoked(listener: () => void): () => void;
}

type Deps = Pick<Core, "db" | "clock" | "log" | "ring"> & { readonly keysFolder: string; readonly signingKeyMs: number };

/** With a locked ring there is one key, in memory alone: people can sign in, and clients refresh. */
export async function openSigningKeys(deps: Deps): Promise<SigningKeys & KeySource> {
  const { db, clock, log, ring, signingKeyMs } = deps;
  if (ring.locked === null) await takeOverKeyFile(deps, deps.keysFolder);
  else log.error("the keys of access tokens do not open either; a new one is kept in memory alone, and clients refresh");
  let keys = ring.locked === null ? await loadSigningKeys(deps) : [newKey(clock.now()).live];
  const listeners = new Set<() => void>();
  let turn: Promise<unknown> = Promise.resolve();

  const signing = () => {
    const [key] = keys;
    if (!key) throw new Error("there is no key to sign with");
    return key;
  };
  /** One change after the other, each of what the one before has left. */
  const inTurn = <T>(change: () => Promise<T>): Promise<T> => {
    const result = turn.then(change);
    turn = result.catch(() => {});
    return result;
  };
  const unlocked = () => {
    if (ring.locked !== null)
      throw new Fault("unavailable", `the signing key is in memory alone, a restart makes another one; ${ring.locked}`);
  };
  const replace = async (who: Who, revoked?: LiveKey): Promise<LiveKey> => {
    unlocked();
    const now = clock.now();
    const before = signing();
    const { live, bytes } = newKey(now);
    const { key: _, ...row } = live;
    const kept = keys
      .filter((key) => key !== revoked && !hasEnded(key, now))
      .map((key) => (key === before ? { ...key, retiredAt: now } : key));
    const gone = keys.map(({ id }) => id).filter((id) => !kept.some((key) => key.id === id));
    const limit = LIMITS.signingKeys;
    if (kept.length >= limit)
      throw new Fault("quota", `${limit} keys verify still; wait until one has ended, or revoke one`, { limit });
    await db.transaction().execute(async (trx) => {
      await trx.updateTable("signingKeys").set({ retiredAt: now }).where("id", "=", before.id).execute();
      if (gone.length > 0) await trx.deleteFrom("signingKeys").where("id", "in", gone).execute();
      const sealed = ring.seal(bytes, aboutSigningKey(live));
      await trx
        .insertInto("signingKeys")
        .values({ ...row, sealed })
        .execute();
      const act = revoked
        ? { action: "signingKeys.revoke", target: revoked.id }
        : { action: "signingKeys.rotate", target: live.id };
      await recordAudit(trx, { at: now, who, ...act, before: { signs: before.id }, after: { signs: live.id } });
    });
    keys = [live, ...kept];
    log.info({ id: live.id }, "another key signs access tokens");
    return live;
  };
  const drop = async (who: Who, revoked: LiveKey) => {
    await db.transaction().execute(async (trx) => {
      await trx.deleteFrom("signingKeys").where("id", "=", revoked.id).execute();
      await recordAudit(trx, { at: clock.now(), who, action: "signingKeys.revoke", target: revoked.id });
    });
    keys = keys.filter((key) => key !== revoked);
  };
  const find = (id: string, now: number) => keys.find((key) => key.id === id && !hasEnded(key, now)) ?? null;
  const care = async () => {
    const now = clock.now();
    if (ring.locked !== null) return;
    if (now >= signing().createdAt + signingKeyMs) await replace(SYSTEM);
    const ended = keys.filter((key) => hasEnded(key, now)).map(({ id }) => id);
    if (ended.length === 0) return;
    await db.deleteFrom("signingKeys").where("id", "in", ended).execute();
    keys = keys.filter(({ id }) => !ended.includes(id));
  };
  return {
    signing,
    find,
    list: async (actor) => {
      requireAdmin(actor);
      const now = clock.now();
      return keys.filter((key) => !hasEnded(key, now)).map(shown);
    },
    rotate: async (actor) => {
      requireAdmin(actor);
      return shown(await inTurn(() => replace(byActor(actor))));
    },
    revoke: async (actor, id) => {
      requireAdmin(actor);
      await inTurn(async () => {
        const key = find(id, clock.now());
        if (!key) throw new Fault("not_found", "there is no such signing key");
        await (key === signing() ? replace(byActor(actor), key) : drop(byActor(actor), key));
      });
      for (const listener of listeners) listener();
    },
    care: () => inTurn(care),
    onRevoked(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

function shown(key: LiveKey): SigningKey {
  return { id: key.id, createdAt: key.createdAt, endsAt: endOf(key) };
}
