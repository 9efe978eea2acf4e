import type { Database } from "@pilothouse/db";
import type { Kysely } from "kysely";
import { sealedSecondFactors } from "../second-factor/sealed-second-factors.ts";
import { sealedSigningKeys } from "../signing-keys/sealed-signing-keys.ts";
import type { KeyRing } from "./key-ring.ts";
import { sealedApiKeys } from "./sealed-api-keys.ts";

/** A kind of things that are sealed. */
export interface SealedStore {
  any(db: Kysely<Database>): Promise<boolean>;
  /** Seals all of them with the active master key, and says how many. */
  rewrap(db: Kysely<Database>, ring: KeyRing): Promise<number>;
}

/** All there are: what is not in here does not open any more once the master key was changed. */
export const SEALED_STORES: readonly SealedStore[] = [sealedApiKeys, sealedSecondFactors, sealedSigningKeys];
