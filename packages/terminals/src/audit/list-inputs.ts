import { type InputsPage, LIMITS, type ListInputs } from "@pilothouse/contracts";
import type { Actor } from "@pilothouse/platform";
import { owned } from "../access.ts";
import type { TerminalDeps } from "../deps.ts";

const DEFAULT_PAGE = 50;

/** Who wrote to a terminal, when and how much, newest first. */
export async function listInputs(deps: TerminalDeps, actor: Actor, query: ListInputs): Promise<InputsPage> {
  const { id, cursor } = query;
  await owned(deps, actor, id);
  const limit = Math.min(query.limit ?? DEFAULT_PAGE, LIMITS.inputsPage);
  const { bursts, more } = await deps.host.inputs({ id, before: cursor, limit });
  const records = await deps.store.writersOf(id, [...new Set(bursts.map(({ clientId }) => clientId))]);
  const writers = new Map(
    records.map(({ clientId, userId, name, device, via }) => [clientId, { userId, name, device, via }] as const),
  );
  const inputs = bursts.map(({ clientId, ...burst }) => ({ ...burst, writer: writers.get(clientId) ?? null }));
  return { inputs, cursor: more ? (inputs.at(-1)?.number ?? null) : null };
}
