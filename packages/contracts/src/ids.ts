import { z } from "zod";

/** A UUIDv7: sortable by the time it was made. */
export const Id = z.uuid();
export type Id = z.infer<typeof Id>;

/** Milliseconds since 1970-01-01T00:00:00Z. */
export const Millis = z.number().int().nonnegative();
