import type { ApiKey, UpdateApiKey } from "@pilothouse/contracts";
import type { Actor } from "@pilothouse/platform";
import { recordAudit } from "../audit/record-audit.ts";
import { byActor } from "../audit/who.ts";
import type { Core } from "../core.ts";
import { aboutApiKey, hintOf, ownedApiKey, refuseTaken, toApiKey } from "./api-key-rows.ts";

/** Gives a key another name or value; terminals that run keep the old one. Faults as `createApiKey`, and `not_found`. */
export async function updateApiKey(
  { db, clock, ring }: Pick<Core, "db" | "clock" | "ring">,
  actor: Actor,
  { id, name, value }: UpdateApiKey,
): Promise<ApiKey> {
  return db.transaction().execute(async (trx) => {
    const before = await ownedApiKey(trx, { id, ownerId: actor.userId });
    const at = clock.now();
    const version = before.version + (value === undefined ? 0 : 1);
    const named = { ...before, name: name ?? before.name, version, updatedAt: at };
    const sealed = (text: string) => ({ hint: hintOf(text), sealed: ring.seal(Buffer.from(text), aboutApiKey(named)) });
    const row = { ...named, ...(value !== undefined && sealed(value)) };
    await refuseTaken(trx, row);
    await trx.updateTable("apiKeys").set(row).where("id", "=", id).execute();
    const facts = { before: factsOf(before), after: factsOf(row) };
    await recordAudit(trx, { at, who: byActor(actor), action: "apiKeys.update", target: id, ...facts });
    return toApiKey(row);
  });
}

function factsOf({ name, hint, version }: { readonly name: string; readonly hint: string; readonly version: number }) {
  return { name, hint, version };
}
