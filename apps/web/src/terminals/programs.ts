import type { Runner } from "@pilothouse/contracts";

/** The id of the choice that runs the runner's own shell. */
export const SHELL = "shell";

export interface Program {
  readonly id: string;
  readonly name: string;
  /** Left out for the shell, which the runner knows. */
  readonly command?: readonly string[];
  /** What is run, as people would type it. */
  readonly detail: string;
}

/** What can be started on a runner: its shell, then the agents found there. */
export function programsOf(runner: Runner | undefined): readonly Program[] {
  const agents = (runner?.agents ?? []).map(({ id, name, command }) => ({ id, name, command, detail: command.join(" ") }));
  return [{ id: SHELL, name: "Shell", detail: runner?.shell ?? "" }, ...agents];
}
