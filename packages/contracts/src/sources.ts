import { z } from "zod";
import { TranscriptAgent } from "./conversations.ts";
import { Id, Millis } from "./ids.ts";

const Count = z.number().int().nonnegative();

/** Whose a folder's transcripts are. */
export const SourceOwner = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("user"), id: Id }),
  z.object({ kind: z.literal("team"), id: Id }),
]);
export type SourceOwner = z.infer<typeof SourceOwner>;

/** `events`: the system tells of changes. `sweeps`: it cannot, so that they are looked for. `missing`: there is no such folder. */
export const SourceState = z.enum(["events", "sweeps", "missing", "failed"]);
export type SourceState = z.infer<typeof SourceState>;

/** A folder whose transcripts are read. */
export const Source = z.object({
  id: Id,
  agent: TranscriptAgent,
  path: z.string(),
  /** `null`: nobody's yet, so that nobody sees what is in it. */
  owner: SourceOwner.nullable(),
  state: SourceState,
  /** What is wrong, where something is. */
  message: z.string().nullable(),
  files: Count,
  bytes: Count,
  /** Of them, read so far. */
  readBytes: Count,
  /** Lines that could not be read, and the newest of them. */
  badLines: Count,
  lastBadLine: z.object({ path: z.string(), offset: Count, reason: z.string(), at: Millis }).nullable(),
  /** What is in lines of kinds that are not known here, and how often. */
  unknownKinds: z.array(z.object({ kind: z.string(), lines: Count })),
});
export interface Source extends z.infer<typeof Source> {}

/** Makes a folder's transcripts somebody's, or nobody's. */
export const AssignSource = z.object({ id: Id, owner: SourceOwner.nullable() });
export type AssignSource = z.input<typeof AssignSource>;
