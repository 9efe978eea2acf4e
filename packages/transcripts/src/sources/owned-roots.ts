import type { TranscriptDeps } from "../deps.ts";
import type { IndexedRoot } from "../indexer/messages.ts";
import { ownerOf } from "../own/owner.ts";
import { rootId } from "./root-id.ts";

/** The folders that are read, and whose they are: as an administrator has said, else the first administrator's. */
export async function ownedRoots({ own, roots }: Pick<TranscriptDeps, "own" | "roots">): Promise<IndexedRoot[]> {
  const [sources, first] = await Promise.all([own.sources(), own.firstAdministrator()]);
  return roots.map((root) => {
    const said = sources.find(({ agent, path }) => agent === root.agent && path === root.path);
    return { ...root, id: rootId(root), owner: ownerOf(said ?? { userId: first, teamId: null }) };
  });
}
