import { z } from "zod";
import { Millis } from "./ids.ts";

/** A coding agent's command line found on a runner's PATH. */
export const AgentProgram = z.object({ id: z.string(), name: z.string(), command: z.array(z.string()) });
export interface AgentProgram extends z.infer<typeof AgentProgram> {}

/** One process that owns terminals of a machine. An upgrade starts another one beside it. */
export const RunnerGeneration = z.object({
  id: z.string(),
  pid: z.number().int(),
  version: z.string(),
  /** Names what it was started from; a server of another build starts its own. */
  build: z.string(),
  /** `null`: it is of a version that does not say it. */
  startedAt: Millis.nullable(),
  /** `draining`: it was replaced, takes no new terminals and leaves when its last one ends. */
  state: z.enum(["accepting", "draining"]),
  liveTerminals: z.number().int(),
});
export interface RunnerGeneration extends z.infer<typeof RunnerGeneration> {}

/** A machine that owns terminals. */
export const Runner = z.object({
  id: z.string(),
  /** The machine's host name. */
  name: z.string(),
  status: z.enum(["online", "offline"]),
  version: z.string().nullable(),
  /** The folder a terminal starts in when none is given. */
  home: z.string().nullable(),
  /** The shell a terminal runs when no command is given. */
  shell: z.string().nullable(),
  agents: z.array(AgentProgram),
  liveTerminals: z.number().int(),
  /** Its processes, the one that takes new terminals first. */
  generations: z.array(RunnerGeneration),
});
export interface Runner extends z.infer<typeof Runner> {}
