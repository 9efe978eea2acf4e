import { type Actor, Fault } from "@pilothouse/platform";
import { ask } from "../access.ts";
import type { TranscriptDeps } from "../deps.ts";

/** Deletes a project that the actor created; its conversations are again in those where they were found. */
export async function deleteProject(deps: TranscriptDeps, { userId }: Actor, id: string): Promise<void> {
  if (!(await deps.own.deleteProject(userId, id))) {
    await ask(deps, userId, ["projectOwner", { id }]);
    throw new Fault("conflict", "this project was found in its folder and cannot be deleted; archive it instead");
  }
  deps.onProject({ id, owner: `user:${userId}` });
}
