import type { Environment } from "../env.ts";
import { say, writeOut } from "../output.ts";
import { connect } from "../session/connect.ts";
import { findTerminal } from "../terminal/short-id.ts";

/** Prints a terminal's output as it was, from the oldest byte that is kept; with `follow`, until its program ends. */
export async function printLogs(
  environment: Environment,
  id: string,
  { follow = false }: { readonly follow?: boolean },
): Promise<void> {
  const { client } = await connect(environment);
  const terminal = await findTerminal(client, id);
  if (!follow && terminal.endOffset === 0) return;
  using view = client.terminals.attach(terminal.id, { from: { epoch: terminal.epoch, offset: 0 } });
  for await (const event of view) {
    if (event.type === "gap") say(`pilothouse: bytes ${event.from} to ${event.to} are no longer kept`);
    if (event.type === "data") await writeOut(event.bytes);
    if (!follow && view.offset >= terminal.endOffset) return;
  }
}
