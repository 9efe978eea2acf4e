import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import { delimiter, join, resolve } from "node:path";
import type { AgentProgram } from "@pilothouse/contracts";
import { Fault } from "@pilothouse/platform";

const AGENTS = [
  { id: "claude", name: "Claude Code" },
  { id: "codex", name: "Codex" },
  { id: "gemini", name: "Gemini CLI" },
  { id: "opencode", name: "OpenCode" },
  { id: "aider", name: "Aider" },
] as const;

type Found = "program" | "not executable" | "missing";

async function look(path: string): Promise<Found> {
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) return "missing";
  return access(path, constants.X_OK).then(
    () => "program",
    () => "not executable",
  );
}

interface SearchPlace {
  /** The terminal's PATH. */
  readonly path: string;
  /** The folder it starts in, for `./program`. */
  readonly cwd: string;
}

/** The absolute path of a program as a shell would find it. Throws a Fault `invalid` that names it. */
export async function resolveProgram(name: string, place: SearchPlace): Promise<string> {
  const onPath = !name.includes("/");
  const candidates = onPath ? place.path.split(delimiter).map((folder) => join(folder, name)) : [resolve(place.cwd, name)];
  let refused: string | undefined;
  for (const candidate of candidates) {
    const found = await look(candidate);
    if (found === "program") return candidate;
    if (found === "not executable") refused ??= candidate;
  }
  if (refused !== undefined) throw new Fault("invalid", `${refused} is not executable`, { program: name });
  throw new Fault("invalid", `${name} was not found${onPath ? " on PATH" : ""}`, { program: name });
}

/** The user's shell: what SHELL names if it can be run, else bash, else sh. */
export async function userShell(shell: string | undefined): Promise<string> {
  for (const candidate of [shell, "/bin/bash"]) {
    if (candidate?.startsWith("/") && (await look(candidate)) === "program") return candidate;
  }
  return "/bin/sh";
}

/** The coding agents that can be started by name. */
export async function findAgents(path: string): Promise<AgentProgram[]> {
  const looks = AGENTS.map(async ({ id, name }) => {
    const found = await resolveProgram(id, { path, cwd: "/" }).catch(() => null);
    return found === null ? [] : [{ id, name, command: [id] }];
  });
  return (await Promise.all(looks)).flat();
}
