import type { UsageGroup } from "@pilothouse/contracts";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api } from "../api/query.ts";
import type { Asked } from "./analytics-search.ts";

/** While somebody looks, numbers are asked for anew, so often. */
export const REFRESH_MS = 30_000;

/** What was used, by time or by something else; the last answer stays until the next one is there. */
export function useUsage(asked: Asked, groupBy: UsageGroup, limit?: number) {
  return useQuery(
    api.analytics.usage.queryOptions(
      { ...asked, groupBy, ...(limit !== undefined && { limit }) },
      { placeholderData: keepPreviousData, refetchInterval: REFRESH_MS },
    ),
  );
}
