import type { EventChannel } from "@pilothouse/contracts";
import { useQuery } from "@tanstack/react-query";
import { api } from "../api/query.ts";
import { useReadingAnew } from "../events/use-reading-anew.ts";

const CHANNELS: readonly EventChannel[] = ["system", "conversations"];
const REFRESH_MS = 30_000;

/** This person's budgets as they stand now. */
export function useBudgets() {
  const budgets = useQuery(api.analytics.budgets.list.queryOptions(undefined, { refetchInterval: REFRESH_MS }));
  useReadingAnew(CHANNELS, budgets.refetch);
  return budgets;
}
