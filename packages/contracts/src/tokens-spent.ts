import { z } from "zod";

const Count = z.number().int().nonnegative();

/** Tokens and money that requests to models took. */
export const Spent = z.object({
  /** Requests to models, without those that were asked in the course of another one. */
  requests: Count,
  /** What was asked in the course of another request, such as an advisor's word; their tokens are in the counters here. */
  extraCalls: Count,
  /** Not from a cache. */
  input: Count,
  /** Thinking included. */
  output: Count,
  /** Written to a cache for five minutes. */
  cacheWrite5m: Count,
  /** Written to a cache for an hour. */
  cacheWrite1h: Count,
  cacheRead: Count,
  /** US dollars for all that has a known price; `null`: nothing of it has. */
  costUsd: z.number().nonnegative().nullable(),
  /** Requests of models whose price is not known: they are not in `costUsd`. */
  unpricedRequests: Count,
});
export interface Spent extends z.infer<typeof Spent> {}
