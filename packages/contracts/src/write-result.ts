import * as z from "zod/mini";

/** What a write is answered with. The dashboard's first page needs it, so it is made of the small half of zod. */
export const WriteResult = z.object({
  /** Every input of this writer up to here was handed to the program's queue exactly once. */
  appliedSeq: z.int().check(z.nonnegative()),
});
export interface WriteResult extends z.infer<typeof WriteResult> {}
