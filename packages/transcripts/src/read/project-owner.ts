import type Sqlite from "better-sqlite3";
import { noProject, projectInSight } from "./projects-in-sight.ts";
import type { Sight } from "./sight.ts";

/** Whose a project is that was found. */
export function projectOwner(db: Sqlite.Database, sight: Sight, { id }: { readonly id: string }): string {
  const project = projectInSight(db, sight, id);
  if (!("owner" in project)) throw noProject(id);
  return project.owner;
}
