import type { Source, SourceOwner } from "@pilothouse/contracts";
import type { Actor } from "@pilothouse/platform";
import { ask } from "../access.ts";
import type { TranscriptDeps } from "../deps.ts";
import type { IndexedRoot, RootProgress } from "../indexer/messages.ts";
import { columnsOf } from "../own/owner.ts";
import type { SourceFigures } from "../read/source-figures.ts";
import { ownedRoots } from "./owned-roots.ts";

/** All folders that are read, for administrators. What was read of folders that are no longer named is kept, and not listed. */
export async function listSources(deps: TranscriptDeps, { userId }: Actor): Promise<Source[]> {
  const roots = await ownedRoots(deps);
  const known = await ask(deps, userId, ["sourceFigures", null]);
  return roots.map((root) => {
    const figures = known.find(({ agent, path }) => agent === root.agent && path === root.path);
    const progress = deps.indexer.progress.find(({ id }) => id === root.id);
    return toSource(root, { figures, progress });
  });
}

interface Known {
  readonly figures: SourceFigures | undefined;
  readonly progress: RootProgress | undefined;
}

function toSource({ id, agent, path, owner }: IndexedRoot, { figures, progress }: Known): Source {
  return {
    id,
    agent,
    path,
    owner: toOwner(owner),
    state: progress?.state ?? "missing",
    message: progress ? progress.message : "it was not looked at yet",
    files: progress?.files ?? figures?.files ?? 0,
    bytes: progress?.bytes ?? figures?.bytes ?? 0,
    readBytes: progress?.readBytes ?? figures?.readBytes ?? 0,
    badLines: figures?.badLines ?? 0,
    lastBadLine: figures?.lastBadLine ?? null,
    unknownKinds: figures?.unknownKinds ?? [],
  };
}

function toOwner(owner: string): SourceOwner | null {
  const { userId, teamId } = columnsOf(owner);
  if (teamId !== null) return { kind: "team", id: teamId };
  return userId === null ? null : { kind: "user", id: userId };
}
