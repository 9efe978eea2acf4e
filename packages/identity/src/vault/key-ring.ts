import { join } from "node:path";
import { Fault, type Logger, messageOf } from "@pilothouse/platform";
import type { Database } from "@pilothouse/db";
import type { Kysely } from "kysely";
import { knownKeys, rememberKeys } from "./known-keys.ts";
import { fingerprintOf, type MasterKeys, newMasterKey, readMasterKeys, writeMasterKeys } from "./master-keys.ts";
import { SEALED_STORES } from "./sealed-stores.ts";
import { openWith, rewrapWith, sealWith } from "./sealed.ts";

/**
 * Seals what must not be read from a copy of the database. `about` names what is sealed (its record, owner and version)
 * and must be the same to open it. Fault `unavailable` from everything while the ring is locked.
 */
export interface KeyRing {
  /** Why nothing can be sealed or opened; `null` when it can. */
  readonly locked: string | null;
  seal(plain: Buffer, about: string): string;
  /** Fault `unavailable` when this is not what was sealed, or its master key is gone. */
  open(sealed: string, about: string): Buffer;
  /** The same, sealed under the active master key. */
  rewrap(sealed: string, about: string): string;
  /** Makes a new master key and seals with it from now on; the others still open. Returns its number. */
  addKey(): Promise<number>;
  /** Forgets all master keys but the active one. */
  dropOldKeys(): Promise<void>;
}

interface KeyRingOptions {
  readonly db: Kysely<Database>;
  /** The data dir. */
  readonly folder: string;
  /** In place of `<folder>/keys/master.json`. */
  readonly file?: string | undefined;
  readonly log: Pick<Logger, "error">;
}

/** Reads the master keys, made at the first start. One whose keys are lost is locked as long as there is something that they sealed: everything else goes on. */
export async function openKeyRing({
  db,
  folder,
  file = join(folder, "keys", "master.json"),
  log,
}: KeyRingOptions): Promise<KeyRing> {
  const { locked, missing, ...loaded } = await load(db, file);
  let { keys } = loaded;
  if (locked !== null) log.error({ file }, locked);
  else if (missing.length > 0) log.error({ file, missing }, "master keys are missing; what they sealed does not open");

  const unlocked = (): MasterKeys => {
    if (locked === null && keys) return keys;
    throw new Fault("unavailable", locked ?? "the vault is locked");
  };
  const keyOf = (version: number) => unlocked().keys.get(version) ?? null;
  const active = () => {
    const { active: version } = unlocked();
    const key = keyOf(version);
    if (!key) throw new Error(`there is no master key ${version}`);
    return { version, key };
  };
  const change = async (next: MasterKeys) => {
    await writeMasterKeys(file, next).catch((error: unknown) => {
      throw new Fault("unavailable", `${file} cannot be written (${messageOf(error)}); the master keys stay as they are`);
    });
    keys = next;
    await rememberKeys(db, fingerprints(next));
  };
  return {
    locked,
    seal: (plain, about) => sealWith(active(), plain, about),
    open: (sealed, about) => found(openWith(keyOf, sealed, about)),
    rewrap: (sealed, about) => found(rewrapWith(keyOf, { master: active(), sealed, about })).sealed,
    addKey: async () => {
      const now = unlocked();
      // Also of a key that was lost the number is not used again.
      const version = Math.max(...now.keys.keys(), ...(await knownKeys(db)).keys()) + 1;
      await change({ active: version, keys: new Map([...now.keys, [version, newMasterKey()]]) });
      return version;
    },
    dropOldKeys: async () => {
      const { version, key } = active();
      await change({ active: version, keys: new Map([[version, key]]) });
    },
  };
}

function found<T>(opened: T | "no key" | null): T {
  if (opened === "no key")
    throw new Fault("unavailable", "the master key that sealed this is gone; restore keys/master.json from a backup");
  if (opened === null) throw new Fault("unavailable", "what is sealed here was changed, or is not what belongs here");
  return opened;
}

const GONE =
  "the vault is locked: the master keys of what is sealed are gone; restore keys/master.json from a backup, or delete all keys, reset all second factors, and start again";

interface Loaded {
  readonly keys: MasterKeys | null;
  readonly locked: string | null;
  /** Numbers of keys that are known and not there. */
  readonly missing: readonly number[];
}

function firstKey(version: number): MasterKeys {
  return { active: version, keys: new Map([[version, newMasterKey()]]) };
}

async function anythingSealed(db: Kysely<Database>): Promise<boolean> {
  return (await Promise.all(SEALED_STORES.map((store) => store.any(db)))).includes(true);
}

async function load(db: Kysely<Database>, file: string): Promise<Loaded> {
  const known = await knownKeys(db);
  const found = await readMasterKeys(file);
  if (found === null && known.size > 0 && (await anythingSealed(db))) {
    return { keys: null, locked: GONE, missing: [] };
  }
  const keys = found ?? firstKey(Math.max(0, ...known.keys()) + 1);
  const foreign = [...keys.keys].find(([version, key]) => (known.get(version) ?? fingerprintOf(key)) !== fingerprintOf(key));
  if (foreign) {
    const locked = `the vault is locked: master key ${foreign[0]} is not the one of this database; restore keys/master.json from a backup`;
    return { keys: null, locked, missing: [] };
  }
  if (!found) await writeMasterKeys(file, keys);
  await rememberKeys(db, new Map([...known, ...fingerprints(keys)]));
  return { keys, locked: null, missing: [...known.keys()].filter((version) => !keys.keys.has(version)) };
}

function fingerprints({ keys }: MasterKeys): ReadonlyMap<number, string> {
  return new Map([...keys].map(([version, key]) => [version, fingerprintOf(key)]));
}
