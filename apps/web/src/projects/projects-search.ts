import { type ListProjects, ProjectSort } from "@pilothouse/contracts";

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
  const sort = ProjectSort.safeParse(search["sort"]);
  const { q } = search;
  return {
    ...(sort.success && sort.data !== "last" && { sort: sort.data }),
    ...((typeof q === "string" || typeof q === "number") && q !== "" && { q: String(q) }),
    ...(search["archived"] === true && { archived: true as const }),
  };
}

/** What the server is asked for. */
export function listOf({ sort, q, archived }: ProjectsSearch): NonNullable<ListProjects> {
  return { ...(sort && { sort }), ...(q !== undefined && { name: q.trim().slice(0, 200) }), ...(archived && { archived }) };
}
