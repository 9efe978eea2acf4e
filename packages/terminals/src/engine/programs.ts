import { delimiter, join, resolve } from "node:path";
import type { AgentProgram } from "@pilothouse/contracts";
import { Fault } from "@pilothouse/platform";
import { type Eyes, ownEyes } from "./eyes.ts";

const AGENTS = [
  { id: "claude", name: "Claude Code" },
  { id: "codex", name: "Codex" },
  { id: "gemini", name: "Gemini CLI" },
  { id: "opencode", name: "OpenCode" },
  { id: "aider", name: "Aider" },
] as const;

interface SearchPlace {
  /** The terminal's PATH. */
  readonly path: string;
  /** The folder it starts in, for `./program`. */
  readonly cwd: string;
}

/** The absolute path of a program as a shell would find it. Throws a Fault `invalid` that names it. */
export async function resolveProgram(name: string, place: SearchPlace, eyes: Eyes = ownEyes): Promise<string> {
  const onPath = !name.includes("/");
  const candidates = onPath ? place.path.split(delimiter).map((folder) => join(folder, name)) : [resolve(place.cwd, name)];
  const found = await eyes.look(candidates);
  const program = candidates[found.indexOf("program")];
  if (program !== undefined) return program;
  const refused = candidates[found.indexOf("not executable")];
  if (refused !== undefined) throw new Fault("invalid", `${refused} is not executable`, { program: name });
  throw new Fault("invalid", `${name} was not found${onPath ? " on PATH" : ""}`, { program: name });
}

/** The user's shell: what SHELL names if it can be run, else bash, else sh. */
export async function userShell(shell: string | undefined, eyes: Eyes = ownEyes): Promise<string> {
  const candidates = [...(shell?.startsWith("/") ? [shell] : []), "/bin/bash"];
  return candidates[(await eyes.look(candidates)).indexOf("program")] ?? "/bin/sh";
}

/** The coding agents that can be started by name. */
export async function findAgents(path: string, eyes: Eyes = ownEyes): Promise<AgentProgram[]> {
  const looks = AGENTS.map(async ({ id, name }) => {
    const found = await resolveProgram(id, { path, cwd: "/" }, eyes).catch(() => null);
    return found === null ? [] : [{ id, name, command: [id] }];
  });
  return (await Promise.all(looks)).flat();
}
