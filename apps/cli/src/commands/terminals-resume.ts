import type { Environment } from "../env.ts";
import { print } from "../output.ts";
import { connect } from "../session/connect.ts";
import { attachHere, mustBeTerminal } from "../terminal/attach-here.ts";
import type { DetachKey } from "../terminal/detach-key.ts";
import { findTerminal } from "../terminal/short-id.ts";

export interface ResumeOptions {
  readonly detach?: boolean;
  readonly detachKey: DetachKey;
}

/** Goes on with the conversation of a terminal that is over, in a new terminal, and attaches to it. Returns the exit code. */
export async function resumeTerminal(environment: Environment, id: string, options: ResumeOptions): Promise<number> {
  const { detach = false, detachKey } = options;
  if (!detach) mustBeTerminal();
  const { client } = await connect(environment);
  const { id: ended } = await findTerminal(client, id);
  const terminal = await client.terminals.resume(ended);
  if (!detach) return attachHere(client, terminal, { key: detachKey });
  print(terminal.id);
  return 0;
}
