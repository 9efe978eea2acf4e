import type { Project, UpdateProject } from "@pilothouse/contracts";
import { type Actor, Fault } from "@pilothouse/platform";
import { ask } from "../access.ts";
import type { TranscriptDeps } from "../deps.ts";
import { columnsOf } from "../own/owner.ts";

/** Changes a project that the actor created, or what is said of one that was found in what the actor may see. */
export async function updateProject(deps: TranscriptDeps, { userId }: Actor, input: UpdateProject): Promise<Project> {
  const { id } = input;
  const created = (await deps.own.projectsOf(userId)).find((project) => project.id === id);
  if (created) {
    const { name = created.name, description = created.description, folders = created.folders } = input;
    const archivedAt = archivedBy(deps, input, created.archivedAt);
    await deps.own.updateProject(userId, { id, name, description, folders, archivedAt });
    deps.onProject({ id, owner: `user:${userId}` });
  } else {
    const owner = await ask(deps, userId, ["projectOwner", { id }]);
    if (input.folders) throw new Fault("conflict", "this project was found in its folder; create one to choose folders");
    await say(deps, userId, { input, owner });
    deps.onProject({ id, owner });
  }
  return ask(deps, userId, ["getProject", { id }]);
}

async function say(
  deps: TranscriptDeps,
  userId: string,
  { input, owner }: { readonly input: UpdateProject; readonly owner: string },
): Promise<void> {
  const { id } = input;
  const teams = [...(await deps.teamsOf(userId)).keys()];
  const said = (await deps.own.namedBy(userId, teams)).find((project) => project.id === id);
  const { name = said?.name ?? null, description = said?.description ?? "" } = input;
  await deps.own.putNamed(
    { id, name, description, archivedAt: archivedBy(deps, input, said?.archivedAt ?? null) },
    columnsOf(owner),
  );
}

/** When it was put away stays as it is while it stays there. */
function archivedBy({ clock }: TranscriptDeps, { archived }: UpdateProject, before: number | null): number | null {
  if (archived === undefined) return before;
  return archived ? (before ?? clock.now()) : null;
}
