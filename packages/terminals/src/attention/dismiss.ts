import type { Terminal } from "@pilothouse/contracts";
import type { Actor } from "@pilothouse/platform";
import { owned } from "../access.ts";
import type { TerminalDeps } from "../deps.ts";
import { setAside } from "./set-aside.ts";

/** The actor wants to hear no more of what this terminal needs now. It may need something again. */
export async function dismissAttention(deps: TerminalDeps, actor: Actor, id: string): Promise<Terminal> {
  return setAside(deps, await owned(deps, actor, id));
}
