import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { AgentSession, Epoch, Id, Millis, NO_CARE, TerminalCare } from "@pilothouse/contracts";
import { z } from "zod";
import { ProcessIdentity } from "./process-identity.ts";

/** What is fixed or seldom changes in a terminal's life, kept as `terminal.json` in its folder. */
export const TerminalFacts = z.object({
  format: z.literal(1),
  id: Id,
  epoch: Epoch,
  command: z.array(z.string()).min(1),
  cwd: z.string(),
  createdAt: Millis,
  /** The program; `null` until it has been started. */
  process: ProcessIdentity.nullable(),
  /** Where the Claude Code that this is keeps its files. */
  claudeFolder: z.string().exactOptional(),
  /** The folder of its cgroup, if it has one. */
  cgroup: z.string().nullable().default(null),
  care: TerminalCare.default(NO_CARE),
  /** The conversation that its agent has told of. */
  agentSession: AgentSession.exactOptional(),
  /** Where its agent reports, outside of the terminal's own folder. */
  reportFolder: z.string().exactOptional(),
  /** The runner that holds its master end: as long as that one lives, the terminal is its business alone. */
  owner: ProcessIdentity,
});
export interface TerminalFacts extends z.infer<typeof TerminalFacts> {}

const FILE = "terminal.json";

/** Throws when there is no such file or it does not fit. */
export async function readFacts(folder: string): Promise<TerminalFacts> {
  return TerminalFacts.parse(JSON.parse(await readFile(join(folder, FILE), "utf8")));
}

export async function writeFacts(folder: string, facts: TerminalFacts): Promise<void> {
  const next = join(folder, `${FILE}.next`);
  await writeFile(next, JSON.stringify(facts), { mode: 0o600 });
  await rename(next, join(folder, FILE));
}
