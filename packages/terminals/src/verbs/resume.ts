import type { ResumeTerminal, Terminal } from "@pilothouse/contracts";
import { type Actor, Fault } from "@pilothouse/platform";
import type { TerminalDeps } from "../deps.ts";
import { createTerminal } from "./create.ts";
import { getTerminal } from "./get.ts";

/**
 * Goes on with the agent's conversation of a terminal that is over, in a new terminal of the same folder, title and team. It is
 * granted the same keys only for whoever made the first one: a team-mate's keys of these names are other keys, and everybody in
 * the team could read them.
 */
export async function resumeTerminal(deps: TerminalDeps, actor: Actor, { id, env }: ResumeTerminal): Promise<Terminal> {
  const { status, resume, command, cwd, title, cols, rows, teamId, ...rest } = await getTerminal(deps, actor, id);
  if (status === "running") throw new Fault("conflict", "this terminal still runs; close it first");
  if (!resume) throw new Fault("conflict", "no conversation of this terminal can be resumed");
  const [program = ""] = command;
  const agent = program.split("/").at(-1) === resume.agent ? program : resume.agent;
  const apiKeys = rest.ownerId === actor.userId ? rest.apiKeys : [];
  const again = { command: [agent, "--resume", resume.sessionId], cwd, title, cols, rows, apiKeys, teamId };
  return createTerminal(deps, actor, { ...again, ...(env && { env }) });
}
