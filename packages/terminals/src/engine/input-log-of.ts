import { join } from "node:path";
import type { InputAudit } from "@pilothouse/contracts";
import { InputLog } from "../audit/input-log.ts";
import type { EngineContext } from "./options.ts";

/** Who wrote to the terminal of a folder. */
export function inputLogOf({ clock, log }: EngineContext, folder: string, audit: InputAudit = "off"): InputLog {
  return new InputLog({ path: join(folder, "inputs.jsonl"), audit, clock, log });
}
