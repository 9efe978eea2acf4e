import { z } from "zod";
import { Millis } from "./ids.ts";

/** A copy of the database in the server's `backups` folder. */
export const Backup = z.object({
  /** Its file's name. */
  name: z.string(),
  /** Where it is on the server's machine. */
  path: z.string(),
  bytes: z.number().int().nonnegative(),
  at: Millis,
});
export interface Backup extends z.infer<typeof Backup> {}
