/** Whose details are open, as the URL keeps it. */
export interface UsersSearch {
  user?: string;
}

export function usersSearch(search: Record<string, unknown>): UsersSearch {
  const { user } = search;
  return typeof user === "string" && user !== "" ? { user } : {};
}
