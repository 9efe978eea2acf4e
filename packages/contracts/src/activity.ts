import { z } from "zod";
import { Millis } from "./ids.ts";

/** `waiting`: it needs a person. `idle`: it is done and takes new work. `unknown`: nothing reliable says what it does. */
export const ActivityState = z.enum(["starting", "working", "waiting", "idle", "exited", "unknown"]);
export type ActivityState = z.infer<typeof ActivityState>;

/**
 * Who says so. `hooks`: the agent itself. `signals`: marks in its output, such as its title. `process`: which process has
 * the terminal and whether it does anything.
 */
export const ActivitySource = z.enum(["hooks", "signals", "process"]);
export type ActivitySource = z.infer<typeof ActivitySource>;

/** A conversation of an agent, by which it can be taken up again. */
export const AgentSession = z.object({
  agent: z.literal("claude"),
  sessionId: z.string(),
  transcriptPath: z.string().nullable(),
});
export interface AgentSession extends z.infer<typeof AgentSession> {}

/** What the program in a terminal is doing. */
export const TerminalActivity = z.object({
  state: ActivityState,
  since: Millis,
  source: ActivitySource,
  /** What it asks or says, in plain text; from the program, so not to be trusted. */
  message: z.string().nullable(),
});
export interface TerminalActivity extends z.infer<typeof TerminalActivity> {}
