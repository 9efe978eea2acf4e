import type { ListProjects, ProjectSort } from "@pilothouse/contracts";

// The first page loads what reads addresses, and has no room for the schemas.
export const SORTS: readonly ProjectSort[] = ["last", "name", "cost", "conversations"];

/** How projects are listed, as the URL keeps it. */
export interface ProjectsSearch {
  /** By the last conversation when it is left out. */
  sort?: ProjectSort;
  /** Part of a name or folder. */
  q?: string;
  /** Those that were put away, too. */
  archived?: true;
}

export function projectsSearch(search: Record<string, unknown>): ProjectsSearch {
  const sort = SORTS.find((known) => known === search["sort"]);
  const { q } = search;
  return {
    ...(sort && sort !== "last" && { sort }),
    ...((typeof q === "string" || typeof q === "number") && q !== "" && { q: String(q) }),
    ...(search["archived"] === true && { archived: true as const }),
  };
}

/** What the server is asked for. */
export function listOf({ sort, q, archived }: ProjectsSearch): NonNullable<ListProjects> {
  return { ...(sort && { sort }), ...(q !== undefined && { name: q.trim().slice(0, 200) }), ...(archived && { archived }) };
}
