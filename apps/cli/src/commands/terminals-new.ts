import type { Environment } from "../env.ts";
import type { KeyGrant } from "./keys.ts";
import { findTeam } from "./teams.ts";
import { print } from "../output.ts";
import { connect } from "../session/connect.ts";
import { attachHere, mustBeTerminal } from "../terminal/attach-here.ts";
import type { DetachKey } from "../terminal/detach-key.ts";
import { windowSize } from "../terminal/window-size.ts";

export interface NewOptions {
  readonly key?: readonly KeyGrant[];
  readonly cwd?: string;
  readonly title?: string;
  readonly team?: string;
  readonly detach?: boolean;
  readonly detachKey: DetachKey;
}

/** Starts a program in a new terminal and attaches to it. Returns the exit code. */
export async function newTerminal(environment: Environment, command: readonly string[], options: NewOptions): Promise<number> {
  const { cwd, title, team, key: keys = [], detach = false, detachKey } = options;
  if (!detach) mustBeTerminal();
  const { client } = await connect(environment);
  const teamId = team === undefined ? null : (await findTeam(client, team)).id;
  const terminal = await client.terminals.create({
    ...windowSize(),
    ...(keys.length > 0 && { apiKeys: [...keys] }),
    ...(command.length > 0 && { command: [...command] }),
    ...(cwd !== undefined && { cwd }),
    ...(title !== undefined && { title }),
    ...(teamId !== null && { teamId }),
  });
  if (!detach) return attachHere(client, terminal, { key: detachKey });
  print(terminal.id);
  return 0;
}
