import * as z from "zod/mini";

// Of the small half of zod, because the dashboard's first page needs it.

/** Outcomes a caller can act on. Anything else that goes wrong is reported as `internal`. */
export const FaultKind = z.enum([
  "invalid",
  "unauthenticated",
  "forbidden",
  "not_found",
  "conflict",
  "quota",
  "too_large",
  "unavailable",
  "timeout",
  /** The server's disk is full. */
  "no_space",
  "internal",
]);
export type FaultKind = z.infer<typeof FaultKind>;

/** What a failed call carries as `error.data.fault`. */
export const FaultBody = z.object({
  kind: FaultKind,
  message: z.string(),
  /** Machine-readable details, such as the limit that was met. */
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
  /** The same call may succeed later without a change. */
  retryable: z.boolean(),
  /** Names the call in the server's log. */
  requestId: z.string(),
  /** Present for `invalid` input: where and what. */
  issues: z.optional(z.array(z.object({ path: z.string(), message: z.string() }))),
});
export interface FaultBody extends z.infer<typeof FaultBody> {}
