import type { TranscriptDeps } from "../deps.ts";

/**
 * Writes down that folders which nobody was given are the first administrator's, so that they do not change hands, and lose
 * what their agents have deleted, when somebody else becomes the first one.
 */
export async function keepOwners({ own, roots }: Pick<TranscriptDeps, "own" | "roots">): Promise<void> {
  const userId = await own.firstAdministrator();
  if (userId === null) return;
  const known = await own.sources();
  for (const { agent, path } of roots) {
    const isKnown = known.some((source) => source.agent === agent && source.path === path);
    if (!isKnown) await own.putSource({ agent, path, userId, teamId: null });
  }
}
