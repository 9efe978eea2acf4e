import type { AssignSource, Source } from "@pilothouse/contracts";
import { type Actor, Fault } from "@pilothouse/platform";
import type { TranscriptDeps } from "../deps.ts";
import { ownerOf } from "../own/owner.ts";
import { listSources } from "./list-sources.ts";
import { ownedRoots } from "./owned-roots.ts";

/** Makes what is in a folder somebody's, or nobody's; the index reads it again for them. */
export async function assignSource(deps: TranscriptDeps, actor: Actor, { id, owner }: AssignSource): Promise<Source> {
  const root = (await ownedRoots(deps)).find((one) => one.id === id);
  if (!root) throw new Fault("not_found", `there is no source ${id}`);
  const columns = { userId: owner?.kind === "user" ? owner.id : null, teamId: owner?.kind === "team" ? owner.id : null };
  if (owner && !(await deps.own.isThere(columns))) throw new Fault("not_found", `there is no ${owner.kind} ${owner.id}`);
  await deps.own.putSource({ agent: root.agent, path: root.path, ...columns });
  const [before, after] = [{ owner: root.owner || null }, { owner: ownerOf(columns) || null }];
  await deps.audit(actor, { action: "sources.assign", target: id, result: "ok", before, after });
  deps.log.info({ path: root.path, ...after }, "a folder of transcripts was given to somebody");
  deps.indexer.setRoots(await ownedRoots(deps));
  const source = (await listSources(deps, actor)).find((one) => one.id === id);
  if (!source) throw new Fault("not_found", `there is no source ${id}`);
  return source;
}
