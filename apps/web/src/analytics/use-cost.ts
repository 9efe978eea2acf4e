import type { EventChannel, TranscriptAgent } from "@pilothouse/contracts";
import { useQuery } from "@tanstack/react-query";
import { api } from "../api/query.ts";
import { useReadingAnew } from "../events/use-reading-anew.ts";
import { viewerZone } from "../time/days.ts";
import { REFRESH_MS } from "./use-usage.ts";

const CHANNELS: readonly EventChannel[] = ["conversations"];

/** What is spent now: today, this month, in the block of now. Kept up with what agents write. */
export function useCost(agent?: TranscriptAgent) {
  const cost = useQuery(
    api.analytics.cost.queryOptions(
      { timeZone: viewerZone(), ...(agent !== undefined && { agent }) },
      { refetchInterval: REFRESH_MS },
    ),
  );
  useReadingAnew(CHANNELS, cost.refetch);
  return cost;
}
