import { CreateProject, LIMITS, type Project } from "@pilothouse/contracts";
import { type Actor, Fault, newId } from "@pilothouse/platform";
import { ask } from "../access.ts";
import type { TranscriptDeps } from "../deps.ts";

/** Fault `quota` with the limit when the actor has too many. */
export async function createProject(deps: TranscriptDeps, { userId }: Actor, input: CreateProject): Promise<Project> {
  const { name, description, folders } = CreateProject.parse(input);
  const id = newId();
  const limit = LIMITS.projectsPerUser;
  const project = { id, userId, name, description, folders, archivedAt: null, createdAt: deps.clock.now() };
  if (!(await deps.own.addProject(project, limit))) {
    throw new Fault("quota", `you can create at most ${limit} projects; delete one first`, { limit });
  }
  deps.onProject({ id, owner: `user:${userId}` });
  return ask(deps, userId, ["getProject", { id }]);
}
