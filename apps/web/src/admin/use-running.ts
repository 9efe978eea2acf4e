import { useQuery } from "@tanstack/react-query";
import { api } from "../api/query.ts";

const REFRESH_MS = 5_000;

/** What runs in the terminals of a user, as far as administrators see it. */
export function useRunning(ownerId: string, enabled = true) {
  return useQuery(api.terminals.list.queryOptions({ ownerId, status: "running" }, { enabled, refetchInterval: REFRESH_MS }));
}
