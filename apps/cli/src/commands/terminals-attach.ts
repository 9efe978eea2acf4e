import type { Environment } from "../env.ts";
import { connect } from "../session/connect.ts";
import { attachHere, mustBeTerminal } from "../terminal/attach-here.ts";
import type { DetachKey } from "../terminal/detach-key.ts";
import { findTerminal } from "../terminal/short-id.ts";

/** Makes this terminal show and control a terminal of Pilothouse. Returns the exit code. */
export async function attachTerminal(
  environment: Environment,
  id: string,
  { detachKey, view = false }: { readonly detachKey: DetachKey; readonly view?: boolean },
): Promise<number> {
  mustBeTerminal();
  const { client } = await connect(environment);
  return attachHere(client, await findTerminal(client, id), { key: detachKey, mode: view ? "view" : "control" });
}
