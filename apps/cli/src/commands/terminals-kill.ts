import type { Environment } from "../env.ts";
import { print } from "../output.ts";
import { connect } from "../session/connect.ts";
import { findTerminal } from "../terminal/short-id.ts";

/** Ends a terminal's program and everything it started. */
export async function killTerminal(environment: Environment, id: string): Promise<void> {
  const { client } = await connect(environment);
  const terminal = await findTerminal(client, id);
  if (terminal.status !== "running") return print(`Terminal ${terminal.id} is over already.`);
  await client.terminals.close(terminal.id);
  print(`Ended terminal ${terminal.id}. Its output stays: pilothouse terminals logs ${terminal.id}`);
}
