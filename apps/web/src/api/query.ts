import type { AppRouter } from "@pilothouse/api";
import { QueryClient } from "@tanstack/react-query";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { client } from "./client.ts";
import { faultOf } from "./fault.ts";

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // A refusal stays a refusal; only what could not be asked, or may pass later, is asked again.
      retry: (failures, error) => failures < 2 && (faultOf(error)?.retryable ?? true),
    },
  },
});

/** Query and mutation options of every procedure. */
export const api = createTRPCOptionsProxy<AppRouter>({ client, queryClient });
